"""How objects are painted: their own properties, those of their style, those of their layer."""

from typing import NamedTuple

from lxml.etree import _Element

from gouji.reading.ofd.resources import Resources
from gouji.reading.ofd.values import LONGEST, child, children, number, numbers
from gouji.reading.pages.content import Paint
from gouji.reading.shown import BLACK, Colour

WIDTH = 0.353
"""Millimetres: the width of lines that state none, a point."""
_FULL = 255.0
_COMPONENTS = {"GRAY": 1, "RGB": 3, "CMYK": 4}


class Style(NamedTuple):
    """What lines and areas are painted with."""

    width: float
    fill: Paint
    stroke: Paint


def style_of(element: _Element, layer: str | None, resources: Resources, opacity: float) -> Style:
    """Return how ``element`` is painted in a layer of a style; raises ``ValueError``."""
    chain = [
        element,
        *resources.style_chain(element.get("DrawParam")),
        *resources.style_chain(layer),
    ]
    width = next((text for each in chain if (text := each.get("LineWidth"))), None)

    def paint(name: str) -> Paint:
        found = (child(each, name) for each in chain)
        return _paint(next((f for f in found if f is not None), None), resources, opacity)

    return Style(number(width, WIDTH), paint("FillColor"), paint("StrokeColor"))


def opacity_of(element: _Element) -> float:
    """Return how opaque an object or a colour is, 0 to 1; raises ``ValueError``."""
    return min(max(number(element.get("Alpha"), _FULL) / _FULL, 0.0), 1.0)


def _paint(element: _Element | None, resources: Resources, opacity: float) -> Paint:
    if element is None:
        return Paint(BLACK, opacity)
    opacity *= opacity_of(element)
    if len(element):  # a pattern or a shading: of many colours
        return Paint(None, opacity)
    return Paint(_colour(element, resources), opacity)


def _colour(element: _Element, resources: Resources) -> Colour | None:
    """Return a colour, ``None`` where it cannot be told."""
    space = resources.spaces.get(element.get("ColorSpace") or resources.default_space or "")
    value = element.get("Value")
    if value is not None and len(value) > LONGEST:
        raise ValueError("a colour this long is none")
    if value is None and space is not None and element.get("Index"):
        palette = list(children(child(space, "Palette"), "CV"))
        index = int(number(element.get("Index"), 0))
        value = palette[index].text if 0 <= index < len(palette) else None
    if value is None:
        return BLACK
    parts = [_part(text) for text in value.replace(",", " ").split()]
    kind = (space.get("Type") or "RGB").upper() if space is not None else None
    bits = number(space.get("BitsPerComponent"), 8) if space is not None else 8
    if kind is not None and _COMPONENTS.get(kind) != len(parts):
        return None
    return _as_rgb([part / (2**bits - 1) for part in parts])


def _part(text: str) -> float:
    if text.startswith("#"):
        return float(int(text[1:][:8], 16))
    (part,) = numbers(text, 1)
    return part


def _as_rgb(parts: list[float]) -> Colour | None:
    match [min(max(part, 0.0), 1.0) for part in parts]:
        case [grey]:
            shades = (grey, grey, grey)
        case [red, green, blue]:
            shades = (red, green, blue)
        case [cyan, magenta, yellow, black]:
            shades = ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black),
                      (1 - yellow) * (1 - black))  # fmt: skip
        case _:
            return None
    red, green, blue = (round(_FULL * shade) for shade in shades)
    return red, green, blue
