"""Pages of OFDs as SVG: everything in its place, nothing of the file is markup, all in bounds."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree
from PIL import Image as Pictures

from gouji.model.document import Rect
from gouji.reading.pages.content import (
    BELOW,
    UNKNOWN,
    Glyph,
    Ink,
    PageContent,
    Paint,
    Ruling,
    Shape,
)
from gouji.reporting.one.selfcheck import page_pictures, report_page
from gouji.reporting.one.selfcheck.drawings import ofd_pages
from gouji.reporting.one.selfcheck.page_svg import Image, ink_of, page_svg
from reportkit import FAULTS, make
from reportkit.ofd import packed
from reportkit.renderers import OFD_STYLES, RENDERERS
from reportpagekit import BOOK, FORM, audited

RED = Paint((255, 0, 0))
WHITE = Paint((255, 255, 255))


def page(*glyphs: Glyph, **more: object) -> PageContent:
    return PageContent(1, 200.0, 100.0, list(glyphs), **more)  # type: ignore[arg-type]


def drawn(content: PageContent, *images: Image) -> list[etree._Element]:
    """What a page is drawn as, above the white ground."""
    return list(etree.fromstring(page_svg(content, images)))[1:]


def shown(elements: list[etree._Element]) -> list[tuple[str, str | None]]:
    return [(etree.QName(each).localname, each.get("d") or each.text) for each in elements]


def origins(elements: list[etree._Element]) -> Iterator[tuple[str, float, float]]:
    """Each character and its origin on the page, after what turns and squeezes it."""
    for element in elements:
        transform = element.get("transform", "")
        turn = re.search(r"rotate\((\d+)\)", transform)
        squeeze = re.search(r"scale\(([\d.]+) 1\)", transform)
        y = float(element.attrib["y"])
        for sign, place in zip(element.text or "", element.attrib["x"].split(), strict=True):
            x = float(place) * float(squeeze[1] if squeeze else 1)
            at = [(x, y), (-y, x), (-x, -y), (y, -x)][int(turn[1]) // 90 if turn else 0]
            yield sign, *at


@pytest.mark.parametrize(
    ("turn", "origin"),
    [
        (0, (20.0, 40 - 10 * BELOW)),
        (1, (20 + 10 * BELOW, 30.0)),
        (2, (30.0, 30 + 10 * BELOW)),
        (3, (30 - 10 * BELOW, 40.0)),
    ],
)
def test_characters_stand_where_they_stood(turn: int, origin: tuple[float, float]) -> None:
    glyph = Glyph("年", 20.0, 30.0, 30.0, 40.0, 10.0, turn)
    ((sign, *found),) = origins(drawn(page(glyph)))
    assert (sign, *found) == ("年", *map(pytest.approx, origin))


def test_characters_of_a_line_are_one_element() -> None:
    line = [Glyph(sign, 10.0 * at, 0, 10.0 * at + 10, 10, 10) for at, sign in enumerate("年 度")]
    narrow = Glyph("A", 30.0, 0, 33.0, 10, 10)
    elements = drawn(page(*line, narrow))
    assert shown(elements) == [("text", "年度"), ("text", "A")]
    assert [(sign, x) for sign, x, _ in origins(elements)] == [
        ("年", 0), ("度", 20), ("A", pytest.approx(30))
    ]  # fmt: skip


def test_what_is_painted_later_lies_above() -> None:
    glyphs = [Glyph(sign, at, 0, at + 10, 10, 10) for at, sign in ((0, "甲"), (20, "乙"))]
    content = page(
        *glyphs,
        inks=[Ink(1, RED)],
        shapes=[
            Shape((0, 0, 50, 50), WHITE, 0),
            Shape((0, 0, 9, 9), RED, 1, outline=(((0, 0), (9, 0), (9, 9)),), evenodd=True),
            Shape((0, 0, 9, 9), RED, 2, certain=False),
            Shape((5, 5, 9, 9), Paint(None, 0.5), 2),
        ],
        horizontal=[Ruling(5.0, 1.0, 40.5)],
        vertical=[Ruling(7.0, 2.0, 3.0)],
    )
    elements = drawn(content)
    assert shown(elements) == [
        ("rect", None), ("path", "M1 5H40.5M7 2V3"), ("text", "甲"), ("path", "M0 0L9 0L9 9Z"),
        ("text", "乙"), ("rect", None),
    ]  # fmt: skip
    assert [e.get("fill") for e in elements] == [
        "#ffffff", "none", None, "#ff0000", "#ff0000", "#888"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("</text><script>alert(1)</script>", "</text><script>alert(1)</script>"),
        ("&<>\"'", "&<>\"'"),
        ("]]>", "]]>"),
        ("\ufffe", None),
        ("\ud800", None),
        ("甲\ud800\uffff", "甲"),
        (UNKNOWN, "□"),
        ("e\u0301", "e\u0301"),
        ("𠮷", "𠮷"),
    ],
)
def test_nothing_of_the_file_is_markup(text: str, written: str | None) -> None:
    glyphs = [Glyph(text, 10.0, 10, 20, 20, 10), Glyph("乙", 30.0, 10, 40, 20, 10)]
    assert shown(drawn(page(*glyphs))) in (
        [("text", written), ("text", "乙")] if written else [("text", "乙")],
        [("text", f"{written}乙")],
    )


def test_what_is_off_the_page_is_not_drawn() -> None:
    off: list[Rect] = [(-20, 0, -10, 10), (210, 0, 220, 10), (0, -20, 10, -10), (0, 110, 10, 120)]
    assert drawn(page(*(Glyph("甲", *box, 10) for box in off))) == []


def test_where_something_stands() -> None:
    glyphs = [Glyph("甲", 20.0, 10, 30, 20, 10), Glyph(" ", 150.0, 10, 160, 20, 10)]
    content = page(*glyphs, horizontal=[Ruling(15.0, 10.0, 500.0)])
    assert ink_of(content) == (10, 10, 200, 20)
    assert ink_of(page()) == (0, 0, 200, 100)


@pytest.mark.parametrize("renderer", OFD_STYLES)
def test_a_report_is_drawn_whole(renderer: str) -> None:
    """All that the page writes, in its places, and a box lies on the figure that it names."""
    content = FAULTS["sum_balance"].plant(make(1)).content
    data = RENDERERS[renderer](content)
    audit = audited(data, "a.ofd")
    found = page_pictures(data, audit)
    assert found.note == ""
    cell = audit.cells["t3.new.legal"]
    assert cell.page in found.pages
    assert cell.bbox is not None
    picture = found.pages[cell.page]
    root = etree.fromstring(picture.image)
    assert {etree.QName(each).localname for each in root} <= {"rect", "path", "text"}
    x0, top, x1, bottom = cell.bbox
    texts = [each for each in root if each.tag.endswith("text")]
    inside = [s for s, x, y in origins(texts) if x0 <= x <= x1 and top <= y <= bottom]
    assert inside == [cell.raw]
    assert (picture.width > picture.height) == ("landscape" in renderer)
    html = report_page(audit, FORM, BOOK.rules, BOOK.profile, found)
    assert html.count('href="data:image/svg+xml;base64,') == len({*found.pages})


def with_picture(data: bytes, picture: bytes) -> bytes:
    """The report with a picture on its second page."""
    with ZipFile(BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    image = '<ofd:ImageObject ID="66666" Boundary="10 10 30 20" CTM="30 0 0 20 0 0" ResourceID="77777"/>'
    media = (
        '<ofd:MultiMedias><ofd:MultiMedia ID="77777" Type="Image"><ofd:MediaFile>/a.png'
        "</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    page_part, resources = "Doc_0/Pages/Page_1/Content.xml", "Doc_0/PublicRes.xml"
    files[page_part] = files[page_part].replace(b"</ofd:Layer>", f"{image}</ofd:Layer>".encode())
    files[resources] = files[resources].replace(b"</ofd:Res>", media.encode())
    return packed(files | {"a.png": picture})


def png(width: int, height: int) -> bytes:
    out = BytesIO()
    Pictures.effect_noise((width, height), 90).save(out, "PNG")
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("picture", "expected"),
    [(png(300, 200), [(127, 85)]), (png(9, 6), [(9, 6)]), (SVG, []), (b"\x89PNG", []), (b"", [])],
    ids=["large", "small", "markup", "broken", "empty"],
)
def test_pictures_are_painted_anew(picture: bytes, expected: list[tuple[int, int]]) -> None:
    data = with_picture(RENDERERS["ofd-office"](make(1)), picture)
    ((_, found),) = ofd_pages(data, [2])
    text = found.image.decode()
    uris = re.findall(r'href="(data:image/webp;base64,)', text)
    sizes = [image.size for image in embedded(text)]
    assert (len(uris), sizes) == (len(expected), expected)
    assert "script" not in text


def embedded(svg: str) -> Iterator[Pictures.Image]:
    from base64 import b64decode

    for held in re.findall(r'href="data:image/webp;base64,([^"]*)"', svg):
        yield Pictures.open(BytesIO(b64decode(held)))


def test_a_page_that_is_too_much_is_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = RENDERERS["ofd-driver"](FAULTS["sum_balance"].plant(make(1)).content)
    audit = audited(data, "a.ofd")
    assert len(dict(ofd_pages(data, [2, 3]))) == 2
    monkeypatch.setattr("gouji.reporting.one.selfcheck.drawings.MAX_BYTES", 2_000)
    assert dict(ofd_pages(data, [2, 3])) == {}
    assert "页的图没有画出来" in page_pictures(data, audit).note


def test_a_damaged_file_costs_its_pages() -> None:
    assert dict(ofd_pages(packed({"OFD.xml": "<OFD/>"}), [1])) == {}
