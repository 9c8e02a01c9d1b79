"""Opens a PDF with pdfminer.six and yields what each page draws, within bounds.

This is the one place that knows what pdfminer raises on broken files.
"""

import logging
import struct
import zlib
from collections.abc import Iterator
from itertools import islice
from types import NoneType

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObject, PDFStream
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSObject
from pdfminer.utils import Matrix

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import MAX_PAGES, Budget
from gouji.reading.pages.content import PageContent
from gouji.reading.pdf.annotations import overlays
from gouji.reading.pdf.device import ContentDevice
from gouji.reading.pdf.fonts import BoundedFonts
from gouji.reading.pdf.layers import Layers
from gouji.reading.pdf.library import check_library
from gouji.reading.pdf.parser import BoundedDocument
from gouji.reading.pdf.streams import BoundedInterpreter, FastInterpreter
from gouji.reading.pdf.tree import pages_of

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

_VALUES = (NoneType, bool, int, float, bytes, str, list, tuple, dict, PSObject, PDFObject)
"""What a file can put where pdfminer expects something else."""

DAMAGED = "这份 PDF 已损坏或不完整，读不出来"
LOCKED = "这份 PDF 加了密码，请先去掉密码再审核"
LOCKED_OTHERWISE = "这份 PDF 用证书或专门的软件加了密，读不出来，请提供没有加密的文件"
_USUAL_SIZE = 595.0, 842.0
"""A4 in points, for a page that does not say its own."""

_ROOM = 8_000_000
"""Bytes that must be free for damage to be believed."""


def page_contents(
    data: bytes, interpreter: type[BoundedInterpreter] = FastInterpreter
) -> Iterator[PageContent]:
    """Yield the content of every page.

    Raises :class:`DamagedDocument` where the file is broken or needs a password and
    :class:`LimitExceeded` where it is too large or takes too long.
    """
    check_library()
    start = max(data.find(b"%PDF-"), 0)
    try:
        yield from _contents(data[start:], interpreter)
    except PDFPasswordIncorrect:
        raise DamagedDocument(LOCKED) from None
    except PDFEncryptionError:
        raise DamagedDocument(LOCKED_OTHERWISE) from None
    except _BROKEN as error:
        _raise_if_our_own(error)
        raise DamagedDocument(DAMAGED) from None


def _raise_if_our_own(error: BaseException) -> None:
    """Raise again what no broken file explains: memory that ran out, a library that has changed.

    An attribute is missing because of the file where it was asked of a value of the file.
    """
    # A MemoryError of its own where memory is spent: then nothing is known of the file.
    bytes(_ROOM)
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, MemoryError):
            raise cause
        if isinstance(cause, AttributeError) and not isinstance(cause.obj, _VALUES):
            raise cause
        cause = cause.__cause__ or cause.__context__


def _opened(data: bytes, budget: Budget) -> tuple[BoundedDocument, list[PDFPage]]:
    """Return a document and its pages; where its own table of objects leads to none, search."""
    try:
        document = BoundedDocument(data, budget)
        if pages := list(islice(pages_of(document), MAX_PAGES + 1)):
            return document, pages
    except PDFEncryptionError:
        raise
    except _BROKEN as error:
        _raise_if_our_own(error)
    document = BoundedDocument(data, budget, rebuilt=True)
    return document, list(islice(pages_of(document), MAX_PAGES + 1))


def _contents(data: bytes, interpreter: type[BoundedInterpreter]) -> Iterator[PageContent]:
    budget = Budget()
    document, pages = _opened(data, budget)
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
        except _BROKEN as error:
            _raise_if_our_own(error)
            # One bad page costs itself; where no page is whole, the file is broken.
            if number == len(pages) and not read:
                raise
            device.page.broken = True
        yield device.page


def _draw(page: PDFPage, device: ContentDevice, runner: BoundedInterpreter) -> None:
    matrix, width, height = shown(page.mediabox, page.cropbox, page.rotate)
    device.begin(PageContent(device.page.number, width, height))
    if not all(isinstance(stream, PDFStream) for stream in page.contents):
        raise PDFException("a part of the page is not there")
    runner.render_contents(page.resources, page.contents, ctm=matrix)
    for overlay in overlays(page, runner.layers):
        device.overlay(overlay, matrix)


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
