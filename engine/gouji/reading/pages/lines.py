"""Characters become printed lines: told apart by baseline, with blanks where they belong."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter, sub
from typing import NamedTuple

from gouji.errors import LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import MAX_LINE_CHARACTERS
from gouji.reading.marks import is_note_mark
from gouji.reading.pages.content import BELOW, Glyph

_SAME_LINE = 0.35
"""Baselines this near (in the size of the smaller character) are one line."""
_OVERLAP = 0.55
"""Groups that share this much of the thinner one's height are one line."""
SMALL, _RAISED = 0.95, 0.2
"""A mark is this small, and raised this much, compared with the character before it."""
_MARK_GAP = 0.6
_NEIGHBOURS = 30
"""A mark follows one of so many characters to its left; more only where they overprint."""
_TURN = itemgetter(6)
_BOTTOM_AND_SIZE = itemgetter(4, 5)
_TOP, _BOTTOM = itemgetter(2), itemgetter(4)
_BASELINE = itemgetter(0)
_ENDS = itemgetter(1, 3)
"""Of a character: its left edge, then its right one."""
_BRACKETS = "[]()（）〔〕［］【】"

_DRAWN_BLANK = 0.1
"""A blank that is drawn counts if it is this wide (in the size of the characters)."""
_BETWEEN_LETTERS, _BETWEEN_DIGITS, _BETWEEN_OTHERS = 0.2, 0.35, 0.6
"""A gap this wide (in the size of the characters) is a blank although none is drawn."""


class Printed(NamedTuple):
    """A printed line: text, box, and the left and right edge of every character of the text.

    ``turn`` as for characters; the edges of turned text are empty.
    """

    text: str
    rect: Rect
    edges: tuple[tuple[float, float], ...]
    turn: int = 0


def printed(glyphs: Sequence[Glyph]) -> list[Printed]:
    """Return the lines that ``glyphs`` make, upright ones first, each kind in reading order."""
    turns = sorted({*map(_TURN, glyphs)})
    if len(turns) == 1:
        return [_line(group, turns[0]) for group in _groups(glyphs, turns[0])]
    return [
        _line(group, turn)
        for turn in turns
        for group in _groups([g for g in glyphs if g.turn == turn], turn)
    ]


def _line(glyphs: Sequence[Glyph], turn: int) -> Printed:
    texts, lefts, tops, rights, bottoms, sizes, _ = zip(*glyphs, strict=True)
    text = "".join(texts)
    if turn == 0 and len(text) == len(texts) and " " not in texts and "" not in texts:
        gaps = map(sub, lefts[1:], rights)
        if max(gaps, default=0.0) <= _DRAWN_BLANK * min(sizes):  # no blank between any of them
            rect = min(lefts), min(tops), max(rights), max(bottoms)
            return Printed(text, rect, tuple(zip(lefts, rights, strict=True)))
    text, edges = _text(glyphs)
    seen = [glyph for glyph in glyphs if glyph.text != " "]
    _, lefts, tops, rights, bottoms, _, _ = zip(*_all_turned(seen, -turn), strict=True)
    rect = min(lefts), min(tops), max(rights), max(bottoms)
    return Printed(text, rect, edges if turn == 0 else (), turn)


def _groups(glyphs: Sequence[Glyph], turn: int) -> list[list[Glyph]]:
    """Return the lines as characters from left to right, turned upright, without note marks."""
    lines: list[list[Glyph]] = []
    above = 0.0, 0.0
    for group in _by_baseline(_all_turned(glyphs, turn)):
        if group[0].text == " " and all(glyph.text == " " for glyph in group):
            continue
        heights = _heights(group)
        if lines and _overlap(above, heights) > _OVERLAP:
            lines[-1] = without_note_marks([*lines[-1], *group])
            above = _heights(lines[-1])
        else:
            sizes = {glyph.size for glyph in group}
            lines.append(group if len(sizes) == 1 else without_note_marks(group))
            above = heights
        if len(lines[-1]) > MAX_LINE_CHARACTERS:
            raise LimitExceeded(f"有一行超过 {MAX_LINE_CHARACTERS} 个字符，不像一份年度报告")
    return [sorted(line, key=_ENDS) for line in lines]


