"""Renders a report as text extracted from a PDF: broken lines, page numbers, unrolled tables."""

from collections.abc import Iterator

from reportkit.content import Content
from reportkit.sheets import Box, Sheet
from reportkit.text import lines_of
from reportkit.wrapping import columns, wrap

LINE = 28
"""Characters in a printed line."""
LABEL = 18
"""Characters in a printed line of a label in table three."""
PAGE = 40
"""Printed lines on a page."""
NARROW = {"自然人": 1, "总计": 1, "社会公益组织": 2, "法律服务机构": 2}
"""Characters in a line of a narrow head, where the heads beside have one."""


def broken(content: Content) -> bytes:
    """Return the text, a blank line after each printed one.

    A blank cell leaves no trace and merged heads lose their columns: this form can only show
    tables that are whole.
    """
    printed = [line for text in lines_of(content, _unrolled) for line in _printed(text)]
    pages = [printed[at : at + PAGE] for at in range(0, len(printed), PAGE)]
    numbered = (
        [*page, f"- {number} -"] if number < len(pages) else page
        for number, page in enumerate(pages, 1)
    )
    return ("\n\n".join(line for page in numbered for line in page) + "\n").encode()


def _printed(text: str) -> Iterator[str]:
    """Yield the printed lines of a paragraph or of a table's lines."""
    lines = text.split("\n")
    width = LINE if len(lines) == 1 else max(map(len, lines))
    for line in lines:
        yield from wrap(line, width, columns) if line else ()


def _cut(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def _unrolled(sheet: Sheet) -> Iterator[str]:
    """Yield the printed lines of a table, heads one character a line."""
    for row in range(sheet.rows):
        boxes = [box for box in sheet.boxes if box.row == row]
        if row < sheet.head_rows:
            for box in boxes:
                yield from _head(sheet, box)
        elif sheet.id == "t3":
            yield from _labelled(boxes)
        else:
            yield " ".join(box.text for box in boxes)


def _head(sheet: Sheet, box: Box) -> list[str]:
    deepest = box.row + box.row_span == sheet.head_rows
    narrow = box.column_span == 1 and deepest
    return _cut(box.text, NARROW.get(box.text, 1)) if narrow else _cut(box.text, LINE - 6)


def _labelled(boxes: list[Box]) -> Iterator[str]:
    """Yield a row of table three: group labels first, the figures after the label's last line."""
    *outer, label = (box.text for box in boxes if box.kind == "label")
    for text in outer:
        yield from _cut(text, 4)
    figures = " ".join(box.text for box in boxes if box.kind == "value")
    lines = _cut(label, LABEL)
    if len(lines) == 1:
        yield f"{label} {figures}"
    else:
        yield from (*lines, figures)
