"""Shapes around text boxes: whether they are shown, and what surrounds the text in them."""

from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element

from gouji.reading.docx.alternatives import agree
from gouji.reading.docx.colours import Palette, read_colour
from gouji.reading.docx.names import MC, WP, A, W
from gouji.reading.docx.room import is_far
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.shown import CLIPPED, UNRESOLVED

_EMU_PER_POINT = 12_700
_SMALLEST = 8.0
"""Points: a box less wide or high shows no text."""
ON = frozenset({"1", "true", "on"})


def is_hidden(box: _Element) -> bool:
    """Tell whether the shape around the contents of a text box is switched off."""
    return any(map(is_switched_off, _around(box)))


def is_switched_off(shape: _Element) -> bool:
    """Tell whether an element around a shape, or the shape itself, says that it is hidden."""
    style = css(shape)
    properties = shape.find(WP + "docPr")
    said = None if properties is None else properties.get("hidden")
    return "visibility:hidden" in style or "display:none" in style or said in ON


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
    sizes = [emu(extent.get(name)) for name in ("cx", "cy")] if extent is not None else []
    x, y = (emu(shape.findtext(f"{WP}position{axis}/{WP}posOffset")) for axis in "HV")
    return any(size < _SMALLEST for size in sizes) or is_far(x, y, around)


def css(shape: _Element) -> str:
    """Return the style of an old shape without blanks, in small letters."""
    return "".join((shape.get("style") or "").split()).lower()


def emu(text: str | None) -> float:
    """Return a measure of DrawingML in points, 0 where it is not told."""
    digits = (text or "").strip()
    sound = digits.removeprefix("-").isascii() and digits.removeprefix("-").isdigit()
    return int(digits) / _EMU_PER_POINT if sound and len(digits) < 16 else 0.0
