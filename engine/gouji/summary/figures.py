"""The cells of the form added up over the tree of agencies, without counting anything twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from gouji.summary.amounts import Amount, added
from gouji.summary.reports import Values
from gouji.summary.tree import Tree

_TELLING = 5
"""Cells that must be less than the members' before a report is doubted as a whole."""

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
    ``lines`` are the cells that differ or exceed; ``equal`` and ``open`` only count. It is
    ``doubtful`` that the report includes its members' where most of what they did is more than it.
    """

    agency: str
    members: tuple[str, ...]
    filed: bool
    absent: tuple[str, ...]
    partial: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    equal: int
    open: int
    doubtful: bool


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
        return self._sum(self.placed.roots, self._below)

    def roll_ups(self) -> tuple[RollUp, ...]:
        """Compare every consolidated report with its members."""
        return tuple(self._roll_up(name) for name in self.placed.consolidating())

    @cached_property
    def _below(self) -> dict[str, dict[str, Amount]]:
        """What the members of each name add up to."""
        below: dict[str, dict[str, Amount]] = {}
        for name in self.placed.bottom_up():
            below[name] = self._sum(self.placed.members[name], below)
        return below

    def _sum(
        self, names: Iterable[str], below: Mapping[str, Mapping[str, Amount]]
    ) -> dict[str, Amount]:
        listed = tuple(names)
        return {
            cell: added(self._amount(name, cell, below) for name in listed) for cell in self.cells
        }

    def _amount(self, name: str, cell: str, below: Mapping[str, Mapping[str, Amount]]) -> Amount:
        """Return what ``name`` adds: its own report where it has a number, else its members.

        A report includes its members, so that only one of the two is ever counted.
        """
        value = self.values[name][cell] if name in self.values else None
        if value is not None:
            return Amount(value)
        members = below[name][cell] if name in below else Amount()
        if name not in self.placed.agencies:
            return members
        return Amount(members.value, members.missing | {name})

    def _roll_up(self, name: str) -> RollUp:
        members, own, sums = self.placed.members[name], self.values.get(name), self._below[name]
        lines = [self._line(cell, own[cell], sums[cell]) for cell in self.cells] if own else []
        partial = ((m, self._gaps(m)) for m in members if m in self.values)
        return RollUp(
            agency=name,
            members=members,
            filed=own is not None,
            absent=tuple(m for m in members if m not in self.values),
            partial=tuple((member, gaps) for member, gaps in partial if gaps),
            lines=tuple(line for line in lines if line.state in {"differs", "exceeds"}),
            equal=sum(line.state == "equal" for line in lines),
            open=sum(line.state == "open" for line in lines),
            doubtful=_doubtful(lines),
        )

    def _gaps(self, name: str) -> int:
        return sum(value is None for value in self.values[name].values())

    def _line(self, cell: str, whole: Decimal | None, parts: Amount) -> Line:
        state: State = "open"
        if whole is not None and parts.complete:
            state = "equal" if parts.value == whole else "differs"
        elif whole is not None and parts.value > whole and cell not in self.signed:
            state = "exceeds"
        return Line(cell, whole, parts, state)


def _doubtful(lines: list[Line]) -> bool:
    some = [line for line in lines if line.whole is not None and line.parts.value > 0]
    more = [line for line in some if line.whole is not None and line.parts.value > line.whole]
    return len(more) >= _TELLING and len(more) * 2 > len(some)
