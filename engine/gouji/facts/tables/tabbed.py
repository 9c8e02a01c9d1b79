"""Tables copied as text: fields separated by tabs, whose columns need not correspond.

A merged cell leaves empty fields behind, so an empty field may be a blank cell or nothing at all.
Which, is decided from rows of the same layout that are full, or not at all.
"""

from collections.abc import Collection, Iterator, Sequence

from gouji.facts.tables.labels import bare, likeness, names, numbering, similarity, whole
from gouji.facts.tables.numbers import is_value_like
from gouji.facts.tables.printed import printed
from gouji.facts.tables.record import Record, Value, value_of
from gouji.facts.tables.transposed import Key, united
from gouji.model.document import Grid, GridCell
from gouji.model.form import Column, Table
from gouji.records import dataclass

_KNOWN = 0.6
_CLEAR = 0.75
_LABEL_FIELDS = 4
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
    """Yield the rows of unaligned grids that carry a label of ``table``.

    A row without tabs, such as a label or a note across the table, parts it: heads go on below.
    """
    rows: list[_Row] = []
    present: set[str] = set()
    for grid in grids:
        own = _present_columns(grid.by_row(), table)
        present = present if own is None else own
        rows += _rows(grid, table, present)
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


def _rows(grid: Grid, table: Table, present: Collection[str]) -> Iterator[_Row]:
    for row in grid.by_row():
        labels = [i for i, cell in enumerate(row[:_LABEL_FIELDS]) if _is_label(cell.text, table)]
        own = labels[-1] if labels else -1
        own_columns = _columns_of(row[own].text, row[own + 1 :], table) if labels else None
        if own_columns is not None:
            columns = tuple(c for c in own_columns if c.id in present)
            groups = tuple(cell.text for cell in row[:own] if cell.text)
            layout = (own, numbering(row[own].text), len(row))
            yield _Row(row[own].text, groups, row[own + 1 :], layout, columns)
        elif strange := _strange(row):
            yield strange


def _columns_of(label: str, rest: Sequence[GridCell], table: Table) -> tuple[Column, ...] | None:
    """Return the columns of the row that ``label`` names; a group's may stand for its rows.

    A text behind a group's label is the label of a row that was not recognised.
    """
    likes = printed(table).like_rows(label)
    if max(likes) >= _KNOWN:
        return table.row_columns(table.rows[likes.index(max(likes))])
    if not all(is_value_like(cell.text) for cell in rest):
        return None
    own = next((r for r in table.rows if r.group and bare(r.group) == bare(label)), None)
    return None if own is None else table.row_columns(own)


def _strange(row: tuple[GridCell, ...]) -> _Row | None:
    """Return a row with numbers behind a text that is no label of the form: it has no columns."""
    texts = [i for i, cell in enumerate(row) if cell.text and not is_value_like(cell.text)]
    own = texts[-1] if texts else -1
    if not any(cell.text for cell in row[own + 1 :]):
        return None
    label = row[own].text if texts else ""
    return _Row(label, tuple(row[i].text for i in texts[:-1]), row[own + 1 :], (own, "", 0), ())


def _present_columns(rows: Sequence[Sequence[GridCell]], table: Table) -> set[str] | None:
    """Return the columns that the heads name; none where a head is unknown or out of order.

    ``None`` where there is no head.
    """
    present: set[str] = set()
    for row in rows:
        texts = [cell.text for cell in row if cell.text]
        found = {text: _columns_named(text, table) for text in texts}
        named = [found[text][0] for text in texts if found[text]]
        if any(is_value_like(t) or (not named and _is_label(t, table)) for t in texts):
            continue
        strange = [text for text in texts[1:] if not found[text] and not _is_known(text, table)]
        if strange or named != sorted(named):
            return set()
        present |= {table.columns[index].id for index in named}
    return present or None


def _columns_named(text: str, table: Table) -> list[int]:
    """Return the columns whose label is ``text``, numbering and all: 「（七）总计」 is a row's."""
    return [
        index
        for index, column in enumerate(table.columns)
        if any(similarity(whole(text), whole(name)) >= _CLEAR for name in names(column))
    ]


def _is_known(text: str, table: Table) -> bool:
    """Tell whether ``text`` stands above columns in the form."""
    groups = [column.group for column in table.columns if column.group]
    return any(similarity(bare(text), bare(name)) >= _CLEAR for name in (*groups, *table.heads))


def _is_label(text: str, table: Table) -> bool:
    return bool(text) and printed(table).like_label(text) >= _KNOWN


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
    start = span[0]
    if len(row.rest) == width and (start == 0 or _stands_close(row, offsets)):
        return row.rest
    if span[1] - start + 1 < width:
        start = offsets.get(row.layout, -1)
    if start < 0 or start > span[0] or span[1] >= start + width or len(row.rest) < start + width:
        return None
    return row.rest[start : start + width]


def _stands_close(row: _Row, offsets: dict[tuple[int, str, int], int]) -> bool:
    """Tell whether full rows like this one have their first value right behind the label.

    Otherwise the empty field there may be a merged cell's, and one may be lost at the end.
    """
    own, style, _ = row.layout
    alike = {start for layout, start in offsets.items() if layout[:2] == (own, style)}
    return alike == {0}


def tab_transposed(grids: Sequence[Grid], table: Table) -> dict[Key, Value]:
    """Return the values of a transposed table: a row of fields under the lowest heads."""
    return united(_values_below(grid, table) for grid in grids)


def _values_below(grid: Grid, table: Table) -> dict[Key, Value]:
    rows = grid.by_row()
    places, wanted = _head_fields(rows, table)
    data = [row for row in rows if _is_data(row, table)]
    if len(data) != 1 or not wanted:
        return {}
    start = _start(data[0], places)
    if start is None or len(data[0]) < start + len(wanted):
        return {}
    return {key: value_of(data[0][start + i]) for i, key in enumerate(wanted)}


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
    the heads name, in the form's order, or nothing is returned.
    """
    fields = [
        (cell.column, max(table.columns, key=lambda c: likeness(cell.text, c)).id)
        for row in rows
        for cell in row
        if cell.text and printed(table).like_column(cell.text) >= _CLEAR
    ]
    if len({place for place, _ in fields}) == len(fields):
        fields.sort()
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
    if group + 1 != len(named) or not all(_groups_in_order(row, table) for row in rows):
        return [], []
    return [place for place, _ in fields], [(named[g], column) for g, column in cells]


def _groups_in_order(row: Sequence[GridCell], table: Table) -> bool:
    """Tell whether the heads of groups in one row of fields stand in the form's order."""
    places = [
        index
        for cell in row
        for index, item in enumerate(table.rows)
        if (cell.text and similarity(bare(cell.text), bare(item.label)) >= _CLEAR)
        or (item.group and bare(cell.text) == bare(item.group))
    ]
    return places == sorted(places)


def _is_data(row: Sequence[GridCell], table: Table) -> bool:
    texts = [cell.text for cell in row if cell.text]
    labels = printed(table)
    return any(char.isdigit() for text in texts for char in text) and not any(
        max(labels.like_column(text), labels.like_row(text)) >= _CLEAR for text in texts
    )
