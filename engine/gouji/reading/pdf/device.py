"""Collects what a page draws: a device for pdfminer.six that makes no layout objects."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from unicodedata import category

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager, PDFTextState
from pdfminer.utils import Matrix, mult_matrix

from gouji.model.document import Rect
from gouji.model.invisible import visible
from gouji.reading.limits import Budget
from gouji.reading.pages.content import BELOW, UNKNOWN, Glyph, PageContent, Picture
from gouji.reading.pages.strokes import StrokeCollector, box_of, is_white
from gouji.reading.radicals import fold_radicals

_INVISIBLE_MODES = (3, 7)
_UPRIGHT = 0.1
"""Writing may lean this much (tangent) from a quarter turn; more is a watermark."""

_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


class ContentDevice(PDFDevice):
    """Collects the content of one page after another into :attr:`page`."""

    def __init__(self, manager: PDFResourceManager, budget: Budget) -> None:
        super().__init__(manager)
        self._budget = budget
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        self.begin(PageContent(0, 0.0, 0.0))

    def begin(self, page: PageContent) -> None:
        """Collect into ``page`` from now on."""
        self.page = page
        self._strokes = StrokeCollector(page)

    def render_string(
        self,
        textstate: PDFTextState,
        seq: Iterable[Any],
        ncs: object,  # noqa: ARG002 - pdfminer's own signature
        graphicstate: PDFGraphicState,  # noqa: ARG002
    ) -> None:
        """Draw a string; ``seq`` mixes bytes and the distances between them."""
        font = textstate.font
        if font is None or self.ctm is None:
            return
        matrix = mult_matrix(textstate.matrix, self.ctm)
        known = self._known.setdefault(font, {})
        vertical = font.is_vertical()
        scaling = textstate.scaling * 0.01
        word_space = 0.0 if font.is_multibyte() else textstate.wordspace * scaling
        character_space = textstate.charspace * scaling
        pen, other = textstate.linematrix[::-1] if vertical else textstate.linematrix
        low = textstate.rise - BELOW * textstate.fontsize
        draw = partial(
            self._draw,
            matrix=matrix,
            turn=_turn(matrix[0], matrix[1]),
            hidden=textstate.render in _INVISIBLE_MODES,
        )
        spaced = False
        for item in seq:
            if isinstance(item, int | float):
                pen -= item * 0.001 * textstate.fontsize * scaling
                spaced = True
            elif isinstance(item, bytes):
                for cid in font.decode(item):
                    if spaced:
                        pen += character_space
                    spaced = True
                    text, width = known.get(cid) or _meaning(font, cid, known)
                    advance = width * textstate.fontsize * scaling
                    box = (
                        _vertical_box(font, cid, textstate, (other, pen), advance)
                        if vertical
                        else (pen, other + low, pen + advance, other + low + textstate.fontsize)
                    )
                    draw(text, box)
                    pen += advance + (word_space if cid == 32 else 0.0)
        textstate.linematrix = (other, pen) if vertical else (pen, other)

    def _draw(
        self, text: str, box: Rect, *, matrix: Matrix, turn: int | None, hidden: bool
    ) -> None:
        """Take one character, whose ``box`` is in the coordinates before ``matrix``."""
        self._budget.glyph()
        page = self.page
        if not text:
            return
        if hidden:
            page.hidden += text != " "
            return
        left, low, right, high = box
        a, b, c, d, e, f = matrix
        x0, x1 = a * left + c * low + e, a * right + c * high + e
        top, bottom = b * left + d * low + f, b * right + d * high + f
        if x0 > x1:
            x0, x1 = x1, x0
        if top > bottom:
            top, bottom = bottom, top
        if not (0 <= x0 + x1 <= 2 * page.width and 0 <= top + bottom <= 2 * page.height):
            return
        if turn is None:
            page.slanted += text != " "
            return
        size = x1 - x0 if turn % 2 else bottom - top
        page.glyphs.append(Glyph(text, x0, top, x1, bottom, size, turn))

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001 - pdfminer's own signature
        fill: bool,  # noqa: FBT001
        evenodd: bool,  # noqa: ARG002, FBT001
        path: Sequence[Any],
    ) -> None:
        """Take the straight lines of a path, stroked or filled as thin boxes."""
        self._budget.step()
        if self.ctm is None:
            return
        if stroke and not is_white(graphicstate.scolor):
            self._strokes.stroke(path, self.ctm)
        elif fill and not is_white(graphicstate.ncolor):
            self._strokes.fill(path, self.ctm)

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ANN401, ARG002
        """Take the place of a picture; its content is not read."""
        self._budget.step()
        if self.ctm is None:
            return
        rect = box_of(_CORNERS, self.ctm)
        masked = any(stream.get(key) for key in ("SMask", "Mask", "ImageMask", "IM"))
        if not self._strokes.thin(rect):
            self.page.pictures.append(Picture(rect, not masked, len(self.page.glyphs)))

    def overlay(self, rect: Rect, matrix: Matrix) -> None:
        """Take the place of an annotation, in the page's own coordinates."""
        x0, y0, x1, y1 = rect
        self.page.overlays.append(box_of(((x0, y0), (x1, y1)), matrix))


def _meaning(font: PDFFont, cid: int, known: dict[int, tuple[str, float]]) -> tuple[str, float]:
    """Return, and remember in ``known``, the text and the width of a character code.

    Codes without a meaning give :data:`UNKNOWN`; they are never guessed.
    """
    try:
        text = fold_radicals(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        text = UNKNOWN
    if text.isspace():
        text = " "
    elif not text or any(category(character) == "Cc" for character in text):
        text = UNKNOWN
    else:
        text = visible(text)
    known[cid] = text, font.char_width(cid)
    return known[cid]


def _vertical_box(
    font: PDFFont, cid: int, state: PDFTextState, pen: tuple[float, float], advance: float
) -> Rect:
    """Return the box of a character in vertical writing, which advances downwards."""
    place = font.char_disp(cid)
    across, down = place if isinstance(place, tuple) else (None, 880.0)
    left = pen[0] - state.fontsize * (0.5 if across is None else across * 0.001)
    high = pen[1] + (1000 - down) * 0.001 * state.fontsize + state.rise
    return left, high + advance, left + state.fontsize, high


def _turn(a: float, b: float) -> int | None:
    """Return the quarter turns of writing that advances by (a, b), ``None`` for oblique text."""
    if abs(b) <= _UPRIGHT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _UPRIGHT * abs(b):
        return 1 if b > 0 else 3
    return None
