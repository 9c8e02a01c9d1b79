"""Pages of an OFD, drawn as SVG from their own characters, rulings and pictures."""

import io
import struct
from base64 import b64encode
from collections.abc import Iterator, Sequence

from gouji.errors import DocumentError
from gouji.model.document import Rect
from gouji.reading.limits import MAX_PICTURE_PIXELS
from gouji.reading.ofd.contents import Contents, Drawn
from gouji.reading.ofd.package import Package
from gouji.reporting.one.selfcheck.page_svg import Image, ink_of, page_svg
from gouji.reporting.one.selfcheck.pictures import MAX_BYTES, PagePicture

_PIXELS = 1.5
"""Of pictures on a page, a point."""
_QUALITY = 60


def ofd_pages(data: bytes, wanted: Sequence[int]) -> Iterator[tuple[int, PagePicture]]:
    """Draw the pages of an OFD that are ``wanted``, as far as they can be."""
    package = Package(data)
    try:
        for drawn in Contents(package).pages():
            page = drawn.content
            if page.number in wanted:
                images = list(_images(package, drawn))
                svg = page_svg(page, images).encode()
                if len(svg) <= MAX_BYTES:
                    ink = ink_of(page, images)
                    yield (
                        page.number,
                        PagePicture(page.width, page.height, ink, svg, "image/svg+xml"),
                    )
            if page.number >= max(wanted):
                return
    except DocumentError:
        return


def _images(package: Package, drawn: Drawn) -> Iterator[Image]:
    """Yield the pictures on a page that Pillow opens, painted anew no larger than they show."""
    budget = MAX_BYTES
    for part, rect in drawn.images:
        painted = _painted(package.read(part) or b"", rect) if part is not None else b""
        budget -= len(painted)
        if painted and budget >= 0:
            yield Image(rect, f"data:image/webp;base64,{b64encode(painted).decode()}")


def _painted(data: bytes, rect: Rect) -> bytes:
    """Return a picture as WebP, ``b""`` where it cannot be had."""
    from PIL import Image as Pictures

    broken = (OSError, SyntaxError, ValueError, struct.error, Pictures.DecompressionBombError)
    out = io.BytesIO()
    try:
        with Pictures.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PICTURE_PIXELS:
                return b""
            picture.draft("RGB", _size(rect))
            painted = picture.convert("RGBA")
            painted.thumbnail(_size(rect))
            painted.save(out, "WEBP", quality=_QUALITY, method=4)
    except broken:
        return b""
    return out.getvalue()


def _size(rect: Rect) -> tuple[int, int]:
    """Return how many pixels a picture in ``rect`` shows, of a page as large as any."""
    x0, top, x1, bottom = rect
    return max(round((x1 - x0) * _PIXELS), 1), max(round((bottom - top) * _PIXELS), 1)
