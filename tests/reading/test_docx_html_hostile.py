"""Broken and malicious files end in one sentence, never in another exception."""

import random
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from word_files import cell, paragraph, row, table, word_file, zipped

from gouji.errors import DamagedDocument, DocumentError, LimitExceeded, UnsupportedFormat
from gouji.model.document import Document
from gouji.reading import read_bytes
from gouji.reading.docx import read_docx
from gouji.reading.html import read_html

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
GOOD = word_file(paragraph("正文") + table(row("甲", "1"), row("乙", "2")))
GOOD_PAGE = (
    "<html><head><title>某局年报</title></head><body><div><p>一、总体情况</p><p>全年共收到申请三十二件，均已办结。</p>"
    "<table><tr><td rowspan=2>甲<td colspan=2>1<tr><td>2<td>3</table></div></body></html>"
).encode()


def outcome(read: Callable[[bytes], Document], data: bytes) -> str:
    """Return the format read or the sentence of refusal; anything else raised is a fault."""
    try:
        return read(data).format
    except DocumentError as error:
        return str(error)


def document_xml(text: str) -> bytes:
    return zipped({"word/document.xml": text})


def bomb() -> bytes:
    text = f"<w:document {SPACE}><w:body>" + "<w:p/>" * 5_000_000 + "</w:body></w:document>"
    return document_xml(text)


def locked() -> bytes:
    """Return a package whose parts say that they need a password."""
    data = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 1)
    return bytes(data)


def with_compression(method: int) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as package:
        package.writestr("word/document.xml", f"<w:document {SPACE}><w:body/></w:document>")
    return buffer.getvalue()


ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "2024"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_entity(declaration: str, encoding: str = "utf-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document {SPACE}><w:body>'
        "<w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    return zipped({"word/document.xml": text.encode(encoding)})


def nested(depth: int) -> str:
    return "<w:sdt><w:sdtContent>" * depth + paragraph("甲") + "</w:sdtContent></w:sdt>" * depth


def nested_tables(depth: int) -> str:
    inside = paragraph("甲")
    for _ in range(depth):
        inside = table(row(cell(inside), "1"))
    return inside


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: b"", DamagedDocument),
        (lambda: b"PK\x03\x04", DamagedDocument),
        (lambda: GOOD[: len(GOOD) // 2], DamagedDocument),
        (lambda: GOOD[100:], DamagedDocument),
        (bomb, LimitExceeded),
        (lambda: zipped({f"part{n}": b"" for n in range(3000)}), LimitExceeded),
        (locked, DamagedDocument),
        (lambda: with_compression(ZIP_BZIP2), DamagedDocument),
        (lambda: with_compression(ZIP_DEFLATED), DamagedDocument),
        (lambda: with_entity(ENTITIES), DamagedDocument),
        (lambda: with_entity(ENTITIES, "utf-16"), DamagedDocument),
        (lambda: with_entity(OUTSIDE), DamagedDocument),
        (lambda: with_entity(OUTSIDE, "iso-8859-1"), DamagedDocument),
        (lambda: document_xml("<w:document"), DamagedDocument),
        (lambda: document_xml("<x/>"), UnsupportedFormat),
        (lambda: zipped({"xl/workbook.xml": "<x/>"}), UnsupportedFormat),
        (lambda: word_file(""), DamagedDocument),
        (lambda: word_file(nested(60)), LimitExceeded),
        (lambda: word_file(nested(5000)), LimitExceeded),
        (lambda: word_file(nested_tables(50)), LimitExceeded),
        (
            lambda: word_file(table(row(cell("甲", '<w:gridSpan w:val="100000"/>'), "1"))),
            LimitExceeded,
        ),
        (lambda: word_file(paragraph("长" * 30_000)), LimitExceeded),
    ],
)
def test_hostile_packages(make: Callable[[], bytes], error: type[DocumentError]) -> None:
    with pytest.raises(error) as caught:
        read_docx(make())
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize("depth", [1, 10, 25])
def test_nesting_within_the_limit_is_read(depth: int) -> None:
    assert "甲" in [
        cell.text
        for grid in read_docx(word_file(nested_tables(depth))).grids()
        for cell in grid.cells
    ]


