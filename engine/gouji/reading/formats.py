"""Every format of a file that comes in: the one list that tells what can be done with it.

A new format is one entry here and the package that reads it; whatever asks for a format's nature
(the pages, the terminal, exports, annotation) asks its entry. Functions of other parts are named
as text, ``module:function``: they are heavy, imported when first needed, and some stand above.
"""

from collections.abc import Callable
from importlib import import_module
from operator import attrgetter
from typing import Any

from gouji.reading import evidence as by
from gouji.reading.evidence import Evidence
from gouji.records import dataclass

_OPEN_XML = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: ``name`` as in the audit JSON, ``title`` in a sentence, ``label`` for short.

    ``known_by`` tells from the bytes of a file whether it is of this format; the first in the
    list wins. ``reader`` names the function ``bytes → Document``; without one a file is refused by
    its title. ``suffixes`` are those that files have (with the dot); they decide nothing.

    Places are page numbers where the format has ``pages``, and line numbers that people can count
    where it has ``lines``; else people look for the words. ``drawer`` names the function that draws
    pages for a report (``bytes, numbers → pictures``), ``annotator`` the one that marks findings
    on the original (``bytes, marks, pages, form → bytes``), in a file of ``media_type``.
    """

    name: str
    title: str
    label: str
    known_by: Callable[[Evidence], bool]
    reader: str = ""
    suffixes: tuple[str, ...] = ()
    pages: bool = False
    lines: bool = False
    drawer: str = ""
    annotator: str = ""
    media_type: str = ""


PDF = Format(
    "pdf",
    "PDF",
    "PDF",
    by.early(b"%PDF-"),
    reader="gouji.reading.pdf:read_pdf",
    suffixes=(".pdf",),
    pages=True,
    drawer="gouji.reporting.one.selfcheck.pictures:pdf_pages",
    annotator="gouji.annotation.pdf:annotate_pdf",
    media_type="application/pdf",
)
DOCX = Format(
    "docx",
    "Word 文档（DOCX）",
    "Word（DOCX）",
    by.package("word/", "document.xml"),
    reader="gouji.reading.docx:read_docx",
    suffixes=(".docx",),
    annotator="gouji.annotation.docx:annotate_docx",
    media_type=_OPEN_XML,
)
HTML = Format(
    "html",
    "网页（HTML）",
    "网页",
    by.markup,
    reader="gouji.reading.html:read_html",
    suffixes=(".html", ".htm"),
)
TXT = Format(
    "txt",
    "纯文本",
    "纯文本",
    by.nothing_else,
    reader="gouji.reading.text:read_text",
    suffixes=(".txt",),
    lines=True,
)
DOC = Format(
    "doc",
    "旧版 Word 或 WPS 文档（DOC、WPS）",
    "旧版 Word 或 WPS（DOC、WPS）",
    by.compound("WordDocument", unknown=True),
    reader="gouji.reading.office:read_doc",
    suffixes=(".doc", ".wps"),
)
RTF = Format(
    "rtf",
    "RTF 文档",
    "RTF",
    by.start(b"{\\rtf"),
    reader="gouji.reading.office:read_rtf",
    suffixes=(".rtf",),
)
ODT = Format(
    "odt",
    "ODT 文档",
    "ODT",
    by.open_document("text"),
    reader="gouji.reading.office:read_odt",
    suffixes=(".odt",),
)
IMAGE = Format(
    "image",
    "图片",
    "图片",
    by.start(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"),
    reader="gouji.reading.scan:read_image",
    suffixes=(".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    pages=True,
    drawer="gouji.reporting.one.selfcheck.pictures:image_pages",
)
OFD = Format(
    "ofd",
    "OFD 版式文档",
    "OFD",
    by.member("OFD.xml"),
    reader="gouji.reading.ofd:read_ofd",
    suffixes=(".ofd",),
    pages=True,
    drawer="gouji.reporting.one.selfcheck.drawings:ofd_pages",
    annotator="gouji.annotation.ofd:annotate_ofd",
    media_type="application/ofd",
)
XLSX = Format("xlsx", "Excel 工作簿（XLSX）", "XLSX", by.package("xl/", "workbook.xml"))
PPTX = Format("pptx", "演示文稿（PPTX）", "PPTX", by.package("ppt/", "presentation.xml"))
XLS = Format("xls", "旧版 Excel 或 WPS 表格（XLS、ET）", "XLS", by.compound("Workbook", "Book"))
PPT = Format("ppt", "旧版演示文稿（PPT、DPS）", "PPT", by.compound("PowerPoint Document"))
OFFICE = Format("office", "其他 Office 文档", "Office", by.other_office)
ARCHIVE = Format("zip", "压缩包（ZIP）", "压缩包", by.start(*by.ZIP))
RAR = Format("rar", "压缩包（RAR）", "压缩包", by.start(b"Rar!\x1a\x07"))
SEVEN_ZIP = Format("7z", "压缩包（7Z）", "压缩包", by.start(b"7z\xbc\xaf\x27\x1c"))
GZIP = Format("gz", "压缩包（GZ、TGZ）", "压缩包", by.start(b"\x1f\x8b"))
ARCHIVES = (ARCHIVE, RAR, SEVEN_ZIP, GZIP)
"""What holds files; of these only ZIP is opened."""

FORMATS = (
    PDF, OFD, DOCX, HTML, TXT, DOC, RTF, ODT, IMAGE, XLSX, PPTX, XLS, PPT, OFFICE, *ARCHIVES,
)  # fmt: skip
READABLE = tuple(each for each in FORMATS if each.reader)
"""The formats that a report may have."""

_BY_NAME = {each.name: each for each in FORMATS}


def named(name: str) -> Format:
    """Return the format that an audit names; what is not known here has nothing but its name."""
    return _BY_NAME.get(name) or Format(name, name, name.upper(), by.nothing_else)


def function(where: str) -> Callable[..., Any]:
    """Return the function that a format names as ``module:function``."""
    module, _, name = where.partition(":")
    found: Callable[..., Any] = attrgetter(name)(import_module(module))
    return found
