"""OFD (GB/T 33190-2016): China's fixed-layout format, read as exactly as PDF.

bytes → ``package`` (parts) → ``contents`` (pages, templates, annotations) → ``drawing`` (objects
become characters, rulings, areas) → :mod:`gouji.reading.pages` → document. Pages that are pictures
are recognised (``scans``) where the extra for it is installed. Signatures are not verified.
"""

from collections.abc import Sequence
from dataclasses import replace

from gouji.errors import DamagedDocument
from gouji.model.document import Document, Figure
from gouji.reading import scan
from gouji.reading.formats import OFD
from gouji.reading.ofd.contents import Contents, Drawn
from gouji.reading.ofd.package import DAMAGED, Package
from gouji.reading.paged import check_pages
from gouji.reading.pages.document import document_of
from gouji.reading.pages.layout import Page, read_page
from gouji.reading.pages.painted import painted
from gouji.reading.shown import COVERED, TRANSPARENT

__all__ = ["read_ofd"]


def read_ofd(data: bytes) -> Document:
    """Read an OFD; raises :class:`gouji.errors.DocumentError` in one sentence."""
    contents = Contents(Package(data))
    drawn = list(contents.pages())
    pages = [read_page(each.content) for each in drawn]
    recognised = _recognised(contents.package, drawn, pages) if scan.available() else {}
    pages = [recognised.get(page.number, page) for page in pages]
    if pages and all(page.lost for page in pages):
        raise DamagedDocument(DAMAGED)
    check_pages(OFD, pages)
    document = document_of(OFD, pages, tuple(recognised))
    return replace(
        document,
        unread=(*document.unread, *contents.notes),
        lost=tuple(sorted({*document.lost, *contents.incomplete})),
    )


def _recognised(package: Package, drawn: Sequence[Drawn], pages: Sequence[Page]) -> dict[int, Page]:
    """Return by their numbers the pages that are pictures, read as far as they can be unpacked."""
    wanted = [
        each
        for each, page in zip(drawn, pages, strict=True)
        if page.scan and _shows_only_pictures(each, page)
    ]
    if not wanted:
        return {}
    from gouji.reading.ofd.scans import pictures_of

    return {p.number: p for p in scan.read_pictures(pictures_of(package, wanted), len(wanted))}


def _shows_only_pictures(drawn: Drawn, page: Page) -> bool:
    """Tell whether a page shows its pictures as they are, and nothing beside or over them."""
    content = drawn.content
    opaque = sum(picture.opaque for picture in content.pictures)
    return (
        len(drawn.images) == opaque == len(content.shapes)
        and all(isinstance(block, Figure) for block in page.blocks)
        and not (content.horizontal or content.vertical or content.outlines)
        and all(lost.reason in {COVERED, TRANSPARENT} for lost in painted(content).unseen)
    )
