"""PDF: pdfminer.six parses, our own device collects what each page draws.

bytes → ``source`` (a page's content) → :mod:`gouji.reading.pages` → document. Pages that are
pictures are drawn by pdfium (``drawing``) and recognised where the extra for it is installed.
"""

from collections.abc import Sequence

from gouji.errors import DamagedDocument
from gouji.model.document import Document
from gouji.reading.formats import PDF
from gouji.reading.paged import check_pages
from gouji.reading.pages.content import unknown
from gouji.reading.pages.document import document_of
from gouji.reading.pages.layout import Page, read_page
from gouji.reading.pdf.deferred import deferred

with deferred():
    from gouji.reading.pdf.source import page_contents

__all__ = ["read_pdf"]

_UNKNOWN_SHARE = 0.5


def read_pdf(data: bytes) -> Document:
    """Read a PDF; pages that are pictures are recognised where the extra for it is installed.

    Raises :class:`DamagedDocument` where there is nothing to read (broken, encrypted, a scan) and
    :class:`gouji.errors.LimitExceeded`, each with one sentence.
    """
    read: list[Page] = []
    sizes: dict[int, tuple[float, float]] = {}
    known = strange = 0
    for content in page_contents(data):
        strange += unknown(content.glyphs)
        known += len(content.glyphs)
        read.append(read_page(content))
        sizes[content.number] = content.width, content.height
    scans = {page.number: sizes[page.number] for page in read if page.scan}
    pages = _recognised(data, read, scans) if scans else read
    check_pages(PDF, pages)
    if strange > _UNKNOWN_SHARE * known:
        raise DamagedDocument("这份 PDF 的字体没有文字编码，读不出文字，请提供原始文件")
    return document_of(PDF, pages, tuple(scans))


def _recognised(
    data: bytes, pages: Sequence[Page], scans: dict[int, tuple[float, float]]
) -> Sequence[Page]:
    """Return ``pages`` with those that are ``scans`` read, as far as they can be drawn."""
    from gouji.reading import scan

    if not scan.available():
        return pages
    from gouji.reading.pdf.drawing import drawn_pages

    found = {page.number: page for page in scan.read_pictures(drawn_pages(data, scans), len(scans))}
    return [found.get(page.number, page) for page in pages]
