"""Which of the characters drawn on a page a reader sees, and sees as valid.

Producers draw bold characters twice, strike out revised ones with a line, and cover what they
replace. Taken as they are, 2999 struck out before 3001 would be read 29993001.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from math import inf, isfinite
from operator import itemgetter, sub
from typing import NamedTuple

from gouji.reading.pages.content import Glyph, PageContent, Ruling, Unseen
from gouji.reading.pages.painted import painted

_TWIN = 0.15
"""Equal characters this near (in their size) are one character printed twice."""
_NET = 56.0
"""The side of the squares, in points, by which twins are looked for; far more than they differ."""
_STRIKE = (0.36, 0.72)
"""A line between these shares of a character's height, from its top, strikes it out."""
_ENDS = 0.5
"""A strike ends within this share of a character's size where the characters do."""
_LEFT = itemgetter(1)
_TOP_AND_SIZE = itemgetter(2, 5)
"""What the characters of a line have in common."""


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
    if not struck:
        return Visible(glyphs, [], list(horizontal), unseen)
    return Visible(
        [glyph for index, glyph in enumerate(glyphs) if index not in struck],
        [glyph for index, glyph in enumerate(glyphs) if index in struck and glyph.text != " "],
        [ruling for ruling in horizontal if ruling not in strikes],
        unseen,
    )


def without_twins(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drop characters printed again at almost the same place."""
    return list(glyphs) if _all_apart(glyphs) else _one_of_each(glyphs)


def _all_apart(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether no two characters stand at almost the same place, as on most pages."""
    rows: dict[tuple[float, float], list[float]] = {}
    for row, run in groupby(glyphs, key=_TOP_AND_SIZE):
        rows.setdefault(row, []).extend(map(_LEFT, run))
    if not isfinite(sum(map(sum, rows))):
        return False
    near = _TWIN * max([size for _, size in rows], default=0.0)
    lefts: list[float] = []
    last, largest = -inf, 0.0
    for top, size in sorted(rows):
        if top - last > near:
            if _any_near(lefts, largest):
                return False
            lefts, largest = [], 0.0
        lefts += rows[top, size]
        last, largest = top, max(largest, size)
    return not _any_near(lefts, largest)


def _any_near(lefts: list[float], size: float) -> bool:
    """Tell whether two places are near for characters of a size; without end, they may be."""
    lefts.sort()
    return not isfinite(sum(lefts)) or min(map(sub, lefts[1:], lefts), default=inf) <= _TWIN * size


def _one_of_each(glyphs: Sequence[Glyph]) -> list[Glyph]:
    kept = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        text, x0, top, _, _, size, _ = glyph
        near = _TWIN * size
        column, row = int(x0 / _NET), int(top / _NET)
        square = seen.setdefault((text, column, row), [])
        aside, down = x0 - column * _NET, top - row * _NET
        if near < aside < _NET - near and near < down < _NET - near:
            around = square
        else:  # a twin may stand in the next square
            columns = int((x0 - near) / _NET), int((x0 + near) / _NET)
            rows = int((top - near) / _NET), int((top + near) / _NET)
            around = [g for c in columns for r in rows for g in seen.get((text, c, r), ())]
        if not (around and _has_twin(glyph, around, near)):
            square.append(glyph)
            kept.append(glyph)
    return kept


def _has_twin(glyph: Glyph, others: Sequence[Glyph], near: float) -> bool:
    _, x0, top, _, _, _, _ = glyph
    for _, x, y, _, _, _, _ in others:
        if -near <= x0 - x <= near and -near <= top - y <= near:
            return True
    return False


def _struck(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> tuple[set[Ruling], set[int]]:
    """Return the rulings that strike out characters, and the indices of those characters."""
    hit = _crossed(glyphs, sorted(rulings))
    fitting = {
        ruling: indices
        for ruling, indices in hit.items()
        if _fits(ruling, [glyphs[index] for index in indices])
    }
    return set(fitting), {index for indices in fitting.values() for index in indices}


def _crossed(glyphs: Sequence[Glyph], rulings: Sequence[Ruling]) -> dict[Ruling, list[int]]:
    """Return for rulings, given from top to bottom, which upright characters they cross."""
    heights = [ruling.at for ruling in rulings]
    crossed: dict[Ruling, list[int]] = {}
    if not rulings:
        return crossed
    start = 0
    for (top, size), run in groupby(glyphs, key=_TOP_AND_SIZE):
        row = [*run]
        first = bisect_left(heights, top + _STRIKE[0] * size)
        near = rulings[first : bisect_right(heights, top + _STRIKE[1] * size, first)]
        for index, (_, x0, _, x1, _, _, turn) in enumerate(row if near else (), start):
            for ruling in near:
                if not turn and ruling.start <= (x0 + x1) / 2 <= ruling.end:
                    crossed.setdefault(ruling, []).append(index)
        start += len(row)
    return crossed


def _fits(ruling: Ruling, glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a ruling is as long as the characters it crosses: no edge of a table."""
    slack = _ENDS * max(glyph.size for glyph in glyphs)
    left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
    return ruling.start >= left - slack and ruling.end <= right + slack
