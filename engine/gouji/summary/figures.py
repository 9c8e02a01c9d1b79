"""The cells of the form added up over the tree of agencies, without counting anything twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from gouji.facts.wholes import speaks_alone
from gouji.summary.amounts import Amount, added
from gouji.summary.reports import Values
from gouji.summary.tree import Tree

State = Literal["equal", "differs", "exceeds", "open"]


@dataclass(frozen=True, slots=True)
class Line:
    """One cell of a consolidated report beside the sum of its members'.

    It ``differs`` where all members gave a number and the sum is another; it ``exceeds`` where
    some are missing and the others already are more than the whole; it is ``open`` where nobody
    can say.
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
    is its ``own`` alone where most of what the members did is more than it says.
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


@dataclass(frozen=True, slots=True)
class _Parent:
    """A name with members: what these add up to, its report's cells beside that, if there is one.

    ``own`` tells that the report does not include them.
    """

    below: Mapping[str, Amount]
    lines: tuple[Line, ...]
    own: bool


@dataclass(frozen=True)
class Figures:
    """Adds up the reports on one form.

    ``values`` has them by agency, ``signed`` the cells that may be negative, of which a part says
    nothing about the whole.
    """

    placed: Tree
    values: Mapping[str, Values]
    cells: tuple[str, ...]
    signed: frozenset[str] = frozenset()

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
            lines = tuple(self._lines(self.values.get(name), below))
            parents[name] = _Parent(below, lines, own=_is_own(lines))
        return parents

    def _sum(self, names: Iterable[str], parents: Mapping[str, _Parent]) -> dict[str, Amount]:
        listed = tuple(names)
        return {cell: added(self._amount(n, cell, parents) for n in listed) for cell in self.cells}

    def _amount(self, name: str, cell: str, parents: Mapping[str, _Parent]) -> Amount:
        """Return what ``name`` adds: its own report where it has a number, else its members.

        A report includes its members, so that only one of the two is counted, unless it cannot.
        """
        value = self.values[name][cell] if name in self.values else None
        parent = parents.get(name)
        members = parent.below[cell] if parent else Amount()
        if value is None and name in self.placed.agencies:
            return Amount(members.value, members.missing | {name})
        if value is None:
            return members
        return added([Amount(value), members]) if parent and parent.own else Amount(value)

    def _lines(self, own: Values | None, below: Mapping[str, Amount]) -> Iterator[Line]:
        if own is None:
            return
        for cell in self.cells:
            whole, parts = own[cell], below[cell]
            state: State = "open"
            if whole is not None and parts.complete:
                state = "equal" if parts.value == whole else "differs"
            elif whole is not None and parts.value > whole and cell not in self.signed:
                state = "exceeds"
            yield Line(cell, whole, parts, state)

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
            open=sum(line.state == "open" for line in parent.lines),
            own=parent.own,
        )

    def _gaps(self, name: str) -> int:
        return sum(value is None for value in self.values[name].values())


def _is_own(lines: Sequence[Line]) -> bool:
    return speaks_alone((line.whole, line.parts.value) for line in lines if line.whole is not None)
