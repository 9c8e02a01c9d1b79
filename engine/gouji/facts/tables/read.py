"""Reads the form's tables from a document: every cell has a state, no number is guessed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from gouji.expressions import compiled
from gouji.facts.report import FoundTable
from gouji.facts.tables.absences import doubt_absences
from gouji.facts.tables.assign import grids_by_table
from gouji.facts.tables.broken_lines import line_records, line_transposed
from gouji.facts.tables.grid_records import grid_records
from gouji.facts.tables.labels import whole
from gouji.facts.tables.numbers import is_plain_number
from gouji.facts.tables.page_breaks import mend
from gouji.facts.tables.record import Record, Value, to_cell
from gouji.facts.tables.rows import Placement, place_rows
from gouji.facts.tables.tabbed import tab_records, tab_transposed
from gouji.facts.tables.tidy import all_aligned
from gouji.facts.tables.transposed import Key, read_transposed
from gouji.facts.tables.turned import read_turned
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.document import Block, Document, Figure, Grid, Line, Place
from gouji.model.form import Column, Form, Row, Table
from gouji.once import Same
from gouji.reading.limits import IMPOSSIBLE

_SET_APART = compiled(r"见(?:本报告)?(?:后附)?附[件表]|另附|附后|(?:表格?|数据)另行公布")
_TRACES = 2
"""Lines that are nothing but a label of the table, numbers aside: prose has none."""
_PICTURE = "这一部分只有图片，图片里的表没有读"
_APART = "这一部分说表格另附，附件没有读"
_LABELS_ONLY = "看得到表里的文字，但分不清行列和数字"
_OTHER_HEADS = "表头与本格式不一致，可能用了别的年度的格式"
_ILLEGIBLE = "这一部分有一张数字表，但表头和行名认不出，分不清各是哪一格"
_SHARE = 3
"""A grid with a third of the table's numbers may be the table."""
_STRANGE = "这张表的格子排得异常，没有读出来"
_TWICE = "同一张表出现两次，这一格两处不一致"


def read_tables(
    document: Document, form: Form, sections: Mapping[str, Sequence[Block]]
) -> tuple[FoundTable, ...]:
    """Return one reading for each table of ``form``.

    ``sections`` gives the blocks under each section's heading, where there is one.
    """
    assigned = grids_by_table(list(document.grids()), form)
    known = {id(grid) for grids in assigned.values() for grid in grids}
    readings = []
    for table in form.tables:
        blocks = sections.get(table.section, document.blocks)
        reading = _guarded(table, assigned[table.id], blocks)
        strange = [b for b in blocks if isinstance(b, Grid) and id(b) not in known]
        if reading.presence is Presence.ABSENT and any(_may_be(grid, table) for grid in strange):
            reading = _nothing_read(table, _ILLEGIBLE, None)
        readings.append(reading)
    return tuple(readings)


def _may_be(grid: Grid, table: Table) -> bool:
    """Tell whether a grid of no table has numbers enough to be ``table``, or most of its labels.

    The labels then stand in other cells than the form's, several in one perhaps.
    """
    numbers = sum(is_plain_number(cell.text) for cell in grid.cells)
    if numbers * _SHARE >= len(list(table.cell_ids())):
        return True
    text, labels = whole("".join(cell.text for cell in grid.cells)), _labels(table)
    return 2 * sum(label in text for label in labels) > len(labels)


def _guarded(table: Table, grids: Sequence[Grid], blocks: Sequence[Block]) -> FoundTable:
    """Read one table; one whose cells cannot be is unread, and costs the others nothing."""
    try:
        return _read(table, grids, blocks)
    except IMPOSSIBLE:
        return _nothing_read(table, _STRANGE, grids[0].place if grids else None)


def _read(table: Table, grids: Sequence[Grid], blocks: Sequence[Block]) -> FoundTable:
    """Read one table from its grids; without any, from the lines among ``blocks``."""
    copies = _copies(grids, table)
    captions = _captions(blocks)
    readings = [_from_grids(copy, table, captions) for copy in copies]
    if not readings:
        readings = [_from_lines([b for b in blocks if isinstance(b, Line)], table)]
    best = max(readings, key=_numbers)
    for other in readings:
        best = best if other is best else _agreed(best, other)
    if any(cell.state not in (CellState.ABSENT, CellState.UNREAD) for cell in best.cells):
        return doubt_absences(best, table, grids, blocks)
    return _without_values(table, grids, blocks)


def _captions(blocks: Sequence[Block]) -> dict[int, str]:
    """Return the line right above each grid, by the identity of the grid."""
    return {
        id(below): above.text
        for above, below in pairwise(blocks)
        if isinstance(above, Line) and isinstance(below, Grid)
    }


