"""Tells the format of a document from its bytes; file names are not believed."""

import re

from gouji.errors import DamagedDocument

NAMES = {
    "pdf": "PDF 文档",
    "docx": "Word 文档（DOCX）",
    "html": "网页（HTML）",
    "txt": "纯文本",
    "zip": "压缩包",
    "ofd": "OFD 版式文档",
    "office": "其他 Office 文档",
    "ole": "旧版 Word 或 WPS 文档（DOC、WPS）",
    "rtf": "RTF 文档",
    "odt": "ODT 文档",
    "image": "图片",
}
"""What :func:`sniff` may return, and what to call it in a sentence."""

_LATE = 1024
"""A PDF's header may stand this far into the file."""

_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
"""The name of what a password hides; the rest of such a file is a shell."""
_MAGIC = (
    (_OLE, "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"\x1f\x8b", "zip"),
)
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PACKAGES = (
    (b"word/", "docx"),
    (_ODT, "odt"),
    (b"OFD.xml", "ofd"),
    (b"[Content_Types].xml", "office"),
)
_MARKUP = re.compile(
    rb"<(?:!doctype|!--|\?xml|html|head|body|meta|title|div|table|p|span|script)[\s>/\-]",
    re.IGNORECASE,
)
_MARKUP_WIDE = (b"<\x00", b"\x00<")


def sniff(data: bytes) -> str:
    """Return the format of ``data``, one of :data:`NAMES`; what is nothing else is ``txt``.

    Raises :class:`DamagedDocument` for a file without content, or one that a password locks.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise DamagedDocument("文件是空的")
    if b"%PDF-" in data[:_LATE]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # The names of the parts stand in clear in the package.
        return next((found for part, found in _PACKAGES if part in data), "zip")
    if data.startswith(_OLE) and _PASSWORD in data:
        raise DamagedDocument("文档设有密码，请去掉密码后再送审")
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    return "html" if _is_markup(data[: 4 * _LATE]) else "txt"


def _is_markup(start: bytes) -> bool:
    narrow = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    wide = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if wide.startswith(_MARKUP_WIDE):
        narrow = wide.replace(b"\x00", b"")
    return _MARKUP.match(narrow) is not None
