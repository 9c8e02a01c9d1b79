"""Clips of objects: what is plainly outside them is not seen.

Producers do not agree on whether an area is stated before or after the object's own matrix, so that
a character is cut off only where it lies outside by every way of reading it.
"""

from collections.abc import Iterator

from lxml.etree import _Element

from gouji.model.document import Rect
from gouji.reading.limits import Budget
from gouji.reading.ofd.paths import operators
from gouji.reading.ofd.values import after, box, child, children, matrix, moved, text_of
from gouji.reading.pages.clips import NOWHERE, Clip
from gouji.reading.pages.strokes import Matrix, box_of

_SLACK = 1.0
"""Points that an area may be too small."""


def clip_of(
    element: _Element, clips: _Element | None, outer: Matrix, clip: Clip, budget: Budget
) -> Clip:
    """Return what of ``clip`` an object with ``clips`` of its own is drawn in."""
    for part in children(clips, "Clip"):
        areas = [_area(area, element, outer, budget) for area in children(part, "Area")]
        if areas and None not in areas:
            clip = clip.within(_around(area for area in areas if area is not None))
    return clip


def _area(area: _Element, element: _Element, outer: Matrix, budget: Budget) -> Rect | None:
    """Return the box around an area, ``None`` where it is the outline of writing."""
    path = child(area, "Path")
    if path is None:
        return None
    points = [
        (numbers[at], numbers[at + 1])
        for _, *numbers in operators(text_of(child(path, "AbbreviatedData")), budget)
        for at in range(0, len(numbers) - 1, 2)
    ]
    if not points:
        return None
    x, y, _, _ = box(path.get("Boundary") or "0 0 0 0")
    within = after(after(matrix(path.get("CTM")), moved(x, y)), matrix(area.get("CTM")))
    left, top, _, _ = box(element.get("Boundary"))
    beside = after(moved(left, top), outer)
    ways = after(matrix(element.get("CTM")), beside), beside, outer
    x0, y0, x1, y1 = _around(box_of(points, after(within, way)) for way in ways)
    return x0 - _SLACK, y0 - _SLACK, x1 + _SLACK, y1 + _SLACK


def _around(boxes: Iterator[Rect]) -> Rect:
    x0, y0, x1, y1 = NOWHERE
    for a, b, c, d in boxes:
        x0, y0, x1, y1 = min(x0, a), min(y0, b), max(x1, c), max(y1, d)
    return x0, y0, x1, y1
