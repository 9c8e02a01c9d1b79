"""Plain text: lines, and tables where cells are separated by tabs or pipes."""

from collections.abc import Iterator, Sequence

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.expressions import compiled
from gouji.model.document import Block, Document, Grid, GridCell, Line, Place
from gouji.model.invisible import visible
from gouji.reading.decode import decode
from gouji.reading.formats import TXT
from gouji.reading.limits import (
    MAX_GRID_CELLS,
    MAX_GRID_COLUMNS,
    MAX_LINE_CHARACTERS,
    MAX_LINES,
)
from gouji.reading.page_numbers import is_page_number
from gouji.reading.piped import tabs_for_pipes
from gouji.reading.radicals import fold_radicals

_LINE_END = compiled(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_MANY_CELLS = 12
_BLANK = compiled(r"[^\S\t]")


def read_text(data: bytes) -> Document:
    """Read a text file. Runs of lines with tabs (or pipes in their place) become grids.

    Every field is a cell, empty ones too.

    The columns of such a grid need not correspond from row to row (``aligned`` is false), and its
    rows have as many cells as their line has fields. Blank lines end a run only where it had none
    between its first rows: text copied from some programs has one after every line.
    """
    rows = _LINE_END.split(decode(data))
    if len(rows) > MAX_LINES or any(len(row) > MAX_LINE_CHARACTERS for row in rows):
        raise LimitExceeded(f"文本超过 {MAX_LINES} 行，或者一行超过 {MAX_LINE_CHARACTERS} 个字符")
    lines = [_line(row, number) for number, row in enumerate(tabs_for_pipes(rows), 1)]
    lines = _one_cell_a_line([line for line in lines if line.text])
    if not lines:
        raise DamagedDocument("文件里没有文字")
    furniture = tuple(line for line in lines if _is_furniture(line))
    kept = [line for line in lines if not _is_furniture(line)]
    return Document(TXT.name, None, tuple(_blocks(kept)), furniture=furniture)


def _is_furniture(line: Line) -> bool:
    """Tell whether a line is the number of a page; one with tabs is a row of a table."""
    return "\t" not in line.text and is_page_number(line.text)


def _line(row: str, number: int) -> Line:
    """Return a line without what cannot be seen; tabs around its text are cells and stay."""
    shown = _BLANK.sub(" ", fold_radicals(visible(row))).rstrip(" ")
    text = shown.lstrip(" ")
    return Line(text if text.strip() else "", Place(line=number, column=len(shown) - len(text) + 1))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    table: list[Line] = []
    for line in lines:
        if table and not _continues(table, line):
            yield _grid(table)
            table = []
        if "\t" in line.text:
            table.append(line)
        else:
            yield line
    if table:
        yield _grid(table)


def _one_cell_a_line(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` without tabs where these only end cells that stand on lines of their own.

    Browsers copy cells that hold paragraphs so; such lines are no rows.
    """
    tabbed = [line for line in lines if "\t" in line.text]
    if len(tabbed) < _MANY_CELLS or any("\t" in line.text.strip() for line in tabbed):
        return list(lines)
    return [_without_tabs(line) for line in lines]


def _without_tabs(line: Line) -> Line:
    start = len(line.text) - len(line.text.lstrip())
    return Line(line.text.strip(), line.place_of(start, len(line.text)))


def _continues(table: Sequence[Line], line: Line) -> bool:
    """Tell whether a line is the next row: it has tabs and follows as closely as the others."""
    if "\t" not in line.text:
        return False
    usual = _number(table[1]) - _number(table[0]) if len(table) > 1 else 2
    return _number(line) - _number(table[-1]) <= max(usual, 1)


def _number(line: Line) -> int:
    return line.place.line or 0


def _grid(lines: Sequence[Line]) -> Grid:
    cells = [cell for row, line in enumerate(lines) for cell in _cells(line, row)]
    columns = max(cell.column for cell in cells) + 1
    if columns > MAX_GRID_COLUMNS or len(cells) > MAX_GRID_CELLS:
        raise LimitExceeded(f"文本里的表格超过 {MAX_GRID_COLUMNS} 列或 {MAX_GRID_CELLS} 格")
    return Grid(tuple(cells), len(lines), columns, lines[0].place, aligned=False)


def _cells(line: Line, row: int) -> Iterator[GridCell]:
    start = line.place.column or 1
    for column, field in enumerate(line.text.split("\t")):
        lead = len(field) - len(field.lstrip())
        place = Place(line=line.place.line, column=start + lead)
        yield GridCell(row, column, field.strip(), place)
        start += len(field) + 1
