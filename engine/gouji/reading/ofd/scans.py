"""Pages that are pictures, put together from the picture files that they show."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import numpy as np
from PIL import Image

from gouji.model.document import Rect
from gouji.reading.limits import MAX_PICTURE_PIXELS
from gouji.reading.ofd.contents import Drawn
from gouji.reading.ofd.package import Package
from gouji.reading.scan.pictures import (
    BROKEN,
    Picture,
    check_count,
    grey_of,
    grey_pixels,
    scale_for,
)


def pictures_of(package: Package, pages: Sequence[Drawn]) -> Iterator[Picture]:
    """Yield ``pages`` as pictures on white paper; raises :class:`gouji.errors.LimitExceeded`.

    Pages that show a picture of a kind that Pillow does not open are left out.
    """
    check_count(len(pages))
    for page in pages:
        width, height = page.content.width, page.content.height
        scale = scale_for(width, height)
        sheet = Image.new("L", (max(round(width * scale), 1), max(round(height * scale), 1)), 255)
        if all(_paste(package, image, sheet, scale) for image in page.images):
            yield Picture(page.content.number, grey_pixels(np.asarray(sheet)), width, height)


def _paste(
    package: Package, image: tuple[str | None, Rect], sheet: Image.Image, scale: float
) -> bool:
    """Put a picture on a page; tell whether that could be done."""
    part, (x0, top, x1, bottom) = image
    size = max(round((x1 - x0) * scale), 1), max(round((bottom - top) * scale), 1)
    picture = None if part is None else _picture(package.read(part), size)
    if picture is not None:
        sheet.paste(picture, (round(x0 * scale), round(top * scale)))
    return picture is not None


def _picture(data: bytes | None, size: tuple[int, int]) -> Image.Image | None:
    try:
        with Image.open(BytesIO(data or b"")) as image:
            if image.width * image.height > MAX_PICTURE_PIXELS:
                return None
            grey: Image.Image = grey_of(image)
            return grey.resize(size, Image.Resampling.BICUBIC)
    except BROKEN:
        return None
