"""Shapes that float on the page: whether one is shown, and whether it covers what lies behind."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element

from gouji.reading.docx.alternatives import agree
from gouji.reading.docx.colours import Palette, read_colour
from gouji.reading.docx.names import MC, WP, A, W, local_name
from gouji.reading.docx.room import is_far
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.shown import CLIPPED, UNRESOLVED

_EMU_PER_POINT = 12_700
_SMALLEST = 8.0
"""Points: a box less wide or high shows no text."""
_LINES = frozenset({"line", "straightConnector1"})
_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill"})
_BY_PARAGRAPH = frozenset({"paragraph", "line"})
_LINE_HEIGHT = 10.0
_DIGIT = re.compile(r"\d")
_CSS_TOP = re.compile(r"margin-top:(-?\d{1,5}(?:\.\d{1,3})?)")
_ON = frozenset({"1", "true", "on"})


def is_hidden(box: _Element) -> bool:
    """Tell whether the shape around the contents of a text box is switched off."""
    for shape in _around(box):
        style = _css(shape)
        if "visibility:hidden" in style or "display:none" in style:
            return True
        properties = shape.find(WP + "docPr")
        if properties is not None and (properties.get("hidden") or "0") in _ON:
            return True
    return False


def inside_box(box: _Element, palette: Palette, around: Surroundings) -> Surroundings:
    """Return what surrounds the text in a box."""
    for shape in _around(box):
        if shape.tag == MC + "AlternateContent" and not agree(shape):
            around = replace(around, unseen=around.unseen or UNRESOLVED)
        if _is_unseen(shape, around):
            around = replace(around, unseen=around.unseen or CLIPPED)
        around = _painted(shape, palette, around)
    return replace(around, in_cell=False, width=None)


def _around(box: _Element) -> Iterator[_Element]:
    """Yield the elements around a text box, from the nearest to the paragraph it hangs on."""
    for element in box.iterancestors():
        if element.tag == W + "p":
            return
        yield element


def _painted(shape: _Element, palette: Palette, around: Surroundings) -> Surroundings:
    fill = shape.find("{*}spPr/" + A + "solidFill")
    if fill is not None:
        colours, opacity = palette.painted(fill)
        return replace(around, grounds=colours) if colours and opacity == 1 else around
    if (shape.get("filled") or "t") in {"t", "true"} and shape.get("fillcolor"):
        colour = read_colour(shape.get("fillcolor") or "")
        return replace(around, grounds=frozenset({colour})) if colour else around
    return around


def _is_unseen(shape: _Element, around: Surroundings) -> bool:
    """Tell whether a shape lies off the page or has no size to speak of."""
    extent = shape.find(WP + "extent")
    sizes = [_points(extent.get(name)) for name in ("cx", "cy")] if extent is not None else []
    x, y = (_points(shape.findtext(f"{WP}position{axis}/{WP}posOffset")) for axis in "HV")
    return any(size < _SMALLEST for size in sizes) or is_far(x, y, around)


def covers(table: _Element) -> bool:
    """Tell whether a shape that hangs in a table, none inside it, may lie over its cells."""
    return any(
        next(shape.iterancestors(W + "tbl"), None) is table and _is_cover(shape)
        for shape in _floating(table)
    )


def covers_below(paragraph: _Element) -> bool:
    """Tell whether a shape on a paragraph may lie over the table below."""
    return any(_is_cover(s) and _reach(s)[1] > _LINE_HEIGHT for s in _floating(paragraph))


def covers_above(paragraph: _Element) -> bool:
    """Tell whether a shape on a paragraph may lie over the table above."""
    return any(_is_cover(s) and _reach(s)[0] < 0 for s in _floating(paragraph))


def _floating(element: _Element) -> Iterator[_Element]:
    """Yield the shapes that float in an element; old ones only where there are no new ones."""
    yield from element.iter(WP + "anchor")
    for shape in element.iter(W + "pict"):
        if next(shape.iterancestors(MC + "Fallback"), None) is None:
            yield from (s for s in shape if "position:absolute" in _css(s))


def _css(shape: _Element) -> str:
    return "".join((shape.get("style") or "").split()).lower()


def _is_cover(shape: _Element) -> bool:
    """Tell whether a shape, or figures in it, lie on text that does not make way."""
    behind = (shape.get("behindDoc") or "0") in _ON or "z-index:-" in _css(shape)
    makes_way = any(
        local_name(child).startswith("wrap")
        and child.tag != WP + "wrapNone"
        and (child.get("type") or "") != "none"
        for child in shape
    )
    return not behind and not makes_way and (_is_opaque(shape) or _holds_figures(shape))


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


def _reach(anchor: _Element) -> tuple[float, float]:
    """Return from where to where a shape goes, in points below its paragraph.

    Without end, if it is placed by something else.
    """
    top = _CSS_TOP.search(_css(anchor))
    if anchor.tag != WP + "anchor" and top:
        return float(top[1]), float("inf")
    vertical = anchor.find(WP + "positionV")
    offset = None if vertical is None else vertical.findtext(WP + "posOffset")
    if vertical is None or offset is None or vertical.get("relativeFrom") not in _BY_PARAGRAPH:
        return float("-inf"), float("inf")
    extent = anchor.find(WP + "extent")
    height = float("inf") if extent is None else _points(extent.get("cy"))
    return _points(offset), _points(offset) + height


def _points(text: str | None) -> float:
    digits = (text or "").strip()
    sound = digits.removeprefix("-").isascii() and digits.removeprefix("-").isdigit()
    return int(digits) / _EMU_PER_POINT if sound and len(digits) < 16 else 0.0
