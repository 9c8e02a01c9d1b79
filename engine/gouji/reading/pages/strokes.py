"""Paths become rulings: computed from their points, as rotation and producers vary the shapes.

A ruling comes stroked, as a thin filled box, as the edge of a stroked or hollow box, or as a thin
picture. White ones do not show and are none.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from gouji.errors import LimitExceeded
from gouji.model.document import Rect
from gouji.model.places import page_text
from gouji.reading.limits import MAX_RULINGS_PER_PAGE
from gouji.reading.pages.content import PageContent, Point, Ruling
from gouji.reading.shown import Colour

THIN = 3.4
"""A filled box at most this thick (points) is a ruling drawn as a box."""

_SKEW = 0.6
_ALMOST_WHITE = 247
_CHARACTER = (2.0, 60.0)
"""Shapes between these sizes (points) may be characters turned into drawings."""
_CORNERS = 6
"""A box has so many points at most, its first again at the end and a doubled one counted."""

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: the point (x, y) goes to (a x + c y + e, b x + d y + f)."""

Path = Sequence[Any]
"""Operators with their coordinates, as PDF writes them: ``("m", x, y)``, ``("l", x, y)``,
``("c", …, x, y)`` for curves, ``("h",)``."""


class StrokeCollector:
    """Adds the rulings of paths to a page."""

    def __init__(self, page: PageContent) -> None:
        self._page = page

    def stroke(self, path: Path, ctm: Matrix) -> None:
        """Take the straight horizontal and vertical pieces of a stroked path, and what it draws."""
        for piece in _pieces(path):
            for points, curved in subpaths(piece, ctm):
                for start, end in pairwise(points):
                    if start is not None and end is not None:
                        self._segment(start, end)
                if curved or _slants(points):
                    self._outline(box_of(all_points(piece), ctm))

    def fill(self, path: Path, ctm: Matrix) -> None:
        """Take the thin boxes of a filled path, and the edges of a hollow box."""
        boxes = []
        for piece in _pieces(path):
            for points, curved in subpaths(piece, ctm):
                # without curves these are all of its points
                rect = box_of(all_points(piece), ctm) if curved else bounds(points)
                # a figure 1 is as thin as a ruling; but it has more corners than a box
                drawn = (curved or len(points) > _CORNERS) and self._outline(rect)
                if not drawn and not self.thin(rect):
                    boxes.append(rect)
        if len(boxes) == 2:
            self._hollow(*sorted(boxes, key=lambda b: b[2] - b[0], reverse=True))

    def _outline(self, rect: Rect) -> bool:
        """Take a shape as small as a character; tell whether it was."""
        small = all(_CHARACTER[0] <= side <= _CHARACTER[1] for side in _sides(rect))
        if small:
            self._page.outlines.append(rect)
        return small

    def thin(self, rect: Rect) -> bool:
        """Take a box as a ruling if it is thin; tell whether it was.

        A dot is a piece of a dotted line in either direction.
        """
        x0, top, x1, bottom = rect
        low, narrow = bottom - top <= THIN, x1 - x0 <= THIN
        if low:
            self._add(self._page.horizontal, Ruling((top + bottom) / 2, x0, x1))
        if narrow:
            self._add(self._page.vertical, Ruling((x0 + x1) / 2, top, bottom))
        return low or narrow

    def _hollow(self, outer: Rect, inner: Rect) -> None:
        gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
        if all(0 <= gap <= THIN for gap in gaps):
            x0, top, x1, bottom = outer
            corners = ((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top))
            for start, end in pairwise(corners):
                self._segment(start, end)

    def _segment(self, start: Point, end: Point) -> None:
        (xa, ya), (xb, yb) = start, end
        if abs(ya - yb) <= _SKEW < abs(xa - xb):
            self._add(self._page.horizontal, Ruling((ya + yb) / 2, min(xa, xb), max(xa, xb)))
        elif abs(xa - xb) <= _SKEW < abs(ya - yb):
            self._add(self._page.vertical, Ruling((xa + xb) / 2, min(ya, yb), max(ya, yb)))

    def _add(self, rulings: list[Ruling], ruling: Ruling) -> None:
        if len(rulings) >= MAX_RULINGS_PER_PAGE:
            raise LimitExceeded(
                f"{page_text(self._page.number)}的线条超过 {MAX_RULINGS_PER_PAGE} 条"
            )
        rulings.append(ruling)


def _pieces(path: Path) -> Sequence[Path]:
    """Return the operators of each sub-path."""
    starts = [index for index, segment in enumerate(path) if segment[0] == "m"]
    if starts == [0]:
        return [path]
    return [path[start:end] for start, end in pairwise([0, *starts, len(path)])]


def all_points(path: Path) -> list[Point]:
    """Return all points of a path; the control points of its curves enclose them."""
    return [
        (numbers[at], numbers[at + 1])
        for _, *numbers in path
        for at in range(0, len(numbers) - 1, 2)
    ]


def subpaths(path: Path, ctm: Matrix) -> Iterator[tuple[list[Point | None], bool]]:
    """Yield the points of each sub-path on the page, closed ones back to their start.

    ``None`` stands for a curve between its neighbours; the flag tells whether there is any.
    """
    a, b, c, d, e, f = ctm
    points: list[Point | None] = []
    curved = False
    for segment in path:
        operator = segment[0]
        if operator == "m":
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        if operator == "h":
            if points:
                points.append(points[0])
        else:
            if operator not in "ml":
                points.append(None)
                curved = True
            x, y = segment[-2:]
            points.append((a * x + c * y + e, b * x + d * y + f))
    if len(points) > 1:
        yield points, curved


def _slants(points: Sequence[Point | None]) -> bool:
    """Tell whether a straight piece is neither level nor upright, as in figures and ticks."""
    return any(
        a is not None and b is not None and min(abs(a[0] - b[0]), abs(a[1] - b[1])) > _SKEW
        for a, b in pairwise(points)
    )


def box_of(points: Iterable[Point], ctm: Matrix) -> Rect:
    """Return the box around ``points`` after ``ctm``."""
    a, b, c, d, e, f = ctm
    return bounds([(a * x + c * y + e, b * x + d * y + f) for x, y in points])


def is_white(colour: Colour | None) -> bool:
    """Tell whether lines of a colour are not drawn to be seen on paper."""
    return colour is not None and min(colour) >= _ALMOST_WHITE


def bounds(points: Sequence[Any]) -> Rect:
    """Return the box around ``points``."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _sides(rect: Rect) -> tuple[float, float]:
    return rect[2] - rect[0], rect[3] - rect[1]