def _numbers(reading: FoundTable) -> int:
    return sum(cell.state is CellState.NUMBER for cell in reading.cells)


def _copies(grids: Sequence[Grid], table: Table) -> list[list[Grid]]:
    """Divide the grids where the table begins anew (pages draw it for two kinds of screen)."""
    copies: list[list[Grid]] = []
    seen: set[str] = set()
    for grid in grids:
        rows = _rows_in(grid, table)
        if not copies or (rows and rows <= seen):
            copies.append([])
            seen = set()
        copies[-1].append(grid)
        seen |= rows
    return copies


def _rows_in(grid: Grid, table: Table) -> set[str]:
    texts = {whole(cell.text) for cell in grid.cells}
    return {row.id for row in table.rows if whole(row.label) in texts}


def _from_grids(grids: Sequence[Grid], table: Table, captions: Mapping[int, str]) -> FoundTable:
    above = tuple(captions.get(id(grid), "") for grid in grids)
    return _of_same(tuple(map(Same, grids)), Same(table), above)


@lru_cache(maxsize=6)
def _of_same(same: Sequence[Same[Grid]], of: Same[Table], captions: Sequence[str]) -> FoundTable:
    """Read one table; trials of repairs change the text around the same grids again and again."""
    grids, table = [each.thing for each in same], of.thing
    place = grids[0].place
    if table.transposed:
        return _transposed_reading(_transposed_values(grids, table, captions), table, place)
    grids = all_aligned(grids, table)
    aligned = [grid for grid in grids if grid.aligned]
    tabbed = [grid for grid in grids if not grid.aligned]
    records = mend(list(grid_records(aligned, table)), table) or list(tab_records(tabbed, table))
    return _reading(records, table, place)


def _transposed_values(
    grids: Sequence[Grid], table: Table, captions: Sequence[str]
) -> dict[Key, Value]:
    tabbed = [grid for grid in grids if not grid.aligned]
    below = list(zip(all_aligned(grids, table), captions, strict=True))
    aligned = [grid for grid, _ in below if grid.aligned]
    above = [caption for grid, caption in below if grid.aligned]
    return (
        tab_transposed(tabbed, table)
        or read_transposed(aligned, above, table)
        or read_turned(aligned, table)
    )


def _from_lines(lines: Sequence[Line], table: Table) -> FoundTable:
    place = lines[0].place if lines else None
    if table.transposed:
        return _transposed_reading(line_transposed(lines, table), table, place)
    return _reading(list(line_records(lines, table)), table, place, broken_lines=True)


def _reading(
    records: Sequence[Record], table: Table, place: Place | None, *, broken_lines: bool = False
) -> FoundTable:
    placement = place_rows(records, table, broken_lines=broken_lines)
    return FoundTable(
        id=table.id,
        presence=Presence.PRESENT,
        cells=tuple(_cells(table, placement)),
        lines=(*_row_lines(table, placement), *_column_lines(table, placement.records)),
        place=place,
        notes=placement.notes,
        wholes=tuple(_wholes(table, placement)),
    )


def _cells(table: Table, placement: Placement) -> Iterator[Cell]:
    present = _columns_read(placement.records)
    for row in table.rows:
        record = placement.records.get(row.id)
        for column in table.row_columns(row):
            cell_id = f"{table.id}.{row.id}.{column.id}"
            signed = f"{row.id}.{column.id}" in table.signed
            if row.id in placement.unsure:
                yield Cell(cell_id, CellState.UNREAD, reason=placement.unsure[row.id])
            elif record is None:
                yield Cell(cell_id, CellState.ABSENT)
            elif record.doubt:
                yield to_cell(cell_id, record.values.get(column.id), record.doubt)
            elif column.id in record.values:
                yield to_cell(cell_id, record.values[column.id], None, signed=signed)
            elif column.id in present:
                yield Cell(cell_id, CellState.UNREAD, reason="这一行没有对上这一列")
            else:
                yield Cell(cell_id, CellState.ABSENT)


def _wholes(table: Table, placement: Placement) -> Iterator[Cell]:
    """Yield the cells of groups that stand as one row."""
    for group in table.groups:
        record = placement.groups.get(group.label)
        if record is not None:
            for column in table.columns:
                name = f"{table.id}.{group.id}.{column.id}"
                yield to_cell(name, record.values.get(column.id), record.doubt)


def _columns_read(placed: Mapping[str, Record]) -> set[str]:
    return {column for record in placed.values() for column in record.values}


def _row_lines(table: Table, placement: Placement) -> Iterator[tuple[str, Presence]]:
    for row in table.rows:
        unfound = Presence.UNREAD if row.id in placement.unsure else Presence.ABSENT
        found = row.id in placement.records
        yield f"{table.id}.{row.id}", Presence.PRESENT if found else unfound


