"""Pages of an OFD that are one picture: recognised where nothing but the picture is shown."""

from io import BytesIO

import pytest
from handmade_ofd import A4, cell, document, packed, page, parts, path, resources, text

from gouji.errors import DamagedDocument
from gouji.model.document import Grid
from gouji.reading import read_bytes, scan
from reportkit import make
from reportkit.renderers import RENDERERS

UNREAD = "第1页是图片，其中的文字没有读"


def scanned(kind: str = "PNG") -> bytes:
    """Return a picture of the second page of a report."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(RENDERERS["pdf-lines"](make(7)))
    picture = pdf[1].render(scale=2).to_pil().convert("L")
    out = BytesIO()
    picture.save(out, kind)
    return out.getvalue()


WHOLE = f'<ImageObject ID="3" Boundary="{A4}" ResourceID="60" CTM="210 0 0 297 0 0"/>'


def pictured(objects: str, picture: bytes) -> bytes:
    """Return a package of two pages, the first with a picture."""
    files = parts(objects)
    files["Doc_0/Document.xml"] = document(
        ["Pages/Page_0/Content.xml", "P.xml"], common="<PublicRes>PublicRes.xml</PublicRes>"
    )
    files["Doc_0/P.xml"] = page(text("附注说明") + cell(0, 1, "文字"))
    media = '<MultiMedia ID="60" Type="Image"><MediaFile>a.png</MediaFile></MultiMedia>'
    files["Doc_0/PublicRes.xml"] = resources(f"<MultiMedias>{media}</MultiMedias>")
    files["Doc_0/a.png"] = picture
    return packed(files)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_page_that_is_a_picture_is_recognised(kind: str) -> None:
    found = read_bytes(pictured(WHOLE, scanned(kind)))
    assert (found.recognised, found.lost) == ((1,), ())
    assert any(isinstance(block, Grid) for block in found.blocks)


@pytest.mark.parametrize(
    "objects",
    [
        pytest.param(WHOLE + text("12"), id="text over it"),
        pytest.param(WHOLE + path("M 20 20 L 90 20"), id="a line over it"),
        pytest.param(WHOLE + WHOLE.replace("60", "61"), id="a picture over it"),
        pytest.param(WHOLE.replace("210 0 0 297 0 0", "0 297 -210 0 210 0"), id="turned"),
        pytest.param(WHOLE.replace("/>", ' Alpha="128"/>'), id="seen through"),
        pytest.param(WHOLE.replace("60", "61"), id="not there"),
    ],
)
def test_what_is_not_the_picture_alone_is_named_unread(objects: str) -> None:
    found = read_bytes(pictured(objects, scanned()))
    assert (found.recognised, found.lost) == ((), (1,))
    assert UNREAD in found.unread


def test_a_picture_of_an_unknown_kind_is_named_unread() -> None:
    found = read_bytes(pictured(WHOLE, b"\x97JB2\r\n\x1a\n"))
    assert (found.recognised, found.lost) == ((), (1,))


def test_without_the_extra_a_picture_is_named_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    found = read_bytes(pictured(WHOLE, scanned()))
    assert (found.recognised, found.lost, found.unread) == ((), (1,), (UNREAD,))


def test_a_document_of_pictures_alone_is_refused_without_the_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(scan, "available", lambda: False)
    files = parts(WHOLE)
    with pytest.raises(DamagedDocument, match="这份 OFD 是扫描件或图片"):
        read_bytes(packed(files))
