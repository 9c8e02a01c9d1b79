"""Declarations of style sheets as longhands: one property, one value, both in plain writing.

Values are text in lower case without comments or escapes. Only properties that bear on what shows
are kept (:data:`KEPT`), and custom properties, on which others may hang.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2

from gouji.expressions import compiled
from gouji.reading.html.colours import is_colour

UNSURE = "?"
"""The value of a property that is set to something which cannot be told."""

GLOBAL = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})

_SIDES = ("top", "right", "bottom", "left")
_BOXED = {"margin": "margin-{}", "padding": "padding-{}", "inset": "{}"}
_LOGICAL = (
    (compiled(r"^(?:inset|(margin|padding))-inline-start$"), "left"),
    (compiled(r"^(?:inset|(margin|padding))-inline-end$"), "right"),
    (compiled(r"^(?:inset|(margin|padding))-block-start$"), "top"),
    (compiled(r"^(?:inset|(margin|padding))-block-end$"), "bottom"),
)
_ANIMATED = ("", "-name", "-fill-mode", "-iteration-count", "-play-state", "-duration", "-delay")
_SAME = {
    "inline-size": "width",
    "block-size": "height",
    "max-inline-size": "max-width",
    "max-block-size": "max-height",
    "min-inline-size": "min-width",
    "min-block-size": "min-height",
    "text-wrap-mode": "text-wrap",
    "border-inline-start-width": "border-left-width",
    "background-position-x": "background-position",
    "background-position-y": "background-position",
    "text-decoration": "text-decoration-line",
    "list-style": "list-style-type",
    "flex-flow": "flex-direction",
    "outline": "outline-width",
    "animation": "animation-name",
    **{f"-webkit-animation{part}": f"animation{part or '-name'}" for part in _ANIMATED},
    "mask": "mask-image",
}
_SIZE = compiled(
    r"(?:^|\s)((?:xx?-|xxx-)?(?:small|large)|medium|smaller|larger|[-+]?[\d.]+(?:e-?\d+)?(?:%|[a-z]+)?"
    r"|(?:calc|min|max|clamp)\(.*\))(?:\s*/\s*([^\s,]+))?\s+(\S.*)$"
)
_BORDERED = {
    "border": "left top", "border-width": "left top", "border-left": "left", "border-top": "top",
    "border-inline": "left", "border-inline-start": "left", "border-inline-width": "left",
    "border-block": "top", "border-block-start": "top",
}  # fmt: skip
_WIDTH = compiled(r"[-+]?[\d.]+[a-z]*|thin|medium|thick")
_NO_BORDER = frozenset({"none", "hidden", *GLOBAL})
_PAINTING = compiled(
    r"repeat(?:-[xy])?|no-repeat|space|round|scroll|fixed|local|center|top|left|right|bottom|auto"
    r"|cover|contain|(?:border|padding|content)-box|text|none|[-+.\d].*"
)
"""What else stands in a ``background``."""
_IMAGE = compiled(r"url\(|gradient\(|image\(|image-set\(|cross-fade\(|element\(|paint\(|src\(")
_LARGE = compiled(r"(--[\w-]+)|[A-Z]+")
"""Capitals; only the names of variables keep them."""
_BARE = compiled(r"[-+]?[\d.]*[1-9][\d.]*")

KEPT = frozenset((
    "display", "visibility", "opacity", "color", "background-color", "background-image",
    "background-clip", "-webkit-background-clip", "font-size", "font-family", "text-indent",
    "direction", "unicode-bidi", "letter-spacing", "word-spacing", "line-height", "zoom",
    "-webkit-text-fill-color", "-webkit-text-security", "-webkit-text-stroke",
    "-webkit-text-stroke-width", "text-decoration-line", "vertical-align", "list-style-type",
    "position", "top", "right", "bottom", "left", "z-index", "float",
    "margin-top", "margin-right", "margin-bottom", "margin-left", "padding-left", "padding-top",
    "width", "height", "max-width", "max-height", "overflow-x", "overflow-y", "contain",
    "clip", "clip-path", "-webkit-clip-path", "mask-image", "-webkit-mask", "-webkit-mask-image",
    "-webkit-mask-box-image", "mask-border", "mask-border-source", "mix-blend-mode",
    "transform", "-webkit-transform", "rotate", "scale", "translate", "filter", "-webkit-filter",
    "content-visibility", "animation-name", "animation-fill-mode", "animation-iteration-count",
    "animation-play-state", "animation-duration", "animation-delay", "animation-timeline",
    "padding-right", "padding-bottom", "color-scheme", "quotes",
    "min-width", "min-height", "border-left-width", "border-top-width",
    "box-sizing", "table-layout", "white-space", "text-wrap", "writing-mode", "column-count",
    "column-width", "columns", "container", "container-type", "aspect-ratio", "flex", "flex-basis",
    "tab-size", "grid", "grid-template", "grid-template-columns", "grid-template-rows",
    "grid-auto-columns",
    "background-size", "background-repeat", "background-position",
    "offset", "offset-path", "content", "order", "-webkit-order", "-webkit-box-ordinal-group",
    "flex-direction", "-webkit-flex-direction", "-webkit-box-direction", "flex-wrap",
    "grid-area", "grid-row", "grid-column", "grid-row-start", "grid-column-start",
    "font-size-adjust", "font-feature-settings", "font-variant-position", "initial-letter",
    "line-clamp", "-webkit-line-clamp", "text-decoration-thickness", "outline-width",
    "outline-offset", "box-shadow", "text-shadow", "text-emphasis", "text-emphasis-style",
    "border-image", "border-image-source", "-webkit-box-reflect", "all",
))  # fmt: skip
"""The properties that bear on whether and as what text shows."""


class Declaration(NamedTuple):
    """A property and its value, not yet taken apart if it is a shorthand."""

    name: str
    value: str
    important: bool

    @property
    def cuts(self) -> bool:
        """Whether it may cut off what an element holds."""
        return self.name.startswith(("overflow", "contain"))


def declarations(nodes: Iterable[Any]) -> tuple[Declaration, ...]:
    """Return the declarations among the nodes of a style sheet that bear on what shows."""
    found = (
        Declaration(
            node.name if node.name.startswith("--") else node.lower_name,
            _plain(node.value),
            node.important,
        )
        for node in nodes
        if node.type == "declaration"
    )
    return tuple(one for one in found if one.name.startswith("--") or _bears(one.name))


@lru_cache(maxsize=4_096)
def inline_declarations(style: str) -> tuple[Declaration, ...]:
    """Return the declarations of a ``style`` attribute."""
    return declarations(tinycss2.parse_blocks_contents(style, True, True))  # noqa: FBT003


def _plain(tokens: Iterable[Any]) -> str:
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return " ".join(_LARGE.sub(lambda m: m[1] or m[0].lower(), text).split())


@lru_cache(maxsize=1_024)
def _bears(name: str) -> bool:
    return any(long in KEPT for long, _ in longhands(name, "inherit"))


@lru_cache(maxsize=8_192)
def longhands(name: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return the longhands that a declaration sets."""
    return tuple((long, one) for long, one in _longhands(name, value) if long in KEPT)


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in _BOXED:
        yield from zip(map(_BOXED[name].format, _SIDES), _four(value), strict=True)
    elif name == "overflow":
        first, *rest = value.split() or [""]
        yield from (("overflow-x", first), ("overflow-y", rest[0] if rest else first))
    elif name == "background":
        yield from _background(value)
    elif name in _BORDERED:
        parts = components(value)
        widths = [part for part in parts if _WIDTH.fullmatch(part)] or ["medium"]
        width = "0" if not _NO_BORDER.isdisjoint(parts) else widths[0]
        yield from ((f"border-{side}-width", width) for side in _BORDERED[name].split())
    elif name == "font":
        yield from _font(value)
    elif name.endswith(("-inline", "-block")):
        first, *rest = value.split() or [""]
        yield from _longhands(f"{name}-start", first)
        yield from _longhands(f"{name}-end", rest[0] if rest else first)
    else:
        yield _renamed(name), value


