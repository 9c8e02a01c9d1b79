"""The cascade: which values a page's style sheets, its elements and a browser give to an element.

From the weakest: what browsers do of themselves, old attributes, style sheets by how specific they
are, the element's own ``style``, and what is ``!important``. A value that cannot be told is
:data:`UNSURE`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.html.colours import attribute_colour
from gouji.reading.html.grammar import is_told, is_valid
from gouji.reading.html.longhands import UNSURE, Declaration, inline_declarations, longhands
from gouji.reading.html.sheets import Match
from gouji.reading.html.visible import tag_of

Values = Mapping[str, str]

_LONGEST_STYLE = 4_000
_LONGEST_VALUE = 2_000
_ALL_UNSURE = Declaration("all", UNSURE, important=True)
_CARRIED = ("display", "visibility", "color")
"""What an element has without any declaration, and without which its text may not show."""
_VAR = compiled(r"var\(\s*(--[^\s,)]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_NOTHING = "\0"
"""Stands for a variable that is set nowhere."""
_DEEPEST_VAR = 8
_AMPLE = compiled(r"[1-3](?:\.\d+)?")
"""Heights of lines that keep them apart."""
_FONT_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")

_ABSENT = dict.fromkeys(
    (
        "script", "style", "head", "title", "link", "meta", "base", "datalist", "noframes",
        "noembed", "rp", "area", "param", "source", "track", "colgroup", "col",
    ),
    (("display", "none"),),
)  # fmt: skip
_OWN: dict[str, tuple[tuple[str, str], ...]] = {
    **_ABSENT,
    "sup": (("vertical-align", "super"), ("font-size", "smaller")),
    "sub": (("vertical-align", "sub"), ("font-size", "smaller")),
    "pre": (("white-space", "pre"),),
    "small": (("font-size", "smaller"),),
    "big": (("font-size", "larger"),),
    **dict.fromkeys(("del", "s", "strike"), (("text-decoration-line", "line-through"),)),
    "mark": (("background-color", "yellow"), ("color", "black")),
    "bdo": (("unicode-bidi", "bidi-override"),),
}
"""What browsers do of themselves."""

_COLOURED = (("color", "font"), ("text", "body"))
_ATTRIBUTES = {
    "face": ("font",),
    "type": ("ol", "ul", "li"),
    "width": ("td", "th", "col", "colgroup", "table"),
    "nowrap": ("td", "th"),
}
"""The elements of which an attribute says something, where not of all."""
BEARING = frozenset((
    "style", "hidden", "popover", "open", "bgcolor", "color", "text", "size",
    "background", "dir", *_ATTRIBUTES,
))  # fmt: skip
"""The attributes that bear on an element's values, but for a link's address: it has one or none."""


class Cascaded(NamedTuple):
    """The values of an element, its custom properties, and the rules for its pseudo-elements."""

    values: Values
    custom: Values
    pseudo: tuple[Match, ...] = ()


def cascaded(
    element: _Element, matches: Iterable[Match], custom: Values, *, quirks: bool
) -> Cascaded:
    """Return what is declared for an element that meets ``matches``, the weakest first.

    ``custom`` are the custom properties that it inherits.
    """
    matches = tuple(matches)
    style = element.get("style")
    values: dict[str, str] = dict(_hints(element))
    if not matches and not style:
        return Cascaded(values, custom)
    own = own_declarations(style) if style else ()
    pseudo = tuple(match for match in matches if match.pseudo)
    ranked = list(_ranked([m for m in matches if not m.pseudo], own))
    custom = _with_custom(ranked, custom)
    for one, sure in ranked:
        for name, value in _taken(one, custom, quirks=quirks):
            values[name] = value if sure else _either(name, values.get(name), value)
            if name == "all":
                values = _reset(values)
    return Cascaded(values, custom, pseudo)


def _reset(values: Values) -> dict[str, str]:
    """Return what the shorthand for all properties makes of those declared before it.

    Browsers differ in what attributes leave once the author's values are taken back.
    """
    to = values["all"]
    told = UNSURE if to.startswith("revert") else to
    return {**dict.fromkeys((*_CARRIED, *values), told), "all": to}


def own_declarations(style: str) -> tuple[Declaration, ...]:
    """Return what an element's own ``style`` declares; of one that is too long, not all is told."""
    own = inline_declarations(style[:_LONGEST_STYLE])
    return (*own, _ALL_UNSURE) if len(style) > _LONGEST_STYLE else own


