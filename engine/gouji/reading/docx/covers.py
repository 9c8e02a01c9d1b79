"""Shapes that lie on tables: which of them hide what is behind, and how many rows they reach."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import inf
from typing import NamedTuple

from lxml.etree import _Element

from gouji.reading.docx.names import MC, WP, A, W, local_name, points
from gouji.reading.docx.shapes import ON, css, emu, is_switched_off
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.docx.tables import rows_of

DRAWINGS = (W + "drawing", W + "pict", W + "object")
_LINES = frozenset({"line", "straightConnector1"})
_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill"})
_BY_PARAGRAPH = frozenset({"paragraph", "line"})
_BY_TEXT = frozenset({"text", "line", "absolute"})
_LOOSE = frozenset({"wgp", "wpc", "group"})
"""Shapes whose parts may lie outside of them."""
_GROWING = ("spAutoFit", "mso-fit-shape-to-text:t")
_LEAST_ROW = 10.0
"""Points: a row, or a line of text, that does not say how high it is."""
_DIGIT = re.compile(r"\d")
_LENGTH = re.compile(r"(-?(?:\d{1,6}(?:\.\d{1,9})?|\.\d{1,9}))(pt|in|cm|mm|px|pc)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "pc": 12.0, "": 0.75}


class Reach(NamedTuple):
    """How far a shape goes above and below the top of its paragraph, in points."""

    above: float
    below: float


class _Frame(NamedTuple):
    """Where a shape begins and how large it is, in points; ``None`` for what is not told."""

    left: float | None
    top: float | None
    width: float | None
    height: float | None
    by_paragraph: bool


def covered_rows(blocks: Sequence[_Element], at: int, around: Surroundings) -> frozenset[int]:
    """Return the rows of the table ``blocks[at]`` that shapes in it or beside it may lie over."""
    table, rows = blocks[at], rows_of(blocks[at])
    heights = [_height(row) for row in rows]
    covered: set[int] = set()
    for shape in _covers(table, around):
        row = next(shape.iterancestors(W + "tr"))
        if row in rows:
            of, reach = rows.index(row), _reach(shape)
            # a shape that has no room below on its page is moved up
            above = max(reach.above, reach.below - _LEAST_ROW)
            covered |= {of, *_down(heights, of + 1, reach.below), *_up(heights, of - 1, above)}
    for paragraph in islice(_beside(blocks[:at][::-1]), 1):
        for shape in _covers(paragraph, around):
            covered |= {*_down(heights, 0, _reach(shape).below - _LEAST_ROW)}
    for paragraph in islice(_beside(blocks[at + 1 :]), 1):
        for shape in _covers(paragraph, around):
            covered |= {*_up(heights, len(rows) - 1, _reach(shape).above)}
    return frozenset(covered)


def _down(heights: Sequence[float], start: int, depth: float) -> Iterator[int]:
    """Yield the rows from ``start`` that something of a ``depth`` comes down to."""
    for at in range(start, len(heights)):
        if depth <= 0:
            return
        yield at
        depth -= heights[at]


def _up(heights: Sequence[float], start: int, depth: float) -> Iterator[int]:
    """Yield the rows from ``start`` that something of a ``depth`` goes up to."""
    last = len(heights) - 1
    yield from (last - at for at in _down(heights[::-1], last - start, depth))


def _height(row: _Element) -> float:
    """Return how high a row is at least, in points."""
    height = points(row.find(f"{W}trPr/{W}trHeight"))
    return max(height, 1.0) if height else _LEAST_ROW


def _beside(blocks: Iterable[_Element]) -> Iterator[_Element]:
    """Yield the paragraphs that hold something up to the next table."""
    for block in blocks:
        if block.tag != W + "p":
            return
        if next(block.iter(W + "t", *DRAWINGS), None) is not None:
            yield block


def _covers(element: _Element, around: Surroundings) -> Iterator[_Element]:
    """Yield the shapes in an element, none of a table inside it, that may lie over text."""
    table = element if element.tag == W + "tbl" else None
    for shape in _floating(element):
        if (
            (table is None or next(shape.iterancestors(W + "tbl"), None) is table)
            and _is_cover(shape)
            and not _lies_off_page(_frame(shape), around.page)
        ):
            yield shape


def _floating(element: _Element) -> Iterator[_Element]:
    """Yield the shapes that float in an element; old ones only where there are no new ones."""
    yield from element.iter(WP + "anchor")
    for shape in element.iter(W + "pict"):
        if next(shape.iterancestors(MC + "Fallback"), None) is None:
            yield from (s for s in shape if "position:absolute" in css(s))


def _is_cover(shape: _Element) -> bool:
    """Tell whether a shape, or figures in it, lie on text that does not make way."""
    behind = (shape.get("behindDoc") or "0") in ON or "z-index:-" in css(shape)
    makes_way = any(
        local_name(child).startswith("wrap")
        and child.tag != WP + "wrapNone"
        and (child.get("type") or "") != "none"
        for child in shape
    )
    shows = not behind and not makes_way and not is_switched_off(shape)
    return shows and (_is_opaque(shape) or _holds_figures(shape))


def _holds_figures(shape: _Element) -> bool:
    return any(_DIGIT.search(text.text or "") for text in shape.iter(W + "t"))


def _is_opaque(shape: _Element) -> bool:
    if shape.tag != WP + "anchor":
        drawn = local_name(shape) not in {"line", "shapetype", "group"}
        return drawn and (shape.get("filled") or "t") in {"t", "true"}
    for element in shape.iter():
        name = local_name(element)
        if name == "blip" or (name == "spPr" and not _is_line(element) and _has_fill(element)):
            return True
    return False


def _has_fill(properties: _Element) -> bool:
    if any(local_name(child) in _FILLS for child in properties):
        return True
    if any(local_name(child) == "noFill" for child in properties):
        return False
    parent = properties.getparent()
    lent = None if parent is None else parent.find("{*}style/" + A + "fillRef")
    return lent is not None and (lent.get("idx") or "0") != "0"


def _is_line(properties: _Element) -> bool:
    shape = properties.find(A + "prstGeom")
    return shape is not None and shape.get("prst") in _LINES


def _lies_off_page(frame: _Frame, page: tuple[float, float]) -> bool:
    """Tell whether a shape begins beside the page, from whatever on it its place is counted."""
    sides = (frame.left, frame.width, page[0]), (frame.top, frame.height, page[1])
    return any(
        start is not None and (start > room or start + (inf if size is None else size) < -room)
        for start, size, room in sides
    )


def _reach(shape: _Element) -> Reach:
    """Return how far a shape goes; without end, if it is placed by something else, or grows."""
    frame = _frame(shape)
    if not frame.by_paragraph or frame.top is None or frame.height is None or _is_loose(shape):
        return Reach(inf, inf)
    return Reach(-frame.top, inf if _grows(shape) else frame.top + frame.height)


def _is_loose(shape: _Element) -> bool:
    """Tell whether a shape may be seen elsewhere than its measures say."""
    return any(
        local_name(part) in _LOOSE
        or "rotation:" in css(part)
        or (part.tag == A + "xfrm" and (part.get("rot") or "0") != "0")
        for part in shape.iter()
    )


def _grows(shape: _Element) -> bool:
    """Tell whether a box grows with its text."""
    return any(
        local_name(part) in _GROWING or any(way in css(part) for way in _GROWING)
        for part in shape.iter()
    )


def _frame(shape: _Element) -> _Frame:
    return _anchored(shape) if shape.tag == WP + "anchor" else _styled(css(shape))


def _anchored(anchor: _Element) -> _Frame:
    left, top = (_offset(anchor.find(f"{WP}position{axis}")) for axis in "HV")
    extent = anchor.find(WP + "extent")
    width, height = (None if extent is None else emu(extent.get(name)) for name in ("cx", "cy"))
    vertical = anchor.find(WP + "positionV")
    is_simple = (anchor.get("simplePos") or "0") in ON
    by = None if vertical is None or is_simple else vertical.get("relativeFrom")
    return _Frame(left, top, width, height, by in _BY_PARAGRAPH)


def _offset(position: _Element | None) -> float | None:
    text = None if position is None else position.findtext(WP + "posOffset")
    return None if text is None else emu(text)


def _styled(style: str) -> _Frame:
    """Return the frame of an old shape by its style."""
    said = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    left, top = (
        _length(said.get(f"margin-{side}", said.get(side, "0"))) for side in ("left", "top")
    )
    relations = {said.get("mso-position-vertical" + end, "text") for end in ("", "-relative")}
    return _Frame(
        left, top, _length(said.get("width")), _length(said.get("height")), relations <= _BY_TEXT
    )


def _length(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) * _POINTS[found[2] or ""] if found else None
