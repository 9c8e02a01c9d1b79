"""CSV as programs and people write it: parted by commas, semicolons or tabs, in any encoding."""

import csv
import io

from gouji.errors import DocumentError, UsageError
from gouji.reading.decode import decode
from gouji.reading.limits import MAX_GRID_COLUMNS, MAX_SHEET_ROWS
from gouji.sheets.cells import Line, Table, tidy, too_large

_DELIMITERS = (",", "\t", ";", "，", "；")


def delimited(data: bytes) -> tuple[Table, ...]:
    """Return the table in ``data`` as each way to part its cells makes it.

    Which is meant, its heads tell. Raises :class:`UsageError` for what is no text.
    """
    try:
        text = decode(data).removeprefix("\ufeff")
    except DocumentError:
        raise UsageError("既不是 Excel 工作簿（.xlsx），也不是文本（CSV）") from None
    there = [sign for sign in _DELIMITERS if sign in text] or [","]
    return tuple(_table(text, sign) for sign in there)


def _table(text: str, delimiter: str) -> Table:
    """Part ``text``; a row counts as one line, however many lines its cells have, as in Excel."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    number = 0
    try:
        for number, row in enumerate(rows, 1):
            cells = tuple(tidy(cell) for cell in row[:MAX_GRID_COLUMNS])
            if any(cells):
                lines.append(Line(number, cells))
            if len(lines) > MAX_SHEET_ROWS:
                raise too_large()
    except csv.Error:
        # Rows before it may be a title and heads: then this is the sheet, and the line is named.
        return Table(tuple(lines), broken=f"第 {number + 1} 行的引号没有成对，请检查")
    return Table(tuple(lines))
