"""Why text of a word processor file cannot be seen, or not be trusted to be what it says."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.etree import _Element

from gouji.model.invisible import visible
from gouji.reading.docx.colours import Colours, Palette
from gouji.reading.docx.fonts import Fonts
from gouji.reading.docx.looks import Look
from gouji.reading.docx.names import W14, W, points, value
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.shown import (
    BLACK,
    CARRIED_FONT,
    CLIPPED,
    COLOURED,
    MISDRAWN,
    REVERSED,
    SIGNS,
    SMALL,
    SMALLEST,
    TRANSPARENT,
    UNRESOLVED,
    UNSEEN,
    blended,
    told_apart,
)
from gouji.records import dataclass

_REVERSING = re.compile("[\u061c\u200f\u202a-\u202e\u2066-\u2069]")
_NARROW, _WIDE = re.compile("[\0-\u2e7f]"), re.compile("[\u2e80-\U0010ffff]")
_FIGURE = re.compile(r"\d|^[\W件个人次项条份元万]+$")
"""Text that has digits, or in the place of which a font may show one beside others."""
_CLOSEST, _WIDEST = -0.2, 4.0
"""Of the size: how far letters may be moved together or apart and still be one legible text."""
_FITTED = 0.25
"""Of the size: letters fitted into less each overlap."""
_OFF = frozenset({"0", "false", "off"})


class Traits(NamedTuple):
    """What of a text decides whether it is seen as it is written."""

    length: int
    is_blank: bool
    is_narrow: bool
    is_wide: bool
    is_figure: bool
    has_unknown: bool
    is_reversing: bool


def traits_of(text: str) -> Traits:
    """Return the traits of a text; a blank one shows nothing, but by a font that lies."""
    return Traits(
        len(text),
        not visible(text).strip(),
        _NARROW.search(text) is not None,
        _WIDE.search(text) is not None,
        _FIGURE.search(text) is not None,
        UNSEEN in text,
        _REVERSING.search(text) is not None,
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """Judges text by the colours and fonts of one document."""

    palette: Palette
    fonts: Fonts

    def why_unseen(self, text: Traits, look: Look, around: Surroundings) -> str | None:
        """Return why ``text`` cannot be seen as it is written, ``None`` if it can."""
        if text.is_blank:
            return next((why for why in self._by_font(text, look, around) if why == MISDRAWN), None)
        if look.hidden is None or look.struck is None:
            return UNRESOLVED
        return next(self._reasons(text, look, around), None)

    def _reasons(self, text: Traits, look: Look, around: Surroundings) -> Iterator[str]:
        if around.unseen:
            yield around.unseen
        yield from self._by_font(text, look, around)
        yield from self._by_colour(look, around)
        yield from _by_measure(text, look)
        if look.is_complex or text.is_reversing or around.leftwards:
            yield REVERSED

    def _by_font(self, text: Traits, look: Look, around: Surroundings) -> Iterator[str]:
        names = self.fonts.named(look.properties.get(W + "rFonts"), _slots(text, look))
        if self.fonts.draws_signs(names) or (around.in_cell and text.has_unknown):
            yield SIGNS
        if text.is_figure:
            draw = self.fonts.draw_what_they_say(names)
            if draw is False:
                yield MISDRAWN
            elif draw is None and around.in_cell and not text.is_blank:
                yield CARRIED_FONT

    def _by_colour(self, look: Look, around: Surroundings) -> Iterator[str]:
        grounds, lit = self._grounds(look, around)
        inks = self.palette.ink(look.properties.get(W + "color"))
        if grounds is None or inks is None:
            yield UNRESOLVED
            return
        if not inks and lit:
            inks = frozenset({BLACK})
        if not _all_seen(inks, grounds):
            yield COLOURED
        yield from self._by_fill(look, grounds)

    def _grounds(self, look: Look, around: Surroundings) -> tuple[Colours | None, bool]:
        """Return what may lie behind the text, and whether a marker's colour does."""
        marked = self.palette.highlight(look.properties.get(W + "highlight"))
        if marked or marked is None:
            return marked, True
        shade = self.palette.shade(look.properties.get(W + "shd"))
        return (shade if shade or shade is None else around.grounds), False

    def _by_fill(self, look: Look, grounds: Colours) -> Iterator[str]:
        """Judge a fill of Word 2010, which newer programs draw in place of the colour."""
        fill = look.properties.get(W14 + "textFill")
        for kind in fill if fill is not None else ():
            if kind.tag == W14 + "noFill":
                yield TRANSPARENT
            elif kind.tag == W14 + "solidFill":
                inks, opacity = self.palette.painted(kind)
                if inks is None:
                    yield UNRESOLVED
                elif not _all_seen(inks, grounds):
                    yield COLOURED
                elif not all(
                    told_apart(blended(ink, ground, opacity), ground)
                    for ink in inks
                    for ground in grounds
                ):
                    yield TRANSPARENT
            else:
                yield UNRESOLVED


def _all_seen(inks: Iterable[tuple[int, int, int]], grounds: Colours) -> bool:
    return all(told_apart(ink, ground) for ink in inks for ground in grounds)


def _slots(text: Traits, look: Look) -> set[str]:
    """Return which of the four fonts of a run may draw ``text``."""
    slots = {"cs"} if look.is_complex else set()
    slots |= {"ascii", "hAnsi"} if text.is_narrow else set()
    return slots | {"eastAsia"} if text.is_wide else slots


def _by_measure(text: Traits, look: Look) -> Iterator[str]:
    properties, size = look.properties, look.size
    if size * _scale(properties.get(W + "w")) < SMALLEST:
        yield SMALL
        return
    apart = (points(properties.get(W + "spacing")) or 0.0) / size
    fitted = points(properties.get(W + "fitText"))
    if (
        not _CLOSEST <= apart <= _WIDEST
        or (fitted is not None and fitted < _FITTED * size * text.length)
        or abs(look.rise) > size
    ):
        yield CLIPPED
    layout = properties.get(W + "eastAsianLayout")
    if any((value(layout, name) or "0") not in _OFF for name in ("combine", "vert")):
        yield UNRESOLVED


def _scale(element: _Element | None) -> float:
    """Return how wide letters are drawn, at most as they are by themselves."""
    share = (value(element) or "").removesuffix("%")
    return min(int(share), 100) / 100 if share.isascii() and share.isdigit() else 1.0
