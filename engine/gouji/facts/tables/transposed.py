"""Table four: one row of numbers under heads of two or three levels, or a table for each group."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from gouji.facts.tables.align import align
from gouji.facts.tables.heads import Leaf, Matrix, distinct, leaves, matrix
from gouji.facts.tables.labels import bare, has_damage, may_be, similarity
from gouji.facts.tables.numbers import is_value_like
from gouji.facts.tables.printed import printed
from gouji.facts.tables.record import Value, value_of
from gouji.model.document import Grid, GridCell
from gouji.model.form import Column, Row, Table
from gouji.once import once

Key = tuple[str, str]
"""Row id and column id."""

_SURE = 0.6
_GROUP = 0.7
_KEPT = 200
"""Heads, one above the other, of which is kept what they say in one table."""


def keys(table: Table) -> list[tuple[Row, Column]]:
    """Return the cells of a transposed table from left to right."""
    return [(row, column) for row in table.rows for column in table.columns]


def read_transposed(
    grids: Sequence[Grid], captions: Sequence[str], table: Table
) -> dict[Key, Value]:
    """Return the values under the heads of each grid; empty where they cannot be told.

    ``captions`` are the lines above the grids: where groups have a table each, the head of the
    group may stand there.
    """
    return united(
        _read_one(grid, caption, table) for grid, caption in zip(grids, captions, strict=True)
    )


def united(parts: Iterable[Mapping[Key, Value]]) -> dict[Key, Value]:
    """Return the values of all parts that tell of other groups than those before them."""
    found: dict[Key, Value] = {}
    for part in parts:
        if not {row for row, _ in part} & {row for row, _ in found}:
            found |= part
    return found


def _read_one(grid: Grid, caption: str, table: Table) -> dict[Key, Value]:
    rows = matrix(grid)
    room = _room(rows)
    first = next((i for i, row in enumerate(rows) if i >= room and _is_value_row(row, i)), None)
    if first is None or first == room:
        return {}
    named = _named(caption, table)
    found = [replace(leaf, above=(*named, *leaf.above)) for leaf in leaves(rows[room:first])]
    pairs = _pairs(found, table)
    if not pairs or _more_values(rows, first):
        return {}
    return {key: _value(rows[first], leaf) for key, leaf in pairs}


def _named(caption: str, table: Table) -> tuple[str, ...]:
    """Return the head of a group that a caption gives, if it gives one and not several."""
    heads = {row.group or row.label for row in table.rows}
    own = [row.label for row in table.rows if row.label in caption]
    given = {head for head in heads if head in caption} | {
        row.group or row.label for row in table.rows if row.label in own
    }
    return (*given, *own) if len(given) == 1 and len(own) <= 1 else ()


def _is_value_row(row: Sequence[GridCell | None], index: int) -> bool:
    cells = [cell for cell in distinct(row) if cell.row == index]
    values = [cell for cell in cells if is_value_like(cell.text)]
    return len(cells) > 1 and len(values) > 0.6 * len(cells)


def _room(rows: Matrix) -> int:
    """Count the rows above the first that holds text: sites set the widths of columns in one."""
    blank = takewhile(_is_blank, rows)
    return sum(1 for _ in blank)


def _is_blank(row: Sequence[GridCell | None]) -> bool:
    return not any(cell.text.strip() or cell.doubt for cell in distinct(row))


def _more_values(rows: Sequence[Sequence[GridCell | None]], first: int) -> bool:
    """Tell whether anything stands below the row of values: then it is not this table's shape.

    A note across the table, and no number, is nothing of it.
    """
    return any(
        cell.text.strip()
        for index, row in enumerate(rows[first + 1 :], first + 1)
        for cell in distinct(row)
        if cell.row > first and not _is_note(row, index)
    )


def _is_note(row: Sequence[GridCell | None], index: int) -> bool:
    """Tell whether a row is one cell of words."""
    cells = distinct(row)
    return len(cells) == 1 and cells[0].row == index and not is_value_like(cells[0].text)


def _pairs(found: Sequence[Leaf], table: Table) -> list[tuple[Key, Leaf]]:
    """Match heads with the form's; nothing where an outcome's group is not certain."""
    wanted = keys(table)
    groups = [_groups(table)(leaf.above) for leaf in found]
    likes = [printed(table).like_columns(leaf.text) * len(table.rows) for leaf in found]

    gain = [
        [
            -1.0 if own < _SURE or group[row.id] < 0 else 2 * own - 1 + 0.5 * group[row.id]
            for own, (row, _) in zip(like, wanted, strict=True)
        ]
        for like, group in zip(likes, groups, strict=True)
    ]
    pairs = align(gain, len(wanted))
    below_groups = [i for i, leaf in enumerate(found) if _is_outcome(leaf, table)]
    if len(below_groups) == len(wanted) and all(below_groups[j] == i for i, j in pairs):
        by_order = list(zip(below_groups, range(len(wanted)), strict=True))
        damaged = [(i, j) for i, j in by_order if (i, j) not in pairs]
        if all(_may_stand(found[i], *wanted[j], table) for i, j in damaged):
            pairs = by_order
    proven = all(groups[i][wanted[j][0].id] > 0 for i, j in pairs)
    if len(pairs) < len(below_groups) or not (proven or len(pairs) == len(wanted)):
        return []
    return [((wanted[j][0].id, wanted[j][1].id), found[i]) for i, j in pairs]


def _may_stand(leaf: Leaf, row: Row, column: Column, table: Table) -> bool:
    return may_be(leaf.text, column) and _groups(table)(leaf.above)[row.id] >= 0


def _is_outcome(leaf: Leaf, table: Table) -> bool:
    """Tell whether a head reads like an outcome or stands below the head of a group."""
    return printed(table).like_column(leaf.text) >= _SURE or any(
        group > 0 for group in _groups(table)(leaf.above).values()
    )


@once
def _groups(table: Table) -> Callable[[tuple[str, ...]], Mapping[str, float]]:
    """Return what tells of the heads above a leaf how they stand to each row of ``table``."""

    @lru_cache(maxsize=_KEPT)
    def groups(above: tuple[str, ...]) -> Mapping[str, float]:
        return {row.id: _group(above, row, table) for row in table.rows}

    return groups


def _group(heads: Sequence[str], row: Row, table: Table) -> float:
    """Return 1 under the head of ``row``, −1 under another's, 0 where none can be read."""
    above = [bare(text) for text in heads if text.strip()]
    if any(similarity(text, bare(row.label)) > _GROUP for text in above):
        return 1.0
    others = {name for other in table.rows if other.group != row.group for name in _heads(other)}
    if any(similarity(text, name) > _GROUP for text in above for name in others):
        return -1.0
    legible = [text for text in heads if text.strip() and not has_damage(text)]
    return -1.0 if legible and not any(may_be(text, row) for text in legible) else 0.0


def _heads(row: Row) -> tuple[str, ...]:
    """Return the heads that stand above the outcomes of ``row``."""
    return (bare(row.label), bare(row.group)) if row.group else (bare(row.label),)


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
