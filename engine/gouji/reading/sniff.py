"""Tells the format of a document from its bytes; file names are not believed."""

from gouji.errors import DamagedDocument, UnsupportedFormat

_LATE = 1024
"""A PDF's header may stand this far into the file."""

_KNOWN_BUT_NOT_READ = (
    (b"PK\x03\x04", "压缩包或 Office 文档（DOCX、OFD 等）"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word 或 WPS 文档（DOC、WPS）"),
    (b"{\\rtf", "RTF 文档"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"II*\x00", "图片"),
    (b"MM\x00*", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
)
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<div", b"<table", b"<?xml", b"<meta")


def sniff(data: bytes) -> str:
    """Return ``pdf``, ``html`` or ``txt``.

    Raises :class:`DamagedDocument` for an empty file and :class:`UnsupportedFormat`, which names
    the format, for one that gouji does not read.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise DamagedDocument("文件是空的")
    if b"%PDF-" in data[:_LATE]:
        return "pdf"
    for magic, name in _KNOWN_BUT_NOT_READ:
        if data.startswith(magic):
            raise UnsupportedFormat(f"这是{name}，目前只能读 PDF 和文本文件")
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:_LATE].lower()
    if start.startswith(_MARKUP):
        return "html"
    return "txt"
