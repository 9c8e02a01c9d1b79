"""Pseudo-elements: what a sheet writes before, behind or over the text of an element."""

from collections.abc import Sequence
from dataclasses import replace

from gouji.reading.html.longhands import GLOBAL, longhands
from gouji.reading.html.rooms import PLAIN, Measure, measure_of
from gouji.reading.html.sheets import Match
from gouji.reading.shown import UNRESOLVED

NO_CONTENT = frozenset({"none", "normal", *GLOBAL})
"""The values of ``content`` with which there is none of them."""
_EMPTY_CONTENT = NO_CONTENT | {'""', "''"}
_COVERING = frozenset({"position", "background", "background-color", "background-image",
                       "margin-left", "margin", "transform", "box-shadow", "outline"})  # fmt: skip
_COVERING_NOTHING = frozenset({"0", "none", "static", "transparent", *GLOBAL})


def parts_doubt(tag: str, parts: Sequence[Match]) -> str | None:
    """Return a doubt where a sheet writes or covers something beside the element's text."""
    empty = NO_CONTENT if tag == "tr" else _EMPTY_CONTENT
    for part in {match.pseudo for match in parts}:
        declared = [one for rule, of in parts if of == part for one in rule.declared]
        if part in ("first-letter", "first-line", "marker") and declared:
            return UNRESOLVED
        contents = {one.value for one in declared if one.name == "content"}
        if part not in ("before", "after") or contents <= NO_CONTENT:
            continue
        covers = any(
            one.name in _COVERING and one.value not in _COVERING_NOTHING for one in declared
        )
        if covers or not contents <= empty:
            return UNRESOLVED
    return None


def with_parts(measure: Measure, parts: Sequence[Match], size: float | None) -> Measure:
    """Add what empty pseudo-elements take beside the text."""
    for rule, pseudo in parts:
        if pseudo in ("before", "after"):
            given = dict(pair for one in rule.declared for pair in longhands(one.name, one.value))
            one = measure_of(given, PLAIN, "", size, block=False)
            measure = replace(
                measure, push=measure.push + one.push + one.indent, drop=measure.drop + one.drop
            )
    return measure
