"""Running text set in two columns: the left one is read to its end before the right one.

Only prose is taken for it. On both sides of the gutter stand many lines of many characters, none
goes across, those on the left end near to each other, and those on the right begin so. Labels and
figures that stand in columns are a table without rulings, and stay in their rows.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.model.document import Rect
from gouji.reading.pages.content import Glyph
from gouji.reading.pages.lines import Printed, printed

_GUTTER = 0.7
"""A gutter is wider than this, in the size of the characters."""
_LINES = 6
"""So many lines stand in each column at least."""
_LETTERS = 8
"""A line of a column has so many characters, on the average."""
_RAGGED = 2.5
"""Full lines end this near to each other, in the size of the characters."""
_INDENT = 3.5
"""Paragraphs begin so far from the edge of their column at most, in the size of the characters."""
_APART = 1.2
"""Text stands apart from what is so far above it, in the size of the characters."""
_ASIDE = 2.0
"""Lines of a column begin within so many points."""

Order = tuple[float, int, float, float]
"""How blocks of a page follow each other: top of their band, column, top and left edge."""


class Band(NamedTuple):
    """From ``top`` to ``bottom`` a page has two columns, the right one behind x = ``gutter``."""

    top: float
    bottom: float
    gutter: float

    def holds(self, rect: Rect) -> bool:
        """Tell whether the middle of ``rect`` stands between top and bottom."""
        return self.top <= (rect[1] + rect[3]) / 2 <= self.bottom


class _Run(NamedTuple):
    """Characters on one baseline without a gutter among them; a table has no ``letters``."""

    top: float
    bottom: float
    x0: float
    x1: float
    letters: int
    size: float


def in_columns(
    glyphs: Sequence[Glyph], tables: Sequence[Rect]
) -> tuple[list[Printed], tuple[Band, ...]]:
    """Return the lines of ``glyphs``, and where they stand in two columns.

    ``tables`` are the boxes of ruled tables, none of whose characters are among ``glyphs``.
    """
    lines = printed(glyphs)
    bands = tuple(_bands(glyphs, tables)) if _may_part(lines) else ()
    if not bands:
        return lines, ()
    parts: dict[tuple[float, int], list[Glyph]] = {}
    for glyph in glyphs:
        parts.setdefault(_part(glyph, bands), []).append(glyph)
    return [line for part in parts.values() for line in printed(part)], bands


def _may_part(lines: Sequence[Printed]) -> bool:
    """Tell whether lines may be of two columns: parted by a blank, or begun far to the right.

    Most pages have hardly one of these, and are looked at no further.
    """
    margin = min((line.rect[0] for line in lines), default=0.0)
    far = [line for line in lines if line.rect[0] > margin + _LETTERS * _height(line)]
    return len(far) + sum(" " in line.text for line in lines) >= _LINES / 2


def _height(line: Printed) -> float:
    return line.rect[3] - line.rect[1]


def order_of(rect: Rect, bands: Sequence[Band]) -> Order:
    """Return where a block with the box ``rect`` stands in the order of its page."""
    x0, top, _, _ = rect
    for band in bands:
        if band.holds(rect):
            return band.top, int(x0 >= band.gutter), top, x0
    return top, 0, top, x0


def _part(glyph: Glyph, bands: Sequence[Band]) -> tuple[float, int]:
    """Return the band and the column of a character; text outside bands is one part."""
    box = glyph.x0, glyph.top, glyph.x1, glyph.bottom
    for band in bands:
        if not glyph.turn and band.holds(box):
            return band.top, int(glyph.x0 >= band.gutter)
    return -1.0, 0


def _bands(glyphs: Sequence[Glyph], tables: Sequence[Rect]) -> Iterator[Band]:
    runs = list(_runs(glyphs))
    gutter = _gutter(runs)
    if gutter is None:
        return
    runs += [_Run(top, bottom, x0, x1, 0, 0.0) for x0, top, x1, bottom in tables]
    together: list[_Run] = []
    for run in [*sorted(runs), None]:
        if run is not None and not run.x0 < gutter < run.x1:
            together.append(run)
            continue
        inside = _side_by_side(together, gutter)
        if _is_prose(inside, gutter):
            yield Band(inside[0].top, max(r.bottom for r in inside), gutter)
        together = []


def _runs(glyphs: Sequence[Glyph]) -> Iterator[_Run]:
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.text != " " and not glyph.turn:
            rows.setdefault(round(glyph.bottom), []).append(glyph)
    for row in rows.values():
        row.sort(key=lambda glyph: glyph.x0)
        cuts = [i for i, (a, b) in enumerate(pairwise(row), 1) if b.x0 - a.x1 > _GUTTER * a.size]
        for start, end in pairwise([0, *cuts, len(row)]):
            yield _run(row[start:end])


def _run(glyphs: Sequence[Glyph]) -> _Run:
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    return _Run(top, bottom, glyphs[0].x0, glyphs[-1].x1, len(glyphs), glyphs[0].size)


def _gutter(runs: Sequence[_Run]) -> float | None:
    """Return the x behind which a right column may begin: where most runs do, left margin aside.

    These may be its indented lines, and some others begin a little further left.
    """
    margin = min((run.x0 for run in runs), default=0.0)
    begins = Counter(round(r.x0) for r in runs if r.x0 > margin + _LETTERS * r.size)
    edge, count = begins.most_common(1)[0] if begins else (0, 0)
    if count < _LINES / 2:
        return None
    reach = _INDENT * min(run.size for run in runs)
    return min(x for x, n in begins.items() if n > 1 and edge - reach <= x <= edge) - _ASIDE


def _side_by_side(runs: Sequence[_Run], gutter: float) -> Sequence[_Run]:
    """Return ``runs`` without what stands apart below both columns: text goes on in full width."""
    foot = max((run.bottom for run in runs if run.x0 >= gutter), default=0.0)
    left = [run for run in runs if run.x0 < gutter]
    for above, run in pairwise(left):
        if run.top >= max(foot, above.bottom + _APART * run.size):
            return runs[: runs.index(run)]
    return runs


def _is_prose(runs: Sequence[_Run], gutter: float) -> bool:
    """Tell whether runs of characters, none of which goes across, are two columns of prose."""
    left = [run for run in runs if run.letters and run.x0 < gutter]
    right = [run for run in runs if run.letters and run.x0 >= gutter]
    if min(len(left), len(right)) < _LINES:
        return False
    long = all(sum(run.letters for run in side) >= _LETTERS * len(side) for side in (left, right))
    end = max(run.x1 for run in left)
    full = sum(run.x1 >= end - _RAGGED * run.size for run in left)
    begun = sum(run.x0 <= gutter + _INDENT * run.size for run in right)
    return long and 2 * full >= len(left) and 2 * begun >= len(right)
