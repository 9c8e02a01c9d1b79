"""On scanned pages a table is known by its grid, where its heads and labels are misread.

A grid with as many rows of values, and as many values in each, as a table of the form is that
table if the labels that can be read stand in their order and none speaks against it. It is then
read as if its labels were printed as the form has them. Where the counts do not fit, or a label
stands where another should, nothing is assumed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from gouji.facts.report import FoundTable
from gouji.facts.tables.anchors import anchors
from gouji.facts.tables.grid_shape import (
    ShapeRow,
    line_of_values,
    shape_rows,
    stand_in_columns,
    without_breaks,
)
from gouji.facts.tables.labels import names, whole
from gouji.model.document import Block, Document, Grid, GridCell, Place
from gouji.model.form import Column, Form, Row, Table

_MOST_PARTS = 6
"""A table is drawn as no more grids than this."""
_SHARE = 4
"""One label in so many must be known at its place."""
_FEWEST_HEADS = 2
_NOTE = "{}有{}个行名、列名在扫描件上辨认不清，按表格的形状和行列的次序认定，请核对"


class Known(NamedTuple):
    """A document whose scanned tables have the form's labels, and by table what was assumed."""

    document: Document
    notes: dict[str, tuple[str, ...]]

    def noted(self, tables: Iterable[FoundTable]) -> tuple[FoundTable, ...]:
        """Return ``tables`` with what was assumed of each."""
        return tuple(
            replace(table, notes=(*self.notes.get(table.id, ()), *table.notes)) for table in tables
        )


class _Seen(NamedTuple):
    """A grid on scanned pages and its rows of values; ``None`` for any other grid."""

    grid: Grid
    rows: list[ShapeRow] | None


class _Found(NamedTuple):
    """A table of the form among the grids: which of them, drawn anew, and labels misread."""

    table: Table
    first: int
    last: int
    grids: tuple[Grid, ...]
    misread: int


def known_by_grid(document: Document, forms: Iterable[Form]) -> Known:
    """Return ``document`` with the scanned tables of one of ``forms`` under their own labels."""
    if not document.recognised:
        return Known(document, {})
    seen = [
        _Seen(grid, shape_rows(grid) if _is_scanned(grid, document) else None)
        for grid in document.grids()
    ]
    tables = [table for form in forms for table in form.tables]
    found: dict[str, _Found] = {}
    for table in tables:
        match = _find(seen, table, [t for t in tables if t.id == table.id])
        if match is not None and table.id not in found:
            found[table.id] = match
    notes: dict[str, tuple[str, ...]] = {
        name: (_NOTE.format(f.table.title, f.misread),) for name, f in found.items() if f.misread
    }
    return Known(_redrawn(document, seen, found.values()), notes)


def _redrawn(document: Document, seen: Sequence[_Seen], found: Iterable[_Found]) -> Document:
    """Put the tables as the form has them where their grids stand."""
    redrawn: dict[int, tuple[Grid, ...]] = {}
    for match in found:
        redrawn |= {id(one.grid): () for one in seen[match.first : match.last + 1]}
        redrawn[id(seen[match.first].grid)] = match.grids
    blocks: list[Block] = []
    for block in document.blocks:
        blocks.extend(redrawn.get(id(block), (block,)))
    return replace(document, blocks=tuple(blocks))


def _is_scanned(grid: Grid, document: Document) -> bool:
    pages = {cell.place.page for cell in grid.cells}
    return grid.aligned and pages <= set(document.recognised)


def _find(seen: Sequence[_Seen], table: Table, editions: Sequence[Table]) -> _Found | None:
    """Return where a table stands; nothing where several grids could be it.

    ``editions`` are the table in every edition of the form, whose heads are not to be confused.
    """
    matches = []
    for first in range(len(seen)):
        for last in range(first, min(first + _MOST_PARTS, len(seen))):
            if seen[last].rows is None:
                break
            match = _match(seen[first : last + 1], table, editions)
            if match is not None:
                matches.append(_Found(table, first, last, *match))
                break
    return matches[0] if len(matches) == 1 else None


def _match(
    seen: Sequence[_Seen], table: Table, editions: Sequence[Table]
) -> tuple[tuple[Grid, ...], int] | None:
    """Return the table drawn anew and how many labels were misread; ``None`` where it is not it."""
    if table.transposed:
        return _transposed(seen[0].grid, table) if len(seen) == 1 else None
    if not seen[0].rows or not seen[-1].rows:
        return None
    rows = [row for one in seen for row in one.rows or ()]
    whole_rows = without_breaks(rows, len(rows) - len(table.rows))
    if whole_rows is None or not _fits(whole_rows, table, editions):
        return None
    return tuple(_drawn(whole_rows, table)), _misread(whole_rows, table)


