"""What a scanned cell says, and why that cannot be trusted where it cannot.

A recogniser of lines is unsure of a figure that stands alone, so a short strip is set several
times in a row. A number counts if two such settings, cropped differently, are sure of every figure
(more are asked where one is not, and none may differ); if it stays the same where only figures are
allowed; and if there is ink for as many figures, no more and no fewer.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from gouji.reading.flow import SPLIT_NUMBER
from gouji.reading.scan.pictures import Grey
from gouji.reading.scan.recogniser import Reading, recogniser
from gouji.reading.scan.sheet import Box
from gouji.reading.scan.strips import Strip, may_hold, widest_gap

UNKNOWN_INK = "格内有墨迹，辨认不出写的是什么"
UNCLEAR = "扫描件上的字辨认不清，不能确定是什么"
UNEQUAL = "两次辨认的结果不一样，不能确定是什么数"
UNCOUNTED = "辨认出的字数与墨迹的块数对不上，不能确定是什么数"
SCATTERED = "格内的字隔得很开，不能确定是不是一个数"
ON_RULING = "格内的字压在格线上，不能确定是什么数"

_PAPER = 255
_ABOVE, _ASIDE = 0.1, 0.4
"""The paper left around a line of text, in shares of its height."""
_LONG = 4.0
"""A strip this many times as wide as high is a line of text, which needs no repeating."""
_SURE = 0.8
"""A character of a value is at least this likely, in two settings."""
_LIKELY = 0.5
"""… and in every other that is asked it is likelier than all others together."""
_SHORT = 3
_FIGURES = re.compile(r"-?[\d.,]+")
_HAS_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"[^\d]*|\d{1,2}[、.．][^\d.,]{2,}")
"""Words, with a number in front of them or without."""
_GAP = 0.9
"""Figures of one number stand nearer together than this share of their height."""


class Setting(NamedTuple):
    """How a strip is set: so many times, with so much paper over and beside it.

    ``height`` in pixels it is brought to first: the model is unsure of figures that are sharp.
    """

    times: int
    above: float
    beside: float
    height: int


_SETTINGS = Setting(2, 0.08, 0.12, 22), Setting(3, 0.02, 0.16, 18)
"""Two crops; with more paper around them 0 may be read o or ○."""
_FURTHER = Setting(4, 0.1, 0.1, 20), Setting(3, 0.08, 0.12, 18), Setting(5, 0.06, 0.12, 24)
"""More, asked in turn where all say the same and not two of them are sure."""


class Pixels:
    """Cuts strips out of a page without its rulings and has them read.

    ``character`` is the height of a character in pixels. ``look`` is called before each strip.
    """

    def __init__(
        self, grey: Grey, mask: Grey, character: float, look: Callable[[], object]
    ) -> None:
        self._edge = round(2 * character)
        clean = np.where(mask > 0, _PAPER, grey).astype(np.uint8)
        self._grey = np.pad(clean, self._edge, constant_values=_PAPER)
        self._character = round(character)
        self._reader = recogniser()
        self._look = look

    def read(self, strip: Strip) -> Reading:
        """Read a strip."""
        self._look()
        return self._reader.read(self._crop(strip.box, _ABOVE, _ASIDE))

    def read_set(self, strip: Strip, setting: Setting) -> Reading:
        """Read a strip set several times in a row; what is not the same each time is nothing."""
        self._look()
        once = _coarse(self._crop(strip.box, setting.above, setting.beside), setting.height)
        edge = np.full((len(once), len(once) // 4), _PAPER, dtype=np.uint8)
        row = self._reader.read(np.hstack([edge, *[once] * setting.times, edge]))
        return Reading(
            _part(row.text.replace(" ", ""), setting.times),
            (row.least,),
            (),
            _part(row.figures, setting.times),
        )

    def _crop(self, box: Box, over: float, beside: float) -> Grey:
        x0, top, x1, bottom = (value + self._edge for value in box)
        # A dash alone is no line: it keeps the height of a character around it.
        tall = max(bottom - top, min((x1 - x0) // 2, self._character))
        above = min((tall - (bottom - top)) // 2 + round(over * tall), self._edge)
        aside = min(round(beside * tall), self._edge)
        return self._grey[top - above : bottom + above, x0 - aside : x1 + aside]


def read_cell(pixels: Pixels, strips: list[Strip], *, touching: bool) -> tuple[str, str | None]:
    """Return the text of a cell and in Chinese why it cannot be trusted (or ``None``)."""
    found = [_read(pixels, strip) for strip in strips]
    texts = [text for text, _ in found]
    text = "".join(texts)
    if not strips:
        return "", None
    if len(text) > _SHORT and _LABEL.fullmatch(text):
        return text, None
    if sum(bool(_FIGURES.fullmatch(part)) for part in texts) > 1:
        return text, SPLIT_NUMBER
    doubt = next((doubt for _, doubt in found if doubt), None)
    if touching and doubt is None and _HAS_DIGIT.search(text):
        doubt = ON_RULING
    return text, doubt


def _read(pixels: Pixels, strip: Strip) -> tuple[str, str | None]:
    """Return what a strip says and why that cannot be trusted (or ``None``)."""
    alone = _height(strip) * _LONG < strip.box[2] - strip.box[0]
    if alone:
        reading = pixels.read(strip)
        text = reading.text.strip()
        return text, None if reading.least >= _SURE else UNCLEAR if text else UNKNOWN_INK
    first, second = (pixels.read_set(strip, setting) for setting in _SETTINGS)
    return first.text or second.text, _doubt(pixels, strip, first, second)


def _doubt(pixels: Pixels, strip: Strip, first: Reading, second: Reading) -> str | None:
    text = first.text
    if not text and not second.text:
        return UNKNOWN_INK
    if text != second.text:
        return UNEQUAL
    if not _FIGURES.fullmatch(text):
        return UNCLEAR if min(first.least, second.least) < _SURE else None
    return _number_doubt(pixels, strip, first, second)


def _number_doubt(pixels: Pixels, strip: Strip, *readings: Reading) -> str | None:
    text = readings[0].text
    for setting in _FURTHER:
        if _is_sure(readings) or min(r.least for r in readings) <= _LIKELY:
            break
        readings = (*readings, pixels.read_set(strip, setting))
    if any((reading.text, reading.figures) != (text, text) for reading in readings):
        return UNEQUAL
    if not _is_sure(readings):
        return UNCLEAR
    if not may_hold(strip, text):
        return UNCOUNTED
    return SCATTERED if widest_gap(strip) > _GAP * _height(strip) else None


def _is_sure(readings: Sequence[Reading]) -> bool:
    """Tell whether two readings are sure of every character, and none doubts one."""
    likely = sorted(reading.least for reading in readings)
    return likely[-2] >= _SURE and likely[0] > _LIKELY


def _coarse(pixels: Grey, height: int) -> Grey:
    tall, wide = pixels.shape
    if tall <= height:
        return pixels
    size = max(round(wide * height / tall), 1), height
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _part(text: str, times: int) -> str:
    """Return what ``text`` repeats so many times; nothing where it does not."""
    part = text[: len(text) // times]
    return part if part * times == text else ""


def _height(strip: Strip) -> int:
    return strip.box[3] - strip.box[1]
