"""Colours as style sheets and old attributes write them."""

import re
from functools import lru_cache
from typing import Any

from tinycss2.color4 import parse_color

from gouji.expressions import compiled
from gouji.reading.shown import BLACK, WHITE, Colour

Shade = tuple[Colour, float]
"""A colour and its opacity, 0 to 1."""

_SYSTEM = {"windowtext": BLACK, "canvastext": BLACK, "window": WHITE, "canvas": WHITE,
           "buttontext": BLACK, "infotext": BLACK, "menutext": BLACK}  # fmt: skip
_BARE = compiled(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


@lru_cache(maxsize=1_024)
def shade_of(text: str) -> Shade | None:
    """Return what a colour of a style sheet shows; ``None`` where that is not known."""
    if text in _SYSTEM:
        return _SYSTEM[text], 1.0
    parsed: Any = parse_color(text)
    if parsed is None or parsed == "currentcolor":
        return None
    try:
        red, green, blue = (round(255 * part) for part in parsed.to("srgb").coordinates)
    except (NotImplementedError, TypeError):
        return None
    return (_byte(red), _byte(green), _byte(blue)), float(parsed.alpha)


def is_colour(text: str) -> bool:
    """Tell whether ``text`` is a colour, known or not."""
    return text in _SYSTEM or parse_color(text) is not None


def attribute_colour(text: str) -> str:
    """Return the colour of an old attribute (``bgcolor``) as style sheets write it."""
    text = text.strip().lower()
    bare = _BARE.fullmatch(text)
    return f"#{bare[1]}" if bare else text


def _byte(part: int) -> int:
    return min(max(part, 0), 255)
