"""Scans: pages that are pictures, read with OpenCV and a recogniser that comes with its wheel.

pixels → ``sheet`` (upright, ink apart from paper) → ``ruled`` (rulings, then the geometry of the
PDF reader) → ``strips`` (lines of text) → ``recogniser`` → ``cells`` (what a cell says, and why
it cannot be trusted) → ``page``. Nothing here is imported before a picture is met, and nothing is
fetched: without the extra ``gouji[ocr]`` a picture stays unread.
"""

from importlib.util import find_spec

from gouji.errors import UnsupportedFormat
from gouji.model.document import Document
from gouji.reading.pdf.page import Page

__all__ = ["EXTRA", "available", "read_image", "read_pictures"]

EXTRA = 'pip install "gouji[ocr]"'
"""The command that installs what reads pictures."""

_PARTS = ("cv2", "numpy", "onnxruntime", "PIL", "pypdfium2", "rapidocr_onnxruntime")


def available() -> bool:
    """Tell whether everything is installed that reading pictures needs."""
    return all(find_spec(part) is not None for part in _PARTS)


def read_pictures(data: bytes, wanted: dict[int, tuple[float, float]]) -> dict[int, Page]:
    """Read pages of a PDF as pictures.

    ``wanted`` gives width and height in points by page number; a page that cannot be drawn is
    missing from the result. Raises :class:`gouji.errors.LimitExceeded`.
    """
    from gouji.reading.scan.page import pages_of
    from gouji.reading.scan.pictures import drawn_pages

    return {page.number: page for page in pages_of(drawn_pages(data, wanted))}


def read_image(data: bytes) -> Document:
    """Read a picture file, every frame of it a page.

    Raises :class:`UnsupportedFormat` where the extra is not installed, ``DamagedDocument`` where
    the file is broken, and ``LimitExceeded``.
    """
    if not available():
        raise UnsupportedFormat(
            f"这份文件是图片，读图片需要另装识别部件（{EXTRA}），也可以改交带文字的文件"
        )
    from gouji.reading.pdf import document_of
    from gouji.reading.scan.page import pages_of
    from gouji.reading.scan.pictures import frames_of

    pages = list(pages_of(frames_of(data)))
    return document_of("image", pages, tuple(page.number for page in pages))
