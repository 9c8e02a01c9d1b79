"""Draws pages of cells whose text is certain, and tells which are known by their looks.

No model is asked: what it would read is taken from the truth.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np

A4 = (595.28, 841.89)
LEFT, TOP, WIDE, HIGH = 40.0, 60.0, 34.3, 18.5
"""Where the cells of a page stand, in points."""
COLUMNS, ROWS = 15, 38
FIGURES = "0123456789"
OTHERS = (
    *("10", "20", "06", "60", "80", "00", "11", "0.", "-0", "08", "9.", "/", "(", "无"),
    *"OoDQCGUaeB〇○口日回@θlIZSbqg",
)
"""What no figure must be taken for."""


class Print(NamedTuple):
    """How a page is printed and scanned: ``size`` in points, ``noise`` and ``shade`` in levels."""

    face: Path
    index: int = 0
    size: float = 10.0
    dpi: int = 200
    skew: float = 0.0
    noise: float = 0.0
    shade: float = 0.0
    quality: int = 75


def page(how: Print, texts: Sequence[str], seed: int) -> bytes:
    """Return a scan of a table of ``texts``, row by row."""
    from PIL import Image, ImageDraw, ImageFont

    finer = 1 if how.dpi >= 200 else 3  # a scanner's pixel is the mean of what it covers
    scale = how.dpi / 72 * finer
    size = round(A4[0] * how.dpi / 72), round(A4[1] * how.dpi / 72)
    image = Image.new("L", (size[0] * finer, size[1] * finer), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(how.face), round(how.size * scale), index=how.index)
    for at, text in enumerate(texts):
        left, top = LEFT + at % COLUMNS * WIDE, TOP + at // COLUMNS * HIGH
        box = [value * scale for value in (left, top, left + WIDE, top + HIGH)]
        pen.rectangle(box, outline=0, width=max(round(0.6 * scale), 1))
        pen.text(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), text, 10, font, anchor="mm")
    small = image.resize(size, Image.Resampling.BOX)
    turned = small.rotate(how.skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned, dtype=np.float64) - 6
    grey += np.random.default_rng(seed).normal(0, how.noise, grey.shape) if how.noise else 0
    down, across = (np.linspace(0, 1, length) for length in grey.shape)
    grey -= how.shade * (0.35 + 0.65 * across[None, :] * down[:, None])
    out = BytesIO()
    Image.fromarray(grey.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=how.quality)
    return out.getvalue()


def texts_of(random: Random, noughts: float = 0.3, others: float = 0.2) -> list[str]:
    """Return texts for a page, with such shares of noughts and of what is no single figure."""
    kinds = [("0",), FIGURES, OTHERS]
    weights = [noughts, 1 - noughts - others, others]
    return [random.choice(random.choices(kinds, weights)[0]) for _ in range(COLUMNS * ROWS)]


def known(scan: bytes, texts: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Yield the text of each cell that is one strip, and what it is known for by its looks."""
    for view, strip, text in _strips(scan, texts):
        found = view.pixels.known(strip)
        if found is None and text in FIGURES:
            view.pixels.note(strip, text)
        yield text, found


def _strips(scan: bytes, texts: Sequence[str]) -> Iterator[tuple[Any, Any, str]]:
    from gouji.reading.scan.layout import view_of
    from gouji.reading.scan.pictures import frames_of

    (picture,) = frames_of(scan)
    view = view_of(picture, lambda: None)
    for frame in view.lines.tables:
        for region in frame.regions:
            strips = view.strips(region, frame)
            if len(strips) == 1:
                x0, top, x1, bottom = view.sheet.points(strips[0].box)
                column, row = ((x0 + x1) / 2 - LEFT) // WIDE, ((top + bottom) / 2 - TOP) // HIGH
                at = int(row * COLUMNS + column)
                if 0 <= at < len(texts) and x1 - x0 < WIDE:
                    yield view, strips[0], texts[at]
