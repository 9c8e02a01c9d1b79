"""Pages that were turned: read as if they stood upright, and placed as they are shown."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from made_pdfs import Sheet, only_grid, texts
from pypdf import PdfReader, PdfWriter

from gouji.model.document import Document, Grid, Place, Rect
from gouji.reading import read_bytes

ROWS = [["规章名称", "制发件数", "现行有效"], ["行政规范性文件", "1204", "37"]]
XS, YS = (80, 200, 320, 440), (200, 220, 240)
SENTENCE = "本年度共收到政府信息公开申请十二件，均已按期办结。"


def upright() -> bytes:
    sheet = Sheet()
    sheet.text(80, 100, SENTENCE)
    sheet.table(ROWS, XS, YS)
    return sheet.bytes()


def turned(data: bytes, by: int) -> Document:
    """Return the document with its page turned clockwise by degrees."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.pages[0].rotate(by)
    buffer = BytesIO()
    writer.write(buffer)
    return read_bytes(buffer.getvalue())


def places(document: Document) -> Iterator[Place]:
    for block in document.blocks:
        yield block.place
        if isinstance(block, Grid):
            yield from (cell.place for cell in block.cells)


def on_turned_page(rect: Rect, by: int) -> Rect:
    """Return where a box of an A4 page stands once the page is turned."""
    (x0, top, x1, bottom), (width, height) = rect, (595.2756, 841.8898)
    return {
        90: (height - bottom, x0, height - top, x1),
        180: (width - x1, height - bottom, width - x0, height - top),
        270: (top, width - x1, bottom, width - x0),
    }[by]


@pytest.mark.parametrize("by", [90, 180, 270])
def test_a_turned_page_says_the_same_elsewhere(by: int) -> None:
    straight, other = read_bytes(upright()), turned(upright(), by)
    assert [line.text for line in other.lines()] == [SENTENCE]
    assert texts(only_grid(other)) == ROWS
    assert [cell.doubt for cell in only_grid(other).cells] == [None] * 6
    expected = [on_turned_page(place.box, by) for place in places(straight) if place.box]
    assert [p.box for p in places(other)] == [pytest.approx(box, abs=0.01) for box in expected]
    assert (other.unread, other.lost) == ((), ())


def test_a_quote_of_a_turned_line_is_placed_at_the_line() -> None:
    (line,) = turned(upright(), 90).lines()
    assert line.place_of(5, 7) == replace(line.place)


def test_a_turned_note_at_the_edge_turns_no_page() -> None:
    sheet = Sheet()
    sheet.table(ROWS, XS, YS)
    sheet.canvas.rotate(90)
    sheet.text(100, 841 + 40, SENTENCE[:20])
    assert texts(only_grid(sheet.read())) == ROWS
