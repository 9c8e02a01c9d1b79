"""Makes sure that what is called absent is absent: a label that is printed is a row not read."""

from collections.abc import Sequence
from dataclasses import replace

from gouji.model.document import Block, Grid, Line
from gouji.model.facts import Cell, CellState, Presence, TableReading
from gouji.model.form import Table
from gouji.recognition.tables.labels import names, whole

_REASON = "表里有这一行的名称，但数字没有对上"


def doubt_absences(
    reading: TableReading, table: Table, grids: Sequence[Grid], blocks: Sequence[Block]
) -> TableReading:
    """Turn absent rows whose label stands in the table, or in the lines of its section, to unread.

    An accusation that a row is missing must survive a look at the page.
    """
    absent = {line for line, presence in reading.lines if presence is Presence.ABSENT}
    printed = _printed(grids, blocks)
    doubtful = {
        f"{table.id}.{row.id}"
        for row in table.rows
        if f"{table.id}.{row.id}" in absent and any(_stands(whole(n), printed) for n in names(row))
    }
    if not doubtful:
        return reading
    return replace(
        reading,
        lines=tuple(
            (line, Presence.UNREAD if line in doubtful else presence)
            for line, presence in reading.lines
        ),
        cells=tuple(
            Cell(cell.id, CellState.UNREAD, reason=_REASON)
            if cell.id.rsplit(".", 1)[0] in doubtful
            else cell
            for cell in reading.cells
        ),
    )


def _printed(grids: Sequence[Grid], blocks: Sequence[Block]) -> list[str]:
    """Return the texts of cells; without cells, the section's lines run together."""
    cells = [whole(cell.text) for grid in grids for cell in grid.cells if cell.text]
    if cells:
        return cells
    return [whole("".join(block.text for block in blocks if isinstance(block, Line)))]


def _stands(label: str, printed: Sequence[str]) -> bool:
    return any(label == text or (len(text) > 60 and label in text) for text in printed)
