"""Formats are told from bytes, never from names."""

import pytest

from gouji.errors import DamagedDocument
from gouji.reading.sniff import sniff

ZIP = b"PK\x03\x04"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"junk\n" * 200 + b"%PDF-1.4", "pdf"),
        (b"junk\n" * 300 + b"%PDF-1.4", "txt"),
        (ZIP + b"...word/document.xml", "docx"),
        (ZIP + b"...OFD.xml", "ofd"),
        (ZIP + b"[Content_Types].xml xl/workbook.xml", "office"),
        (ZIP + b"photo.jpg", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"\xef\xbb\xbf \r\n<!DOCTYPE html><p>", "html"),
        (b"<p>x</p>", "html"),
        ("<html>".encode("utf-16"), "html"),
        ("<html>".encode("utf-16-be"), "html"),
        (b"<2024> is no tag", "txt"),
        ("一、总体情况".encode(), "txt"),
    ],
)
def test_format(data: bytes, found: str) -> None:
    assert sniff(data) == found


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\x00" * 10])
def test_nothing_in_it(data: bytes) -> None:
    with pytest.raises(DamagedDocument, match="空"):
        sniff(data)
