"""Packages that hold a part twice are refused: nobody knows which one a program shows."""

import re
import warnings
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from shown import shown
from word_files import paragraph, word_file

from gouji.errors import DamagedDocument
from gouji.reading.docx import read_docx
from gouji.reading.docx.package import AMBIGUOUS

ONE, OTHER = word_file(paragraph("收到12件")), word_file(paragraph("收到34件"))
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="{}" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def members(data: bytes) -> list[tuple[str, bytes]]:
    with ZipFile(BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    buffer = BytesIO()
    with warnings.catch_warnings(), ZipFile(buffer, "w", ZIP_STORED) as package:
        warnings.simplefilter("ignore")
        for name, content in parts:
            package.writestr(name, content)
    return buffer.getvalue()


def with_second(name: str) -> bytes:
    second = dict(members(OTHER))["word/document.xml"]
    return packed([*members(ONE), (name, second)])


def with_two_mains() -> bytes:
    parts = dict(members(ONE))
    parts["word/other.xml"] = dict(members(OTHER))["word/document.xml"]
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="x" Type="{RELATION}/officeDocument" Target="word/other.xml"/>'
        "</Relationships>".encode(),
    )
    return packed(list(parts.items()))


def with_two_styles() -> bytes:
    parts = dict(members(word_file(paragraph("1"), styles="")))
    name = "word/_rels/document.xml.rels"
    parts["word/more.xml"] = parts["word/styles.xml"]
    parts[name] = parts[name].replace(
        b"</Relationships>",
        f'<Relationship Id="x" Type="{RELATION}/styles" Target="more.xml"/>'
        "</Relationships>".encode(),
    )
    return packed(list(parts.items()))


def typed_elsewhere() -> bytes:
    second = dict(members(OTHER))["word/document.xml"]
    types = TYPES.format("/word/other.xml").encode()
    return packed([*members(ONE), ("word/other.xml", second), ("[Content_Types].xml", types)])


def unlisted_between() -> bytes:
    """A second document stands in the package before the directory, which does not list it."""
    data, second = ONE, packed([("word/document.xml", b"<x/>")])
    directory = data.index(b"PK\x01\x02")
    record = second[: second.index(b"PK\x01\x02")]
    end = data.rindex(b"PK\x05\x06")
    moved = (directory + len(record)).to_bytes(4, "little")
    return data[:directory] + record + data[directory : end + 16] + moved + data[end + 20 :]


def two_bodies() -> bytes:
    parts = dict(members(ONE))
    body = parts["word/document.xml"]
    found = re.search(rb"<w:body>.*</w:body>", body)
    assert found
    parts["word/document.xml"] = body.replace(found[0], found[0] * 2)
    return packed(list(parts.items()))


@pytest.mark.parametrize(
    "make",
    [
        lambda: with_second("word/document.xml"),
        lambda: with_second("Word/Document.xml"),
        lambda: with_second("word\\document.xml"),
        lambda: with_second("/word/document.xml"),
        lambda: with_second("word/./document.xml"),
        with_two_mains,
        with_two_styles,
        typed_elsewhere,
        unlisted_between,
        two_bodies,
    ],
)
def test_what_is_there_twice_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(DamagedDocument, match=AMBIGUOUS):
        read_docx(make())


def test_a_name_that_differs_in_the_file_is_refused() -> None:
    data = ONE.replace(b"word/document.xml", b"word/documenx.xml", 1)
    with pytest.raises(DamagedDocument):
        read_docx(data)


@pytest.mark.parametrize(
    ("encoding", "is_read"),
    [("utf-8", True), ("utf-16", True), ("utf-8-sig", True), ("gbk", False), ("gb18030", False)],
)
def test_encodings_of_parts(encoding: str, *, is_read: bool) -> None:
    parts = dict(members(ONE))
    text = parts["word/document.xml"].decode()
    declared = encoding.removesuffix("-sig")
    text = text.replace('encoding="UTF-8"', f'encoding="{declared}"')
    parts["word/document.xml"] = text.encode(encoding)
    data = packed(list(parts.items()))
    if is_read:
        assert shown(read_docx(data)) == ["收到12件"]
        return
    with pytest.raises(DamagedDocument):
        read_docx(data)