def _taken(one: Declaration, custom: Values, *, quirks: bool) -> Iterable[tuple[str, str]]:
    """Return the longhands that a browser takes from a declaration: all of them or none.

    Where variables make a value that is none, the property is as if never set.
    """
    given = longhands(one.name, _substituted(one.value, custom))
    if all(is_valid(name, value, quirks=quirks) for name, value in given):
        return [(name, _in_full(name, value)) for name, value in given]
    return [(name, "unset") for name, _ in given] if "var(" in one.value else ()


def _in_full(name: str, value: str) -> str:
    """Return a value as it is written in pages of today; one of some browsers is unsure."""
    if not is_told(value):
        return UNSURE
    return attribute_colour(value) if name.endswith("color") else value


def _either(name: str, before: str | None, value: str) -> str:
    """Return the value of a property that perhaps is set to ``value``."""
    if before == value:
        return value
    if name == "font-size" and value != UNSURE:
        return f"min({before or '1em'}, {value})"
    if name == "line-height" and _AMPLE.fullmatch(value) and _AMPLE.fullmatch(before or "1"):
        return value
    return UNSURE


def _ranked(
    matches: Iterable[Match], own: Iterable[Declaration]
) -> Iterator[tuple[Declaration, bool]]:
    """Yield declarations, the weakest first, and whether they surely hold."""
    matches = list(matches)
    inline = [(one, True) for one in own]
    found = [(one, match.rule.sure) for match in matches for one in match.rule.declared] + inline
    # what is important in an early layer is stronger than in a late one
    matches.sort(key=lambda match: match.rule.layer, reverse=True)
    strong = [(one, match.rule.sure) for match in matches for one in match.rule.declared] + inline
    yield from (pair for pair in found if not pair[0].important)
    yield from (pair for pair in strong if pair[0].important)


def _with_custom(ranked: Iterable[tuple[Declaration, bool]], custom: Values) -> Values:
    set_here = {
        one.name: one.value if sure else UNSURE for one, sure in ranked if one.name.startswith("--")
    }
    return {**custom, **set_here} if set_here else custom


def _substituted(value: str, custom: Values) -> str:
    """Return a value with its variables replaced; one that is not known makes it unsure."""
    for _ in range(_DEEPEST_VAR):
        if "var(" not in value:
            return value
        value = _VAR.sub(lambda m: custom.get(m[1], _NOTHING if m[2] is None else m[2]), value)
        if _NOTHING in value:
            return "unset"
        if UNSURE in value or len(value) > _LONGEST_VALUE:
            break
    return UNSURE


def _hints(element: _Element) -> Iterator[tuple[str, str]]:
    """Yield what browsers do of themselves, and what old attributes say."""
    tag = tag_of(element)
    yield from _OWN.get(tag, ())
    if not element.attrib:
        if tag == "dialog":
            yield "display", "none"
        return
    if tag == "a" and element.get("href") is not None:
        yield "color", "#0000ee"
    switched_off = element.get("hidden") is not None or element.get("popover") is not None
    if switched_off or (tag == "dialog" and element.get("open") is None):
        yield "display", "none"
    for name, value in element.attrib.items():
        yield from _attribute(tag, str(name), str(value).strip().lower())


@lru_cache(maxsize=4_096)
def _attribute(tag: str, name: str, value: str) -> tuple[tuple[str, str], ...]:
    """Return what one old attribute says."""
    if name == "bgcolor":
        return (("background-color", attribute_colour(value)),)
    if (name, tag) in _COLOURED:
        return (("color", attribute_colour(value)),)
    if (name, tag) == ("size", "font") and re.fullmatch(r"[-+]?\d", value):
        size = int(value) + (3 if value[0] in "+-" else 0)
        return (("font-size", _FONT_SIZES[min(max(size, 1), 7) - 1]),)
    if (name, tag) == ("size", "input") and value.isdecimal():
        return (("width", f"{value}ch"),)
    given = {
        "background": ("background-image", f"url({value})" if value else "none"),
        "face": ("font-family", value),
        "dir": ("direction", "rtl" if value == "rtl" else "ltr"),
        "type": ("list-style-type", value),
        "width": ("width", value if value.endswith("%") else f"{value.removesuffix('px')}px"),
        "nowrap": ("white-space", "nowrap"),
    }
    return (given[name],) if tag in _ATTRIBUTES.get(name, (tag,)) and name in given else ()
