"""PDF: pdfminer.six parses, our own device collects, geometry makes lines and tables."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.model.document import Document, Line
from gouji.reading.limits import MAX_PAGES, Budget
from gouji.reading.pdf_content import ContentDevice
from gouji.reading.pdf_joins import furniture_of, has_text, joined, picture_pages
from gouji.reading.pdf_pages import Page, read_page

_BROKEN = (
    PDFException,
    PSException,
    struct.error,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    OSError,
)
"""What pdfminer.six is known to raise on broken files."""


def read_pdf(data: bytes) -> Document:
    """Read a PDF; raises :class:`DamagedDocument` or :class:`LimitExceeded` in one sentence."""
    start = data.find(b"%PDF-")
    try:
        pages = list(_pages(data[max(start, 0) :]))
    except PDFPasswordIncorrect:
        raise DamagedDocument("这份 PDF 加了密码，请先去掉密码再审核") from None
    except _BROKEN as error:
        raise DamagedDocument("这份 PDF 已损坏或不完整，读不出来") from error
    if not pages:
        raise DamagedDocument("这份 PDF 里一页也没有，可能已损坏或不完整")
    scans = picture_pages(pages)
    if len(scans) == len(pages):
        raise DamagedDocument("这份 PDF 是扫描件或图片，没有文字，目前读不了，请提供带文字的文件")
    if not has_text(pages):
        raise DamagedDocument("这份 PDF 里没有文字")
    furniture = furniture_of(pages)
    return Document(
        format="pdf",
        pages=len(pages),
        blocks=joined(pages, furniture),
        furniture=tuple(
            b for p in pages for b in p.blocks if id(b) in furniture and isinstance(b, Line)
        ),
        unread=tuple(f"第{number}页是图片，其中的文字没有读" for number in scans),
    )


def _pages(data: bytes) -> Iterator[Page]:
    budget = Budget()
    document = PDFDocument(PDFParser(BytesIO(data)))
    manager = PDFResourceManager()
    device = ContentDevice(manager, budget)
    interpreter = PDFPageInterpreter(manager, device)
    for number, page in enumerate(PDFPage.create_pages(document), 1):
        if number > MAX_PAGES:
            raise LimitExceeded(f"这份 PDF 超过 {MAX_PAGES} 页，不像一份年度报告")
        interpreter.process_page(page)
        yield read_page(device.page)
