"""How text of a PDF is written: what the codes of a font stand for at a size, worked out once."""

import math
from collections.abc import Sequence
from typing import NamedTuple, cast

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFTextState
from pdfminer.utils import Matrix

from gouji.reading.numerals import CHECKED
from gouji.reading.pages.content import BELOW, UNKNOWN
from gouji.reading.pages.placing import OTHERWISE, as_printed, quarter_turns, unreadable
from gouji.reading.pdf.cmaps import number
from gouji.reading.pdf.composite import CompositeFont
from gouji.reading.pdf.drawn import DrawnSigns
from gouji.reading.pdf.layers import Shows
from gouji.reading.radicals import fold_radicals
from gouji.reading.shown import UNRESOLVED

_INVISIBLE_MODES = (3, 7)
_MOST_HANDS = 10_000
_LONGEST_KEPT = 200
"""Bytes of a string that is remembered."""
_SOFT_HYPHEN = "\u00ad"


class _Known(dict[int, tuple[str, float]]):
    """The texts and the widths of the codes of a font, each looked up once.

    Codes without a meaning give :data:`UNKNOWN`, those that are drawn as something else than they
    mean :data:`OTHERWISE`; they are never guessed.
    """

    def __init__(self, font: PDFFont, drawn: DrawnSigns) -> None:
        super().__init__()
        self.font = font
        self._drawn = drawn

    def __missing__(self, cid: int) -> tuple[str, float]:
        font = self.font
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        width = _width(font, cid, text)
        if text == _SOFT_HYPHEN and self._drawn.shows(font, cid):
            text = "-"  # many programs say so of each hyphen
        if not _is_ideograph(text):
            text = fold_radicals(text)
            text = OTHERWISE if self._drawn.differ(font, cid, text) else as_printed(text)
        found = self[cid] = text, width
        return found


class _Advances(dict[int, tuple[str, float, float]]):
    """The characters that the codes of a font stand for at one size, each looked up once.

    Of each character its text, how broad it is, and how far the next one is: the space between
    characters follows each one, the last of a string, too. pdfminer has it between those of one
    string alone.
    """

    def __init__(self, known: _Known, size: float, space: float, word_space: float) -> None:
        super().__init__()
        self._known = known
        self._measures = size, space, word_space
        self._blank = _blank(known.font)

    def __missing__(self, code: int) -> tuple[str, float, float]:
        size, space, word_space = self._measures
        sign, width = self._known[code]
        advance = width * size
        step = advance + space + word_space if code == self._blank else advance + space
        found = self[code] = sign, advance, step
        return found


class _Codes(dict[bytes, Sequence[int]]):
    """The codes in the strings of a font, each string looked up once."""

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, string: bytes) -> Sequence[int]:
        found = tuple(self._font.decode(string))
        if len(string) <= _LONGEST_KEPT:
            self[string] = found
        return found


class Hand(NamedTuple):
    """How text is written: what the codes of its font stand for, and its measures.

    ``codes`` tells the codes of a string, ``None`` where these are its bytes. ``scaled`` is the
    size along the line, of which a distance between strings is thousandths. ``reason`` says why
    none of it can be read whatever is around. ``level`` text is shown and runs from left to right,
    all at one height; ``hidden`` text is known to show nothing.
    """

    advances: _Advances
    codes: _Codes | None
    fontsize: float
    scaled: float
    low: float
    turn: int | None
    reason: str | None
    level: bool
    hidden: bool


class Hands:
    """The hands that a document is written in; ``drawn`` tells what its fonts draw."""

    def __init__(self, drawn: DrawnSigns) -> None:
        self._drawn = drawn
        self._known: dict[PDFFont, tuple[_Known, _Codes | None]] = {}
        self._hands: dict[tuple[object, ...], Hand] = {}

    def hand(self, text: PDFTextState, matrix: Matrix, shows: Shows) -> Hand:
        """Return how text of one font, size and so on is written, worked out once."""
        a, b, c, d, _, _ = matrix
        key = (
            text.font, text.fontsize, text.scaling, text.charspace, text.wordspace, text.rise,
            text.render, shows, a, b, c, d,
        )  # fmt: skip
        hand = self._hands.get(key)
        if hand is None:
            if len(self._hands) >= _MOST_HANDS:
                self._hands.clear()
            hand = self._hands[key] = self._new(text, matrix, shows)
        return hand

    def _new(self, text: PDFTextState, matrix: Matrix, shows: Shows) -> Hand:
        font = cast("PDFFont", text.font)
        if font not in self._known:
            own = None if type(font).decode is PDFFont.decode else _Codes(font)
            self._known[font] = _Known(font, self._drawn), own
        known, codes = self._known[font]
        # what runs down is not scaled
        scaling = 1.0 if font.is_vertical() else text.scaling * 0.01
        turn = quarter_turns(*_advance(text, matrix))
        scaled = text.fontsize * scaling
        hidden = shows is False or text.render in _INVISIBLE_MODES
        return Hand(
            _Advances(known, scaled, text.charspace * scaling, text.wordspace * scaling),
            codes,
            text.fontsize,
            scaled,
            text.rise - BELOW * text.fontsize,
            turn,
            _unreadable(text, matrix, shows),
            turn == 0 == matrix[1] and not font.is_vertical() and not hidden,
            hidden,
        )


def _unreadable(text: PDFTextState, matrix: Matrix, shows: Shows) -> str | None:
    """Return why writing of a size, a form and a font cannot be read, ``None`` if it can."""
    a, b, c, d, _, _ = matrix
    up = abs(text.fontsize) * math.hypot(c, d)
    along = abs(text.fontsize * text.scaling) * 0.01 * math.hypot(a, b)
    doubtful = shows is None or _mirrored(text, matrix)
    return unreadable(matrix, up, along) or (UNRESOLVED if doubtful else None)


def _width(font: PDFFont, cid: int, text: str) -> float:
    """Return how broad a character is, at once where its font says it plainly, or of none."""
    if isinstance(font, CompositeFont):
        return font.char_width(cid)
    own = font.widths.get(cid)
    if own.__class__ is float or own.__class__ is int:
        return float(own) * font.hscale
    if own is not None or text in font.widths:
        return font.char_width(cid)
    return font.default_width * font.hscale


def _blank(font: PDFFont) -> int | None:
    """Return the code that the space between words is added to: a 32 of one byte."""
    if isinstance(font, CompositeFont):
        return number(b" ")
    return None if font.is_multibyte() else 32


def _is_ideograph(text: str) -> bool:
    """Tell whether a text is one ideograph, which stands for itself and beside no number."""
    return len(text) == 1 and "一" <= text <= "鿿" and text not in CHECKED


def _advance(text: PDFTextState, matrix: Matrix) -> tuple[float, float]:
    """Return the way that writing goes; a size or a scaling below nothing turns it round."""
    back = text.fontsize * text.scaling < 0
    return (-matrix[0], -matrix[1]) if back else (matrix[0], matrix[1])


def _mirrored(text: PDFTextState, matrix: Matrix) -> bool:
    """Tell whether writing shows its back; upright writing turns y round, as pages do."""
    a, b, c, d, _, _ = matrix
    return (a * d - b * c) * text.scaling > 0
