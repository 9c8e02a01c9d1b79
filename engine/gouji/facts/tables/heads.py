"""The heads of an aligned grid: which rows they are, and which column stands under each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from itertools import pairwise

from gouji.facts.tables.align import align
from gouji.facts.tables.labels import has_damage, may_be, quoted, whole
from gouji.facts.tables.numbers import is_value_like
from gouji.facts.tables.printed import printed
from gouji.model.document import Grid, GridCell
from gouji.model.form import Column, Table
from gouji.records import dataclass

_CLEAR = 0.75
_SURE = 0.55
_UNKNOWN = "表头{}认不出，不能确定是不是这一列"

Matrix = tuple[tuple[GridCell | None, ...], ...]
"""The cell that covers each place of a grid, by row and column."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The lowest head over one or several grid columns, and the texts of the heads above it."""

    text: str
    above: tuple[str, ...]
    first: int
    last: int


@dataclass(frozen=True)
class Head:
    """What a head says: column ids by leaf, and the number of grid columns that hold labels.

    ``slots`` are all leaves right of the labels, known or not. ``doubts`` names the columns that
    an unknown leaf may be, with the reason. A ``foreign`` head is that of another form.
    """

    columns: tuple[tuple[str, Leaf], ...] = ()
    labels: int = 0
    slots: tuple[Leaf, ...] = ()
    doubts: Mapping[str, str] = field(default_factory=dict)
    foreign: bool = False

    @cached_property
    def width(self) -> int:
        """Return how many grid columns it spans from the first of the labels."""
        return max((leaf.last + 1 for leaf in self.slots), default=0)


def matrix(grid: Grid) -> Matrix:
    """Return the covering cell of every place."""
    places: list[list[GridCell | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        if cell.row_span == cell.column_span == 1 and cell.row < grid.rows:
            if cell.column < grid.columns:
                places[cell.row][cell.column] = cell
            continue
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
    labels = printed(table)
    columns = sum(labels.like_column(t) >= _CLEAR for t in texts)
    rows = sum(whole(t) in labels.rows for t in texts)
    grouped = any(labels.like_over(t) >= _CLEAR for t in texts)
    if columns == 1 and not grouped:
        # 「其他」 or 「总计」 beside nothing but merged labels is the rest of a row's label.
        return rows == 0 and sum(not labels.is_piece_of_merged(t) for t in texts) > 1
    return columns > rows or (columns == 0 and rows == 0 and grouped)


def is_wordless(cells: Sequence[GridCell | None], table: Table, row: int) -> bool:
    """Tell whether a grid row below a head goes on with it: no number, and no row's label."""
    own = distinct(cells)
    texts = [cell.text for cell in own if cell.text.strip()]
    return not any(_is_number(cell, row) for cell in own) and not any(
        printed(table).like_row(text) >= _CLEAR for text in texts
    )


def _is_number(cell: GridCell, row: int) -> bool:
    return cell.row == row and bool(cell.text.strip()) and is_value_like(cell.text)


def distinct(cells: Sequence[GridCell | None]) -> list[GridCell]:
    """Return the cells among ``cells``, each once, in order."""
    found = dict(zip(map(id, cells), cells, strict=True))
    return [cell for cell in found.values() if cell is not None]


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
        found.append(Leaf(text, above, column, last))
        column = last + 1
    return found


def _extent(cell: GridCell | None) -> tuple[int, int]:
    return (cell.column, cell.column_span) if cell else (-1, 0)


def read_head(
    rows: Sequence[Sequence[GridCell | None]],
    table: Table,
    below: Sequence[GridCell | None] | None,
) -> Head:
    """Match the leaves of a head with the form's columns, order kept.

    ``below`` is the row under the head: a leaf over a label is no column. A leaf that reads like
    no column is never given one: a sub-total, or the heads of another edition, must not be
    mistaken for what the form has in that place.
    """
    found = leaves(rows)
    columns = table.columns
    likes = [printed(table).like_columns(leaf.text) for leaf in found]
    gain = [[2 * own - 0.6 if own >= _SURE else -1.0 for own in like] for like in likes]
    pairs = align(gain, len(columns))
    unknown = {
        i
        for i, leaf in enumerate(found)
        if i not in dict(pairs) and _holds_values(leaf, below) and not _is_known(leaf, table)
    }
    if unknown and len(unknown) >= len(pairs) and not any(_damaged(found[i]) for i in unknown):
        return Head(foreign=True)
    matched, doubts = _fill(pairs, unknown, found, columns)
    inside = [*matched, *(found[i] for i in unknown)] if doubts else [*matched]
    first = min((leaf.first for leaf in inside), default=0)
    return Head(
        columns=tuple((columns[j].id, leaf) for leaf, j in matched.items()),
        labels=first,
        slots=tuple(leaf for leaf in found if leaf.first >= first),
        doubts=doubts,
    )


def _fill(
    pairs: Sequence[tuple[int, int]],
    unknown: Collection[int],
    found: Sequence[Leaf],
    columns: Sequence[Column],
) -> tuple[dict[Leaf, int], dict[str, str]]:
    """Give a damaged head the column it stands for by order; doubt what unknown heads may be."""
    matched = dict(pairs)
    doubts: dict[str, str] = {}
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs, (len(found), len(columns))]):
        between = [k for k in range(i + 1, next_i) if k in unknown]
        missing = range(j + 1, next_j)
        if not between or not missing:
            continue
        likely = [may_be(found[k].text, columns[m]) for k, m in zip(between, missing, strict=False)]
        if len(between) == len(missing) and all(likely):
            matched |= dict(zip(between, missing, strict=True))
        else:
            texts = quoted(found[k].text for k in between)
            doubts |= {columns[m].id: _UNKNOWN.format(texts) for m in missing}
    return {found[i]: j for i, j in sorted(matched.items())}, doubts


def _holds_values(leaf: Leaf, below: Sequence[GridCell | None] | None) -> bool:
    cells = distinct((below or ())[leaf.first : leaf.last + 1])
    return all(is_value_like(cell.text) for cell in cells)


def _is_known(leaf: Leaf, table: Table) -> bool:
    """Tell whether a leaf is text of the head that belongs to no single column."""
    labels = printed(table)
    return max(labels.like_over(leaf.text), labels.like_column(leaf.text)) >= _CLEAR


def _damaged(leaf: Leaf) -> bool:
    return not leaf.text.strip() or has_damage(leaf.text)
