"""The heads of an aligned grid: which rows they are, and which column stands under each."""

from collections.abc import Sequence
from dataclasses import dataclass

from gouji.model.document import Grid, GridCell
from gouji.model.form import Column, Table
from gouji.recognition.tables.align import align
from gouji.recognition.tables.labels import bare, likeness, names, similarity, whole
from gouji.recognition.tables.numbers import is_value_like

_CLEAR = 0.75
_SURE = 0.55

Matrix = tuple[tuple[GridCell | None, ...], ...]
"""The cell that covers each place of a grid, by row and column."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The lowest head over one or several grid columns, and the texts of the heads above it."""

    text: str
    above: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Head:
    """Column ids by leaf, and the number of grid columns that hold labels."""

    columns: tuple[tuple[str, Leaf], ...]
    labels: int


def matrix(grid: Grid) -> Matrix:
    """Return the covering cell of every place."""
    places: list[list[GridCell | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.column_span, grid.columns)):
                places[row][column] = cell
    return tuple(tuple(row) for row in places)


def is_head_row(cells: Sequence[GridCell | None], table: Table, row: int) -> bool:
    """Tell whether a grid row is part of a head: column labels and no number."""
    own = distinct(cells)
    texts = [cell.text for cell in own if cell.text.strip()]
    if not texts or any(_is_number(cell, row) for cell in own):
        return False
    columns = sum(any(likeness(t, c) >= _CLEAR for c in table.columns) for t in texts)
    known = {whole(name) for item in table.rows for name in names(item)}
    rows = sum(whole(t) in known for t in texts)
    groups = _groups(table)
    grouped = any(similarity(bare(t), bare(g)) >= _CLEAR for t in texts for g in groups)
    return columns > rows or (columns == 0 and rows == 0 and grouped)


def is_wordless(cells: Sequence[GridCell | None], table: Table, row: int) -> bool:
    """Tell whether a grid row below a head goes on with it: no number, and no row's label."""
    own = distinct(cells)
    texts = [cell.text for cell in own if cell.text.strip()]
    return not any(_is_number(cell, row) for cell in own) and not any(
        likeness(text, item) >= _CLEAR for text in texts for item in table.rows
    )


def _groups(table: Table) -> list[str]:
    groups = [c.group for c in table.columns if c.group]
    return [*dict.fromkeys(groups), *table.heads]


def _is_number(cell: GridCell, row: int) -> bool:
    return cell.row == row and bool(cell.text.strip()) and is_value_like(cell.text)


def distinct(cells: Sequence[GridCell | None]) -> list[GridCell]:
    """Return the cells among ``cells``, each once, in order."""
    return list({id(cell): cell for cell in cells if cell is not None}.values())


def leaves(rows: Sequence[Sequence[GridCell | None]]) -> list[Leaf]:
    """Return the lowest heads of consecutive head rows, left to right.

    Cells of one width above each other are one head: a page break may have cut it.
    """
    found: list[Leaf] = []
    width = len(rows[0])
    column = 0
    while column < width:
        stack = distinct([row[column] for row in rows])
        lowest = stack[-1] if stack else None
        last = column
        while lowest is not None and last + 1 < width and rows[-1][last + 1] is lowest:
            last += 1
        own = [c for c in stack if (c.column, c.column_span) == _extent(lowest)]
        text = "".join(cell.text for cell in own)
        above = tuple(cell.text for cell in stack if cell not in own)
        found.append(Leaf(text or (above[-1] if above else ""), above, column, last))
        column = last + 1
    return found


def _extent(cell: GridCell | None) -> tuple[int, int]:
    return (cell.column, cell.column_span) if cell else (-1, 0)


def read_head(rows: Sequence[Sequence[GridCell | None]], columns: Sequence[Column]) -> Head:
    """Match the leaves of a head with the form's columns, order kept.

    A leaf that reads like no column is never given one: a sub-total, or the heads of another
    edition, must not be mistaken for what the form has in that place.
    """
    found = leaves(rows)

    def score(i: int, j: int) -> float:
        like = likeness(found[i].text, columns[j])
        return 2 * like - 0.6 if like >= _SURE else -1.0

    pairs = align(len(found), len(columns), score)
    matched = tuple((columns[j].id, found[i]) for i, j in pairs)
    return Head(matched, min((leaf.first for _, leaf in matched), default=0))
