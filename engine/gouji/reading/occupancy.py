"""Places cells that span rows and columns on a grid, row by row, as browsers do.

Spans written by hand are often wrong. A browser then draws a row shifted against the heads above
it; a reader must not take the shifted numbers for those of the columns they happen to stand in.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_GRID_CELLS, MAX_GRID_COLUMNS

_CELLS_OF_VALUES = 3
"""A row of fewer cells is a title, or a label and one value, which needs no column."""


class Span(NamedTuple):
    """How many columns and rows a cell says that it covers; both at least 1."""

    columns: int
    rows: int


class Slot(NamedTuple):
    """Where a cell came to stand, and what it covers there.

    It is not ``sure`` where the row does not fit the rows around it.
    """

    row: int
    column: int
    columns: int
    rows: int
    sure: bool = True

    @property
    def right(self) -> int:
        """The column after the last that the cell covers."""
        return self.column + self.columns


_Places = tuple[tuple[int, int], ...]
"""Column and width of cell after cell."""


def place(rows: Sequence[Sequence[Span]], mendable: Collection[int] = ()) -> list[list[Slot]]:
    """Return a slot for every span, row by row; no two slots overlap.

    A cell goes to the first free column. A row span that is too long would push the row below it
    to the right; it is cut where the cells of that row fill the table's usual width by themselves.
    For ``mendable`` see :func:`settle`.
    Raises :class:`LimitExceeded` for a table larger than any report's.
    """
    if sum(map(len, rows)) > MAX_GRID_CELLS or len(rows) > MAX_GRID_CELLS:
        raise LimitExceeded(f"表格超过 {MAX_GRID_CELLS} 格，不像年度报告的表格")
    placed = _fill(rows, [0] * len(rows))
    if any(span.rows > 1 for spans in rows for span in spans):
        usual = _usual(placed)
        if any(_is_cut(*row) for row in zip(rows, _hanging(placed), usual, strict=True)):
            placed = _fill(rows, usual)
    return settle(placed, mendable)


def _usual(placed: Sequence[Sequence[Slot]]) -> list[int]:
    """Return for every row the width of most rows between the same titles."""
    extents = _extents(placed)
    widths = [0] * len(placed)
    for block in _blocks(placed, extents):
        usual = _most_common([extents[row] for row in block])
        for row in block:
            widths[row] = usual
    return widths


def _is_cut(spans: Sequence[Span], hanging: Collection[int], usual: int) -> bool:
    """Tell whether a row cuts the spans that hang into it, or an empty one has done so."""
    return not spans or (bool(hanging) and sum(span.columns for span in spans) == usual)


def settle(
    placed: Sequence[Sequence[Slot]], mendable: Collection[int], after: Sequence[int] = ()
) -> list[list[Slot]]:
    """Return ``placed`` with the rows mended or marked that are not as wide as those around them.

    A short row with as many cells as a complete one lacks the span of its label: its other cells
    go where they stand in the complete one. That holds only for ``mendable`` rows, those with a
    value next to the label: with a second label there, it is a value that is missing. The cells
    of any other misfit, the label aside, are not sure. ``after`` gives the columns that rows leave
    free at their end on purpose.
    """
    settled = [list(slots) for slots in placed]
    extents = _extents(placed)
    extents = [e + a for e, a in zip(extents, after, strict=True)] if after else extents
    hanging = _hanging(placed)
    for block in _blocks(placed, extents):
        usual = _most_common([extents[row] for row in block if len(placed[row]) > 1])
        models = _models(placed[row] for row in block if extents[row] == usual)
        for row in block:
            if len(placed[row]) >= _CELLS_OF_VALUES and extents[row] != usual:
                can = row in mendable and extents[row] < usual
                mended = _like(models[len(placed[row])], placed[row]) if can else []
                taken = {column for slot in mended for column in range(slot.column, slot.right)}
                fits = mended and taken.isdisjoint(hanging[row])
                settled[row] = mended if fits else _unsure(placed[row])
    return settled


def _blocks(placed: Sequence[Sequence[Slot]], extents: Sequence[int]) -> Iterator[list[int]]:
    """Yield the rows between titles: rows of one cell, below which other columns may begin."""
    block: list[int] = []
    for row, slots in enumerate(placed):
        if len(slots) == 1 and slots[0].column == 0 and slots[0].right == extents[row]:
            yield block
            block = []
        else:
            block.append(row)
    yield block


def _models(whole: Iterable[Sequence[Slot]]) -> dict[int, set[_Places]]:
    """Return by the number of cells where complete rows have their cells, the first one aside."""
    models: dict[int, set[_Places]] = defaultdict(set)
    for slots in whole:
        models[len(slots)].add(tuple((slot.column, slot.columns) for slot in slots[1:]))
    return models


def _like(models: Collection[_Places], slots: Sequence[Slot]) -> list[Slot]:
    """Return ``slots`` where complete rows of as many cells have theirs, if these all agree."""
    if len(models) != 1 or any(slot.rows > 1 for slot in slots):
        return []
    (model,) = models
    label = slots[0]._replace(columns=model[0][0] - slots[0].column)
    if label.columns < 1:
        return []
    moved = zip(slots[1:], model, strict=True)
    return [label, *(slot._replace(column=at, columns=width) for slot, (at, width) in moved)]


def _hanging(placed: Sequence[Sequence[Slot]]) -> list[set[int]]:
    """Return for every row the columns that cells from above cover."""
    hanging: list[set[int]] = [set() for _ in placed]
    for slot in (slot for slots in placed for slot in slots if slot.rows > 1):
        for row in range(slot.row + 1, min(slot.row + slot.rows, len(placed))):
            hanging[row].update(range(slot.column, slot.right))
    return hanging


def _unsure(slots: Sequence[Slot]) -> list[Slot]:
    return [slots[0], *(slot._replace(sure=False) for slot in slots[1:])]


def _most_common(extents: Sequence[int]) -> int:
    """Return the width of most rows; of several, the one that comes first."""
    counts = Counter(extents)
    return max(counts, key=lambda width: counts[width], default=0)


def _fill(rows: Sequence[Sequence[Span]], usual: Sequence[int]) -> list[list[Slot]]:
    """Place the cells; row spans end above a row whose cells by themselves are as wide as usual."""
    placed: list[list[Slot]] = []
    hanging: dict[int, Slot] = {}
    for row, spans in enumerate(rows):
        hanging = {c: slot for c, slot in hanging.items() if slot.row + slot.rows > row}
        if hanging and sum(span.columns for span in spans) == usual[row]:
            _cut(placed, set(hanging.values()), row)
            hanging = {}
        slots = _fill_row(row, spans, hanging)
        placed.append(slots)
        hanging |= {c: s for s in slots if s.rows > 1 for c in range(s.column, s.right)}
    return placed


def _fill_row(row: int, spans: Sequence[Span], hanging: dict[int, Slot]) -> list[Slot]:
    slots = []
    column = 0
    for columns, rows in spans:
        while column in hanging:
            column += 1
        end = column + 1
        if columns > 1:
            while end < column + columns and end not in hanging:
                end += 1
        if end > MAX_GRID_COLUMNS:
            raise LimitExceeded(f"表格超过 {MAX_GRID_COLUMNS} 列，不像年度报告的表格")
        slots.append(Slot(row, column, end - column, rows))
        column = end
    return slots


def _cut(placed: list[list[Slot]], slots: set[Slot], row: int) -> None:
    """Make ``slots`` end above ``row``."""
    for slot in slots:
        above = placed[slot.row]
        above[above.index(slot)] = slot._replace(rows=row - slot.row)


def _extents(placed: Sequence[Sequence[Slot]]) -> list[int]:
    """Return for every row the column after its last, spans from above included."""
    extents = [0] * len(placed)
    for top, column, columns, rows, _ in chain.from_iterable(placed):
        right = column + columns
        extents[top] = max(extents[top], right)
        if rows > 1:
            for row in range(top + 1, min(top + rows, len(placed))):
                extents[row] = max(extents[row], right)
    return extents
