"""Clips of objects: what is plainly outside them is not seen.

Producers do not agree on whether an area is stated before or after the object's own matrix, so that
a character is cut off only where it lies outside by every way of reading it.
"""

from collections.abc import Iterable

from lxml.etree import _Element

from gouji.model.document import Rect
from gouji.reading.limits import Budget
from gouji.reading.ofd.paths import operators
from gouji.reading.ofd.values import after, box, child, children, matrix, moved, text_of
from gouji.reading.pages.clips import NOWHERE, Clip, common
from gouji.reading.pages.strokes import Matrix, Path, all_points, box_of

_SLACK = 1.0
"""Points that an area may be too small."""


def clip_of(
    element: _Element, clips: _Element | None, outer: Matrix, clip: Clip, budget: Budget
) -> Clip:
    """Return what of ``clip`` an object with ``clips`` of its own is drawn in."""
    for part in children(clips, "Clip"):
        areas = [_area(area, element, outer, budget) for area in children(part, "Area")]
        known = [area for area in areas if area is not None]
        if len(known) < len(areas):
            clip = clip.doubtful()
        elif known:
            clip = clip.within(_around(known))
    return clip


def misses(clip: Clip, path: Path, ctm: Matrix) -> bool:
    """Tell whether nothing of a path can be drawn."""
    x0, y0, x1, y1 = common(clip.rect, box_of(all_points(path) or [(0.0, 0.0)], ctm))
    return x0 > x1 or y0 > y1


def _area(area: _Element, element: _Element, outer: Matrix, budget: Budget) -> Rect | None:
    """Return the box around an area, ``None`` for the outline of writing, or of nothing."""
    path = child(area, "Path")
    if path is None:
        return None
    points = all_points(operators(text_of(child(path, "AbbreviatedData")), budget))
    if not points:
        return None
    x, y, _, _ = box(path.get("Boundary") or "0 0 0 0")
    within = after(after(matrix(path.get("CTM")), moved(x, y)), matrix(area.get("CTM")))
    left, top, _, _ = box(element.get("Boundary"))
    beside = after(moved(left, top), outer)
    ways = after(matrix(element.get("CTM")), beside), beside, outer
    x0, y0, x1, y1 = _around(box_of(points, after(within, way)) for way in ways)
    return x0 - _SLACK, y0 - _SLACK, x1 + _SLACK, y1 + _SLACK


def _around(boxes: Iterable[Rect]) -> Rect:
    x0, y0, x1, y1 = NOWHERE
    for a, b, c, d in boxes:
        x0, y0, x1, y1 = min(x0, a), min(y0, b), max(x1, c), max(y1, d)
    return x0, y0, x1, y1
