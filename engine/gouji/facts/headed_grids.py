"""Headings that stand in rows of tables: the table is cut there, and they are lines like others.

Word processors and sites set the heading of a section, or all sections together, in one table. A
row with one text, across the whole table, that is a section's heading belongs to no table of the
form; nor do the other rows with one text then, unless the form's tables print it. Or the headings
stand in the first column, and beside each what it heads.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.expressions import compiled
from gouji.facts.heading_lines import is_section_heading
from gouji.facts.sections import is_table_text, table_texts
from gouji.model.document import Block, Document, Grid, GridCell, Line
from gouji.model.form import Form

_SEVERAL = 2
"""So many headings in a first column show that it is one of headings."""
_NUMERAL = compiled("[一二三四五六][、.．]?")


def headings_set_free(document: Document, form: Form) -> Document:
    """Return ``document``, its grids cut where the heading of a section stands in them."""
    if not any(_has_heading(grid, form) for grid in document.grids()):
        return document
    blocks = (part for block in document.blocks for part in _parts(block, form))
    return replace(document, blocks=tuple(blocks))


def _has_heading(grid: Grid, form: Form) -> bool:
    return any(is_section_heading(c.text, form) for c in (*_alone(grid).values(), *grid.cells))


def _parts(block: Block, form: Form) -> Iterator[Block]:
    if not isinstance(block, Grid) or not _has_heading(block, form):
        yield block
    elif any(is_section_heading(cell.text, form) for cell in _alone(block).values()):
        yield from _by_rows(block, form)
    elif len(beside := _beside(block, form)) >= _SEVERAL:
        yield from _by_labels(block, beside, form)
    else:
        yield block


def _by_rows(grid: Grid, form: Form) -> Iterator[Block]:
    """Yield the rows of one text as lines, and what stands between them as grids."""
    labels = table_texts(form)
    out = {row: cell for row, cell in _alone(grid).items() if _is_prose(cell.text, labels)}
    start = 0
    for row, cell in sorted(out.items()):
        yield from _between(grid, start, row)
        yield Line(cell.text, cell.place)
        start = row + 1
    yield from _between(grid, start, grid.rows)


def _is_prose(text: str, labels: Sequence[str]) -> bool:
    """Tell whether a text is none that the form's tables print: 「无。」 is a sentence."""
    return text.rstrip().endswith("。") or not is_table_text(text, labels)


def _beside(grid: Grid, form: Form) -> list[GridCell]:
    """Return the headings that stand in the first column, what they head beside them."""
    return [c for c in grid.cells if c.column == 0 and is_section_heading(c.text, form)]


def _by_labels(grid: Grid, headings: Sequence[GridCell], form: Form) -> Iterator[Block]:
    """Yield what stands above the headings, then each heading and what stands beside it."""
    yield from _by_rows(_part(grid, 0, headings[0].row), form)
    ends = [*(heading.row for heading in headings[1:]), grid.rows]
    for heading, end in zip(headings, ends, strict=True):
        yield Line(heading.text, heading.place)
        right = tuple(c for c in grid.cells if c.column >= heading.column_span)
        yield from _by_rows(_part(replace(grid, cells=right), heading.row, end), form)


def _alone(grid: Grid) -> dict[int, GridCell]:
    """Return the cells that hold the only text of their row, by row."""
    rows: defaultdict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    written = {row: [c for c in cells if c.text.strip() or c.doubt] for row, cells in rows.items()}
    crossed = {row for row, cells in rows.items() if any(cell.row_span > 1 for cell in cells)}
    return {
        row: replace(cells[0], text="".join(cell.text for cell in cells))
        for row, cells in written.items()
        if row not in crossed and _is_one_text(cells)
    }


def _is_one_text(cells: Sequence[GridCell]) -> bool:
    """Tell whether cells hold one text: one of them does, or a numeral stands in the first."""
    if not cells or any(cell.doubt for cell in cells):
        return False
    return len(cells) == 1 or (len(cells) == 2 and bool(_NUMERAL.fullmatch(cells[0].text.strip())))


def _between(grid: Grid, start: int, end: int) -> Iterator[Grid]:
    """Yield the rows from ``start`` to before ``end`` as a grid of their own, if they hold text."""
    if any(cell.text.strip() for cell in grid.cells if start <= cell.row < end):
        yield _part(grid, start, end)


def _part(grid: Grid, start: int, end: int) -> Grid:
    """Return the rows from ``start`` to before ``end``, in no more columns than they use."""
    cells = [cell for cell in grid.cells if start <= cell.row < end]
    edges = sorted({edge for c in cells for edge in (c.column, c.column + c.column_span)})
    at = {edge: index for index, edge in enumerate(edges)}
    moved = tuple(_moved(cell, start, at) for cell in cells)
    breaks = tuple(row - start for row in grid.page_starts if start < row < end)
    place = cells[0].place if cells else grid.place
    return Grid(moved, end - start, max(len(edges) - 1, 0), place, grid.aligned, breaks)


def _moved(cell: GridCell, start: int, at: dict[int, int]) -> GridCell:
    column = at[cell.column]
    span = at[cell.column + cell.column_span] - column
    return replace(cell, row=cell.row - start, column=column, column_span=span)
