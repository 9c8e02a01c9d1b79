"""Headings that stand in rows of tables: the table is cut there, and they are lines like others.

Word processors and sites set the heading of a section, or all sections together, in one table. A
row with one text, across the whole table, that is a section's heading belongs to no table of the
form; nor do the other rows with one text then, unless the form's tables print it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from gouji.facts.heading_lines import is_section_heading
from gouji.facts.sections import is_table_text, table_texts
from gouji.model.document import Block, Document, Grid, GridCell, Line
from gouji.model.form import Form


def headings_set_free(document: Document, form: Form) -> Document:
    """Return ``document``, its grids cut where the heading of a section stands in them."""
    if not any(_headings(grid, form) for grid in document.grids()):
        return document
    blocks = (part for block in document.blocks for part in _parts(block, form))
    return replace(document, blocks=tuple(blocks))


def _parts(block: Block, form: Form) -> Iterator[Block]:
    if not isinstance(block, Grid) or not _headings(block, form):
        yield block
        return
    labels = table_texts(form)
    out = {row: cell for row, cell in _alone(block).items() if not is_table_text(cell.text, labels)}
    start = 0
    for row, cell in sorted(out.items()):
        yield from _between(block, start, row)
        yield Line(cell.text, cell.place)
        start = row + 1
    yield from _between(block, start, block.rows)


def _headings(grid: Grid, form: Form) -> list[GridCell]:
    return [cell for cell in _alone(grid).values() if is_section_heading(cell.text, form)]


def _alone(grid: Grid) -> dict[int, GridCell]:
    """Return the cells that hold the only text of their row, by row."""
    rows: defaultdict[int, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            rows[row].append(cell)
    written = {row: [c for c in cells if c.text.strip() or c.doubt] for row, cells in rows.items()}
    crossed = {row for row, cells in rows.items() if any(cell.row_span > 1 for cell in cells)}
    return {
        row: cells[0]
        for row, cells in written.items()
        if len(cells) == 1 and row not in crossed and not cells[0].doubt
    }


def _between(grid: Grid, start: int, end: int) -> Iterator[Grid]:
    """Yield the rows from ``start`` to before ``end`` as a grid of their own, if they hold text."""
    cells = [cell for cell in grid.cells if start <= cell.row < end]
    if not any(cell.text.strip() for cell in cells):
        return
    edges = sorted({edge for c in cells for edge in (c.column, c.column + c.column_span)})
    at = {edge: index for index, edge in enumerate(edges)}
    moved = tuple(_moved(cell, start, at) for cell in cells)
    breaks = tuple(row - start for row in grid.page_starts if start < row < end)
    yield Grid(moved, end - start, len(edges) - 1, cells[0].place, grid.aligned, breaks)


def _moved(cell: GridCell, start: int, at: dict[int, int]) -> GridCell:
    column = at[cell.column]
    span = at[cell.column + cell.column_span] - column
    return replace(cell, row=cell.row - start, column=column, column_span=span)
