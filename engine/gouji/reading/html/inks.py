"""What colour text has, what lies behind it, which font draws it; whether it can be seen so."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from gouji.expressions import compiled
from gouji.reading.html.cascade import Values
from gouji.reading.html.colours import Shade, shade_of
from gouji.reading.html.longhands import GLOBAL
from gouji.reading.html.looks import Looks
from gouji.reading.html.pictures import picture_of
from gouji.reading.shown import (
    BLACK,
    CARRIED_FONT,
    COLOURED,
    SIGNS,
    SMALL,
    SMALLEST,
    TRANSPARENT,
    UNRESOLVED,
    Colour,
    blended,
    luminance,
    told_apart,
)

_SMALLEST = SMALLEST * 4 / 3
"""Pixels."""
_SYMBOLS = compiled(
    r"wingdings|webdings|symbol|dingbats|icon|awesome|barcode|marlett|mt extra"
    r"|monotype sorts|ornament",
    re.IGNORECASE,
)
_PLACING = ("background-size", "background-repeat", "background-position")
_ALL_OVER = ("auto", "cover", "100%", "100% 100%", "repeat", "repeat-x", "0% 0%", *GLOBAL)


def drawn(families: str, fonts: AbstractSet[str], around: str | None) -> str | None:
    """Return a doubt where a font of the page's own may draw the letters, or one of signs does."""
    if families in ("inherit", "unset"):
        return around
    names = [name.strip(" \"'") for name in families.split(",")]
    if not fonts.isdisjoint(names):
        return CARRIED_FONT
    return SIGNS if _SYMBOLS.search(names[0]) else None


def shade(text: str) -> tuple[Colour | None, float | None]:
    """Return the colour that a text names, and how opaque it is; ``None`` where it is not told."""
    if text in ("initial", "revert", "revert-layer"):
        return BLACK, 1.0
    return shade_of(text) or (None, None)


def grounds(values: Values, around: tuple[Colour, ...] | None) -> tuple[Colour, ...] | None:
    """Return what lies behind the text; pictures that are not known count where they matter."""
    colour = values.get("background-color", "transparent")
    found = around
    if colour not in GLOBAL:
        plain = shade_of(colour)
        found = _painted((plain,), found) if plain else None
    for stops in picture_of(values.get("background-image", "none")) or ():
        shown = _painted(stops, found)
        partly = any(values.get(name, "auto") not in _ALL_OVER for name in _PLACING)
        found = _extremes((*shown, *found)) if partly and shown and found else shown
    return found


def _painted(
    shades: Sequence[Shade], grounds: tuple[Colour, ...] | None
) -> tuple[Colour, ...] | None:
    """Return the colours that shades make over a ground."""
    if grounds is None:
        return _extremes(tuple(colour for colour, _ in shades)) if _are_opaque(shades) else None
    return _extremes(tuple(blended(colour, g, a) for colour, a in shades for g in grounds))


def _are_opaque(shades: Sequence[Shade]) -> bool:
    return all(alpha == 1.0 for _, alpha in shades)


def _extremes(colours: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """Return the darkest and the lightest of colours."""
    if len(colours) < 2:
        return colours
    darkest, lightest = min(colours, key=luminance), max(colours, key=luminance)
    return (darkest,) if darkest == lightest else (darkest, lightest)


def text_doubt(looks: Looks) -> str | None:
    """Return why text of these looks may not be seen."""
    if looks.size is not None and looks.size < _SMALLEST:
        return SMALL
    ink, alpha = looks.ink, looks.alpha
    if looks.fill is not None and looks.fill not in (*GLOBAL, "currentcolor"):
        ink, alpha = shade(looks.fill)
    if looks.size is None or ink is None or alpha is None or not looks.grounds:
        return UNRESOLVED
    opacity = alpha * looks.opacity
    shown = [(blended(ink, ground, opacity), ground) for ground in looks.grounds]
    lighter = {luminance(print_) > luminance(ground) for print_, ground in shown}
    if len(lighter) == 1 and all(told_apart(*pair) for pair in shown):
        return looks.drawn
    return COLOURED if opacity == 1.0 else TRANSPARENT
