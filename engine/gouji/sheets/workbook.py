"""Excel workbooks (.xlsx) as tables of texts: what Excel shows, of sheets that are not hidden.

Of a formula the result counts that was kept when the file was last saved. A cell that is merged
over several rows says the same in each of them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import join, normpath

from lxml import etree

from gouji.reading.limits import MAX_GRID_COLUMNS, MAX_SHEET_CELLS, MAX_SHEET_ROWS
from gouji.sheets.cells import Cell, Fault, Line, Table, tidy, too_large
from gouji.sheets.package import Package, package
from gouji.sheets.shown import format_code, shown_number

_BOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_RESULT = Fault("是公式，文件里没有存下结果，请用 Excel 打开并保存一次")


def workbook(data: bytes) -> tuple[Table, ...]:
    """Return the sheets of the workbook ``data`` that are shown, in their order.

    Raises :class:`UsageError`, a predicate of the file, for what is no workbook.
    """
    with package(data) as parts:
        book = _Book(parts)
        return tuple(book.table(name, part) for name, part in book.sheets())


@dataclass(frozen=True, slots=True, order=True)
class _Merged:
    """A cell that is merged over rows: its column, the first and the last of them."""

    column: int
    first: int
    last: int


class _Book:
    """A workbook: its texts and formats, by which cells are read."""

    def __init__(self, parts: Package) -> None:
        self._parts = parts
        self._root = parts.tree(_BOOK)
        self._related = _relations(parts)
        self._texts = tuple(self._shared())
        self._codes = _codes(parts, self._related)
        properties = self._root.find("{*}workbookPr")
        switch = "" if properties is None else properties.get("date1904", "")
        self._since_1904 = switch in ("1", "true")

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Yield name and part of each sheet that is shown and has cells."""
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            relation = next((v for k, v in sheet.items() if k.endswith("}id")), "")
            part = self._related.get(relation, "")
            if sheet.get("state", "visible") == "visible" and "/worksheets/" in part:
                yield sheet.get("name", ""), part

    def _shared(self) -> Iterator[str]:
        part = next((p for p in self._related.values() if p.endswith("/sharedStrings.xml")), "")
        if self._parts.has(part):
            for item in self._parts.elements(part, ["si"]):
                yield _text(item)

    def table(self, name: str, part: str) -> Table:
        """Read one sheet."""
        lines: dict[int, dict[int, Cell]] = defaultdict(dict)
        merged: list[_Merged] = []
        row, column, cells = 1, 0, 0
        for element in self._parts.elements(part, ("c", "row", "mergeCell")):
            kind = etree.QName(element).localname
            if kind == "mergeCell":
                merged += _merged(element.get("ref", ""))
            elif kind == "row":
                row, column = _row_of(element, row) + 1, 0
            else:
                column = _column_of(element.get("r", "")) or column + 1
                text = self._cell(element) if len(element) and column <= MAX_GRID_COLUMNS else ""
                if text:
                    cells += 1
                    lines[_row_of(element.getparent(), row)][column] = text
            if len(lines) > MAX_SHEET_ROWS or cells > MAX_SHEET_CELLS:
                raise too_large()
        _fill(lines, merged)
        return Table(tuple(_line(number, lines[number]) for number in sorted(lines)), name)

    def _cell(self, cell: etree._Element) -> Cell:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else _text(inline)
        value = (cell.findtext("{*}v") or "").strip()
        if not value:
            no_result = kind != "str" and cell.find("{*}f") is not None
            return _NO_RESULT if no_result else ""
        return self._value(kind, value, cell.get("s", "0"))

    def _value(self, kind: str, value: str, style: str) -> Cell:
        if kind == "n":
            code = self._codes.get(style, "")
            return shown_number(value, code, since_1904=self._since_1904)
        if kind == "s":
            return self._texts[int(value)]
        if kind == "e":
            return Fault(f"是错误值 {value}")
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return _unescaped(value)


def _relations(parts: Package) -> dict[str, str]:
    """Return the parts that the workbook is made of, by their ids."""
    found = {}
    for relation in parts.tree("xl/_rels/workbook.xml.rels"):
        target = normpath(join("/xl", relation.get("Target", "")))
        found[relation.get("Id", "")] = target.lstrip("/")
    return found


def _codes(parts: Package, related: dict[str, str]) -> dict[str, str]:
    """Return the code of the number format of each style of cells, by the style's number."""
    part = next((p for p in related.values() if p.endswith("/styles.xml")), "")
    if not parts.has(part):
        return {}
    root = parts.tree(part)
    own = {
        int(each.get("numFmtId", "0")): each.get("formatCode", "")
        for each in root.iterfind("{*}numFmts/{*}numFmt")
    }
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return {str(n): format_code(int(xf.get("numFmtId", "0")), own) for n, xf in styles}


def _text(item: etree._Element) -> str:
    """Return a text in one piece; how its characters are read aloud is no part of it."""
    runs = item.iterfind("{*}t"), item.iterfind("{*}r/{*}t")
    return _unescaped("".join(run.text or "" for each in runs for run in each))


def _unescaped(text: str) -> str:
    return tidy(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text))


def _row_of(row: etree._Element | None, expected: int) -> int:
    return expected if row is None else int(row.get("r", expected))


def _column_of(reference: str) -> int:
    """Return the column of 「B5」, 2; 0 where there is no reference."""
    match = _REFERENCE.fullmatch(reference)
    number = 0
    for letter in match[1] if match else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _merged(area: str) -> Iterator[_Merged]:
    """Yield the column that an area (A2:A5) merges over several rows, if it does."""
    first, _, last = area.partition(":")
    start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if start and end and int(start[2]) < int(end[2]):
        yield _Merged(_column_of(first), int(start[2]), int(end[2]))


def _fill(lines: dict[int, dict[int, Cell]], merged: Sequence[_Merged]) -> None:
    """Say in each row that has something what is merged over it; blank rows stay blank."""
    rows = sorted(lines)
    done: dict[int, int] = defaultdict(int)
    for each in sorted(merged):
        if each.first > done[each.column] and each.column in lines.get(each.first, {}):
            for row in rows[bisect_right(rows, each.first) : bisect_right(rows, each.last)]:
                lines[row].setdefault(each.column, lines[each.first][each.column])
            done[each.column] = each.last


def _line(number: int, cells: dict[int, Cell]) -> Line:
    return Line(number, tuple(cells.get(column, "") for column in range(1, max(cells) + 1)))
