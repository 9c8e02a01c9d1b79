"""Sheets written row by row: a frozen head with filters, Chinese fonts, ready to print.

Nothing is kept in memory but the row being written. A sheet that is full goes on in a next one.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, lru_cache, partial
from io import StringIO
from itertools import groupby
from tempfile import TemporaryFile
from typing import Any, NamedTuple, SupportsFloat, TextIO

from gouji.extras import extra
from gouji.reporting.many.overview.cells import (
    Content,
    Drawn,
    Look,
    Percent,
    begins_a_formula,
    clean,
    number_format,
)
from gouji.reporting.many.overview.columns import Column, head_height, row_height, wrapping
from gouji.reporting.many.overview.looks import BASE, FONT, LOOKS

with extra("office"):
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.utility import xl_col_to_name
    from xlsxwriter.worksheet import Worksheet

    _letters = cache(xl_col_to_name)

MOST_ROWS = 1_048_576
"""Rows of a sheet in Excel."""

_NUMBERS = 4096
"""Numbers whose looks are kept: the same small ones stand in hundreds of thousands of cells."""
_PIECE = 1 << 20
_A4 = 9
_CREATED = datetime(2021, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Always the same, so that the same grading gives the same bytes."""


class _Number(NamedTuple):
    """A number as it stands in the file, and how it looks."""

    text: str
    style: Format


class _Rows(Worksheet):  # type: ignore[misc]  # xlsxwriter is untyped
    """A worksheet of numbers most of all, which take a third of xlsxwriter's time for any cell."""

    fh: TextIO

    def put(self, row: int, column: int, number: _Number) -> None:
        """Write a number, below a head that was written; only a new row needs to be looked at."""
        if row > self.previous_row:
            self.write_blank(row, column, None, number.style)
        self.table[row][column] = number

    def _write_single_row(self, current_row_num: int = 0) -> None:
        """Write a row to its file at once: a file that is read, too, takes long for each cell."""
        file, self.fh = self.fh, StringIO()
        super()._write_single_row(current_row_num)
        file.write(self.fh.getvalue())
        self.fh = file

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401 - xlsxwriter's
        if type(cell) is _Number:
            style = cell.style._get_xf_index()  # noqa: SLF001
            self.fh.write(f'<c r="{_letters(col)}{row + 1}" s="{style}"><v>{cell.text}</v></c>')
        else:
            super()._write_cell(row, col, cell)