def _column_lines(table: Table, placed: Mapping[str, Record]) -> Iterator[tuple[str, Presence]]:
    """Yield the presence of columns; one that only an absent row has is that row's matter."""
    for column in table.columns:
        rows = [row.id for row in table.rows if not row.columns or column.id in row.columns]
        records = [placed[row] for row in rows if row in placed]
        values = [record.values[column.id] for record in records if column.id in record.values]
        if not records or any(value.doubt is None for value in values):
            yield f"{table.id}.:{column.id}", Presence.PRESENT
        elif values or any(record.doubt for record in records):
            yield f"{table.id}.:{column.id}", Presence.UNREAD
        else:
            yield f"{table.id}.:{column.id}", Presence.ABSENT


def _transposed_reading(
    values: Mapping[Key, object], table: Table, place: Place | None
) -> FoundTable:
    rows, columns = {row for row, _ in values}, {column for _, column in values}
    cells = [
        to_cell(f"{table.id}.{row.id}.{column.id}", values[row.id, column.id], None)  # type: ignore[arg-type]
        if (row.id, column.id) in values
        else Cell(f"{table.id}.{row.id}.{column.id}", CellState.ABSENT)
        for row in table.rows
        for column in table.columns
    ]
    lines = [
        *((f"{table.id}.{r.id}", r.id in rows) for r in table.rows),
        *((f"{table.id}.:{c.id}", c.id in columns) for c in table.columns),
    ]
    return FoundTable(
        id=table.id,
        presence=Presence.PRESENT,
        cells=tuple(cells),
        lines=tuple((i, Presence.PRESENT if here else Presence.ABSENT) for i, here in lines),
        place=place,
    )


def _agreed(first: FoundTable, second: FoundTable) -> FoundTable:
    """Keep what the first copy of a table says unless the second says something else."""
    differing = {a.id for a, b in zip(first.cells, second.cells, strict=True) if _differ(a, b)}
    cells = tuple(
        Cell(a.id, CellState.UNREAD, place=a.place, reason=_TWICE) if a.id in differing else a
        for a in first.cells
    )
    contradicted = {*first.contradicted, *differing}
    named = tuple(a.id for a in first.cells if a.id in contradicted)
    return replace(first, cells=cells, contradicted=named)


def _differ(a: Cell, b: Cell) -> bool:
    unsaid = {CellState.ABSENT, CellState.UNREAD}
    return (a.state, a.value) != (b.state, b.value) and not unsaid & {a.state, b.state}


def _without_values(table: Table, grids: Sequence[Grid], blocks: Sequence[Block]) -> FoundTable:
    """Return a table of which no cell was read: absent, or unread where there are traces."""
    return _nothing_read(table, _trace(table, grids, blocks), grids[0].place if grids else None)


def _nothing_read(table: Table, reason: str | None, place: Place | None) -> FoundTable:
    state = CellState.UNREAD if reason else CellState.ABSENT
    presence = Presence.UNREAD if reason else Presence.ABSENT
    ids = [f"{table.id}.{row.id}" for row in table.rows]
    ids += [f"{table.id}.:{column.id}" for column in table.columns]
    return FoundTable(
        id=table.id,
        presence=presence,
        cells=tuple(Cell(cell_id, state, reason=reason) for cell_id in table.cell_ids()),
        lines=tuple((line, presence) for line in ids),
        place=place,
        reason=reason,
    )


def _trace(table: Table, grids: Sequence[Grid], blocks: Sequence[Block]) -> str | None:
    """Say what there is of a table whose cells were not read; ``None`` where there is nothing."""
    if grids:
        return _OTHER_HEADS
    if any(isinstance(block, Figure) for block in blocks):
        return _PICTURE
    if any(isinstance(block, Line) and _SET_APART.search(block.text) for block in blocks):
        return _APART
    lines = (whole(re.sub(r"\d", "", b.text)) for b in blocks if isinstance(b, Line))
    labels = _labels(table)
    hits = {line for line in lines if line and not _without(line, labels)}
    return _LABELS_ONLY if len(hits) >= _TRACES else None


def _labels(table: Table) -> list[str]:
    """Return the table's own texts, the longest first."""
    items: tuple[Row | Column, ...] = (*table.rows, *table.columns)
    printed = chain(*((item.label, item.group or "") for item in items), table.heads)
    labels = {whole(label) for label in printed} - {""}
    return sorted(labels, key=lambda label: (-len(label), label))


def _without(text: str, labels: Sequence[str]) -> str:
    """Return what is left of a line when a table's own texts are taken away."""
    for label in labels:
        text = text.replace(label, "")
    return text
