"""What became of the agencies of one year's register in the next one's."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from gouji.model.bodies import BODIES
from gouji.model.register import Register, Registered
from gouji.records import dataclass
from gouji.register.names import Names
from gouji.register.succession import Before, succession


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in Chinese: what happened to whom, how, and on which day where that is known."""

    what: str
    agency: str
    how: str = ""
    when: date | None = None
    row: int = 0


def changes(before: Register, now: Register) -> tuple[Change, ...]:
    """Return what changed from ``before`` to ``now``, in the order of ``now``; the gone last."""
    was = succession(before, now)
    old = {agency.name: agency for agency in before.standing()}
    whole = _wholes(was)
    above = _Above(before, now, was)
    found = [change for a in now.standing() for change in _of(a, was[a.name], old, whole, above)]
    return (*found, *_gone(before, now, was))


class _Above:
    """Tells whether two agencies stand under one, whatever it was called in either year."""

    def __init__(self, before: Register, now: Register, was: Mapping[str, Before]) -> None:
        self._then, self._now, self._was = Names(before), Names(now), was

    def same(self, old: Registered, now: Registered) -> bool:
        """Tell whether the agency above ``now`` is what was above ``old``."""
        if old.parent is None or now.parent is None:
            return old.parent == now.parent
        parent = self._now.resolve(now.parent)
        parts = self._was[parent].parts if parent in self._was else ()
        return self._then.resolve(old.parent) in (parts or (parent,))


def _wholes(was: Mapping[str, Before]) -> dict[str, list[str]]:
    """Return what came of each agency of the year before."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, each in was.items():
        for part in each.parts:
            found[part].append(name)
    return found


def _of(
    now: Registered,
    was: Before,
    old: Mapping[str, Registered],
    whole: Mapping[str, list[str]],
    above: _Above,
) -> Iterator[Change]:
    kin = (now.since, now.row)
    match was.parts:
        case ():
            yield Change("新设", now.name, "", *kin)
            return
        case (one,) if len(whole[one]) > 1 and one != now.name:
            yield Change("拆分", now.name, f"从{one}分出", *kin)
        case (one,) if one != now.name:
            yield Change("更名", now.name, f"原{one}", *kin)
        case (_, _, *_):
            yield Change("合并", now.name, f"由{'、'.join(was.parts)}合并", *kin)
    if len(was.parts) == 1:
        yield from _altered(old[was.parts[0]], now, above)


def _altered(old: Registered, now: Registered, above: _Above) -> Iterator[Change]:
    duty = {True: "应报送", False: "不报送", None: "应报送"}
    pairs = (
        ("换上级", *(("", "") if above.same(old, now) else (old.parent, now.parent))),
        ("换种类", BODIES[old.body], BODIES[now.body]),
        ("换组别", old.league, now.league),
        ("报送义务", duty[old.reports], duty[now.reports]),
    )
    for what, one, other in pairs:
        if one != other:
            yield Change(what, now.name, f"{one or '（空）'}→{other or '（空）'}", row=now.row)


def _gone(before: Register, now: Register, was: Mapping[str, Before]) -> Iterator[Change]:
    names = Names(now)
    went = {part for each in was.values() for part in each.parts}
    ended = {agency.name: agency for agency in now.agencies}
    for agency in before.standing():
        if agency.name not in went:
            end = ended.get(agency.name) or names.agency(agency.name) or agency
            how = "" if end.until else "名录里没有了"
            yield Change("撤销", agency.name, how, end.until, end.row if end.until else 0)
