"""PDF: pdfminer.six parses, our own device collects, geometry makes lines and tables.

bytes → ``source`` (pages of characters and strokes) → ``visible``, ``rulings``, ``lattice``,
``cells``, ``print`` → ``page`` (blocks of a page) → ``furniture``, ``joins`` → document.
"""

from gouji.errors import DamagedDocument
from gouji.model.document import Document, Figure, Line
from gouji.reading.pdf.content import UNKNOWN
from gouji.reading.pdf.furniture import furniture
from gouji.reading.pdf.joins import blocks_of
from gouji.reading.pdf.page import Page, read_page
from gouji.reading.pdf.source import page_contents

__all__ = ["document_of", "read_pdf"]

_UNKNOWN_SHARE = 0.5
_ONLY_PICTURES = (
    "这份 PDF 是扫描件或图片，没有文字，目前读不了，请提供带文字的文件，"
    '或者安装识别部件（pip install "gouji[ocr]"）后再审'
)


def read_pdf(data: bytes) -> Document:
    """Read a PDF; pages that are pictures are recognised where the extra for it is installed.

    Raises :class:`DamagedDocument` where there is nothing to read (broken, encrypted, a scan) and
    :class:`gouji.errors.LimitExceeded`, each with one sentence.
    """
    pages: list[Page] = []
    sizes: list[tuple[float, float]] = []
    known = unknown = 0
    for content in page_contents(data):
        unknown += sum(glyph.text == UNKNOWN for glyph in content.glyphs)
        known += len(content.glyphs)
        pages.append(read_page(content))
        sizes.append((content.width, content.height))
    scans = tuple(page.number for page in pages if page.scan)
    pages = _recognised(data, pages, sizes)
    _check(pages)
    if unknown > _UNKNOWN_SHARE * known:
        raise DamagedDocument("这份 PDF 的字体没有文字编码，读不出文字，请提供原始文件")
    return document_of("pdf", pages, scans)


def document_of(name: str, pages: list[Page], recognised: tuple[int, ...]) -> Document:
    """Return the document of format ``name`` that ``pages`` make.

    ``recognised`` are the numbers of the pages whose text was recognised in a picture.
    """
    aside = furniture(pages)
    return Document(
        format=name,
        pages=len(pages),
        blocks=blocks_of(pages, aside),
        furniture=tuple(
            block
            for page in pages
            for index, block in enumerate(page.blocks)
            if (page.number, index) in aside and isinstance(block, Line)
        ),
        unread=tuple(note for page in pages for note in page.unread),
        recognised=recognised,
    )


def _recognised(data: bytes, pages: list[Page], sizes: list[tuple[float, float]]) -> list[Page]:
    """Return ``pages`` with those that are pictures read, as far as that can be done here."""
    wanted = {page.number: size for page, size in zip(pages, sizes, strict=True) if page.scan}
    if not wanted:
        return pages
    from gouji.reading import scan

    if not scan.available():
        return pages
    found = scan.read_pictures(data, wanted)
    return [found.get(page.number, page) for page in pages]


def _check(pages: list[Page]) -> None:
    """Refuse a document without any text."""
    if not pages:
        raise DamagedDocument("这份 PDF 里一页也没有，可能已损坏或不完整")
    if any(page.scan for page in pages) and all(page.scan or not page.blocks for page in pages):
        raise DamagedDocument(_ONLY_PICTURES)
    if all(isinstance(block, Figure) for page in pages for block in page.blocks):
        raise DamagedDocument("这份 PDF 里没有文字")
