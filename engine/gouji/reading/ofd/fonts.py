"""The fonts that an OFD carries: whether they draw for digits what the text says.

A glyph is given by its number, or found by the font's own table of characters. A font of which
nothing is drawn (of a kind that pdfium does not take) tells nothing.
"""

from collections.abc import Mapping

from gouji.reading.digits import Shape
from gouji.reading.ofd.package import Package
from gouji.reading.typefaces import drawn, glyphs_of

_FIRST = range(1, 41)
"""Glyphs of which one at least shows something in any font that is drawn at all."""
_MOST = 1 << 16


class _Font:
    """One font: the glyphs of its characters, and what they look like."""

    def __init__(self, data: bytes) -> None:
        from gouji.reading.pdf.drawn import CHECKED

        self._data = data
        self._glyphs: Mapping[str, int] = glyphs_of(data, CHECKED)
        numbers = sorted({*_FIRST, *self._glyphs.values()})
        self._shapes: dict[int, Shape | None] = dict(
            zip(numbers, drawn(data, numbers), strict=True)
        )
        self._is_drawn = any(self._shapes.values())

    def differs(self, text: str, glyph: int | None) -> bool:
        """Tell whether something else is drawn than ``text`` says."""
        from gouji.reading.pdf.drawn import misdrawn

        number = self._glyphs.get(text) if glyph is None else glyph
        if number is None or not self._is_drawn or not 0 <= number < _MOST:
            return False
        return misdrawn(self._shape(number), text, 0.0)

    def _shape(self, number: int) -> Shape | None:
        if number not in self._shapes:
            (self._shapes[number],) = drawn(self._data, [number])
        return self._shapes[number]


class Fonts:
    """The fonts of one package, drawn when the first figure of each is met."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._fonts: dict[str, _Font | None] = {}

    def differ(self, file: str | None, text: str, glyph: int | None) -> bool:
        """Tell whether the font in the part ``file`` draws something else than ``text`` says.

        Only digits and what stands beside them are looked at; a font that the file does not carry
        draws what it is told.
        """
        from gouji.reading.pdf.drawn import CHECKED

        if file is None or text not in CHECKED:
            return False
        if file not in self._fonts:
            data = self._package.read(file)
            self._fonts[file] = None if data is None else _Font(data)
        font = self._fonts[file]
        return font is not None and font.differs(text, glyph)
