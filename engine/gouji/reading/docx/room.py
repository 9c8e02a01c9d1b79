"""The room that text has: whether lines, indents and frames leave enough of it to be seen."""

from collections.abc import Iterable
from itertools import product

from lxml.etree import _Element

from gouji.reading.docx.names import W, points, value
from gouji.reading.docx.properties import Properties
from gouji.reading.docx.surroundings import Surroundings

_LEAST_LINE = 0.75
"""Of the size: an exact line less high cuts its letters."""
_LEAST_SHARE = 0.6
"""Of the usual height of a line."""
_BARE_LINE = 0.95
"""Of the size: what a line takes at least."""
_LEAST_WIDTH = 3.0
_OUT_OF_CELL, _OUT_OF_PAGE = -14.0, -70.0
_LARGEST = 150.0
"""Points: larger letters are larger than what holds them."""
_SINGLE = 240
"""A line that is spaced by share counts these for one."""


def is_squeezed(paragraph: Properties, size: float, around: Surroundings) -> bool:
    """Tell whether a paragraph has no room for letters of ``size`` points."""
    return (
        size > _LARGEST
        or _is_low(paragraph.get(W + "spacing"), size)
        or _is_pushed_out(paragraph.get(W + "ind"), size, around)
        or _is_off_page(paragraph.get(W + "framePr"), size, around)
    )


def line_height(paragraph: Properties, size: float) -> float:
    """Return how high a line of ``size`` points is at least, in points."""
    spacing = paragraph.get(W + "spacing")
    exact = points(spacing, "line") if value(spacing, "lineRule") == "exact" else None
    return exact or size * _BARE_LINE


def _is_low(spacing: _Element | None, size: float) -> bool:
    rule = value(spacing, "lineRule") or "auto"
    if rule == "exact":
        line = points(spacing, "line")
        return line is not None and line < _LEAST_LINE * size
    share = points(spacing, "line", per_point=_SINGLE)
    return rule == "auto" and share is not None and share < _LEAST_SHARE


def _is_pushed_out(indents: _Element | None, size: float, around: Surroundings) -> bool:
    if indents is None:
        return False
    lefts = _either(indents, ("left", "start"), size)
    rights = _either(indents, ("right", "end"), size)
    hanging = _either(indents, ("hanging",), size)
    firsts = {-each for each in hanging} if any(hanging) else _either(indents, ("firstLine",), size)
    starts = {left + first for left, first in product(lefts, firsts)}
    room = around.page[0] if around.width is None else around.width
    return (
        min(starts | lefts) < (_OUT_OF_CELL if around.in_cell else _OUT_OF_PAGE)
        or max(starts) + max(0.0, *rights) > room - _LEAST_WIDTH
    )


def _either(indents: _Element, names: Iterable[str], size: float) -> set[float]:
    """Return what an indent may be: programs prefer the one told in characters, or do not."""
    told = [points(indents, name) for name in names]
    told += [points(indents, f"{name}Chars", per_point=100) for name in names]
    half = len(told) // 2
    plain = [each for each in told[:half] if each is not None]
    characters = [each * size for each in told[half:] if each is not None]
    return set(plain + characters) or {0.0}


def _is_off_page(frame: _Element | None, size: float, around: Surroundings) -> bool:
    if frame is None:
        return False
    x, y, w, h = (points(frame, name) or 0.0 for name in ("x", "y", "w", "h"))
    tight = value(frame, "hRule") == "exact" and h < _LEAST_LINE * size
    narrow = 0 < w < size / 2
    return tight or narrow or is_far(x, y, around)


def is_far(x: float, y: float, around: Surroundings) -> bool:
    """Tell whether a place in points, from a page's corner or a margin, is off the page."""
    width, height = around.page
    return not (_OUT_OF_PAGE <= x <= width and _OUT_OF_PAGE <= y <= height)
