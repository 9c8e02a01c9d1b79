"""How objects are painted: their own properties, those of their style, those of their layer."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element

from gouji.reading.ofd.resources import Look, Resources
from gouji.reading.ofd.values import LONGEST, child, children, number, numbers
from gouji.reading.pages.content import Paint
from gouji.reading.shown import BLACK, Colour

WIDTH = 0.353
"""Millimetres: the width of lines that state none, a point."""
_FULL = 255.0
_COMPONENTS = {"GRAY": 1, "RGB": 3, "CMYK": 4}


class Style(NamedTuple):
    """What lines and areas are painted with; a pattern holds objects of its own."""

    width: float
    fill: Paint
    stroke: Paint
    patterned: bool


def style_of(
    element: _Element,
    parts: Mapping[str, _Element],
    layer: str | None,
    resources: Resources,
    opacity: float,
) -> Style:
    """Return how ``element`` is painted in a layer of a style; raises ``ValueError``.

    ``parts`` are what it states itself, ``opacity`` that of what it lies in.
    """
    look = Look(element.get("LineWidth"), parts.get("FillColor"), parts.get("StrokeColor"))
    for style in filter(None, (element.get("DrawParam"), layer)):
        look = look.before(resources.style(style))
    opacity *= opacity_of(element)
    return Style(
        number(look.width, WIDTH),
        _paint(look.fill, resources, opacity),
        _paint(look.stroke, resources, opacity),
        patterned=child(look.fill, "Pattern") is not None,
    )


def opacity_of(element: _Element) -> float:
    """Return how opaque an object or a colour is, 0 to 1; raises ``ValueError``."""
    alpha = element.get("Alpha")
    return 1.0 if alpha is None else min(max(number(alpha, _FULL) / _FULL, 0.0), 1.0)


def _paint(element: _Element | None, resources: Resources, opacity: float) -> Paint:
    if element is None:
        return Paint(BLACK, opacity)
    opacity *= opacity_of(element)
    if len(element):  # a pattern or a shading: of many colours
        return Paint(None, opacity)
    return Paint(_colour(element, resources), opacity)


def _colour(element: _Element, resources: Resources) -> Colour | None:
    """Return a colour, ``None`` where it cannot be told."""
    name = element.get("ColorSpace") or resources.default_space
    space = resources.spaces.get(name) if name else None
    value = element.get("Value")
    if value is None and space is not None and element.get("Index"):
        value = _listed(space, int(number(element.get("Index"), 0)))
    if value is None:
        return BLACK
    if len(value) > LONGEST:
        raise ValueError("a colour this long is none")
    if space is None:
        return _plain(value)
    parts = _parts(value)
    bits = number(space.get("BitsPerComponent"), 8)
    if _COMPONENTS.get((space.get("Type") or "RGB").upper()) != len(parts):
        return None
    return _as_rgb([part / (2**bits - 1) for part in parts])


def _listed(space: _Element, index: int) -> str | None:
    """Return the colour that stands at an index of a palette."""
    if index < 0:
        return None
    found = next(islice(children(child(space, "Palette"), "CV"), index, None), None)
    return None if found is None else found.text


@lru_cache(maxsize=256)
def _plain(value: str) -> Colour | None:
    """Return a colour of no stated space."""
    return _as_rgb([part / _FULL for part in _parts(value)])


def _parts(value: str) -> list[float]:
    return [_part(text) for text in value.replace(",", " ").split()]


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
