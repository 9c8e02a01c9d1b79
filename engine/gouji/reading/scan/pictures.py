"""Pages as pictures, and the frames of a picture file as such pages.

This is the one place that knows what Pillow raises on broken files.
"""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageSequence

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.reading.limits import MAX_PICTURE_PIXELS, MAX_SCANNED_PAGES
from gouji.records import dataclass

Grey = NDArray[np.uint8]

SCALE = 3.0
"""Pixels a point: 216 dpi, at which the figures of a table are some 20 pixels high."""

SHEET_PIXELS = 12_000_000
"""A page has at most so many pixels; A3 has nine million. Reading takes some 40 bytes of each."""

_SHORT_SIDE, _LONG_SIDE = 595.0, 842.0
"""A4 in points: a picture file is taken for a page of this width, upright or across."""

BROKEN = (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError)
"""What Pillow is known to raise on broken files."""


_DAMAGED = "这份图片已损坏或不完整，读不出来"
_OPAQUE = ("1", "L", "P", "RGB")
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a frame is made upright, by the orientation that a camera noted."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as grey pixels (0 black, 255 white), and its size in points."""

    number: int
    grey: Grey
    width: float
    height: float


def count_of(data: bytes) -> int:
    """Return how many frames a picture file has; raises as :func:`frames_of`."""
    try:
        with Image.open(BytesIO(data)) as image:
            return int(getattr(image, "n_frames", 1))
    except BROKEN:
        raise DamagedDocument(_DAMAGED) from None


def frames_of(data: bytes) -> Iterator[Picture]:
    """Yield the frames of a picture file, upright as its camera or scanner noted."""
    try:
        with Image.open(BytesIO(data)) as image:
            check_count(getattr(image, "n_frames", 1))
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                yield _picture(number, frame)
    except BROKEN:
        raise DamagedDocument(_DAMAGED) from None


def _picture(number: int, frame: Any) -> Picture:  # noqa: ANN401 - Pillow's own type
    if frame.width * frame.height > MAX_PICTURE_PIXELS:  # before anything is decoded
        raise LimitExceeded(f"图片超过 {MAX_PICTURE_PIXELS // 1_000_000} 百万像素")
    turn = _UPRIGHT.get(frame.getexif().get(ExifTags.Base.Orientation))
    grey = grey_of(frame)
    upright = grey if turn is None else grey.transpose(turn)
    across = upright.width > upright.height
    width = _LONG_SIDE if across else _SHORT_SIDE
    height = width * upright.height / upright.width
    scale = SCALE * min(1.0, (SHEET_PIXELS / (SCALE**2 * width * height)) ** 0.5)
    size = max(round(width * scale), 1), max(round(height * scale), 1)
    pixels = upright.resize(size, Image.Resampling.BICUBIC)
    return Picture(number, grey_pixels(np.asarray(pixels)), width, height)


def grey_of(frame: Any) -> Any:  # noqa: ANN401 - Pillow's own type
    """Return a frame in grey, on white paper where it can be seen through."""
    if not frame.has_transparency_data and frame.mode in _OPAQUE:
        return frame.convert("L")
    colours = frame if frame.mode == "RGBA" else frame.convert("RGBA")
    paper = Image.new("L", frame.size, "white")
    paper.paste(colours.convert("L"), mask=colours.getchannel("A"))
    return paper


def grey_pixels(pixels: NDArray[Any]) -> Grey:
    """Return drawn pixels, with a last axis of one colour or without, as plain grey ones."""
    flat = pixels[:, :, 0] if pixels.ndim == 3 else pixels
    return np.ascontiguousarray(flat, dtype=np.uint8)


def scale_for(width: float, height: float) -> float:
    """Return the pixels a point at which a page of a size in points is drawn."""
    return min(SCALE, float((SHEET_PIXELS / max(width * height, 1.0)) ** 0.5))


def check_count(pages: int) -> None:
    """Refuse more pages than can be recognised in time."""
    if pages > MAX_SCANNED_PAGES:
        raise LimitExceeded(f"扫描的页超过 {MAX_SCANNED_PAGES} 页，不像一份年度报告")
