"""Places cells that span rows and columns on a grid, row by row, as browsers do."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_GRID_COLUMNS


class Span(NamedTuple):
    """How many columns and rows a cell says that it covers; both at least 1."""

    columns: int
    rows: int


class Slot(NamedTuple):
    """Where a cell came to stand, and what it covers there."""

    row: int
    column: int
    columns: int
    rows: int

    @property
    def right(self) -> int:
        """The column after the last that the cell covers."""
        return self.column + self.columns


def place(rows: Sequence[Sequence[Span]]) -> list[list[Slot]]:
    """Return a slot for every span, row by row; no two slots overlap.

    A cell goes to the first free column. A row span that is too long would push the row below it
    to the right; it is cut where the cells of that row fill the table's usual width by themselves.
    Raises :class:`LimitExceeded` for a table wider than any report's.
    """
    first = _fill(rows, usual=0)
    extents = Counter(_extents(first, len(rows)))
    usual = max(extents, key=lambda width: (extents[width], width), default=0)
    return _fill(rows, usual)


def _fill(rows: Sequence[Sequence[Span]], usual: int) -> list[list[Slot]]:
    placed: list[list[Slot]] = []
    hanging: dict[int, Slot] = {}
    for row, spans in enumerate(rows):
        hanging = {c: slot for c, slot in hanging.items() if slot.row + slot.rows > row}
        if hanging and sum(span.columns for span in spans) == usual:
            _cut(placed, set(hanging.values()), row)
            hanging = {}
        slots = _fill_row(row, spans, hanging)
        placed.append(slots)
        hanging |= {c: s for s in slots if s.rows > 1 for c in range(s.column, s.right)}
    return placed


def _fill_row(row: int, spans: Sequence[Span], hanging: dict[int, Slot]) -> list[Slot]:
    slots = []
    column = 0
    for span in spans:
        while column in hanging:
            column += 1
        end = column + 1
        while end < column + span.columns and end not in hanging:
            end += 1
        if end > MAX_GRID_COLUMNS:
            raise LimitExceeded(f"表格超过 {MAX_GRID_COLUMNS} 列，不像年度报告的表格")
        slots.append(Slot(row, column, end - column, span.rows))
        column = end
    return slots


def _cut(placed: list[list[Slot]], slots: set[Slot], row: int) -> None:
    """Make ``slots`` end above ``row``."""
    for slot in slots:
        above = placed[slot.row]
        above[above.index(slot)] = slot._replace(rows=row - slot.row)


def _extents(placed: Sequence[Sequence[Slot]], rows: int) -> list[int]:
    """Return for every row the column after its last, spans from above included."""
    extents = [0] * rows
    for slot in (slot for slots in placed for slot in slots):
        for row in range(slot.row, min(slot.row + slot.rows, rows)):
            extents[row] = max(extents[row], slot.right)
    return extents
