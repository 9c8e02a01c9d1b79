"""The fonts that an OFD carries: whether they draw for digits what the text says.

A glyph is given by its number, or found by the font's own table of characters. A font of which
nothing is drawn (of a kind that pdfium does not take) tells nothing.
"""

from collections.abc import Mapping

from gouji.reading.digits import Shape
from gouji.reading.numerals import CHECKED
from gouji.reading.ofd.package import Package
from gouji.reading.ofd.resources import Font
from gouji.reading.shown import CARRIED_FONT, MISDRAWN, SIGNS
from gouji.reading.typefaces import drawn, glyphs_of

_FIRST = range(1, 41)
"""Glyphs of which one at least shows something in any font that is drawn at all."""
_NUMBERS = range(1 << 16)
_MOST = 400
"""Glyphs of a font that are drawn; digits and their neighbours are some sixty."""


class _Carried:
    """One font that a package carries: the glyphs of its characters, and what they look like."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._glyphs: Mapping[str, int | None] = glyphs_of(data, CHECKED)
        numbers = sorted({*_FIRST, *filter(None, self._glyphs.values())})
        self._shapes: dict[int, Shape | None] = dict(
            zip(numbers, drawn(data, numbers), strict=True)
        )
        self._is_drawn = any(self._shapes.values())

    def doubt(self, text: str, glyph: int | None) -> str | None:
        """Return why the font may draw something else than ``text`` says, ``None`` if it cannot."""
        from gouji.reading.pdf.drawn import misdrawn

        if not self._is_drawn:
            return None
        if glyph is None:
            if text not in self._glyphs:  # another font draws it
                return None
            glyph = self._glyphs[text]
        if glyph is None:
            return CARRIED_FONT if text.isdigit() else None
        if len(self._shapes) > _MOST:
            return CARRIED_FONT
        return MISDRAWN if misdrawn(self._shape(glyph), text, 0.0) else None

    def _shape(self, number: int) -> Shape | None:
        if number not in _NUMBERS:
            return None
        if number not in self._shapes:
            (self._shapes[number],) = drawn(self._data, [number])
        return self._shapes[number]


class Fonts:
    """The fonts of one package, drawn when the first figure of each is met."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._fonts: dict[str, _Carried | None] = {}

    def doubt(self, font: Font | None, text: str, glyph: int | None) -> str | None:
        """Return why ``font`` may draw something else than ``text`` says, ``None`` if it does not.

        Only digits and what stands beside them are looked at; a font that the file does not carry
        draws what it is told, unless it is one of signs.
        """
        if font is None or text not in CHECKED:
            return None
        if font.file is None:
            return SIGNS if font.signs and text.isdigit() else None
        if font.file not in self._fonts:
            data = self._package.read(font.file)
            self._fonts[font.file] = None if data is None else _Carried(data)
        carried = self._fonts[font.file]
        return None if carried is None else carried.doubt(text, glyph)
