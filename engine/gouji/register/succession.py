"""Which agency of the year before an agency was: what last year's report it is compared with."""

from collections import Counter
from collections.abc import Mapping

from gouji.model.register import NOT_COMPARED, Register, Registered
from gouji.records import dataclass
from gouji.register.names import Names


@dataclass(frozen=True, slots=True)
class Before:
    """The agency of the year before, or why there is none to compare with.

    ``parts`` are the agencies that it came from.
    """

    agency: str | None
    why: str = ""
    parts: tuple[str, ...] = ()


def succession(before: Register, now: Register) -> Mapping[str, Before]:
    """Return what each agency of ``now`` was in the year ``before``.

    One that came from several, or shares what it came from with others, is compared with none
    unless a person said with whom: figures of a part are not those of the whole.
    """
    names = Names(before)
    there = {agency.name for agency in before.standing()}
    parts = {agency.name: _parts(agency, names, there) for agency in now.standing()}
    claims = Counter(part for some in parts.values() for part in some)
    return {a.name: _before(a, parts[a.name], claims) for a in now.standing()}


def _parts(agency: Registered, names: Names, there: set[str]) -> tuple[str, ...]:
    for called in ((agency.name, *agency.formerly), agency.aliases):
        found = dict.fromkeys(name for name in map(names.resolve, called) if name in there)
        if found:
            return tuple(found)
    return ()


def _before(agency: Registered, parts: tuple[str, ...], claims: Counter[str]) -> Before:
    if agency.compared == NOT_COMPARED:
        return Before(None, "名录写明不与上年比较", parts)
    if agency.compared:
        return Before(agency.compared, parts=parts)
    if len(parts) > 1:
        return Before(None, f"由{'、'.join(parts)}合并而成，不拿其中一个的上年报告来比", parts)
    if parts and claims[parts[0]] > 1:
        why = f"上年的{parts[0]}已分成 {claims[parts[0]]} 个机关，不拿它的上年报告来比"
        return Before(None, why, parts)
    if parts:
        return Before(parts[0], parts=parts)
    # The year before may have reports of agencies that no register names.
    return Before(agency.formerly[0] if len(agency.formerly) == 1 else agency.name)