def _fits(rows: Sequence[ShapeRow], table: Table, editions: Sequence[Table]) -> bool:
    """Tell whether the counts are the form's, and the labels that were read stand in order."""
    counts = [len(table.row_columns(row)) for row in table.rows]
    if [len(row.values) for row in rows] != counts or not stand_in_columns(rows):
        return False
    found = anchors([row.labels for row in rows], [names(row) for row in table.rows])
    heads = list(_heads(rows, table))
    order = [column for column, _ in heads]
    own = {column.label for column in order}
    others = [names(c) for t in editions for c in t.columns if c.label not in own]
    over = anchors([(text,) for _, text in heads], [*map(names, order), *others])
    return found.hold and any(found.right) and not over.wrong and sum(over.right) >= _FEWEST_HEADS


def _heads(rows: Sequence[ShapeRow], table: Table) -> Iterator[tuple[Column, str]]:
    """Yield each head that was read over a row, with the column in whose place it stands."""
    seen: set[tuple[str, str]] = set()
    for row, wanted in zip(rows, table.rows, strict=True):
        for column, text in zip(table.row_columns(wanted), row.heads, strict=False):
            if (column.id, text) not in seen:
                seen.add((column.id, text))
                yield column, text


def _misread(rows: Sequence[ShapeRow], table: Table) -> int:
    labels = sum(
        not _is_among(row.labels, names(wanted))
        for row, wanted in zip(rows, table.rows, strict=True)
    )
    return labels + sum(
        not _is_among((text,), names(column)) for column, text in _heads(rows, table)
    )


def _is_among(texts: Sequence[str], labels: Sequence[str]) -> bool:
    known = {whole(label) for label in labels}
    return any(whole(text) in known for text in texts)


def _drawn(rows: Sequence[ShapeRow], table: Table) -> Iterator[Grid]:
    """Yield the rows under the form's own heads, one grid for each change of columns."""
    block: list[tuple[Row, ShapeRow]] = []
    for wanted, row in zip(table.rows, rows, strict=True):
        if block and table.row_columns(block[-1][0]) != table.row_columns(wanted):
            yield _block(block, table)
            block = []
        block.append((wanted, row))
    yield _block(block, table)


def _block(rows: Sequence[tuple[Row, ShapeRow]], table: Table) -> Grid:
    columns = table.row_columns(rows[0][0])
    place = rows[0][1].place
    heads = (table.heads[-1] if table.heads else "", "", *(column.label for column in columns))
    cells = [_text(0, at, text, place) for at, text in enumerate(heads)]
    for index, (wanted, row) in enumerate(rows, 1):
        cells.append(_text(index, 0, wanted.group or "", row.place))
        cells.append(_text(index, 1, wanted.label, row.place))
        cells += [_moved(value, index, at) for at, value in enumerate(row.values, 2)]
    return Grid(tuple(cells), len(rows) + 1, len(columns) + 2, place)


def _text(row: int, column: int, text: str, place: Place) -> GridCell:
    return GridCell(row, column, text, place)


def _moved(cell: GridCell, row: int, column: int) -> GridCell:
    return replace(cell, row=row, column=column, row_span=1, column_span=1)


def _transposed(grid: Grid, table: Table) -> tuple[tuple[Grid, ...], int] | None:
    """Return a table of one row of values drawn anew, if its heads stand in order."""
    line = line_of_values(grid)
    wanted = [(row, column) for row in table.rows for column in table.columns]
    if line is None or len(line[0]) != len(wanted):
        return None
    values, heads = line
    lowest = [(stack[-1],) if stack else () for stack in heads]
    over = anchors(lowest, [names(column) for _, column in wanted])
    groups = anchors([stack[:-1] for stack in heads], [names(row) for row, _ in wanted])
    if over.wrong or groups.wrong or sum(over.right) * _SHARE < len(wanted):
        return None
    misread = sum(
        not _is_among(text, names(column)) for text, (_, column) in zip(lowest, wanted, strict=True)
    )
    return (_transposed_grid(values, table, grid.place),), misread


def _transposed_grid(values: Sequence[GridCell], table: Table, place: Place) -> Grid:
    wide = len(table.columns)
    cells = []
    for at, row in enumerate(table.rows):
        first = at * wide
        cells.append(GridCell(0, first, row.group or row.label, place, 1, wide))
        cells.append(GridCell(1, first, row.label, place, 1, wide))
        cells += [_text(2, first + i, c.label, place) for i, c in enumerate(table.columns)]
    cells += [_moved(value, 3, at) for at, value in enumerate(values)]
    return Grid(tuple(cells), 4, len(values), place)
