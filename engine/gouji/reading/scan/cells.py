"""What a scanned cell says, and why that cannot be trusted where it cannot.

A number counts if it is read the same alone and set three times in a row, if both readings stay
the same where only figures are allowed, if every character is likely, and if there are as many
pieces of ink as characters.
"""

import re

import numpy as np

from gouji.reading.flow import SPLIT_NUMBER
from gouji.reading.scan.pictures import Grey
from gouji.reading.scan.recogniser import Reading, recogniser
from gouji.reading.scan.sheet import Box
from gouji.reading.scan.strips import Strip, columns_of, widest_gap

UNKNOWN_INK = "格内有墨迹，辨认不出写的是什么"
UNCLEAR = "扫描件上的字辨认不清，不能确定是什么"
UNEQUAL = "两次辨认的结果不一样，不能确定是什么数"
UNCOUNTED = "辨认出的字数与墨迹的块数对不上，不能确定是什么数"
SCATTERED = "格内的字隔得很开，不能确定是不是一个数"
ON_RULING = "格内的字压在格线上，不能确定是什么数"

_PAPER = 255
_ABOVE, _ASIDE = 0.15, 0.5
"""The paper left around a strip, in shares of its height; more of it and 0 may be read o."""
_BETWEEN = 0.12
"""The paper left beside a strip that is set several times in a row."""
_TIMES = 3
_SURE = 0.8
"""A character of a value is at least this likely."""
_SHORT = 3
_FIGURES = re.compile(r"-?[\d.,]+")
_HAS_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"[^\d]*|\d{1,2}[、.．][^\d.,]{2,}")
"""Words, with a number in front of them or without."""
_GAP = 0.9
"""Figures of one number stand nearer together than this share of their height."""


class Pixels:
    """Cuts strips out of a page without its rulings and has them read.

    ``character`` is the height of a character in pixels.
    """

    def __init__(self, grey: Grey, mask: Grey, character: float) -> None:
        self._edge = round(2 * character)
        clean = np.where(mask > 0, _PAPER, grey).astype(np.uint8)
        self._grey = np.pad(clean, self._edge, constant_values=_PAPER)
        self._character = round(character)
        self._reader = recogniser()

    def read(self, strip: Strip) -> Reading:
        """Read a strip."""
        return self._reader.read(self._crop(strip.box, _ASIDE))

    def read_again(self, strip: Strip) -> Reading:
        """Read a strip set three times in a row: figures among figures are read more surely."""
        once = self._crop(strip.box, _BETWEEN)
        edge = np.full((len(once), len(once) // 4), _PAPER, dtype=np.uint8)
        return self._reader.read(np.hstack([edge, *[once] * _TIMES, edge]))

    def _crop(self, box: Box, beside: float) -> Grey:
        x0, top, x1, bottom = (value + self._edge for value in box)
        # A dash alone is no line: it keeps the height of a character around it.
        tall = max(bottom - top, min((x1 - x0) // 2, self._character))
        above = min((tall - (bottom - top)) // 2 + round(_ABOVE * tall), self._edge)
        aside = min(round(beside * tall), self._edge)
        return self._grey[top - above : bottom + above, x0 - aside : x1 + aside]


def read_cell(pixels: Pixels, strips: list[Strip], *, touching: bool) -> tuple[str, str | None]:
    """Return the text of a cell and in Chinese why it cannot be trusted (or ``None``)."""
    readings = [pixels.read(strip) for strip in strips]
    text = "".join(_content(reading) for reading in readings)
    if not strips:
        return "", None
    if not text:
        return "", UNKNOWN_INK
    if len(text) > _SHORT and _LABEL.fullmatch(text):
        return text, None
    if len(strips) > 1 and sum(bool(_HAS_DIGIT.search(r.text)) for r in readings) > 1:
        numeric = all(_FIGURES.fullmatch(_content(r)) for r in readings)
        return text, SPLIT_NUMBER if numeric else None
    doubts = (_doubt(pixels, *pair) for pair in zip(strips, readings, strict=True))
    doubt = next((doubt for doubt in doubts if doubt), None)
    if touching and doubt is None and _HAS_DIGIT.search(text):
        doubt = ON_RULING
    return text, doubt


def _doubt(pixels: Pixels, strip: Strip, reading: Reading) -> str | None:
    text = _content(reading)
    again = pixels.read_again(strip)
    if again.text.replace(" ", "") != text.replace(" ", "") * _TIMES:
        return UNEQUAL
    if min(reading.least, again.least) < _SURE:
        return UNCLEAR
    if _FIGURES.fullmatch(text):
        if (reading.figures, again.figures) != (text, text * _TIMES):
            return UNEQUAL
        if columns_of(strip) != len(text):
            return UNCOUNTED
        if widest_gap(strip) > _GAP * (strip.box[3] - strip.box[1]):
            return SCATTERED
    return None


def _content(reading: Reading) -> str:
    """Return a strip's text; within figures a blank is a gap, which is judged by its width."""
    without = reading.text.replace(" ", "")
    return without if _FIGURES.fullmatch(without) else reading.text.strip()