def test_links_outside_the_package_are_left_alone() -> None:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    links = (
        f'<Relationships xmlns="{space}"><Relationship Id="a" Type="{kind}" TargetMode="External"'
        f' Target="http://example.org/styles.xml"/><Relationship Id="b" Type="{kind}"'
        ' Target="../../../etc/passwd"/></Relationships>'
    )
    body = f"<w:document {SPACE}><w:body>{paragraph('甲')}</w:body></w:document>"
    data = zipped({"word/document.xml": body, "word/_rels/document.xml.rels": links})
    assert [line.text for line in read_docx(data).lines()] == ["甲"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("<div>" * 5_000 + "甲", LimitExceeded),
        ("<p>" + "<b></b>" * 600_000, LimitExceeded),
        ("<p>前<table><tr>" + "<td>1" * 300 + "</table>", LimitExceeded),
        ("<p>前<table>" + "<tr><td>1<td>2" * 20_000 + "</table>", LimitExceeded),
        ("<p>" + "长" * 30_000, LimitExceeded),
        ("<p>短" * 60_000, LimitExceeded),
        ("<p " + " ".join(f"a{n}='>'" for n in range(100_000)) + ">甲", LimitExceeded),
    ],
)
def test_hostile_pages(body: str, error: type[DocumentError]) -> None:
    with pytest.raises(error):
        read_html(body.encode())


def test_ten_thousand_row_spans_stay_within_their_table() -> None:
    rows = "<tr>" + "<td rowspan=10000>1" * 100 + "<tr><td rowspan=65534 colspan=20>2" * 3
    (grid,) = read_html(f"<p>前</p><table>{rows}</table>".encode()).grids()
    assert (grid.rows, max(c.row + c.row_span for c in grid.cells)) == (4, 4)


def test_page_entities_are_not_expanded() -> None:
    declared = '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "2024">]>'
    document = read_html(f"{declared}<html><body><p>甲&a;&b;乙</p></body></html>".encode())
    assert [line.text for line in document.lines()][-1].endswith("甲&a;&b;乙")


@pytest.mark.parametrize(
    ("read", "good"), [(read_docx, GOOD), (read_html, GOOD_PAGE)], ids=["docx", "html"]
)
@pytest.mark.parametrize("seed", range(40))
def test_random_damage(read: Callable[[bytes], Document], good: bytes, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a fixed sequence of damage
    for _ in range(10):
        data = bytearray(good)
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            cut = chance.randrange(3)
            if cut == 0:
                data[at] = chance.randrange(256)
            elif cut == 1:
                del data[at : at + chance.randrange(1, 40)]
            else:
                data[at:at] = data[chance.randrange(len(data)) :][:30]
        assert outcome(read, bytes(data))


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_inside_the_package(seed: int) -> None:
    """Damage the XML itself, which a check sum would otherwise catch."""
    chance = random.Random(seed)  # noqa: S311 - a fixed sequence of damage
    with ZipFile(BytesIO(GOOD)) as package:
        text = package.read("word/document.xml").decode()
    tags = [piece for piece in text.replace("<", "\0<").replace(">", ">\0").split("\0") if piece]
    for _ in range(10):
        pieces = tags[:]
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(2, len(pieces))
            pieces[at] = chance.choice(
                ["", pieces[at] * 2, "<w:vMerge/>", '<w:gridSpan w:val="-5"/>']
            )
        assert outcome(read_docx, document_xml("".join(pieces)))


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (GOOD, "docx"),
        (GOOD_PAGE, "html"),
        (GOOD_PAGE.decode().encode("gb18030"), "html"),
        (GOOD_PAGE.decode().encode("utf-16"), "html"),
        (b"\xef\xbb\xbf\r\n<!-- saved from url --><!DOCTYPE html>" + GOOD_PAGE, "html"),
        (b'<?xml version="1.0" encoding="utf-8"?>' + GOOD_PAGE, "html"),
    ],
)
def test_the_bytes_tell_the_format(data: bytes, form: str) -> None:
    assert read_bytes(data).format == form


def test_a_password_is_named() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(DamagedDocument, match="密码"):
        read_bytes(data)
