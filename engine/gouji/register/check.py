"""What is wrong in a register, or asks to be looked at."""

from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from gouji.model.nearest import near
from gouji.model.register import NOT_COMPARED, Register, Registered
from gouji.model.spelling import agency_name
from gouji.records import dataclass
from gouji.register.names import Names
from gouji.register.succession import succession

_GOVERNMENT = "人民政府"
_ALIKE = 0.7
"""How much of two names must be the same for one to be asked about as the other's new name."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence on a row of a register; ``wrong`` where it cannot be used as it is."""

    row: int
    sentence: str
    wrong: bool = False

    def told(self, place: str) -> str:
        """Return the sentence with the file, the sheet and the row that it is about."""
        at = f"{place} 第 {self.row} 行" if self.row else place
        return f"{at}：{self.sentence}" if at else self.sentence


def check(register: Register, before: Register | None = None) -> tuple[Remark, ...]:
    """Return what is wrong in ``register`` and what asks to be looked at, in order of rows.

    Against ``before``, the register of the year before, agencies that came or went without a word
    on their former or later names are told of.
    """
    found = [
        *_twice(register.agencies),
        *_clashes(register.agencies),
        *_parents(register),
        *_circles(register.agencies),
        *_dates(register),
        *_compared(register, before),
        *(_renamed(before, register) if before else ()),
    ]
    return tuple(sorted(found, key=lambda remark: (remark.row, not remark.wrong)))


def _twice(agencies: Sequence[Registered]) -> Iterator[Remark]:
    first: dict[str, int] = {}
    for agency in agencies:
        if agency.name in first:
            where = f"第 {first[agency.name]} 行已有" if first[agency.name] else "前面已有"
            yield Remark(agency.row, f"{agency.name}写了两次（{where}），请删去一行", wrong=True)
        first.setdefault(agency.name, agency.row)


def _clashes(agencies: Sequence[Registered]) -> Iterator[Remark]:
    """Yield aliases that another agency has too, as its name or its alias."""
    named = {agency.name for agency in agencies}
    owner: dict[str, str] = {}
    for agency in agencies:
        for alias in agency.aliases:
            if alias == agency.name:
                yield Remark(agency.row, f"别名「{alias}」就是它自己的名称，可以删去")
            elif alias in named or owner.get(alias, agency.name) != agency.name:
                other = alias if alias in named else owner[alias]
                role = "名称" if alias in named else "别名"
                yield Remark(
                    agency.row,
                    f"{agency.name}的别名「{alias}」也是{other}的{role}，分不出是哪个机关，"
                    "请从一处删去",
                    wrong=True,
                )
            owner.setdefault(alias, agency.name)


def _parents(register: Register) -> Iterator[Remark]:
    names = Names(register)
    known = {agency.name for agency in register.agencies}
    for agency in register.agencies:
        parent = agency.parent
        if parent is None:
            continue
        if parent == agency.name:
            yield Remark(agency.row, f"{agency.name}的上级写成了它自己", wrong=True)
        elif not names.known(parent) and not known & {parent, parent + _GOVERNMENT}:
            hint = near(parent, known)
            yield Remark(agency.row, f"{agency.name}的上级「{parent}」不在名录上{hint}")


def _circles(agencies: Sequence[Registered]) -> Iterator[Remark]:
    above = {agency.name: agency.parent for agency in agencies}
    for agency in agencies:
        chain = [agency.name]
        parent = above[agency.name]
        while parent in above and parent not in chain:
            chain.append(parent)
            parent = above[parent]
        # Told once a circle, at the member that stands first in the sheet.
        members = [a.name for a in agencies if a.name in chain]
        if parent == agency.name and len(chain) > 1 and members[0] == agency.name:
            told = "→".join((*chain, agency.name))
            yield Remark(agency.row, f"上级绕成了一圈：{told}，请改其中一个的上级", wrong=True)


def _dates(register: Register) -> Iterator[Remark]:
    for agency in register.agencies:
        if agency.since and agency.until and agency.until <= agency.since:
            yield Remark(
                agency.row,
                f"{agency.name}的撤销日期 {agency.until} 不在设立日期 {agency.since} 之后",
                wrong=True,
            )
        elif agency.until and not agency.lives_in(register.year) and agency.since is None:
            yield Remark(
                agency.row,
                f"{agency.name}在{register.year}年度之前（{agency.until}）就已撤销，可以删去这一行",
            )
        if agency.reports is False and not agency.reason:
            yield Remark(agency.row, f"{agency.name}写的是不报送，没有写原因，请补上")
        if agency.reports and not agency.lives_in(register.year):
            yield Remark(
                agency.row, f"{agency.name}在{register.year}年度里不存在，却写了应报送，不算应报送"
            )


def _compared(register: Register, before: Register | None) -> Iterator[Remark]:
    if before is None:
        return
    known = {agency.name for agency in before.agencies}
    for agency in register.agencies:
        told = agency.compared
        if told and told != NOT_COMPARED and told not in known:
            hint = near(told, known)
            yield Remark(
                agency.row,
                f"{agency.name}的上年对照机关「{told}」不在{before.year}年度的名录上{hint}",
            )


def _renamed(before: Register, now: Register) -> Iterator[Remark]:
    """Yield agencies that went while another came that is nearly called so, and nothing said so."""
    was = succession(before, now)
    kept = {part for each in was.values() for part in each.parts}
    ended = {agency.name for agency in now.agencies}
    gone = [a.name for a in before.standing() if a.name not in kept | ended]
    new = [a for a in now.standing() if not was[a.name].parts]
    for agency in new:
        same = [name for name in gone if _alike(name, agency.name)]
        if same:
            yield Remark(
                agency.row,
                f"{agency.name}是名录上新有的，{before.year}年度的{'、'.join(same)}没有了；"
                "如果是更名，请在曾用名里写上",
            )


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def check_reported(
    register: Register, filed: Collection[str], failed: Collection[str]
) -> tuple[Remark, ...]:
    """Return who reported without being in ``register``, and who must report and did not."""
    names = Names(register)
    rows = {agency.name: agency for agency in register.agencies}
    found = []
    for name in sorted(filed):
        agency = names.agency(name)
        if agency is None:
            hint = near(agency_name(name), rows)
            found.append(Remark(0, f"{name}报送了{register.year}年度报告，不在名录上{hint}"))
        elif agency.reports is False:
            found.append(
                Remark(agency.row, f"{agency.name}在名录上是不报送的，却有{register.year}年度报告")
            )
    there = {names.resolve(name) for name in filed}
    tried = {names.resolve(name) for name in failed} - there
    for agency in register.due():
        if agency.name in tried:
            sentence = f"{agency.name}的{register.year}年度报告未能审核"
            found.append(Remark(agency.row, sentence))
        elif agency.name not in there:
            found.append(
                Remark(agency.row, f"{agency.name}应报送{register.year}年度报告，还没有报告")
            )
    return tuple(found)
