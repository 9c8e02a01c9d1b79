"""What a PDF page draws: characters with boxes, straight rulings, pictures. No layout objects.

A device for pdfminer.six that emits plain tuples. All boxes are in PDF points from the page's top
left corner, after rotation.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix, apply_matrix_pt

from gouji.errors import LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import MAX_RULINGS_PER_PAGE, Budget
from gouji.reading.radicals import fold_radicals

logging.getLogger("pdfminer").setLevel(logging.ERROR)

THIN = 2.6
"""A filled box at most this thick (points) is a ruling drawn as a box."""

_SKEW = 0.6
_INVISIBLE_MODES = (3, 7)
_ALMOST_WHITE = 0.94


class Glyph(NamedTuple):
    """One character and its box; ``size`` is its height on the page, in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Ruling(NamedTuple):
    """A straight line: horizontal at y = ``at`` from x ``start`` to ``end``, or vertical."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """All that one page draws. ``hidden`` counts characters drawn invisibly (an OCR layer)."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Ruling] = field(default_factory=list)
    vertical: list[Ruling] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    hidden: int = 0


class ContentDevice(PDFTextDevice):
    """Collects the content of one page after another into :attr:`page`."""

    def __init__(self, manager: PDFResourceManager, budget: Budget) -> None:
        super().__init__(manager)
        self._budget = budget
        self._hiding = False
        self.page = PageContent(0, 0.0, 0.0)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Start a page; the matrix given already moves its corner to the origin."""
        x0, y0, x1, y1 = page.mediabox
        (ax, ay), (bx, by) = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        number = self.page.number + 1
        self.page = PageContent(number, abs(bx - ax), abs(by - ay))
        self._budget.tick()

    def render_string(
        self, textstate: Any, seq: Any, ncs: Any, graphicstate: PDFGraphicState  # noqa: ANN401
    ) -> None:
        """Draw a string, or count it where it is invisible."""
        self._hiding = textstate.render in _INVISIBLE_MODES
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,  # noqa: ANN401 - pdfminer's own types
        graphicstate: PDFGraphicState,
    ) -> float:
        """Take one character; return how far the pen moves."""
        self._budget.glyph()
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = f"(cid:{cid})"
        advance = font.char_width(cid) * fontsize * scaling
        if font.is_vertical():
            return self._vertical(text, matrix, font, fontsize, cid)
        low = font.get_descent() * fontsize + rise
        corners = ((0.0, low), (advance, low), (0.0, low + fontsize), (advance, low + fontsize))
        self._glyph(text, [apply_matrix_pt(matrix, corner) for corner in corners])
        return advance

    def _vertical(
        self, text: str, matrix: Matrix, font: PDFFont, fontsize: float, cid: int
    ) -> float:
        advance = font.char_width(cid) * fontsize
        half = fontsize / 2
        corners = ((-half, 0.0), (half, 0.0), (-half, advance), (half, advance))
        self._glyph(text, [apply_matrix_pt(matrix, corner) for corner in corners])
        return advance

    def _glyph(self, text: str, corners: Sequence[tuple[float, float]]) -> None:
        if not text.strip():
            return
        if self._hiding:
            self.page.hidden += 1
            return
        left, right = min(c[0] for c in corners), max(c[0] for c in corners)
        low, high = min(c[1] for c in corners), max(c[1] for c in corners)
        height = self.page.height
        box = (left, height - high, right, height - low)
        self.page.glyphs.append(Glyph(fold_radicals(text), *box, high - low))

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,  # noqa: FBT001 - pdfminer's own signature
        fill: bool,  # noqa: FBT001
        evenodd: bool,  # noqa: ARG002, FBT001
        path: Sequence[Any],
    ) -> None:
        """Take the straight lines of a path, stroked or filled as thin boxes."""
        if len(self.page.horizontal) + len(self.page.vertical) > MAX_RULINGS_PER_PAGE:
            raise LimitExceeded(f"第{self.page.number}页的线条超过 {MAX_RULINGS_PER_PAGE} 条")
        for points, closed in _subpaths(path, self.ctm):
            if stroke and not _is_white(graphicstate.scolor):
                ring = [*points, points[0]] if closed else points
                for start, end in zip(ring, ring[1:], strict=False):
                    self._segment(start, end)
            elif fill and not _is_white(graphicstate.ncolor):
                self._thin_box(points)

    def _segment(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (xa, ya), (xb, yb) = start, end
        height = self.page.height
        if abs(ya - yb) <= _SKEW and abs(xa - xb) > _SKEW:
            self.page.horizontal.append(Ruling(height - (ya + yb) / 2, min(xa, xb), max(xa, xb)))
        elif abs(xa - xb) <= _SKEW and abs(ya - yb) > _SKEW:
            top, bottom = height - max(ya, yb), height - min(ya, yb)
            self.page.vertical.append(Ruling((xa + xb) / 2, top, bottom))

    def _thin_box(self, points: Sequence[tuple[float, float]]) -> None:
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        low, high = min(p[1] for p in points), max(p[1] for p in points)
        wide, tall = right - left, high - low
        height = self.page.height
        if tall <= THIN and wide >= tall:
            self.page.horizontal.append(Ruling(height - (low + high) / 2, left, right))
        elif wide <= THIN:
            self.page.vertical.append(Ruling((left + right) / 2, height - high, height - low))

    def render_image(self, name: str, stream: Any) -> None:  # noqa: ANN401, ARG002
        """Take the place of a picture; its content is not read."""
        corners = [apply_matrix_pt(self.ctm, point) for point in ((0, 0), (1, 0), (0, 1), (1, 1))]
        left, right = min(c[0] for c in corners), max(c[0] for c in corners)
        low, high = min(c[1] for c in corners), max(c[1] for c in corners)
        self.page.pictures.append((left, self.page.height - high, right, self.page.height - low))


def _subpaths(
    path: Sequence[Any], ctm: Matrix
) -> list[tuple[list[tuple[float, float]], bool]]:
    """Return the straight sub-paths as transformed points, and whether each is closed."""
    found: list[tuple[list[tuple[float, float]], bool]] = []
    points: list[tuple[float, float]] = []
    curved = closed = False
    for item in [*path, ("m", 0.0, 0.0)]:
        operator = item[0]
        if operator == "m":
            if len(points) > 1 and not curved:
                found.append((points, closed))
            points, curved, closed = [], False, False
        if operator in ("m", "l"):
            points.append(apply_matrix_pt(ctm, (item[1], item[2])))
        elif operator == "h":
            closed = True
        else:
            curved = True
    return found


def _is_white(color: Any) -> bool:  # noqa: ANN401 - pdfminer gives numbers, tuples or None
    if isinstance(color, int | float):
        return color >= _ALMOST_WHITE
    if isinstance(color, tuple | list) and color and all(isinstance(c, int | float) for c in color):
        if len(color) == 4:
            return max(color) <= 1 - _ALMOST_WHITE
        return min(color) >= _ALMOST_WHITE
    return False
