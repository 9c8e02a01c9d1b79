"""What an element takes over from the one around it, and what is declared of it to change that."""

from collections.abc import Set as AbstractSet
from dataclasses import fields
from operator import attrgetter

from gouji.reading.html.cascade import Values
from gouji.reading.html.inks import drawn, grounds, shade
from gouji.reading.html.lengths import font_size, pixels
from gouji.reading.html.longhands import GLOBAL
from gouji.reading.html.looks import Looks
from gouji.reading.shown import UNRESOLVED

_VALUES = attrgetter(*(each.name for each in fields(Looks)))
"""All of them, to make others alike."""


def inherited(values: Values, around: Looks, fonts: AbstractSet[str]) -> Looks:
    """Return the looks that ``values`` make of those around, doubts of the text left out.

    ``fonts`` are those that the page carries.
    """
    made = Looks(*_VALUES(around))
    made.raised = made.sunk = made.numbered = made.risky = made.astray = made.sprawls = False
    made.doubt = made.reach = made.page_room = None
    if values:
        _colour(made, values)
        _show(made, values)
        _raise(made, values)
        made.size = _size(values, around.size)
        made.drawn = drawn(values.get("font-family", "inherit"), fonts, around.drawn)
        made.marker = values.get("list-style-type", around.marker)
    return made


def _colour(made: Looks, values: Values) -> None:
    colour = values.get("color")
    if colour is not None and colour not in ("inherit", "unset", "currentcolor"):
        made.ink, made.alpha = shade(colour)
    made.fill = values.get("-webkit-text-fill-color", made.fill)
    made.grounds = grounds(values, made.grounds)


def _show(made: Looks, values: Values) -> None:
    opacity = values.get("opacity")
    if opacity is not None and opacity not in GLOBAL:
        part = pixels(opacity, None, 1.0)
        made.carried = made.carried or (UNRESOLVED if part is None else None)
        made.opacity *= 1.0 if part is None else min(max(part, 0.0), 1.0)
    visibility = values.get("visibility", "inherit")
    if visibility in ("hidden", "collapse"):
        made.hidden = True
    elif visibility in ("visible", "initial"):
        made.hidden = False
    elif visibility not in ("inherit", "unset"):
        made.carried = made.carried or UNRESOLVED


def _raise(made: Looks, values: Values) -> None:
    raising = values.get("vertical-align", "")
    made.raised, made.sunk = raising in ("super", "sub", "text-top"), raising == "sub"
    made.struck |= "line-through" in values.get("text-decoration-line", "")


def _size(values: Values, around: float | None) -> float | None:
    size = around
    if (text := values.get("font-size")) is not None and text not in ("inherit", "unset"):
        size = 16.0 if text in GLOBAL else font_size(text, around)
    if (text := values.get("zoom")) is not None and size is not None and text not in GLOBAL:
        scale = pixels(text, None, 1.0) if text != "normal" else 1.0
        size = None if scale is None else size * scale
    return size
