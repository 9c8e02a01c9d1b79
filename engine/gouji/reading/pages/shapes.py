"""Painted areas: what paths leave on a page, and how much of a box they fill."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from gouji.model.document import Rect
from gouji.reading.pages.content import Paint, Point, Shape
from gouji.reading.pages.strokes import Matrix, Path, all_points, box_of, is_white, subpaths

_FINE = 1.5
"""Dark areas and lines thinner than this (points) are rulings, and cover no print."""
_HAIRLINE = 0.5
_SLACK = 0.01
_SEGMENTS = 6
"""A box has no more of them."""
_PARTS = 400
"""A path of more parts is painted text or a map; each part then counts for itself."""


class Share(Enum):
    """How much of a box is painted."""

    NONE = auto()
    PART = auto()
    WHOLE = auto()


def filled(
    path: Path, ctm: Matrix, paint: Paint, under: int, *, evenodd: bool = False
) -> Iterator[Shape]:
    """Yield the areas that filling a path paints, without those too fine to cover anything."""
    parts = list(subpaths(path, ctm))
    boxes = [upright_box(points) for points, _ in parts]
    if None not in boxes and (len(boxes) == 1 or (not evenodd and _same_way(parts))):
        for box in boxes:
            if box is not None and counts(box, paint):
                yield Shape(box, paint, under)
        return
    outline = tuple(tuple(p for p in points if p is not None) for points, _ in parts)
    if not outline:
        return
    curved = any(curve for _, curve in parts)
    rect = box_of(all_points(path), ctm)
    if counts(rect, paint):
        plain = not curved and len(parts) <= _PARTS
        yield Shape(rect, paint, under, certain=plain, outline=outline, evenodd=evenodd)


def stroked(path: Path, ctm: Matrix, paint: Paint, under: int, width: float) -> Iterator[Shape]:
    """Yield the areas that the lines of a path paint, without dark ones too fine to cover."""
    fine = width < _FINE
    if fine and not _is_light(paint):
        return
    half = max(width, _HAIRLINE) / 2
    for points, curved in subpaths(path, ctm):
        if curved:
            x0, y0, x1, y1 = box_of(all_points(path), ctm)
            rect = x0 - half, y0 - half, x1 + half, y1 + half
            yield Shape(rect, paint, under, certain=False)
            return
        for start, end in pairwise(points):
            if start is not None and end is not None:
                yield _line(start, end, half, paint, under)


def _line(start: Point, end: Point, half: float, paint: Paint, under: int) -> Shape:
    (xa, ya), (xb, yb) = start, end
    x0, x1, y0, y1 = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
    rect = x0 - half, y0 - half, x1 + half, y1 + half
    if x1 - x0 <= _SLACK or y1 - y0 <= _SLACK:
        return Shape(rect, paint, under)
    length = ((xb - xa) ** 2 + (yb - ya) ** 2) ** 0.5
    dx, dy = half * (yb - ya) / length, half * (xa - xb) / length
    corners = ((xa + dx, ya + dy), (xb + dx, yb + dy), (xb - dx, yb - dy), (xa - dx, ya - dy))
    return Shape(rect, paint, under, outline=(corners,))


def _is_light(paint: Paint) -> bool:
    return is_white(paint.colour)


def counts(rect: Rect, paint: Paint) -> bool:
    """Tell whether a painted box may cover print, or be a ground: a fine dark one is a ruling."""
    return _is_light(paint) or not is_fine(rect)


def is_fine(rect: Rect) -> bool:
    """Tell whether a box is too fine to cover print; one without measures is, too."""
    return not min(rect[2] - rect[0], rect[3] - rect[1]) >= _FINE


def upright_box(points: Sequence[Point | None]) -> Rect | None:
    """Return the upright box whose corners are ``points``, ``None`` where there is none."""
    if not 4 <= len(points) <= 5:
        return None
    corners = [point for point in points if point is not None]
    if len(corners) < len(points):
        return None
    a, b, c, d = corners[:4]
    if a[1] == b[1] and b[0] == c[0] and c[1] == d[1] and d[0] == a[0] and a == corners[-1]:
        # as the operator for a box draws it
        return min(a[0], c[0]), min(a[1], c[1]), max(a[0], c[0]), max(a[1], c[1])
    if not (_straight(a, b) and _straight(b, c) and _straight(c, d)):
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
    opposite = (
        abs(xs[0] - xs[2]) >= x1 - x0 - _SLACK
        and abs(ys[0] - ys[2]) >= y1 - y0 - _SLACK
        and abs(xs[1] - xs[3]) >= x1 - x0 - _SLACK
        and abs(ys[1] - ys[3]) >= y1 - y0 - _SLACK
    )
    closed = len(corners) == 4 or corners[4] == corners[0]
    return (x0, y0, x1, y1) if opposite and closed else None


def _straight(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) <= _SLACK or abs(a[1] - b[1]) <= _SLACK


def one_part(path: Path, ctm: Matrix) -> list[Point] | None:
    """Return the points of a path of one straight part, ``None`` for others and for long ones."""
    if len(path) > _SEGMENTS:
        return None
    a, b, c, d, e, f = ctm
    points: list[Point] = []
    for segment in path:
        operator = segment[0]
        if operator == ("l" if points else "m"):
            _, x, y = segment
            points.append((a * x + c * y + e, b * x + d * y + f))
        elif operator == "h" and points:
            points.append(points[0])
        else:
            return None
    return points if len(points) > 1 else None


def _same_way(parts: Sequence[tuple[list[Point | None], bool]]) -> bool:
    """Tell whether all parts wind the same way, so that none cuts a hole into another."""
    signs = {_area([p for p in points if p is not None]) > 0 for points, _ in parts}
    return len(signs) < 2


def _area(points: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))


def share_of(shape: Shape, box: Rect) -> Share:
    """Return how much of ``box`` a shape fills."""
    x0, y0, x1, y1 = shape.rect
    left, top, right, bottom = box
    if x1 <= left or right <= x0 or y1 <= top or bottom <= y0:
        return Share.NONE
    if shape.outline:
        return _share_inside(shape, box)
    if shape.certain and x0 <= left and right <= x1 and y0 <= top and bottom <= y1:
        return Share.WHOLE
    return Share.PART


def _share_inside(shape: Shape, box: Rect) -> Share:
    left, top, right, bottom = box
    spots = [(x, y) for x in _thirds(left, right) for y in _thirds(top, bottom)]
    inside = sum(_is_inside(spot, shape) for spot in spots)
    if inside == len(spots):
        return Share.WHOLE
    x0, y0, x1, y1 = shape.rect
    small = x1 - x0 < right - left or y1 - y0 < bottom - top
    if inside == 0 and shape.certain and not small:
        return Share.NONE
    return Share.PART


def _thirds(low: float, high: float) -> tuple[float, float, float, float]:
    step = (high - low) / 3
    return low, low + step, high - step, high


def _is_inside(spot: Point, shape: Shape) -> bool:
    x, y = spot
    winding = crossings = 0
    for part in shape.outline:
        for (xa, ya), (xb, yb) in pairwise([*part, part[0]]):
            if (ya <= y) != (yb <= y) and x < xa + (y - ya) * (xb - xa) / (yb - ya):
                crossings += 1
                winding += 1 if yb > ya else -1
    return crossings % 2 == 1 if shape.evenodd else winding != 0
