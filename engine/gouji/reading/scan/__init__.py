"""Scans: pages that are pictures, read with OpenCV and a recogniser that comes with its wheel.

pixels → ``sheet`` (upright, ink apart from paper) → ``ruled`` (rulings, then the geometry that all
pages share) → ``strips`` (lines of text) → ``recogniser`` → ``cells`` (what a cell says, and why
it cannot be trusted) → ``layout``. Nothing here is imported before a picture is met, and nothing is
fetched: without the extra ``gouji[ocr]`` a picture stays unread.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gouji.errors import UnsupportedFormat
from gouji.model.document import Document
from gouji.reading.formats import IMAGE

if TYPE_CHECKING:
    from gouji.reading.pages.layout import Page
    from gouji.reading.scan.pictures import Picture

__all__ = ["EXTRA", "available", "read_image", "read_pictures"]

EXTRA = 'pip install "gouji[ocr]"'
"""The command that installs what reads pictures."""

_PARTS = ("cv2", "numpy", "onnxruntime", "PIL", "pypdfium2", "rapidocr_onnxruntime")


def available() -> bool:
    """Tell whether everything is installed that reading pictures needs."""
    return all(find_spec(part) is not None for part in _PARTS)


def read_pictures(pictures: "Iterable[Picture]", count: int) -> "Iterator[Page]":
    """Yield the pages that ``pictures`` show; raises :class:`gouji.errors.LimitExceeded`.

    ``count`` is how many there are. Where the time is up, the last page tells that it and those
    after it were not read.

    Readers of formats with pages draw those that hold no text, and have them read here.
    """
    from gouji.reading.scan.layout import pages_of

    return pages_of(pictures, count)


def read_image(data: bytes) -> Document:
    """Read a picture file, every frame of it a page.

    Raises :class:`UnsupportedFormat` where the extra is not installed, ``DamagedDocument`` where
    the file is broken, and ``LimitExceeded``.
    """
    if not available():
        raise UnsupportedFormat(
            f"这份文件是图片，读图片需要另装识别部件（{EXTRA}），也可以改交带文字的文件"
        )
    from gouji.reading.pages.document import document_of
    from gouji.reading.scan.pictures import count_of, frames_of

    count = count_of(data)
    pages = list(read_pictures(frames_of(data), count))
    rest = range(len(pages) + 1, count + 1)
    pages += [replace(pages[-1], number=number, blocks=(), unread=()) for number in rest]
    return document_of(IMAGE, pages, tuple(page.number for page in pages))
