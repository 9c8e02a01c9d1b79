"""Tells what a document holds in a short form that tests can compare whole."""

from gouji.model.document import Block, Document, Figure, Grid, GridCell


def shown(document: Document) -> list[object]:
    return [_block(block) for block in document.blocks]


def _block(block: Block) -> object:
    if isinstance(block, Grid):
        return [[_cell(cell) for cell in row] for row in block.by_row()]
    return "FIGURE" if isinstance(block, Figure) else block.text


def _cell(cell: GridCell) -> object:
    spans = f"{cell.row_span}x{cell.column_span}"
    text = cell.text if spans == "1x1" else f"{cell.text} {spans}"
    return f"?{text}" if cell.doubt else text
