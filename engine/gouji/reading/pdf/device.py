"""Collects what a page draws: a device for pdfminer.six that makes no layout objects."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, mult_matrix

from gouji.model.document import Rect
from gouji.reading.limits import Budget
from gouji.reading.pages.clips import EVERYWHERE, NOWHERE, common
from gouji.reading.pages.content import (
    BELOW,
    PRINT,
    UNKNOWN,
    Ink,
    PageContent,
    Paint,
    Picture,
    Shape,
)
from gouji.reading.pages.placing import (
    OTHERWISE,
    Manner,
    as_printed,
    quarter_turns,
    take,
    unreadable,
)
from gouji.reading.pages.shapes import filled, stroked
from gouji.reading.pages.strokes import StrokeCollector, box_of, is_white
from gouji.reading.pdf.annotations import Overlay
from gouji.reading.pdf.colours import Space
from gouji.reading.pdf.drawn import DrawnSigns
from gouji.reading.pdf.fonts import BoundedFonts
from gouji.reading.pdf.graphics import State
from gouji.reading.pdf.layers import Shows
from gouji.reading.pdf.pictures import Look
from gouji.reading.radicals import fold_radicals
from gouji.reading.shown import UNRESOLVED

_INVISIBLE_MODES = (3, 7)
_STROKED, _OUTLINED = (1, 5), (1, 2, 5, 6)
_BOLD, _BLOT = 0.08, 0.25
"""Outlines thicker than these (in the size of the characters) change, or blot out, their shape."""
_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


class ContentDevice(PDFDevice):
    """Collects the content of one page after another into :attr:`page`.

    ``shows`` tells whether the layer that is drawn on is shown.
    """

    def __init__(self, manager: BoundedFonts, budget: Budget) -> None:
        super().__init__(manager)
        self._budget = budget
        self._known: dict[PDFFont, dict[int, tuple[str, float]]] = {}
        self._drawn = DrawnSigns(manager.specs)
        self.begin(PageContent(0, 0.0, 0.0))

    def begin(self, page: PageContent) -> None:
        """Collect into ``page`` from now on."""
        self.page = page
        self.shows: Shows = True
        self._strokes = StrokeCollector(page)
        self._paint = PRINT
        self._reasons: dict[tuple[object, ...], str | None] = {}

    def render_string(
        self,
        textstate: PDFTextState,
        seq: Iterable[Any],
        ncs: object,  # noqa: ARG002 - pdfminer's own signature
        graphicstate: PDFGraphicState,
    ) -> None:
        """Draw a string; ``seq`` mixes bytes and the distances between them."""
        font = textstate.font
        if font is None or self.ctm is None:
            return
        state = cast("State", graphicstate)
        matrix = mult_matrix(textstate.matrix, self.ctm)
        known = self._known.setdefault(font, {})
        vertical = font.is_vertical()
        scaling = textstate.scaling * 0.01
        word_space = 0.0 if font.is_multibyte() else textstate.wordspace * scaling
        character_space = textstate.charspace * scaling
        pen, other = textstate.linematrix[::-1] if vertical else textstate.linematrix
        low = textstate.rise - BELOW * textstate.fontsize
        paint, reason = self._look(textstate, state, matrix)
        if paint != self._paint:
            self._paint = paint
            self.page.inks.append(Ink(len(self.page.glyphs), paint))
        manner = Manner(
            matrix,
            quarter_turns(*_advance(textstate, matrix)),
            reason,
            state.clip.rect if state.clip.plain else NOWHERE,
            state.clip,
        )
        hidden = self.shows is False or textstate.render in _INVISIBLE_MODES
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
                    text, width = known.get(cid) or _meaning(font, cid, known, self._drawn)
                    advance = width * textstate.fontsize * scaling
                    box = (
                        _vertical_box(font, cid, textstate, (other, pen), advance)
                        if vertical
                        else (pen, other + low, pen + advance, other + low + textstate.fontsize)
                    )
                    self._draw(manner, text, box, hidden=hidden)
                    pen += advance + (word_space if cid == 32 else 0.0)
        textstate.linematrix = (other, pen) if vertical else (pen, other)

    def _look(self, text: PDFTextState, state: State, matrix: Matrix) -> tuple[Paint, str | None]:
        """Return what a string is painted with, and why it may not be seen whatever is around."""
        key = (*matrix[:4], text.fontsize, text.scaling, self.shows)
        if key not in self._reasons:
            self._reasons[key] = self._unreadable(text, matrix)
        reason = self._reasons[key]
        if reason is not None:
            return PRINT, reason
        if text.render not in _OUTLINED:
            return state.filling(), None
        up = abs(text.fontsize) * math.hypot(matrix[2], matrix[3])
        return _outlined(text.render, state, state.linewidth / up)

    def _unreadable(self, text: PDFTextState, matrix: Matrix) -> str | None:
        """Return why writing of a size, a form and a font cannot be read, ``None`` if it can."""
        a, b, c, d, _, _ = matrix
        up = abs(text.fontsize) * math.hypot(c, d)
        along = abs(text.fontsize * text.scaling) * 0.01 * math.hypot(a, b)
        doubtful = self.shows is None or _mirrored(text, matrix)
        return unreadable(matrix, up, along) or (UNRESOLVED if doubtful else None)

    def _draw(self, manner: Manner, text: str, box: Rect, *, hidden: bool) -> None:
        """Take one character, whose ``box`` is in the coordinates before the matrix."""
        self._budget.glyph()
        if not text:
            return
        if hidden:
            self.page.hidden += text != " "
        else:
            take(self.page, manner, text, box)

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001 - pdfminer's own signature
        fill: bool,  # noqa: FBT001
        evenodd: bool,  # noqa: FBT001
        path: Sequence[Any],
    ) -> None:
        """Take the straight lines of a path, stroked or filled as thin boxes, and its areas."""
        self._budget.step()
        if self.ctm is None or self.shows is False:
            return
        state = cast("State", graphicstate)
        if stroke and not is_white(state.pen):
            self._strokes.stroke(path, self.ctm)
        elif fill and not is_white(state.fill):
            self._strokes.fill(path, self.ctm)
        under = len(self.page.glyphs)
        if fill:
            self._cover(state, filled(path, self.ctm, state.filling(), under, evenodd=evenodd))
        if stroke:
            pen = state.linewidth
            self._cover(state, stroked(path, self.ctm, state.drawing(), under, pen))

    def _cover(self, state: State, shapes: Iterable[Shape]) -> None:
        """Take painted areas, as far as they are not clipped away."""
        clip = state.clip
        for shape in shapes:
            certain = shape.certain and clip.plain and self.shows is True
            rect = common(shape.rect, clip.rect)
            if rect != shape.rect or certain != shape.certain:
                shape = shape._replace(rect=rect, certain=certain)  # noqa: PLW2901
            if rect[0] < rect[2] and rect[1] < rect[3]:
                self.page.shapes.append(shape)

    def shade(self, state: State) -> None:
        """Paint all that is not clipped away with a shading, whose colours are not known."""
        self._budget.step()
        if self.shows is not False:
            shape = Shape(EVERYWHERE, Paint(None), len(self.page.glyphs))
            self._cover(state, [shape])

    def picture(self, stream: PDFStream, state: State, spaces: Mapping[str, Space]) -> None:
        """Take the place of a picture; its content is not read."""
        self._budget.step()
        if self.ctm is None or self.shows is False:
            return
        rect = box_of(_CORNERS, self.ctm)
        masked = any(stream.get(key) for key in ("SMask", "Mask", "ImageMask", "IM"))
        under = len(self.page.glyphs)
        if not self._strokes.thin(rect):
            self.page.pictures.append(Picture(rect, not masked, under))
        paint = state.filling()
        look = Look(stream, self.ctm, paint, spaces)
        self._cover(state, [Shape(rect, paint, under, look=look)])

    def overlay(self, overlay: Overlay, matrix: Matrix) -> None:
        """Take the place of an annotation, in the page's own coordinates."""
        x0, y0, x1, y1 = overlay.rect
        rect = box_of(((x0, y0), (x1, y1)), matrix)
        self.page.overlays.append(rect)
        if overlay.covers:
            self.page.shapes.append(Shape(rect, Paint(None), len(self.page.glyphs)))


