"""What a grid shows by its lines alone: rows of values beside labels, and the heads over them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.tables.heads import Matrix, distinct, matrix
from gouji.facts.tables.numbers import is_value_like
from gouji.model.document import Grid, GridCell, Place
from gouji.records import dataclass

Extent = tuple[int, int]
"""First column and number of columns."""


@dataclass(frozen=True, slots=True)
class ShapeRow:
    """A row of values: the texts before them, the values, and the head over each of them.

    ``heads`` are those that stand over this row in its own grid; empty where none does.
    ``starts_page`` marks the first row of values of a page.
    """

    labels: tuple[str, ...]
    values: tuple[GridCell, ...]
    heads: tuple[str, ...]
    place: Place
    starts_page: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any cell of the row."""
        return not any(cell.text.strip() or cell.doubt for cell in self.values)


class _Above(NamedTuple):
    """The cells of the head above a row of values, lowest last."""

    cells: tuple[GridCell, ...]

    def over(self, value: GridCell) -> str:
        """Return the text of the heads that stand over just the column of ``value``."""
        own = [c.text for c in self.cells if _extent(c) == _extent(value)]
        return "".join(own)


def shape_rows(grid: Grid) -> list[ShapeRow]:
    """Return the rows of values of a grid, in order.

    Values begin at one column in all rows; what stands left of it are labels. A row counts if at
    least half of its cells look like values, so that a row of heads never does.
    """
    rows = matrix(grid)
    start = _start(rows)
    found: list[ShapeRow] = []
    above: list[GridCell] = []
    fresh = True
    for index, row in enumerate(rows):
        fresh = fresh or index in grid.page_starts
        values = _values(row, index, start)
        own = [cell for cell in distinct(row) if cell.row == index]
        if values is None:
            above = [*([] if _ends_head(rows, index, start) else above), *own]
            continue
        head = _Above(tuple(above))
        labels = tuple(c.text for c in own if c.column < start and c.text.strip())
        place = own[0].place
        heads = tuple(head.over(value) for value in values) if above else ()
        found.append(ShapeRow(labels, values, heads, place, starts_page=fresh))
        fresh = False
    return found


def _start(rows: Matrix) -> int:
    """Return the column at which most rows begin to hold nothing but values."""
    starts = Counter(start for i, row in enumerate(rows) if (start := _run(row, i)) is not None)
    return max(starts, key=lambda start: (starts[start], start)) if starts else 0


def _run(row: Sequence[GridCell | None], index: int) -> int | None:
    """Return where the cells at the end of a row begin that are values; ``None`` without any."""
    start = None
    for cell in reversed(distinct(row)):
        if cell.row != index or cell.row_span > 1 or not is_value_like(cell.text):
            break
        start = cell.column
    return start


def _values(row: Sequence[GridCell | None], index: int, start: int) -> tuple[GridCell, ...] | None:
    """Return the values of a row; ``None`` where it is no row of values beside a label."""
    cells = distinct(row[start:])
    labelled = any(cell is not None and cell.row == index for cell in row[:start])
    whole = all(c.row == index and c.row_span == 1 and c.column >= start for c in cells)
    likely = sum(is_value_like(cell.text) for cell in cells)
    if not labelled or not whole or None in row[start:] or 2 * likely < len(cells) or not cells:
        return None
    return tuple(cells)


def _ends_head(rows: Matrix, index: int, start: int) -> bool:
    """Tell whether the row above one of a head is a row of values: a new head begins."""
    return index > 0 and _values(rows[index - 1], index - 1, start) is not None


def _extent(cell: GridCell) -> Extent:
    return cell.column, cell.column_span


def without_breaks(rows: Sequence[ShapeRow], surplus: int) -> list[ShapeRow] | None:
    """Return ``rows`` with those that a page break cut in two made whole again.

    One of two such parts is blank. Nothing where there are not exactly ``surplus`` of them.
    """
    if surplus == 0:
        return list(rows)
    cut = [
        i
        for i in range(1, len(rows))
        if rows[i].starts_page
        and len(rows[i].values) == len(rows[i - 1].values)
        and (rows[i].is_blank or rows[i - 1].is_blank)
    ]
    if len(cut) != surplus or any(b - a == 1 for a, b in pairwise(cut)):
        return None
    joined = {i - 1: _joined(rows[i - 1], rows[i]) for i in cut}
    return [joined.get(i, row) for i, row in enumerate(rows) if i not in cut]


def _joined(upper: ShapeRow, lower: ShapeRow) -> ShapeRow:
    label = "".join(upper.labels[-1:]) + "".join(lower.labels[-1:])
    values = lower.values if upper.is_blank else upper.values
    return replace(upper, labels=(*upper.labels[:-1], label), values=values)


def stand_in_columns(rows: Iterable[ShapeRow]) -> bool:
    """Tell whether the values of rows that have as many stand below each other, on every page.

    A page may be turned or shifted a little, but not by half a column.
    """
    first: dict[int, tuple[GridCell, ...]] = {}
    for row in rows:
        above = first.setdefault(len(row.values), row.values)
        if not all(map(_is_below, above, row.values)):
            return False
    return True


def _is_below(above: GridCell, below: GridCell) -> bool:
    upper, lower = above.place.box, below.place.box
    if upper is None or lower is None:
        return True
    return abs(upper[0] + upper[2] - lower[0] - lower[2]) < upper[2] - upper[0]


def line_of_values(grid: Grid) -> tuple[tuple[GridCell, ...], tuple[tuple[str, ...], ...]] | None:
    """Return the one row of values that fills a grid from side to side, and the heads over each.

    ``None`` where there is another row of values, or anything below.
    """
    rows = matrix(grid)
    cells = distinct(rows[-1])
    if len(rows) < 2 or None in rows[-1] or any(c.row != len(rows) - 1 for c in cells):
        return None
    if 2 * sum(is_value_like(cell.text) for cell in cells) < len(cells):
        return None
    heads = tuple(
        tuple(c.text for c in distinct([row[cell.column] for row in rows[:-1]])) for cell in cells
    )
    return tuple(cells), heads
