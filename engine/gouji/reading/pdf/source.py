"""Opens a PDF with pdfminer.six and yields what each page draws, within bounds.

This is the one place that knows what pdfminer raises on broken files.
"""

import logging
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import MAX_PAGES, Budget
from gouji.reading.pages.content import PageContent
from gouji.reading.pdf.device import ContentDevice
from gouji.reading.pdf.fonts import BoundedFonts
from gouji.reading.pdf.layers import Layers
from gouji.reading.pdf.parser import BoundedDocument, BoundedParser
from gouji.reading.pdf.streams import BoundedInterpreter, FastInterpreter

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_BROKEN = (
    PDFException,
    PSException,
    struct.error,
    zlib.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What pdfminer.six is known to raise on broken files."""

_SHOWING = {"FreeText", "Widget", "Stamp", "StrikeOut", "Redact", "Ink"}
"""Annotations that add to, or change, what a page shows."""
_HIDDEN = 0b10
_USUAL_SIZE = 595.0, 842.0
"""A4 in points, for a page that does not say its own."""


def page_contents(
    data: bytes, interpreter: type[BoundedInterpreter] = FastInterpreter
) -> Iterator[PageContent]:
    """Yield the content of every page.

    Raises :class:`DamagedDocument` where the file is broken or needs a password and
    :class:`LimitExceeded` where it is too large or takes too long.
    """
    start = max(data.find(b"%PDF-"), 0)
    try:
        yield from _contents(data[start:], interpreter)
    except PDFPasswordIncorrect:
        raise DamagedDocument("这份 PDF 加了密码，请先去掉密码再审核") from None
    except _BROKEN:
        raise DamagedDocument("这份 PDF 已损坏或不完整，读不出来") from None


def _contents(data: bytes, interpreter: type[BoundedInterpreter]) -> Iterator[PageContent]:
    budget = Budget()
    document = BoundedDocument(BoundedParser(BytesIO(data)), budget)
    pages = list(islice(PDFPage.create_pages(document), MAX_PAGES + 1))
    if len(pages) > MAX_PAGES:
        raise LimitExceeded(f"这份 PDF 超过 {MAX_PAGES} 页，不像一份年度报告")
    manager = BoundedFonts()
    device = ContentDevice(manager, budget)
    runner = interpreter(manager, device, Layers(document.catalog), budget)
    read = 0
    for number, page in enumerate(pages, 1):
        budget.tick()
        device.begin(PageContent(number, *_USUAL_SIZE))
        try:
            _draw(page, device, runner)
            read += 1
        except _BROKEN:
            # One bad page costs itself; where no page is whole, the file is broken.
            if number == len(pages) and not read:
                raise
            device.page.broken = True
        yield device.page


def _draw(page: PDFPage, device: ContentDevice, runner: BoundedInterpreter) -> None:
    matrix, width, height = shown(page.mediabox, page.cropbox, page.rotate)
    device.begin(PageContent(device.page.number, width, height))
    runner.render_contents(page.resources, page.contents, ctm=matrix)
    for rect in _overlays(page):
        device.overlay(rect, matrix)


def shown(media: Rect, crop: Rect, rotate: int) -> tuple[Matrix, float, float]:
    """Return the way from a page's own coordinates to points from its top left, and its size."""
    media, crop = _ordered(media), _ordered(crop)
    x0, y0 = max(media[0], crop[0]), max(media[1], crop[1])
    x1, y1 = min(media[2], crop[2]), min(media[3], crop[3])
    if x0 >= x1 or y0 >= y1:
        x0, y0, x1, y1 = media
    width, height = x1 - x0, y1 - y0
    if rotate == 90:
        return (0, 1, 1, 0, -y0, -x0), height, width
    if rotate == 180:
        return (-1, 0, 0, 1, x1, -y0), width, height
    if rotate == 270:
        return (0, -1, -1, 0, y1, x1), height, width
    return (1, 0, 0, -1, -x0, y1), width, height


def _ordered(rect: Rect) -> Rect:
    """Return a box whose corners may be given in any order from the lower left one."""
    x0, y0, x1, y1 = rect
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _overlays(page: PDFPage) -> Iterator[Rect]:
    for reference in list_value(resolve1(page.annots) or []):
        annotation = dict_value(reference)
        flags = resolve1(annotation.get("F", 0))
        rect = [resolve1(number) for number in list_value(annotation.get("Rect") or [])]
        shows = literal_name(resolve1(annotation.get("Subtype", ""))) in _SHOWING
        if shows and len(rect) == 4 and not (isinstance(flags, int) and flags & _HIDDEN):
            x0, y0, x1, y1 = (float(number) for number in rect)
            yield x0, y0, x1, y1
