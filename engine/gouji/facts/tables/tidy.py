"""Tables copied as text whose fields stand in columns after all: they become aligned grids.

A spreadsheet leaves a field for every column, empty beside and below merged cells. The heads prove
it: each stands in a field of its own, the labels of rows stand left of these, numbers below them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from gouji.facts.tables.labels import numbering
from gouji.facts.tables.numbers import is_value_like
from gouji.facts.tables.printed import printed
from gouji.model.document import Grid, GridCell
from gouji.model.form import Table

Fields = Mapping[int, GridCell]
"""The fields of a row that hold something, by column."""

_CLEAR = 0.75


def all_aligned(grids: Sequence[Grid], table: Table) -> list[Grid]:
    """Return the grids of a table, aligned if the fields of every one prove to be columns."""
    if all(grid.aligned for grid in grids):
        return list(grids)
    rows = [[{c.column: c for c in row if c.text} for row in grid.by_row()] for grid in grids]
    if any(
        not grid.aligned and not _is_tidy(fields, table)
        for grid, fields in zip(grids, rows, strict=True)
    ):
        return list(grids)
    return [
        grid if grid.aligned else _aligned(grid, fields, table)
        for grid, fields in zip(grids, rows, strict=True)
    ]


def _head_rows(rows: Sequence[Fields], table: Table) -> list[bool]:
    """Tell which rows are heads: labels of columns, and what stands above without a number."""
    flags = [bool(_places(row, table)) and not _has_number(row) for row in rows]
    for index in range(len(rows) - 2, -1, -1):
        row = rows[index]
        if flags[index + 1] and row and not _has_number(row):
            flags[index] |= table.transposed or not _has_label(row.values(), table)
    return flags


def _has_number(row: Fields) -> bool:
    return any(is_value_like(cell.text) for cell in row.values())


def _has_label(cells: Iterable[GridCell], table: Table) -> bool:
    return any(printed(table).like_row(cell.text) >= _CLEAR for cell in cells)


def _places(fields: Fields, table: Table) -> set[int]:
    """Return where labels of columns stand. 「（七）总计」 is that of a row."""
    like = printed(table).like_whole_column
    return {place for place, cell in fields.items() if like(cell.text) >= _CLEAR}


def _first(rows: Sequence[Fields], heads: Sequence[bool], table: Table) -> int:
    """Return the first field of values; 0 where there is no head."""
    places = (_places(row, table) for row, head in zip(rows, heads, strict=True) if head)
    return min((place for row in places for place in row), default=0)


def _is_tidy(rows: Sequence[Fields], table: Table) -> bool:
    heads = _head_rows(rows, table)
    first = _first(rows, heads, table)
    if not any(heads) or (first == 0 and not table.transposed):
        return False
    block: set[int] = set()
    labelled: set[int] = set()
    for index, (row, head) in enumerate(zip(rows, heads, strict=True)):
        if not head:
            if not _stands_below(row, block, first, table):
                return False
            continue
        if index and not heads[index - 1]:
            block, labelled = set(), set()
        if labelled & _places(row, table):
            return False
        labelled |= _places(row, table)
        block |= {place for place in row if place >= first}
    return _in_line([row for row, head in zip(rows, heads, strict=True) if not head], first)


def _stands_below(row: Fields, block: AbstractSet[int], first: int, table: Table) -> bool:
    """Tell whether a row's numbers stand below heads, and its label left of them."""
    left = [cell for place, cell in sorted(row.items()) if place < first]
    right = {place: cell for place, cell in row.items() if place >= first}
    if left and is_value_like(left[-1].text):
        return False
    return set(right) <= block and not _has_label(right.values(), table)


def _in_line(rows: Sequence[Fields], first: int) -> bool:
    """Tell whether labels of one style of numbering stand in one column: none was pushed aside."""
    places: dict[tuple[str, bool], set[int]] = {}
    for row in rows:
        left = [place for place in row if place < first]
        if left and numbering(row[max(left)].text):
            text = row[max(left)].text
            style = (numbering(text), any(char.isdigit() for char in text[:2]))
            places.setdefault(style, set()).add(max(left))
    return all(len(found) == 1 for found in places.values())


def _aligned(grid: Grid, rows: Sequence[Fields], table: Table) -> Grid:
    heads = _head_rows(rows, table)
    first = _first(rows, heads, table)
    cells: list[GridCell] = []
    for index, fields in enumerate(grid.by_row()):
        stop = index + 1
        while heads[index] and stop < len(rows) and heads[stop]:
            stop += 1
        merged = {place for row in rows[index + 1 : stop] for place in row}
        cells += _cells(fields, grid.columns, first, merged)
    return Grid(tuple(cells), grid.rows, grid.columns, grid.place)


def _cells(
    fields: Sequence[GridCell], end: int, first: int, merged: AbstractSet[int]
) -> Iterator[GridCell]:
    """Yield the cells of a row: texts grow over the empty fields that merged cells left.

    A label is merged up to the first value, a head over those of ``merged``, the heads below.
    """
    row = {cell.column: cell for cell in fields}
    column = 0
    while column < end:
        own = row.get(column) or replace(fields[-1], column=column, text="")
        width = 1
        while own.text and column + width < end and not _text(row, column + width):
            beside = column + width
            if beside not in merged and not column < beside < first:
                break
            width += 1
        yield own if own.column_span == width else replace(own, column_span=width)
        column += width


def _text(row: Fields, column: int) -> str:
    return row[column].text if column in row else ""
