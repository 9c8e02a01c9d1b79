"""What a scanned cell says, and why that cannot be trusted where it cannot.

A recogniser of lines is unsure of a figure that stands alone, so a short strip is set several
times in a row. A number counts if two such settings, cropped differently, are sure of every figure
(more are asked where one is not, and none may differ); if it stays the same where only figures are
allowed; and if there is ink for as many figures, no more and no fewer. A single figure that
looks like those of its page that were read is known by that.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from gouji.reading.flow import SPLIT_NUMBER
from gouji.reading.scan.alike import MARGIN, Figures, Shape
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
_TWO_WORDS = 1.6
"""Two ideographs are at least so many times as wide as high; they are clear when read once."""
_SHORT = 3
_FIGURES = re.compile(r"-?[\d.,]+")
_HAS_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"[^\d]*|\d{1,2}[、.．][^\d.,]{2,}")
"""Words, with a number in front of them or without."""
_IDEOGRAPHS = re.compile(r"[\u4e00-\u9fff]{2,}")
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


_SETTINGS = Setting(3, 0.08, 0.1, 22), Setting(2, 0.02, 0.05, 18)
"""Two crops; with more paper around them 0 may be read o or ○."""
_FURTHER = Setting(3, 0.02, 0.1, 22), Setting(4, 0.04, 0.06, 20), Setting(2, 0.05, 0.08, 30)
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
        self._figures = Figures(character)

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

    def known(self, strip: Strip) -> str | None:
        """Return the figure that a strip is by its looks, ``None`` if it must be read."""
        shape = self._shape(strip) if may_hold(strip, "0") else None
        return None if shape is None else self._figures.known(shape)

    def note(self, strip: Strip, text: str) -> None:
        """Note what a strip says without doubt, for those that look like it."""
        shape = self._shape(strip) if len(text) == 1 else None
        if shape is not None:
            self._figures.add(text, shape)

    def _shape(self, strip: Strip) -> Shape | None:
        x0, top, x1, bottom = (value + self._edge for value in strip.box)
        part = self._grey[top - MARGIN : bottom + MARGIN, x0 - MARGIN : x1 + MARGIN]
        return self._figures.shape(part)

    def _crop(self, box: Box, over: float, beside: float) -> Grey:
        x0, top, x1, bottom = (value + self._edge for value in box)
        # A dash alone is no line: it keeps the height of a character around it.
        tall = max(bottom - top, min((x1 - x0) // 2, self._character))
        above = min((tall - (bottom - top)) // 2 + round(over * tall), self._edge)
        aside = min(round(beside * tall), self._edge)
        return self._grey[top - above : bottom + above, x0 - aside : x1 + aside]


def read_cell(pixels: Pixels, strips: list[Strip], *, touching: bool) -> tuple[str, str | None]:
    """Return the text of a cell and in Chinese why it cannot be trusted (or ``None``)."""
    if not strips:
        return "", None
    begun = [(strip, _first(pixels, strip)) for strip in strips]
    texts = [_text(readings) for _, readings in begun]
    text = "".join(texts)
    if len(text) > _SHORT and _LABEL.fullmatch(text):
        return text, None  # words need no second reading
    if sum(bool(_FIGURES.fullmatch(part)) for part in texts) > 1:
        return text, SPLIT_NUMBER
    doubt = next((why for part in begun if (why := _doubt(pixels, *part))), None)
    if touching and doubt is None and _HAS_DIGIT.search(text):
        doubt = ON_RULING
    if doubt is None and len(strips) == 1:
        pixels.note(strips[0], text)
    return text, doubt


def _first(pixels: Pixels, strip: Strip) -> tuple[Reading, ...]:
    """Return the first reading of a strip, and the second if that says nothing or is known."""
    if _is_long(strip):
        return (pixels.read(strip),)
    if figure := pixels.known(strip):
        known = Reading(figure, (1.0,), (), figure)
        return known, known
    if _width(strip) >= _TWO_WORDS * _height(strip) and _are_words(once := pixels.read(strip)):
        return (once,)
    first = pixels.read_set(strip, _SETTINGS[0])
    return (first,) if first.text else (first, pixels.read_set(strip, _SETTINGS[1]))


def _text(readings: Sequence[Reading]) -> str:
    return next((reading.text for reading in readings if reading.text), "").strip()


def _doubt(pixels: Pixels, strip: Strip, readings: tuple[Reading, ...]) -> str | None:
    """Return why what a strip says cannot be trusted (or ``None``)."""
    text = _text(readings)
    if _is_long(strip):
        return None if readings[0].least >= _SURE else UNCLEAR if text else UNKNOWN_INK
    if not text:
        return UNKNOWN_INK
    first = readings[0]
    second = readings[1] if len(readings) > 1 else pixels.read_set(strip, _SETTINGS[1])
    if first.text != second.text:
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


def _are_words(reading: Reading) -> bool:
    return reading.least >= _SURE and bool(_IDEOGRAPHS.fullmatch(reading.text))


def _is_long(strip: Strip) -> bool:
    return _height(strip) * _LONG < _width(strip)


def _width(strip: Strip) -> int:
    return strip.box[2] - strip.box[0]


def _height(strip: Strip) -> int:
    return strip.box[3] - strip.box[1]