def _meaning(
    font: PDFFont, cid: int, known: dict[int, tuple[str, float]], drawn: DrawnSigns
) -> tuple[str, float]:
    """Return, and remember in ``known``, the text and the width of a character code.

    Codes without a meaning give :data:`UNKNOWN`, those that are drawn as something else than they
    mean :data:`OTHERWISE`; they are never guessed.
    """
    try:
        text = fold_radicals(font.to_unichr(cid))
    except PDFUnicodeNotDefined:
        text = UNKNOWN
    text = OTHERWISE if drawn.differ(font, cid, text) else as_printed(text)
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


def _advance(text: PDFTextState, matrix: Matrix) -> tuple[float, float]:
    """Return the way that writing goes; a size or a scaling below nothing turns it round."""
    back = text.fontsize * text.scaling < 0
    return (-matrix[0], -matrix[1]) if back else (matrix[0], matrix[1])


def _outlined(mode: int, state: State, pen: float) -> tuple[Paint, str | None]:
    """Return what outlined writing is painted with, by lines of a share ``pen`` of its size."""
    if mode in _STROKED:
        return state.drawing(), UNRESOLVED if pen > _BLOT else None
    same = state.filling() == state.drawing() and pen <= _BLOT
    return state.filling(), None if same or pen <= _BOLD else UNRESOLVED


def _mirrored(text: PDFTextState, matrix: Matrix) -> bool:
    """Tell whether writing shows its back; upright writing turns y round, as pages do."""
    a, b, c, d, _, _ = matrix
    return (a * d - b * c) * text.scaling > 0
