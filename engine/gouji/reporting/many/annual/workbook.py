"""The annual summary as a workbook: what it says on the first sheet, then a sheet a table."""

import io
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from gouji.extras import extra
from gouji.model.numbers import decimal_text
from gouji.reporting.many.annual.content import Figure, Mean, Share, Story, Table, Value, shown
from gouji.reporting.media.files import dateless

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_FACE = "宋体"
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes each time
_LONGEST_NAME = 31
_NARROWEST, _WIDEST, _TEXT_WIDTH, _MARGIN = 8, 60, 100, 2
"""Widths of columns, in digits; the margin is that of a cell's two sides."""
_A4 = 9
"""Excel's number for the size of paper."""
_LINE = 16
"""Height of a line in points."""


def to_xlsx(story: Story) -> bytes:
    """Return ``story`` as XLSX; needs the extra ``office``. The same story gives the same bytes."""
    with extra("office"):
        from xlsxwriter import Workbook
    packed = io.BytesIO()
    book = Workbook(packed, {"in_memory": True})
    book.set_properties({"title": story.title, "created": _EPOCH})
    formats = _Formats(book)
    _write_text(book.add_worksheet("总结"), story, formats)
    for chapter in story.parts:
        for table in chapter.tables:
            _write_table(book.add_worksheet(table.title[:_LONGEST_NAME]), table, formats)
    book.close()
    return dateless(packed.getvalue())


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> "Format":  # noqa: ANN401 - XlsxWriter's own names and values
        """Return the format with ``properties``."""
        whole = {"font_name": _FACE, "font_size": 11, "valign": "vcenter"} | properties
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]


def _write_text(sheet: "Worksheet", story: Story, formats: _Formats) -> None:
    sheet.set_column(0, 0, _TEXT_WIDTH)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 2 * _LINE)
    sheet.write_string(0, 0, story.title, formats.get(bold=True, font_size=16))
    lines = [(story.office, formats.get())] if story.office else []
    for chapter in story.parts:
        if chapter.sentences:
            lines.append((chapter.title, formats.get(bold=True)))
            lines += [(sentence, formats.get(text_wrap=True)) for sentence in chapter.sentences]
    for row, (text, look) in enumerate(lines, 1):
        sheet.write_string(row, 0, text, look)
        sheet.set_row(row, _LINE * _lines(text, _TEXT_WIDTH))


def _write_table(sheet: "Worksheet", table: Table, formats: _Formats) -> None:
    widths: list[float] = []
    head = formats.get(bold=True, bg_color="#E8EDF3", border=1, text_wrap=True, align="center")
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, name, head)
        texts = [name, *(shown(row[column]) for row in table.rows)]
        widths.append(_width(texts))
        sheet.set_column(column, column, widths[-1])
    for number, row in enumerate(table.rows, 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, formats)
        most = max(_lines(shown(v), width) for v, width in zip(row, widths, strict=True))
        sheet.set_row(number, _LINE * most)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.head) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(texts: list[str]) -> float:
    return min(max(max(map(_length, texts)) + _MARGIN, _NARROWEST), _WIDEST)


def _length(text: str) -> int:
    """Return how many digits wide ``text`` is."""
    return sum(2 if ord(char) > 0xFF else 1 for char in text)


def _lines(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a column of ``width``."""
    return max(ceil(_length(text) / (width - _MARGIN)), 1)


def _write(sheet: "Worksheet", row: int, column: int, value: Value, formats: _Formats) -> None:
    """Write a number as a number, and everything else as text that is never a formula."""
    if isinstance(value, Figure):
        look = "0" + "." * ("." in decimal_text(value.value)) + "0" * _places(value)
        sheet.write_number(row, column, value.value, _number(formats, _marked(value.mark, look)))
    elif isinstance(value, Share):
        sheet.write_number(row, column, value.value, _number(formats, "0.0%"))
    elif isinstance(value, Mean):
        sheet.write_number(row, column, value.value, _number(formats, "0.00"))
    elif isinstance(value, int):
        sheet.write_number(row, column, value, _number(formats, "0"))
    else:
        look = formats.get(border=1, text_wrap=True, align="left" if value else "right")
        sheet.write_string(row, column, shown(value), look)


def _number(formats: _Formats, look: str) -> "Format":
    return formats.get(border=1, num_format=look, align="right")


def _marked(mark: str, look: str) -> str:
    """Show ``mark`` before the number, which stays one."""
    return f'"{mark}"{look}' if mark else look


def _places(value: Figure) -> int:
    return len(decimal_text(value.value).partition(".")[2])