class Book:
    """A workbook in the making."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed when its last piece was given
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": 10},
        }
        self._book = Workbook(self._file, options)
        self._book.set_properties({"created": _CREATED})
        self._sheets: list[Sheet] = []
        self.style: Callable[..., Format] = cache(self._style)
        self.number: Callable[[str], _Number | None] = lru_cache(_NUMBERS)(self._number)

    def sheet(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        fixed: int = 0,
        limit: int = MOST_ROWS,
        scale: int = 0,
    ) -> "Sheet":
        """Add a sheet whose first ``fixed`` columns stay in view.

        It is printed as wide as a page, unless a ``scale`` in per cent spreads it over several.
        """
        added = Sheet(self, name, columns, fixed=fixed, limit=limit, scale=scale)
        self._sheets.append(added)
        return added

    def add(self, name: str) -> _Rows:
        """Add a worksheet and return it."""
        added: _Rows = self._book.add_worksheet(name, _Rows)
        return added

    def finished(self) -> bytes:
        """Return the file; nothing can be written after that."""
        return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """Yield the file in pieces; nothing can be written after that."""
        for sheet in self._sheets:
            sheet.finish()
        self._book.close()
        with self._file as file:
            file.seek(0)
            yield from iter(partial(file.read, _PIECE), b"")

    def _style(
        self, look: Look, number: str = "", *, wrap: bool = False, quoted: bool = False
    ) -> Format:
        own = {"num_format": number} if number else {}
        marks = {"text_wrap": True} if wrap else {}
        style = self._book.add_format({**BASE, **LOOKS[look], **own, **marks})
        if quoted:
            style.set_quote_prefix()
        return style

    def _number(self, text: str) -> _Number | None:
        """Return how Excel is told of a number; ``None`` where it must stay text."""
        value = Decimal(text)
        shape = number_format(value)
        return None if shape is None else _number(value, self.style("plain", shape))


class Sheet:
    """A table that goes on in a next worksheet, 「name（续1）」, when one is full."""

    def __init__(
        self,
        book: Book,
        name: str,
        columns: Sequence[Column],
        *,
        fixed: int,
        limit: int,
        scale: int,
    ) -> None:
        self._book, self.name, self._columns = book, name, tuple(columns)
        self._fixed, self._limit, self._scale = fixed, limit, scale
        self._broken = wrapping(self._columns)
        self._tiers = 1 + max(len(column.over) for column in columns)
        self.parts = 0
        """How many worksheets the table takes."""
        self._open()

    def row(self, contents: Sequence[Content]) -> None:
        """Write the next row."""
        if self._next == self._limit:
            self.finish()
            self._open()
        self._sheet.set_row(self._next, row_height(contents, self._broken))
        for column, content in enumerate(contents):
            self._write(column, content)
        self._next += 1

    def finish(self) -> None:
        """Put filters over all that was written, and say how much of it is printed."""
        head, last = self._tiers - 1, max(self._tiers, self._next) - 1
        self._sheet.autofilter(head, 0, last, len(self._columns) - 1)
        printed = sum(column.printed for column in self._columns)
        self._sheet.print_area(0, 0, last, printed - 1)

    def _open(self) -> None:
        name = f"{self.name}（续{self.parts}）" if self.parts else self.name
        self.parts += 1
        self._sheet = self._book.add(name)
        self._set_up_print()
        for number, column in enumerate(self._columns):
            self._sheet.set_column(number, number, column.width)
        for tier in range(self._tiers - 1):
            self._write_upper_heads(tier)
        heads = [Drawn(column.head, "head") for column in self._columns]
        self._next = self._tiers - 1
        self._sheet.set_row(self._next, head_height(self._columns))
        for number, head in enumerate(heads):
            self._write(number, head)
        self._sheet.freeze_panes(self._tiers, self._fixed)
        self._next = self._tiers

    def _set_up_print(self) -> None:
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(0, self._tiers - 1)
        if self._scale:
            sheet.set_print_scale(self._scale)
            sheet.repeat_columns(0, self._fixed - 1)
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R第 &P 页，共 &N 页")

    def _write_upper_heads(self, tier: int) -> None:
        style, start = self._book.style("head"), 0
        for over, columns in groupby(self._columns, key=lambda c: c.over[: tier + 1]):
            end = start + len(list(columns)) - 1
            head = over[tier] if tier < len(over) else ""
            if head and end > start:
                self._sheet.merge_range(tier, start, tier, end, head, style)
            else:
                for column in range(start, end + 1):
                    self._sheet.write_string(tier, column, head, style)
            start = end + 1

    def _write(self, column: int, content: Content) -> None:
        wrap = self._columns[column].wrap
        match content:
            case int() | Decimal():  # first, for most cells are numbers
                self._write_number(column, content)
            case None:
                self._sheet.write_blank(self._next, column, None, self._book.style("plain"))
            case Drawn(text, look):
                self._write_text(column, text, look, wrap=wrap)
            case str():
                self._write_text(column, content, "plain", wrap=wrap)
            case Percent(fraction):
                style = self._book.style("plain", "0.0%")
                self._sheet.put(self._next, column, _number(fraction, style))

    def _write_text(self, column: int, text: str, look: Look, *, wrap: bool) -> None:
        text = clean(text)
        style = self._book.style(look, wrap=wrap, quoted=begins_a_formula(text))
        self._sheet.write_string(self._next, column, text, style)

    def _write_number(self, column: int, value: int | Decimal) -> None:
        drawn = self._book.number(str(value))
        if drawn is None:
            self._write_text(column, f"{value:f}", "plain", wrap=False)
        else:
            self._sheet.put(self._next, column, drawn)


def _number(value: SupportsFloat, style: Format) -> _Number:
    """Return a number as xlsxwriter writes one."""
    return _Number(f"{float(value):.16G}", style)
