"""Holds what the fonts of a PDF say of their codes against what they draw for them.

A font may say 8 of a code and draw a 3: by its table of meanings, its encoding, its file, by any
of a dozen ways. The digits of a font are drawn when the first of them is met (``specimens``) and
looked at (:mod:`gouji.reading.digits`), and so is what numbers are written with beside them: a
blank or a comma that shows a digit leaves no number that can be read.
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from unicodedata import decimal

from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont
from pdfminer.pdftypes import resolve1

from gouji.expressions import compiled
from gouji.model.invisible import visible
from gouji.reading.digits import FAR, Shape, nearest
from gouji.reading.numerals import CHECKED, SMALL, UNITS
from gouji.reading.pdf.codes import embedded, size_of, specimen, written
from gouji.reading.pdf.composite import CompositeFont
from gouji.reading.pdf.encodings import Encoding
from gouji.reading.pdf.specimens import EM, LEFT, specimens

_PICTURES = compiled(r"(?i)dingbats|wingdings|webdings")
_MOST = 256
"""Codes of a font that are drawn at once."""

_LOWEST = 0.35 * EM
"""A digit is higher than this, old-style ones too."""
_SMALLEST = 0.4 * EM
"""A comma is no higher than this, a bold one neither, which looks much like a 1 or a 9."""
_BROADEST = 1.25
"""A digit is no broader than this, in its heights; two digits in one are."""
_SURE = 0.1
"""As near as this to a digit, an ideograph is none, nor does a font show it by chance that is not
in the file; honest ideographs are 0.11 off."""
_BROAD = 0.85
"""An ideograph is broader than this, in its heights, which few digits are; the bold ones of broad
strokes are 0.06 off a nought, and so have to be nearer."""


class DrawnSigns:
    """Tells which codes of a document's fonts draw something else than they say."""

    def __init__(self, specs: Mapping[PDFFont, Mapping[str, Any]]) -> None:
        self._specs = specs
        self._shapes: dict[PDFFont, dict[int, Shape | None]] = {}

    def differ(self, font: PDFFont, cid: int, text: str) -> bool:
        """Tell whether the font draws something else for ``cid`` than ``text`` says.

        Only digits and what stands beside them are looked at; one code for several digits is
        believed by nobody.
        """
        digits = _digits(text)
        if not digits and text not in CHECKED and visible(text).strip():
            return False
        if digits and len(text) > 1:
            return True
        shape = self._shape(font, cid)
        spec = self._specs[font]
        if digits and not embedded(spec):
            return _has_no_digits(spec) or _digit(shape, _SURE) not in (None, digits[0])
        return misdrawn(shape, text, font.char_width(cid) * size_of(font, cid))

    def shows(self, font: PDFFont, cid: int) -> bool:
        """Tell whether the font draws anything for a code."""
        return self._shape(font, cid) is not None

    def _shape(self, font: PDFFont, cid: int) -> Shape | None:
        """Return what is drawn for ``cid``; the first time all that numbers are made of is."""
        first = font not in self._shapes
        shapes = self._shapes.setdefault(font, {})
        if cid not in shapes:
            codes = list(dict.fromkeys([cid, *(_codes(font) if first else ())]))[:_MOST]
            found = {code: string for code in codes if (string := written(font, code))}
            font_as_is = specimen(self._specs[font], found.values())
            drawn = specimens(font_as_is, list(found.values()), size_of(font, cid))
            shapes.update(zip(found, drawn, strict=True))
        return shapes.setdefault(cid, None)


def _has_no_digits(spec: Mapping[str, Any]) -> bool:
    """Tell whether a font has pictures in the places of digits, by its name."""
    return _PICTURES.search(str(resolve1(spec.get("BaseFont")))) is not None


def misdrawn(shape: Shape | None, text: str, advance: float) -> bool:
    """Tell whether a shape is something else than one of :data:`CHECKED` says.

    ``advance`` is its room, in pixels.
    """
    digits = _digits(text)
    if digits:
        return _digit(shape, FAR) != digits[0] or not _in_place(shape, advance)
    if shape is None or shape.height <= (_SMALLEST if text in SMALL else _LOWEST):
        return False
    if not visible(text).strip():
        return True
    return _digit(shape, _near(shape) if text in UNITS else FAR) is not None


def _near(shape: Shape) -> float:
    """Return how far an ideograph may be from a digit that it is taken for."""
    return _SURE if shape.width <= _BROAD * shape.height else _SURE / 2


def _digits(text: str) -> list[int]:
    return [value for sign in text if (value := decimal(sign, None)) is not None]


def _digit(shape: Shape | None, far: float) -> int | None:
    """Return the digit that a shape is, ``None`` where it is none."""
    if shape is None or shape.height < _LOWEST or shape.width > _BROADEST * shape.height:
        return None
    digit, distance = nearest(shape.points)
    return digit if distance <= far else None


def _in_place(shape: Shape | None, advance: float) -> bool:
    """Tell whether a digit stands where it is written, and not where another one should."""
    return shape is None or advance <= 0 or 0 <= shape.left + shape.width / 2 - LEFT <= advance


def _codes(font: PDFFont) -> Iterable[int]:
    """Return the codes of a font that say they are digits, or stand beside them.

    A table of meanings names those that are used, an encoding many more.
    """
    if isinstance(font, CompositeFont):
        return font.codes_of(CHECKED)
    table: Mapping[int, str] = getattr(getattr(font, "unicode_map", None), "cid2unichr", {})
    if isinstance(font, PDFCIDFont):
        return [code for code, text in table.items() if text in CHECKED]
    encoding = cast("PDFSimpleFont", font).cid2unicode
    if not table:
        table = encoding.filled() if isinstance(encoding, Encoding) else encoding
    return [code for code in range(256) if table.get(code) in CHECKED]
