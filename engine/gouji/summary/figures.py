"""The cells of the form added up over the tree of agencies, without counting anything twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from gouji.facts.wholes import (
    Admissible,
    State,
    admissible,
    compared,
    mostly_unlike,
    speaks_alone,
)
from gouji.model.form import Nature
from gouji.records import dataclass
from gouji.summary.amounts import Amount, added
from gouji.summary.reports import PackedValues, Values, unpacked
from gouji.summary.tree import Tree


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of a consolidated report beside its direct members', as H901 judges it.

    ``parts`` adds up what members have, as mended where their own ties do not hold.
    """

    cell: str
    whole: Decimal | None
    parts: Amount
    state: State


@dataclass(frozen=True, slots=True)
class RollUp:
    """A consolidated report against its direct members, cell by cell.

    ``filed`` tells whether it was there to be compared. ``absent`` are the members without a
    report on this form, ``partial`` those with cells that gave no number and how many cells.
    ``lines`` are the cells that differ or exceed; ``equal`` and ``open`` only count. The report
    is its ``own`` alone where most of what the members did is more than it says. Where most cells
    are not the sums, members are ``unlisted``: then only what exceeds is told.
    """

    agency: str
    members: tuple[str, ...]
    filed: bool
    absent: tuple[str, ...]
    partial: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    equal: int
    open: int
    own: bool
    unlisted: bool = False


@dataclass(frozen=True, slots=True)
class _Parent:
    """A name with members: what these add up to, its report's cells beside that, if there is one.

    ``own`` tells that the report does not include them.
    """

    below: Mapping[str, Amount]
    lines: tuple[Line, ...]
    own: bool
    unlisted: bool


@dataclass(frozen=True)
class Figures:
    """Adds up the reports on one form.

    ``values`` has them by agency, in the order of ``cells``, ``doubts`` the cells that their own
    ties contradict, ``natures`` what their numbers are: of one that may be negative a part says
    nothing about the whole.
    """

    placed: Tree
    values: Mapping[str, PackedValues]
    doubts: Mapping[str, Mapping[str, Admissible]]
    cells: tuple[str, ...]
    natures: Mapping[str, Nature]

    def totals(self) -> dict[str, Amount]:
        """Return every cell of the form over the whole tree."""
        return self._sum(self.placed.roots, self._parents)

    def roll_ups(self) -> tuple[RollUp, ...]:
        """Compare every consolidated report with its members."""
        return tuple(self._roll_up(name) for name in self.placed.consolidating())

    @cached_property
    def _parents(self) -> dict[str, _Parent]:
        parents: dict[str, _Parent] = {}
        for name in self.placed.bottom_up():
            below = self._sum(self.placed.members[name], parents)
            members = self.placed.members[name]
            parts = self._parts(members) if name in self.values else ()
            known = _known(self._own(name) if parts else (), parts)
            unlisted = self.values.keys() >= set(members) and mostly_unlike(known)
            parents[name] = _Parent(
                below=below,
                lines=tuple(self._lines(name, parts, all_listed=not unlisted)),
                own=self._is_own(name, below),
                unlisted=unlisted,
            )
        return parents

    def _sum(self, names: Iterable[str], parents: Mapping[str, _Parent]) -> dict[str, Amount]:
        totals = dict.fromkeys(self.cells, Decimal(0))
        missing: dict[str, set[str]] = defaultdict(set)
        for name in names:
            parent = parents.get(name)
            alone = parent is None or not parent.own
            for cell, value in zip(self.cells, self._own(name), strict=True):
                if value is not None and alone:
                    totals[cell] += value
                    continue
                amount = self._amount(name, value, parent.below[cell] if parent else Amount())
                totals[cell] += amount.value
                missing[cell] |= amount.missing
        return {cell: Amount(total, frozenset(missing[cell])) for cell, total in totals.items()}

    def _amount(self, name: str, value: Decimal | None, members: Amount) -> Amount:
        """Return what ``name`` adds that has no number, or one without its members'.

        Without a number its members stand for it. A report that has one includes its members, so
        that they are not counted again, unless it is its own alone.
        """
        if value is not None:
            return added([Amount(value), members])
        own = {name} if name in self.placed.agencies else set()
        return Amount(members.value, members.missing | own)

    def _is_own(self, name: str, below: Mapping[str, Amount]) -> bool:
        own = zip(self.cells, self._own(name), strict=True)
        return speaks_alone((v, below[cell].value) for cell, v in own if v is not None)

    def _own(self, name: str) -> Values:
        """Return the cells of a report, none of which has a number where there is no report."""
        packed = self.values.get(name)
        return (None,) * len(self.cells) if packed is None else unpacked(packed)

    def _lines(
        self, name: str, parts: Sequence[Sequence[Admissible]], *, all_listed: bool
    ) -> Iterator[Line]:
        members = self.placed.members[name]
        if name not in self.values:
            return
        for cell, value, some in zip(self.cells, self._own(name), parts, strict=True):
            signed = self.natures[cell].signed
            found = compared(value, some, all_listed=all_listed, signed=signed)
            missing = (m for m, part in zip(members, some, strict=True) if not part)
            yield Line(cell, value, Amount(found.total, frozenset(missing)), found.state)

    def _parts(self, members: Sequence[str]) -> list[list[Admissible]]:
        """Return for each cell what those of ``members`` may be."""
        parts: list[list[Admissible]] = [[] for _ in self.cells]
        for member in members:
            doubted = self.doubts.get(member, {})
            for cell, value, some in zip(self.cells, self._own(member), parts, strict=True):
                some.append(admissible(value, doubted.get(cell), self.natures[cell]))
        return parts

    def _roll_up(self, name: str) -> RollUp:
        members, parent = self.placed.members[name], self._parents[name]
        partial = ((m, self._gaps(m)) for m in members if m in self.values)
        return RollUp(
            agency=name,
            members=members,
            filed=name in self.values,
            absent=tuple(m for m in members if m not in self.values),
            partial=tuple((member, gaps) for member, gaps in partial if gaps),
            lines=tuple(line for line in parent.lines if line.state in {"differs", "exceeds"}),
            equal=sum(line.state == "equal" for line in parent.lines),
            open=sum(line.state in {"open", "lacking"} for line in parent.lines),
            own=parent.own,
            unlisted=parent.unlisted,
        )

    def _gaps(self, name: str) -> int:
        return sum(value is None for value in self._own(name))


def _known(own: Values, parts: Sequence[Sequence[Admissible]]) -> Iterator[tuple[Decimal, Decimal]]:
    """Yield the figures of a whole beside what its members have together."""
    for value, some in zip(own, parts, strict=True):
        if value is not None:
            yield value, sum((part[-1] for part in some if part), Decimal(0))