def _renamed(name: str) -> str:
    for pattern, side in _LOGICAL:
        if match := pattern.match(name):
            return f"{match[1]}-{side}" if match[1] else side
    return _SAME.get(name, name)


def _four(value: str) -> tuple[str, str, str, str]:
    parts = value.split() if "(" not in value else [value]
    top = parts[0] if parts else ""
    right = parts[1] if len(parts) > 1 else top
    return top, right, parts[2] if len(parts) > 2 else top, parts[3] if len(parts) > 3 else right


def components(value: str) -> list[str]:
    """Return the parts of a value that stand beside each other."""
    nodes = tinycss2.parse_component_value_list(value, skip_comments=True)
    return [tinycss2.serialize([n]) for n in nodes if n.type not in ("whitespace", "literal")]


def _background(value: str) -> Iterator[tuple[str, str]]:
    """Yield the colour, the picture and the clipping of a ``background``."""
    if value == UNSURE or value in GLOBAL:
        yield from (("background-color", value), ("background-image", value))
        return
    parts = components(value)
    pictured = [part for part in parts if _IMAGE.search(part)]
    colours = [part for part in parts if is_colour(part)]
    others = [part for part in parts if part not in (*pictured, *colours)]
    strange = [part for part in others if "(" in part]
    if any(not _PAINTING.fullmatch(part) for part in others if part not in strange):
        return
    yield "background-color", UNSURE if strange else colours[-1] if colours else "transparent"
    yield "background-image", ", ".join(pictured) or ("?" if strange else "none")
    yield "background-clip", "text" if "text" in parts else "border-box"
    placed = [part for part in others if part[0] in "-+.0123456789" or part == "no-repeat"]
    yield "background-position", " ".join(placed) or "0% 0%"


def _font(value: str) -> Iterator[tuple[str, str]]:
    size = _SIZE.search(value)
    if size and not _BARE.fullmatch(size[1]):
        yield from (("font-size", size[1]), ("font-family", size[3]))
        yield "line-height", size[2] or "normal"
    elif value in GLOBAL:
        yield from ((name, value) for name in ("font-size", "font-family", "line-height"))
    elif value == UNSURE:
        yield "font-size", UNSURE
