"""How far an element may stand from its cell, or outside tables from its place."""

import re
from collections.abc import Mapping, Sequence
from math import inf
from operator import attrgetter

from gouji.reading.html.cascade import Cascaded, Values
from gouji.reading.html.lengths import pixels
from gouji.reading.html.longhands import GLOBAL, UNSURE, longhands
from gouji.reading.html.looks import Looks
from gouji.reading.html.pseudo import NO_CONTENT
from gouji.reading.html.sheets import Match
from gouji.reading.html.shifts import ANYWHERE, STILL, Reach, is_turned, reach_of, shift_of

_CELLS = frozenset({"td", "th"})
_OFFSETS = ("top", "right", "bottom", "left")
_OUT_OF_FLOW = frozenset({"absolute", "fixed", UNSURE})
_PAGE = 2_000.0
"""Pixels; a page is not larger on a screen."""
_ASTRAY = 30.0
"""Pixels and parts of a letter; what is moved by less keeps off the lines around it."""
_OF_TABLES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_CELLS, ("", "table-cell")),
    "tr": ("", "table-row"),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        ("", "table-row-group", "table-header-group", "table-footer-group", "block", "contents"),
    ),
}
"""The ways to lay out the parts of a table which leave its columns as they are."""


def keeps_columns(tag: str, display: str) -> bool:
    """Tell whether an element that is laid out so leaves the columns around it as they are."""
    return display in _OF_TABLES.get(tag, (display,))


def reach(
    declared: Cascaded, looks: Looks, display: str, frames: Mapping[str, bool]
) -> Reach | None:
    """Return where a risky element may stand; ``None`` if it keeps to its cell."""
    tag, values = looks.tag, declared.values
    if not keeps_columns(tag, display):
        return Reach(0.0 if tag in _CELLS else 1.0 if tag == "tr" else inf, inf)
    out = values.get("position") in _OUT_OF_FLOW
    floats = values.get("float", "none") not in ("none", *GLOBAL)
    if tag == "tr" or (tag in _CELLS and (out or floats)):
        return Reach(_far(values, looks.size), inf)
    if any(map(frames.get, re.findall(r"[\w-]+", values.get("animation-name", "")))):
        return ANYWHERE
    looks.sprawls = out or is_turned(values)
    far = _away(values, looks).further(_parts_reach(declared.pseudo, looks))
    return far if looks.sprawls or any(far) else None


def _away(values: Values, looks: Looks) -> Reach:
    """Return how far an element is moved; offsets count from what is known to be in its cell."""
    out = values.get("position") in _OUT_OF_FLOW
    offset = any(values.get(name, "auto") not in ("auto", *GLOBAL) for name in _OFFSETS)
    if out and offset and not looks.anchored:
        return ANYWHERE
    if out and not looks.anchored:
        return reach_of(values, looks.size, whole=_PAGE)
    return reach_of(values, looks.size)


def _parts_reach(parts: Sequence[Match], looks: Looks) -> Reach:
    """Return how far pseudo-elements reach that cover something."""
    far = STILL
    for name in {match.pseudo for match in parts} & {"before", "after"}:
        declared = [one for rule, of in parts if of == name for one in rule.declared]
        values = {
            name: UNSURE if "var(" in value else value
            for one in sorted(declared, key=attrgetter("important"))
            for name, value in longhands(one.name, one.value)
        }
        content = values.get("content", "none")
        if content in NO_CONTENT:
            continue
        moved = _away(values, looks)
        if values.get("position") in _OUT_OF_FLOW or any(moved):
            unknown = "(" in content or content == UNSURE
            letters = inf if unknown else len(content.strip("\"'"))
            size = reach_of(values, looks.size, sized=True)
            far = far.further(moved).further(size).further(Reach(letters, letters))
    return far


def is_astray(values: Values, size: float | None) -> bool:
    """Tell whether an element outside tables may stand far from its place."""
    if values.get("position") in ("absolute", "fixed"):
        return True
    margins = [
        pixels(values.get(name, "0"), size, 100.0) for name in ("margin-top", "margin-bottom")
    ]
    if any(margin is not None and margin < -_ASTRAY for margin in margins):
        return True
    shift = shift_of(values, size)
    return shift is not None and shift > _ASTRAY


def _far(values: Values, size: float | None) -> float:
    """Return over how many rows a row or a cell may reach that is moved."""
    return inf if values.get("position") in ("absolute", "fixed") else reach_of(values, size).rows
