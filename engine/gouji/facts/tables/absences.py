"""Makes sure that what is called absent is absent: a label that is printed is a row not read."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from gouji.facts.tables.labels import names, whole
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.document import Block, Grid, Line
from gouji.model.form import Column, Row, Table
from gouji.model.report import FoundTable

_REASON = "表里有这一行或这一列的名称，但数字没有对上"


def doubt_absences(
    reading: FoundTable, table: Table, grids: Sequence[Grid], blocks: Sequence[Block]
) -> FoundTable:
    """Turn absent rows and columns whose label is printed, in the table or its lines, to unread.

    An accusation that something is missing must survive a look at the page.
    """
    printed = _printed(grids, blocks)
    items: list[tuple[str, Row | Column]] = [(f"{table.id}.{row.id}", row) for row in table.rows]
    items += [(f"{table.id}.:{column.id}", column) for column in table.columns]
    absent = {line for line, presence in reading.lines if presence is Presence.ABSENT}
    doubtful = {
        line
        for line, item in items
        if line in absent and any(_stands(whole(name), printed) for name in names(item))
    }
    if not doubtful:
        return reading
    return replace(
        reading,
        lines=tuple(
            (line, Presence.UNREAD if line in doubtful else presence)
            for line, presence in reading.lines
        ),
        cells=tuple(_doubted(cell, doubtful) for cell in reading.cells),
    )


def _doubted(cell: Cell, doubtful: AbstractSet[str]) -> Cell:
    table, row, column = cell.id.split(".")
    if cell.state is CellState.ABSENT and doubtful & {f"{table}.{row}", f"{table}.:{column}"}:
        return Cell(cell.id, CellState.UNREAD, reason=_REASON)
    return cell


def _printed(grids: Sequence[Grid], blocks: Sequence[Block]) -> list[str]:
    """Return the texts of cells; without cells, the section's lines run together."""
    cells = [whole(cell.text) for grid in grids for cell in grid.cells if cell.text]
    if cells:
        return cells
    return [whole("".join(block.text for block in blocks if isinstance(block, Line)))]


def _stands(label: str, printed: Sequence[str]) -> bool:
    return any(label == text or (len(text) > 60 and label in text) for text in printed)
