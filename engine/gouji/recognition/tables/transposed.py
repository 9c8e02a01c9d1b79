"""Table four: one row of numbers under heads of two or three levels."""

from collections.abc import Sequence

from gouji.model.document import Grid, GridCell
from gouji.model.form import Column, Row, Table
from gouji.recognition.tables.align import align
from gouji.recognition.tables.heads import Leaf, distinct, leaves, matrix
from gouji.recognition.tables.labels import bare, likeness, similarity
from gouji.recognition.tables.numbers import is_value_like
from gouji.recognition.tables.record import Value, value_of

Key = tuple[str, str]
"""Row id and column id."""

_SURE = 0.6


def keys(table: Table) -> list[tuple[Row, Column]]:
    """Return the cells of a transposed table from left to right."""
    return [(row, column) for row in table.rows for column in table.columns]


def read_transposed(grids: Sequence[Grid], table: Table) -> dict[Key, Value]:
    """Return the values under the heads of the first grid; empty where they cannot be told."""
    for grid in grids:
        rows = matrix(grid)
        first = next((i for i, row in enumerate(rows) if _is_value_row(row, i)), None)
        if first is None or first == 0:
            continue
        found = leaves(rows[:first])
        pairs = _pairs(found, table)
        if pairs and not _more_values(rows, first):
            return {key: _value(rows[first], leaf) for key, leaf in pairs}
    return {}


def _is_value_row(row: Sequence[GridCell | None], index: int) -> bool:
    cells = [cell for cell in distinct(row) if cell.row == index]
    values = [cell for cell in cells if is_value_like(cell.text)]
    return len(cells) > 1 and len(values) > 0.6 * len(cells)


def _more_values(rows: Sequence[Sequence[GridCell | None]], first: int) -> bool:
    """Tell whether anything stands below the row of values: then it is not this table's shape."""
    return any(
        cell.text.strip()
        for index, row in enumerate(rows[first + 1 :], first + 1)
        for cell in distinct(row)
        if cell.row == index
    )


def _pairs(found: Sequence[Leaf], table: Table) -> list[tuple[Key, Leaf]]:
    wanted = keys(table)

    def score(i: int, j: int) -> float:
        row, column = wanted[j]
        own = likeness(found[i].text, column)
        if own < _SURE:
            return -1.0
        return 2 * own - 1 + 0.5 * _group(found[i], row)

    return [
        ((wanted[j][0].id, wanted[j][1].id), found[i])
        for i, j in align(len(found), len(wanted), score)
    ]


def _group(leaf: Leaf, row: Row) -> float:
    """Return 1 under the head of ``row``, −1 under another's, 0 where there is no head."""
    above = [bare(text) for text in leaf.above if text.strip()]
    if not above:
        return 0.0
    own = max(similarity(text, bare(row.label)) for text in above)
    return 1.0 if own > 0.7 else -1.0


def _value(row: Sequence[GridCell | None], leaf: Leaf) -> Value:
    cells = distinct(row[leaf.first : leaf.last + 1])
    filled = [cell for cell in cells if cell.text.strip()] or cells
    if len(filled) != 1:
        place = next(c.place for c in row if c is not None)
        return Value("", place, "这一格的位置分不清")
    cell = filled[0]
    spans_more = any(row[c] is cell for c in range(len(row)) if not leaf.first <= c <= leaf.last)
    return (
        Value(cell.text, cell.place, "几格合并在一起，分不清各是多少")
        if spans_more
        else value_of(cell)
    )