def _by_baseline(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Return the characters from the top down, those together whose baselines are near."""
    groups: list[list[Glyph]] = []
    first, line = 0.0, 0.0
    for baseline, size, row in _rows(glyphs):
        if groups and baseline - line <= _SAME_LINE * min(size, first):
            groups[-1] += row
        else:
            groups.append(row)
            first, line = size, baseline
    return groups


def _rows(glyphs: Sequence[Glyph]) -> Iterable[tuple[float, float, list[Glyph]]]:
    """Return the baselines from the top down, and the sizes, with the characters that have both."""
    rows: dict[tuple[float, float], list[Glyph]] = {}
    for row, run in groupby(glyphs, key=_BOTTOM_AND_SIZE):
        rows.setdefault(row, []).extend(run)
    found = [(bottom - BELOW * size, size, row) for (bottom, size), row in rows.items()]
    found.sort(key=_BASELINE)
    if len({*map(_BASELINE, found)}) == len(found):
        return found
    # several sizes on one baseline: in the order in which they are drawn
    return [(_baseline(glyph), glyph.size, [glyph]) for glyph in sorted(glyphs, key=_baseline)]


def _baseline(glyph: Glyph) -> float:
    return glyph.bottom - BELOW * glyph.size


def _all_turned(glyphs: Sequence[Glyph], turn: int) -> Sequence[Glyph]:
    return [_turned(glyph, turn) for glyph in glyphs] if turn % 4 else glyphs


def _turned(glyph: Glyph, turn: int) -> Glyph:
    """Return ``glyph`` with its box turned back by quarter turns."""
    text, x0, top, x1, bottom, size, own = glyph
    match turn % 4:
        case 1:
            return Glyph(text, top, -x1, bottom, -x0, size, own)
        case 2:
            return Glyph(text, -x1, -bottom, -x0, -top, size, own)
        case 3:
            return Glyph(text, -bottom, x0, -top, x1, size, own)
        case _:
            return glyph


def _heights(glyphs: Sequence[Glyph]) -> tuple[float, float]:
    """Return where the highest of some characters begins, and where the lowest ends."""
    return min(map(_TOP, glyphs)), max(map(_BOTTOM, glyphs))


def _overlap(upper: tuple[float, float], lower: tuple[float, float]) -> float:
    """Return the share of the thinner group's height in which both groups stand."""
    (high, foot), (top, bottom) = upper, lower
    thinner = min(foot - high, bottom - top)
    return (min(foot, bottom) - max(high, top)) / thinner if thinner > 0 else 0.0


def without_note_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drop small raised figures that follow a character: 447¹ is 447 and a footnote."""
    kept: list[Glyph] = []
    mark: Glyph | None = None
    for glyph in sorted(glyphs, key=lambda g: g.x0):
        after_mark = mark is not None and 0 <= glyph.x0 - mark.x1 + glyph.size / 4 < glyph.size
        if _may_be_mark(glyph) and (
            any(_raised_after(glyph, base) for base in kept[-_NEIGHBOURS:])
            or (after_mark and mark is not None and abs(glyph.bottom - mark.bottom) < 1)
        ):
            mark = glyph
        else:
            kept.append(glyph)
    return kept


def _may_be_mark(glyph: Glyph) -> bool:
    return glyph.text != " " and (glyph.text in _BRACKETS or is_note_mark(glyph.text))


def _raised_after(glyph: Glyph, base: Glyph) -> bool:
    return (
        glyph.size < SMALL * base.size
        and _baseline(glyph) < _baseline(base) - _RAISED * base.size
        and glyph.bottom > base.top
        and -0.3 * base.size <= glyph.x0 - base.x1 <= _MARK_GAP * base.size
    )


def _text(glyphs: Sequence[Glyph]) -> tuple[str, tuple[tuple[float, float], ...]]:
    """Return the text of a line and the edges of each of its characters."""
    text: list[str] = []
    edges: list[tuple[float, float]] = []
    last: Glyph | None = None
    drawn = False
    for glyph in glyphs:
        signs, x0, _, x1, _, _, _ = glyph
        if signs == " ":
            drawn = True
            continue
        if last is not None and x0 > last.x1 and _is_blank(last, glyph, drawn=drawn):
            text.append(" ")
            edges.append((last.x1, x0))
        text.append(signs)
        edges.extend([(x0, x1)] * len(signs))
        last, drawn = glyph, False
    return "".join(text), tuple(edges)


def _is_blank(a: Glyph, b: Glyph, *, drawn: bool) -> bool:
    """Tell whether a blank stands between two neighbours; ``drawn`` if a blank was drawn there."""
    gap, size = b.x0 - a.x1, min(a.size, b.size)
    if gap <= _DRAWN_BLANK * size:
        return False  # less than any blank; so it is between most characters
    ends = a.text[-1] + b.text[0]
    if drawn:
        least = _DRAWN_BLANK
    elif ends.isascii() and ends.isdigit():
        least = _BETWEEN_DIGITS
    else:
        least = _BETWEEN_LETTERS if ends.isascii() else _BETWEEN_OTHERS
    return gap > least * size
