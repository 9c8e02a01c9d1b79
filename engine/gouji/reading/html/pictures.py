"""Pictures behind text: of which colours they are, as far as the page itself says."""

from functools import lru_cache

import tinycss2

from gouji.expressions import compiled
from gouji.reading.html.colours import Shade, shade_of
from gouji.reading.html.longhands import GLOBAL

_GRADIENT = compiled(
    r"(?:-webkit-)?(?:repeating-)?(?:linear|radial|conic)-gradient|-webkit-gradient"
)
_STOP = compiled(r"(?:from|to|color-stop)")


@lru_cache(maxsize=1_024)
def picture_of(image: str) -> tuple[tuple[Shade, ...], ...] | None:
    """Return the colours of each picture of a ``background-image``, the lowest first.

    A picture at an address is not fetched: it shows nothing. ``None`` where what shows is not
    known, as of a picture that the page carries.
    """
    if image in ("none", *GLOBAL):
        return ()
    layers: list[tuple[Shade, ...]] = []
    for node in tinycss2.parse_component_value_list(image, skip_comments=True):
        if node.type in ("whitespace", "literal") or getattr(node, "lower_value", "") == "none":
            continue
        if node.type == "url" or (node.type == "function" and node.lower_name == "url"):
            if "data:" in tinycss2.serialize([node]).lower().replace("\\", ""):
                return None
        elif node.type == "function" and _GRADIENT.fullmatch(node.lower_name):
            stops = _stops(node.arguments)
            if stops is None:
                return None
            layers.append(stops)
        else:
            return None
    return tuple(reversed(layers))


def _stops(arguments: list[tinycss2.ast.Node]) -> tuple[Shade, ...] | None:
    """Return the colours of a gradient; ``None`` where one of them is not known."""
    found: list[Shade] = []
    for node in arguments:
        text = tinycss2.serialize([node])
        if node.type == "function" and _STOP.fullmatch(node.lower_name):
            inner = _stops(node.arguments)
            if inner is None:
                return None
            found += inner
        elif node.type in ("function", "hash", "ident"):
            shade = shade_of(text)
            if shade is not None:
                found.append(shade)
            elif node.type != "ident" or text not in _PLACES:
                return None
    return tuple(found)


_PLACES = frozenset((
    "to", "top", "left", "right", "bottom", "center", "circle", "ellipse", "at", "from",
    "closest-side", "closest-corner", "farthest-side", "farthest-corner", "in", "srgb", "linear",
    "radial",
))  # fmt: skip
