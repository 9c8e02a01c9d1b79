"""Formats are told from bytes, never from names."""

import struct

import pytest
from packages import OLE, TYPES, compound, packed

from gouji.errors import DamagedDocument
from gouji.reading.formats import FORMATS, READABLE, Format, function, named
from gouji.reading.sniff import sniff

ODT = b"application/vnd.oasis.opendocument.text"
DOCX = packed(TYPES, "word/document.xml")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"junk\n" * 200 + b"%PDF-1.4", "pdf"),
        (b"junk\n" * 300 + b"%PDF-1.4", "txt"),
        (DOCX, "docx"),
        (packed(TYPES, "word/document2.xml"), "docx"),
        (DOCX[:-20], "docx"),
        (packed("Doc_0/Document.xml", "OFD.xml"), "ofd"),
        (packed("~ofd.xml", "Doc_0/OFD.xml"), "zip"),
        (packed(TYPES, "xl/workbook.xml"), "xlsx"),
        (packed(TYPES, "xl/workbook.xml", "xl/embeddings/word/document.xml"), "xlsx"),
        (packed(TYPES, "ppt/presentation.xml"), "pptx"),
        (packed(TYPES, "visio/document.xml"), "office"),
        (packed("mimetype", "content.xml"), "office"),
        (packed(mimetype=ODT), "odt"),
        (packed(mimetype=ODT.replace(b"text", b"spreadsheet")), "office"),
        (packed("photo.jpg"), "zip"),
        (packed("photo.jpg")[:-20], "zip"),
        (packed("word/report.pdf"), "zip"),
        (packed("word/document.xml"), "docx"),
        (packed(**{"report.docx": DOCX}), "zip"),
        (packed(**{"report.docx": DOCX, "scan.ofd": packed("OFD.xml")}), "zip"),
        (packed(TYPES, "xl/workbook.xml", **{"xl/embeddings/1.docx": DOCX}), "xlsx"),
        (b"Rar!\x1a\x07", "rar"),
        (OLE, "doc"),
        (compound("WordDocument", "1Table"), "doc"),
        (compound("1Table", "WordDocument", below="Workbook"), "doc"),
        (compound("WordDocument", damaged=True), "doc"),
        (compound("Workbook"), "xls"),
        (compound("Book"), "xls"),
        (compound("Workbook", below="WordDocument"), "xls"),
        (compound("Current User", "PowerPoint Document"), "ppt"),
        (compound("__properties_version1.0"), "office"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\xef\xbb\xbf \r\n<!DOCTYPE html><p>", "html"),
        (b"<p>x</p>", "html"),
        (b"<style>p { color: red }</style><!DOCTYPE html><p>x</p>", "html"),
        (b"<section><h1>x</h1></section>", "html"),
        (b"<h1>x</h1>", "html"),
        (b"<b>", "html"),
        (b"<business> is no tag", "txt"),
        ("<html>".encode("utf-16"), "html"),
        ("<html>".encode("utf-16-be"), "html"),
        (b"<2024> is no tag", "txt"),
        ("一、总体情况".encode(), "txt"),
    ],
)
def test_format(data: bytes, found: str) -> None:
    assert sniff(data).name == found


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\x00" * 10])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(DamagedDocument, match="空"):
        sniff(data)


@pytest.mark.parametrize("damaged", [False, True])
def test_a_password_is_told(damaged: bool) -> None:
    with pytest.raises(DamagedDocument, match="密码"):
        sniff(compound("EncryptionInfo", "EncryptedPackage", damaged=damaged))


def test_directories_without_end() -> None:
    circle = bytearray(compound(*"abcdefgh"))
    struct.pack_into("<I", circle, 512 + 8, 1)  # the directory's second sector leads to its first
    assert sniff(bytes(circle)).name == "doc"
    tree = bytearray(compound("a", "b"))
    struct.pack_into("<I", tree, 1024 + 2 * 128 + 68, 2)  # the second entry is its own child
    assert sniff(bytes(tree)).name == "doc"


def test_names_are_told_apart() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    assert len({each.title for each in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize("own", FORMATS, ids=lambda own: own.name)
def test_what_a_format_names_is_there(own: Format) -> None:
    for where in filter(None, (own.reader, own.drawer, own.annotator)):
        assert callable(function(where))
    assert bool(own.suffixes) == (own in READABLE)
    assert bool(own.media_type) == bool(own.annotator)
    assert named(own.name) is own


def test_a_format_of_another_version_has_its_name() -> None:
    assert (named("djvu").label, named("djvu").pages) == ("DJVU", False)
