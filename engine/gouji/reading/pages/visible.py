"""Which of the characters drawn on a page a reader sees, and sees as valid.

Producers draw bold characters twice, strike out revised ones with a line, and cover what they
replace. Taken as they are, 2999 struck out before 3001 would be read 29993001.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from gouji.reading.pages.content import Glyph, PageContent, Ruling, Unseen
from gouji.reading.pages.painted import painted

_TWIN = 0.15
"""Equal characters this near (in their size) are one character printed twice."""
_NET = 12.0
"""The side of the squares, in points, by which twins are looked for; far more than they differ."""
_STRIKE = (0.36, 0.72)
"""A line between these shares of a character's height, from its top, strikes it out."""
_ENDS = 0.5
"""A strike ends within this share of a character's size where the characters do."""


class Visible(NamedTuple):
    """What counts on a page, what is struck out, what is not seen; and the horizontal rulings."""

    glyphs: list[Glyph]
    struck: list[Glyph]
    horizontal: list[Ruling]
    unseen: list[Unseen]


def visible(content: PageContent, horizontal: Sequence[Ruling]) -> Visible:
    """Sort the characters of a page; ``horizontal`` are its rulings, joined."""
    shown, unseen = painted(content)
    glyphs = without_twins(shown)
    strikes, struck = _struck(glyphs, horizontal)
    return Visible(
        [glyph for index, glyph in enumerate(glyphs) if index not in struck],
        [glyph for index, glyph in enumerate(glyphs) if index in struck and glyph.text != " "],
        [ruling for ruling in horizontal if ruling not in strikes],
        unseen,
    )


def without_twins(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drop characters printed again at almost the same place."""
    kept = []
    seen: dict[str, dict[tuple[int, int], list[Glyph]]] = {}
    for glyph in glyphs:
        same = seen.setdefault(glyph.text, {})
        near = _TWIN * glyph.size
        # Twins share a square of this net or stand in neighbouring ones.
        left, right = int((glyph.x0 - near) / _NET), int((glyph.x0 + near) / _NET)
        high, low = int((glyph.top - near) / _NET), int((glyph.top + near) / _NET)
        spots: tuple[tuple[int, int], ...] = ((left, high),)
        if left != right or high != low:
            spots = ((left, high), (left, low), (right, high), (right, low))
        if not any(spot in same and _has_twin(glyph, same[spot], near) for spot in spots):
            spot = int(glyph.x0 / _NET), int(glyph.top / _NET)
            same.setdefault(spot, []).append(glyph)
            kept.append(glyph)
    return kept


def _has_twin(glyph: Glyph, others: Sequence[Glyph], near: float) -> bool:
    for other in others:
        if abs(glyph.x0 - other.x0) <= near and abs(glyph.top - other.top) <= near:
            return True
    return False


def _struck(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> tuple[set[Ruling], set[int]]:
    """Return the rulings that strike out characters, and the indices of those characters."""
    middles = [glyph.middle[1] for glyph in glyphs]
    order = sorted(range(len(glyphs)), key=middles.__getitem__)
    heights = [middles[index] for index in order]
    reach = max((glyph.size for glyph in glyphs), default=0.0)
    strikes: set[Ruling] = set()
    struck: set[int] = set()
    for ruling in rulings:
        first = bisect_left(heights, ruling.at - reach)
        last = bisect_right(heights, ruling.at + reach)
        hit = [index for index in order[first:last] if _crosses(ruling, glyphs[index])]
        if hit and _fits(ruling, [glyphs[index] for index in hit]):
            strikes.add(ruling)
            struck.update(hit)
    return strikes, struck


def _crosses(ruling: Ruling, glyph: Glyph) -> bool:
    high, low = (glyph.top + share * glyph.size for share in _STRIKE)
    return (
        glyph.turn == 0
        and high <= ruling.at <= low
        and ruling.start <= glyph.middle[0] <= ruling.end
    )


def _fits(ruling: Ruling, glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a ruling is as long as the characters it crosses: no edge of a table."""
    slack = _ENDS * max(glyph.size for glyph in glyphs)
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    return ruling.start >= left - slack and ruling.end <= right + slack
