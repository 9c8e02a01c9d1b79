"""Renders a report as plain text copied from a page: cells separated by tabs."""

from collections.abc import Callable, Iterator

from reportkit.content import Content
from reportkit.form import TABLE_OF
from reportkit.phrases import text_of
from reportkit.sheets import Box, Sheet, sheets_of

BREAK = 21
"""The row of table three (its first value row is 3) at which a copied page begins."""


def tabs(content: Content) -> bytes:
    """Return the text with a field for every column of a table, empty where cells are merged."""
    return _document(content, _tidy)


def ragged(content: Content) -> bytes:
    """Return the text as careless programs copy it: no fields for the columns of merged cells.

    The row after a page break loses the empty fields below merged labels too; brackets are
    half-width, as typists write them.
    """
    return _document(content, _ragged)


def lines_of(content: Content, table: Callable[[Sheet], Iterator[str]]) -> Iterator[str]:
    """Yield the paragraphs of a report and the lines of its tables; tables after a blank line."""
    yield from content.title
    yield ""
    yield from map(text_of, content.opening)
    for section in content.sections:
        yield f"{section.ordinal}、{section.heading}"
        yield from map(text_of, section.paragraphs)
        for sheet in _sheets(content, section.id):
            yield "\n".join(table(sheet))


def _document(content: Content, table: Callable[[Sheet], Iterator[str]]) -> bytes:
    return ("\n\n".join(lines_of(content, table)) + "\n").encode()


def _tidy(sheet: Sheet) -> Iterator[str]:
    for row in range(sheet.rows):
        fields = [""] * sheet.columns
        for box in sheet.boxes:
            if box.row == row:
                fields[box.column] = box.text
        yield "\t".join(fields)


def _ragged(sheet: Sheet) -> Iterator[str]:
    for row in range(sheet.rows):
        boxes = sorted(_touching(sheet, row), key=lambda box: box.column)
        fields = [box.text if box.row == row else "" for box in boxes]
        if sheet.id == "t3" and row == BREAK:
            fields = [field for field, box in zip(fields, boxes, strict=True) if box.row == row]
        yield "\t".join(fields).replace("（", "(").replace("）", ")")


def _touching(sheet: Sheet, row: int) -> list[Box]:
    return [box for box in sheet.boxes if box.row <= row < box.row + box.row_span]


def _sheets(content: Content, section: str) -> tuple[Sheet, ...]:
    return sheets_of(content, TABLE_OF[section]) if section in TABLE_OF else ()
