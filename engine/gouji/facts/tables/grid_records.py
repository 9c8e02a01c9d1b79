"""Rows of aligned grids (PDF rulings, DOCX, HTML) as records."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.facts.tables.carried_heads import carried
from gouji.facts.tables.fit import behind_label, fits
from gouji.facts.tables.heads import (
    Head,
    Leaf,
    Matrix,
    distinct,
    is_head_row,
    is_wordless,
    matrix,
    read_head,
)
from gouji.facts.tables.printed import printed
from gouji.facts.tables.record import Record, Value, value_of
from gouji.model.document import Grid, GridCell, Place
from gouji.model.form import Table

_MERGED = "几格合并在一起，分不清各是多少"
_MISFIT = "这一行的格子与表头对不齐，分不清各格属于哪一列"
_OTHER_COLUMNS = "这张表分成几截，这一截的列与表头对不上"
_SPLIT = "一格里有几个内容，分不清是哪一个"


def grid_records(grids: Sequence[Grid], table: Table) -> Iterator[Record]:
    """Yield the rows that carry labels, from several grids of one table in order.

    A head applies until the next one; a grid without a head goes on with the last.
    """
    head: Head | None = Head()
    above: Grid | None = None
    pending: list[Sequence[GridCell | None]] = []
    for grid in grids:
        starts = True
        if above is not None and above.columns != grid.columns:
            head = read_head(pending, table, None) if pending else head
            head, pending = head and carried(head, above, grid), []
        above = grid
        rows = matrix(grid)
        for index, row in enumerate(rows):
            starts = starts or index in grid.page_starts
            if _is_room(row):
                continue
            if is_head_row(row, table, index) or (pending and is_wordless(row, table, index)):
                pending.append(row)
                continue
            if pending:
                found = read_head(pending, table, row)
                head = found if found.columns or found.foreign else head
                pending = []
            if head is None:
                yield from _without_head(row, index, table, starts=starts)
                continue
            wide = _as_wide(row, head)
            if head.columns and not _continues_above(wide, head, index):
                record = _record(wide, head, index, table, starts=starts)
                yield _with_doubts(record, head, rows, index)
                starts = False


def _as_wide(row: Sequence[GridCell | None], head: Head) -> Sequence[GridCell | None]:
    """Return ``row`` with nothing in the columns that only the head, in another grid, has."""
    return row if head.width <= len(row) else (*row, *[None] * (head.width - len(row)))


def _is_room(row: Sequence[GridCell | None]) -> bool:
    """Tell whether a row is one blank cell: the room that a page break leaves within the frame."""
    cells = distinct(row)
    return len(cells) == 1 and not cells[0].text.strip() and all(row)


def _with_doubts(record: Record, head: Head, rows: Matrix, index: int) -> Record:
    """Doubt a blank beside a label that runs further down, where a text stands below it.

    Lines within a cell may part it: the blank is then no more than the room above a number.
    """
    labels = [c for c in distinct(rows[index][: head.labels]) if c.row == index and c.text.strip()]
    end = min(index + (labels[-1].row_span if labels else 1), len(rows))
    below = rows[index + 1 : end]
    if not below:
        return record
    hidden = {
        column: replace(record.values[column], doubt=_SPLIT)
        for column, leaf in head.columns
        if column in record.values
        and not record.values[column].text.strip()
        and any(c and c.text.strip() for row in below for c in row[leaf.first : leaf.last + 1])
    }
    return replace(record, values=record.values | hidden) if hidden else record


def _without_head(
    row: Sequence[GridCell | None], index: int, table: Table, *, starts: bool
) -> Iterator[Record]:
    """Yield a row with values below heads that could not be carried over: all of it in doubt."""
    if any(cell.row == index and cell.text.strip() for cell in distinct(row)):
        label, _ = behind_label(row, index, table)
        yield Record(label.text, (), {}, label.place, doubt=_OTHER_COLUMNS, starts_page=starts)


def _continues_above(row: Sequence[GridCell | None], head: Head, index: int) -> bool:
    """Tell whether a grid row has nothing of its own, or every value of it began above."""
    if not any(cell is not None and cell.row == index for cell in row):
        return True
    cells = [row[leaf.first] for _, leaf in head.columns]
    return all(cell is not None and cell.row < index for cell in cells)


def _record(
    row: Sequence[GridCell | None], head: Head, index: int, table: Table, *, starts: bool
) -> Record:
    labels = [c for c in distinct(row[: head.labels]) if c.text.strip()]
    own = [cell for cell in labels if cell.row == index]
    label = _label(own, row[: head.labels], table)
    groups = tuple(cell.text for cell in labels if not own or cell.text != label)
    place = own[-1].place if own else None
    if not fits(row, head, index):
        return _shifted(row, head, index, table, starts=starts)
    values = {column: _value(row, leaf, head, index) for column, leaf in head.columns}
    if any(value.doubt in (_MERGED, _SPLIT) for value in values.values()):
        paired = _shifted(row, head, index, table, starts=starts)
        if paired.doubt is None:
            return paired
    values |= {column: Value("", place or Place(), why) for column, why in head.doubts.items()}
    return Record(label, groups, values, place, starts_page=starts)


def _label(own: Sequence[GridCell], labels: Sequence[GridCell | None], table: Table) -> str:
    """Return the label of a row: the last of its texts, unless that is its group beside a blank."""
    if not own:
        return ""
    beside = labels[-1] if labels else None
    text = own[-1].text
    is_merged = printed(table).is_group(text) or printed(table).is_piece_of_merged(text)
    return "" if is_merged and beside is not None and not beside.text.strip() else text


def _shifted(
    row: Sequence[GridCell | None], head: Head, index: int, table: Table, *, starts: bool
) -> Record:
    """Read a row whose cells do not stand under the head, as wrong or other spans leave it.

    Behind the label must stand exactly one cell for each slot of the head; else it is in doubt.
    """
    label, values = behind_label(row, index, table)
    groups = tuple(c.text for c in distinct(row) if c.row < index and c.text.strip())
    if head.doubts or len(values) != len(head.slots):
        return Record(label.text, groups, {}, label.place, doubt=_MISFIT, starts_page=starts)
    by_slot = dict(zip(head.slots, map(value_of, values), strict=True))
    placed = {column: by_slot[leaf] for column, leaf in head.columns}
    return Record(label.text, groups, placed, label.place, starts_page=starts)


def _value(row: Sequence[GridCell | None], leaf: Leaf, head: Head, index: int) -> Value:
    own = row[leaf.first]
    if leaf.first == leaf.last and own is not None and (own.row, own.column_span) == (index, 1):
        return value_of(own)  # as nearly every cell stands
    cells = distinct(row[leaf.first : leaf.last + 1])
    filled = [cell for cell in cells if cell.text.strip()] or cells[:1]
    if not filled:
        return Value("", next((c.place for c in row if c is not None), Place()), "表格缺了一角")
    if len(filled) > 1:
        return Value("", filled[0].place, _SPLIT)
    cell = filled[0]
    if cell.row < index:
        return Value("", cell.place, _MERGED)
    if cell.column_span == 1:
        return value_of(cell)
    covered = [
        name
        for name, other in head.columns
        if any(row[c] is cell for c in range(other.first, other.last + 1))
    ]
    return Value(cell.text, cell.place, _MERGED) if len(covered) > 1 else value_of(cell)
