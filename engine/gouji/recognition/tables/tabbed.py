"""Tables copied as text: fields separated by tabs, whose columns need not correspond.

A merged cell leaves empty fields behind, so an empty field may be a blank cell or nothing at all.
Which, is decided from rows of the same layout that are full, or not at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.model.document import Grid, GridCell
from gouji.model.form import Column, Row, Table
from gouji.recognition.tables.labels import likeness, numbering
from gouji.recognition.tables.record import Record, Value, value_of
from gouji.recognition.tables.transposed import Key

_KNOWN = 0.6
_LABEL_FIELDS = 3
_UNSURE = "这一行有空格，从文本里看不出空的是哪一格"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its label, the fields behind it, and the layout that it shares with others.

    Rows of one level of the table are copied alike, so the layout has the label's place among
    the fields, its style of numbering and the number of fields.
    """

    label: str
    groups: tuple[str, ...]
    rest: tuple[GridCell, ...]
    layout: tuple[int, str, int]
    columns: tuple[Column, ...]


def tab_records(grids: Sequence[Grid], table: Table) -> Iterator[Record]:
    """Yield the rows of unaligned grids that carry a label of ``table``."""
    rows = [row for grid in grids for row in _rows(grid, table)]
    offsets = _offsets(rows)
    for row in rows:
        window = _window(row, offsets)
        if window is None:
            doubtful = {
                c.id: Value("", row.rest[0].place, _UNSURE) for c in row.columns if row.rest
            }
            yield Record(row.label, row.groups, doubtful, doubt=_UNSURE)
            continue
        values = {c.id: value_of(cell) for c, cell in zip(row.columns, window, strict=True)}
        yield Record(row.label, row.groups, values)


def _rows(grid: Grid, table: Table) -> Iterator[_Row]:
    present = _present_columns(grid, table)
    for fields in grid.by_row():
        labels = [i for i, cell in enumerate(fields[:_LABEL_FIELDS]) if _is_label(cell, table)]
        if not labels:
            continue
        own = labels[-1]
        row = max(table.rows, key=lambda r: likeness(fields[own].text, r))
        if likeness(fields[own].text, row) < _KNOWN:
            continue
        columns = tuple(c for c in table.row_columns(row) if c.id in present)
        groups = tuple(cell.text for cell in fields[:own] if cell.text)
        layout = (own, numbering(fields[own].text), len(fields))
        yield _Row(fields[own].text, groups, fields[own + 1 :], layout, columns)


def _present_columns(grid: Grid, table: Table) -> set[str]:
    texts = [cell.text for cell in grid.cells if cell.text]
    return {c.id for c in table.columns if any(likeness(text, c) >= 0.75 for text in texts)}


def _is_label(cell: GridCell, table: Table) -> bool:
    groups = {row.group for row in table.rows if row.group}
    items = [*table.rows, *(Row(id="group", label=group) for group in sorted(groups))]
    return bool(cell.text) and any(likeness(cell.text, item) >= _KNOWN for item in items)


def _span(row: _Row) -> tuple[int, int] | None:
    """Return the first and the last field with content, or ``None`` where all are empty."""
    filled = [i for i, cell in enumerate(row.rest) if cell.text]
    return (filled[0], filled[-1]) if filled else None


def _offsets(rows: Sequence[_Row]) -> dict[tuple[int, str, int], int]:
    """Return where values begin in each layout of which full rows all agree."""
    seen: dict[tuple[int, str, int], set[int]] = {}
    for row in rows:
        span = _span(row)
        if span is not None and span[1] - span[0] + 1 == len(row.columns):
            seen.setdefault(row.layout, set()).add(span[0])
    return {layout: min(starts) for layout, starts in seen.items() if len(starts) == 1}


def _window(row: _Row, offsets: dict[tuple[int, str, int], int]) -> tuple[GridCell, ...] | None:
    """Return the fields that are the row's values, one a column; ``None`` if it is not certain."""
    width = len(row.columns)
    if width == 0:
        return None
    span = _span(row)
    if span is None:
        return row.rest[:width] if len(row.rest) >= width else None
    if len(row.rest) == width and not _stands_apart(row, offsets):
        return row.rest
    start = span[0]
    if span[1] - span[0] + 1 < width:
        start = offsets.get(row.layout, -1)
    if start < 0 or start > span[0] or span[1] >= start + width or len(row.rest) < start + width:
        return None
    return row.rest[start : start + width]


def _stands_apart(row: _Row, offsets: dict[tuple[int, str, int], int]) -> bool:
    """Tell whether full rows like this one have an empty field before their values.

    Then this row may have lost empty fields at its end, and its first field is no value.
    """
    own, style, _ = row.layout
    alike = [start for layout, start in offsets.items() if layout[:2] == (own, style)]
    return not row.rest[0].text and any(start > 0 for start in alike)


def tab_transposed(grids: Sequence[Grid], table: Table) -> dict[Key, Value]:
    """Return the values of a transposed table: one row of fields under the lowest heads."""
    for grid in grids:
        rows = grid.by_row()
        places, wanted = _head_fields(rows, table)
        data = [row for row in rows if _is_data(row, table)]
        if len(data) != 1 or not wanted:
            continue
        start = _start(data[0], places)
        if start is not None and len(data[0]) >= start + len(wanted):
            return {key: value_of(data[0][start + i]) for i, key in enumerate(wanted)}
    return {}


def _start(values: Sequence[GridCell], places: Sequence[int]) -> int | None:
    """Return the field where the values begin: they fill their span, or stand below the heads."""
    filled = [i for i, cell in enumerate(values) if cell.text]
    if filled and filled[-1] - filled[0] + 1 == len(places):
        return filled[0]
    side_by_side = list(places) == list(range(places[0], places[0] + len(places)))
    return places[0] if side_by_side else None


def _head_fields(rows: Sequence[Sequence[GridCell]], table: Table) -> tuple[list[int], list[Key]]:
    """Return the fields of the outcome heads and the cells below them, left to right.

    A group of outcomes begins where their order begins anew; there must be as many groups as
    the heads name, or nothing is returned.
    """
    fields = sorted(
        (cell.column, max(table.columns, key=lambda c: likeness(cell.text, c)).id)
        for row in rows
        for cell in row
        if cell.text and any(likeness(cell.text, c) >= 0.75 for c in table.columns)
    )
    order = [column.id for column in table.columns]
    group, last = -1, len(order)
    cells: list[tuple[int, str]] = []
    for _, column in fields:
        if order.index(column) <= last:
            group += 1
        last = order.index(column)
        cells.append((group, column))
    texts = [cell.text for row in rows for cell in row if cell.text]
    named = [r.id for r in table.rows if any(likeness(text, r) >= 0.9 for text in texts)]
    if group + 1 != len(named):
        return [], []
    return [place for place, _ in fields], [(named[g], column) for g, column in cells]


def _is_data(row: Sequence[GridCell], table: Table) -> bool:
    texts = [cell.text for cell in row if cell.text]
    labels: list[Row | Column] = [*table.columns, *table.rows]
    return any(char.isdigit() for text in texts for char in text) and not any(
        likeness(text, item) >= 0.75 for text in texts for item in labels
    )
