"""Plain text: lines, and tables where cells are separated by tabs."""

import re
from collections.abc import Iterator, Sequence

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.model.document import Block, Document, Grid, GridCell, Line, Place
from gouji.reading.decode import decode
from gouji.reading.furniture import is_page_number
from gouji.reading.limits import MAX_LINE_CHARACTERS, MAX_LINES

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")


def read_text(data: bytes) -> Document:
    """Read a text file. Runs of lines with tabs become grids, one cell a field, empty ones too.

    The columns of such a grid need not correspond from row to row (``aligned`` is false).
    """
    rows = _LINE_END.split(_INVISIBLE.sub("", decode(data)))
    if len(rows) > MAX_LINES or any(len(row) > MAX_LINE_CHARACTERS for row in rows):
        raise LimitExceeded(f"文本超过 {MAX_LINES} 行，或者一行超过 {MAX_LINE_CHARACTERS} 个字符")
    lines = [Line(row, Place(line=n, column=1)) for n, row in enumerate(rows, 1)]
    if not any(line.text.strip() for line in lines):
        raise DamagedDocument("文件里没有文字")
    furniture = tuple(line for line in lines if is_page_number(line.text))
    kept = [line for line in lines if not is_page_number(line.text)]
    return Document("txt", None, tuple(_blocks(kept)), furniture=furniture)


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    table: list[Line] = []
    for line in lines:
        if "\t" in line.text.strip(" \u3000"):
            table.append(line)
            continue
        if table and not line.text.strip() and len(table) == 1:
            continue
        if table:
            yield _grid(table)
            table = []
        if line.text.strip():
            yield line
    if table:
        yield _grid(table)


def _grid(lines: Sequence[Line]) -> Grid:
    cells = [cell for row, line in enumerate(lines) for cell in _cells(line, row)]
    columns = max(cell.column for cell in cells) + 1
    return Grid(tuple(cells), len(lines), columns, lines[0].place, aligned=False)


def _cells(line: Line, row: int) -> Iterator[GridCell]:
    offset = 0
    for column, text in enumerate(line.text.split("\t")):
        yield GridCell(row, column, text.strip(), Place(line=line.place.line, column=offset + 1))
        offset += len(text) + 1
