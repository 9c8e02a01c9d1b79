"""Collects what a page draws: a device for pdfminer.six that makes no layout objects."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFTextState
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, mult_matrix

from gouji.model.document import Rect
from gouji.reading.limits import Budget
from gouji.reading.pages.clips import EVERYWHERE, NOWHERE, Clip, common
from gouji.reading.pages.content import (
    PRINT,
    Glyph,
    Ink,
    PageContent,
    Paint,
    Picture,
    Point,
    Shape,
)
from gouji.reading.pages.placing import (
    OTHERWISE,
    Manner,
    take,
)
from gouji.reading.pages.shapes import counts, filled, is_fine, one_part, stroked, upright_box
from gouji.reading.pages.strokes import StrokeCollector, bounds, box_of, is_white
from gouji.reading.pdf.annotations import Overlay
from gouji.reading.pdf.colours import Space
from gouji.reading.pdf.drawn import DrawnSigns
from gouji.reading.pdf.fonts import BoundedFonts
from gouji.reading.pdf.graphics import State
from gouji.reading.pdf.hands import Hand, Hands
from gouji.reading.pdf.layers import Shows
from gouji.reading.pdf.pictures import Look
from gouji.reading.shown import UNRESOLVED

_STROKED, _OUTLINED = (1, 5), (1, 2, 5, 6)
_BOLD, _BLOT = 0.08, 0.25
"""Outlines thicker than these (in the size of the characters) change, or blot out, their shape."""
_CORNERS = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))


_NO_SIGNS = frozenset(("", OTHERWISE))


class ContentDevice(PDFDevice):
    """Collects the content of one page after another into :attr:`page`.

    ``shows`` tells whether the layer that is drawn on is shown.
    """

    def __init__(self, manager: BoundedFonts, budget: Budget) -> None:
        super().__init__(manager)
        self._budget = budget
        self._hands = Hands(DrawnSigns(manager.specs))
        self.begin(PageContent(0, 0.0, 0.0))

    def begin(self, page: PageContent) -> None:
        """Collect into ``page`` from now on."""
        self.page = page
        self.shows: Shows = True
        self._strokes = StrokeCollector(page)
        self._paint = PRINT

    def write(self, text: PDFTextState, seq: Iterable[Any], state: State) -> None:
        """Draw a string; ``seq`` mixes bytes and the distances between them."""
        if text.font is None or self.ctm is None:
            return
        matrix = mult_matrix(text.matrix, self.ctm)
        hand = self._hands.hand(text, matrix, self.shows)
        paint, reason = PRINT, hand.reason
        if reason is None:
            paint = state.filling()
            if text.render in _OUTLINED:
                paint, reason = _outlined(text, state, matrix)
        if paint is not self._paint and paint != self._paint:
            self._paint = paint
            self.page.inks.append(Ink(len(self.page.glyphs), paint))
        if hand.level and reason is None:
            self._write(text, seq, hand, matrix, state.clip)
        else:
            self._write_anyhow(text, seq, hand, _manner(hand, matrix, reason, state.clip))

    def _write(
        self, text: PDFTextState, seq: Iterable[Any], hand: Hand, matrix: Matrix, clip: Clip
    ) -> None:
        """Draw a string that is seen and runs along its level line.

        Nearly all characters of nearly all pages come by here, one or two in a string. Those that
        lie whole inside the area that is drawn on take their place at once, without a call for
        each; all others as :func:`take` says.
        """
        advances, known, fontsize, scaled, low, *_ = hand
        a, _, c, d, e, f = matrix
        (left, high, right, deep), choices, certain = clip
        add, new = self.page.glyphs.append, tuple.__new__
        pen, other = text.linematrix
        under = other + low
        over = under + fontsize
        under_x, over_x = c * under, c * over
        top, bottom = d * over + f, d * under + f
        if top > bottom:
            top, bottom = bottom, top
        size = bottom - top
        if choices or not certain or not high <= top < bottom <= deep:
            left = math.inf  # none of it lies inside
        for item in seq:
            if item.__class__ is not bytes:
                if isinstance(item, int | float):
                    pen -= item * 0.001 * scaled
                continue
            codes = item if known is None else known[item]
            self._budget.glyph(len(codes))
            for code in codes:
                sign, advance, step = advances[code]
                end = pen + advance
                x0, x1 = a * pen + under_x + e, a * end + over_x + e
                if left <= x0 < x1 <= right and sign not in _NO_SIGNS:
                    # as ``Glyph(...)`` makes it, in a quarter of the time
                    add(new(Glyph, (sign, x0, top, x1, bottom, size, 0)))
                elif sign:
                    manner = _manner(hand, matrix, None, clip)
                    take(self.page, manner, sign, (pen, under, end, over))
                pen += step
        text.linematrix = (pen, other)

    def _write_anyhow(
        self, text: PDFTextState, seq: Iterable[Any], hand: Hand, manner: Manner
    ) -> None:
        """Draw a string that runs down, lies aslant, or is not seen for certain."""
        font = cast("PDFFont", text.font)
        advances, known, fontsize, scaled, low, *_ = hand
        vertical = font.is_vertical()
        pen, other = text.linematrix[::-1] if vertical else text.linematrix
        for item in seq:
            if isinstance(item, int | float):
                pen -= item * 0.001 * scaled
            elif isinstance(item, bytes):
                for cid in item if known is None else known[item]:
                    sign, advance, step = advances[cid]
                    box = (
                        _vertical_box(font, cid, text, (other, pen), advance)
                        if vertical
                        else (pen, other + low, pen + advance, other + low + fontsize)
                    )
                    self._draw(manner, sign, box, hidden=hand.hidden)
                    pen += step
        text.linematrix = (other, pen) if vertical else (pen, other)

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
        part = one_part(path, self.ctm) if fill and not stroke else None
        if part is not None:
            self._fill_part(state, part, evenodd=evenodd)
            return
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

    def _fill_part(self, state: State, points: Sequence[Point], *, evenodd: bool) -> None:
        """Take a filled area of a few corners; browsers draw hundreds, for lines and grounds."""
        rect = bounds(points)
        if not is_white(state.fill):
            self._strokes.thin(rect)
            if is_fine(rect):
                return  # a ruling, and nothing that covers
        paint = state.filling()
        if counts(rect, paint):
            shape = Shape(rect, paint, len(self.page.glyphs))
            if upright_box(points) is None:
                shape = shape._replace(outline=(tuple(points),), evenodd=evenodd)
            self._cover(state, [shape])

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


def _manner(hand: Hand, matrix: Matrix, reason: str | None, clip: Clip) -> Manner:
    return Manner(matrix, hand.turn, reason, clip.rect if clip.plain else NOWHERE, clip)


def _vertical_box(
    font: PDFFont, cid: int, state: PDFTextState, pen: tuple[float, float], advance: float
) -> Rect:
    """Return the box of a character in vertical writing, which advances downwards."""
    place = font.char_disp(cid)
    across, down = place if isinstance(place, tuple) else (None, 880.0)
    left = pen[0] - state.fontsize * (0.5 if across is None else across * 0.001)
    high = pen[1] + (1000 - down) * 0.001 * state.fontsize + state.rise
    return left, high + advance, left + state.fontsize, high


def _outlined(text: PDFTextState, state: State, matrix: Matrix) -> tuple[Paint, str | None]:
    """Return what outlined writing is painted with, and why it may not be seen."""
    # how thick its lines are, in its size
    pen = state.linewidth / (abs(text.fontsize) * math.hypot(matrix[2], matrix[3]))
    if text.render in _STROKED:
        return state.drawing(), UNRESOLVED if pen > _BLOT else None
    same = state.filling() == state.drawing() and pen <= _BLOT
    return state.filling(), None if same or pen <= _BOLD else UNRESOLVED
