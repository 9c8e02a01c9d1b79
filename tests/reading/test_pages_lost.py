"""A page that cannot be read costs itself: it is named, and the rest is read."""

import pytest
from handmade_pdf import FONT, TEXT, objects_pdf, page_pdf, stream

from gouji.errors import DamagedDocument
from gouji.model.document import Figure, Line
from gouji.reading import read_bytes
from gouji.reading.pages.content import Glyph, PageContent, Ruling
from gouji.reading.pages.layout import read_page

NO_FONT = b"<</Type/Font/Subtype/Type0/DescendantFonts[]>>"
ENDLESS = float("inf")


def three_pages(*bad: int) -> bytes:
    """Return a file of three pages; the fonts of ``bad`` ones cannot be."""
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 842]/Contents 4 0 R"
        b"/Resources<</Font<</F %d 0 R>>>>>>"
    )
    pages = {10 + n: page % (600 + n, 6 if n in bad else 5) for n in (1, 2, 3)}
    return objects_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[11 0 R 12 0 R 13 0 R]/Count 3>>",
            4: stream(TEXT),
            5: FONT,
            6: NO_FONT,
            **pages,
        }
    )


@pytest.mark.parametrize("bad", [1, 2, 3])
def test_one_bad_page_is_named(bad: int) -> None:
    document = read_bytes(three_pages(bad))
    assert document.unread == (f"第{bad}页的内容有损坏或画法异常，这一页没有读",)
    assert (document.lost, document.pages) == ((bad,), 3)
    shown = [(block.place.page, type(block)) for block in document.blocks]
    assert shown == [(n, Figure if n == bad else Line) for n in (1, 2, 3)]
    figure = document.blocks[bad - 1]
    assert figure.place.box == (0.0, 0.0, 600.0 + bad, 842.0)


def test_a_file_of_bad_pages_is_broken() -> None:
    with pytest.raises(DamagedDocument, match="损坏"):
        read_bytes(three_pages(1, 2, 3))


@pytest.mark.parametrize(
    "content",
    [
        PageContent(4, 600.0, 800.0, glyphs=[Glyph("1", ENDLESS, 0, ENDLESS, 10, 10)]),
        PageContent(4, 600.0, 800.0, glyphs=[Glyph("1", float("nan"), 0, 10, 10, 10)]),
    ],
    ids=["endless", "no number"],
)
def test_impossible_geometry_loses_the_page(content: PageContent) -> None:
    page = read_page(content)
    assert (page.lost, page.number) == (True, 4)
    assert page.unread == ("第4页的内容有损坏或画法异常，这一页没有读",)


def test_strange_rulings_are_no_table() -> None:
    content = PageContent(1, 600.0, 800.0, glyphs=[Glyph("1", 10, 10, 20, 20, 10)])
    content.horizontal = [Ruling(20.0, 30.0, 10.0), Ruling(5.0, ENDLESS, ENDLESS)]
    content.vertical = [Ruling(ENDLESS, 0.0, 5.0)]
    page = read_page(content)
    assert page.lost or [block.text for block in page.blocks if isinstance(block, Line)] == ["1"]


def test_a_fault_of_our_own_is_not_hidden() -> None:
    with pytest.raises(TypeError):
        read_page(PageContent(1, 600.0, 800.0, glyphs=[Glyph("1", "x", 0, 1, 1, 1)]))  # type: ignore[arg-type]


WHITE = "1 g BT /F 12 Tf 80 600 Td ({}) Tj ET 0 g"


@pytest.mark.parametrize(
    ("hidden", "withheld"),
    [("", None), ("4 4 4 4", None), ("words that are hidden", "第1页上的一些字")],
)
def test_text_that_is_not_read_is_told(hidden: str, withheld: str | None) -> None:
    document = read_bytes(page_pdf(TEXT + WHITE.format(hidden).encode()))
    assert document.withheld == withheld
    assert [line.text for line in document.lines()] == ["Report 2024"]
