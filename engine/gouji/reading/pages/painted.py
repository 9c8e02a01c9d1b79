"""Which characters stand out from what is painted below and above them.

The page is white paper. What is painted before a character is its ground, what is painted after it
changes both, or covers them alike.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gouji.errors import LimitExceeded
from gouji.model.document import Rect
from gouji.model.places import page_text
from gouji.reading.limits import MAX_COVERINGS_PER_PAGE
from gouji.reading.pages.content import BELOW, PRINT, Glyph, Ink, PageContent, Paint, Shape, Unseen
from gouji.reading.pages.shapes import Share, share_of
from gouji.reading.shown import (
    COLOURED,
    COVERED,
    TRANSPARENT,
    UNRESOLVED,
    WHITE,
    Colour,
    told_apart,
)

_ASIDE = 0.2
"""The share of a character's width that is blank, or may be lost, at either side."""
_DIFFERENT = 64
"""The ground of a character has at most so many colours; more is a photograph."""
_INK_TOP, _INK_FOOT = 0.6, 0.08
"""Figures are printed between these heights over their baseline, in the size of the character."""


def ink_box(glyph: Glyph) -> Rect:
    """Return the part of a character's box by which it is known."""
    x0, top, x1, bottom = glyph.x0, glyph.top, glyph.x1, glyph.bottom
    across, down = _ASIDE * (x1 - x0), _ASIDE * (bottom - top)
    if glyph.turn:
        return x0 + across, top + down, x1 - across, bottom - down
    baseline = bottom - BELOW * glyph.size
    return (
        x0 + across,
        baseline - _INK_TOP * glyph.size,
        x1 - across,
        baseline - _INK_FOOT * glyph.size,
    )


class Painted(NamedTuple):
    """The characters that stand out, and those that do not, in the order they are drawn in."""

    glyphs: list[Glyph]
    unseen: list[Unseen]


class _Doubt(NamedTuple):
    reason: str
    veiled: bool = False


def painted(content: PageContent) -> Painted:
    """Tell the characters of a page apart; blanks are nothing that could be seen."""
    doubts = dict(_doubts(content))
    if not doubts:
        return Painted(content.glyphs, content.unseen)
    glyphs = content.glyphs
    seen = [glyph for index, glyph in enumerate(glyphs) if index not in doubts]
    lost = [Unseen(glyphs[i], *doubt) for i, doubt in doubts.items() if glyphs[i].text != " "]
    return Painted(seen, [*content.unseen, *lost])


def _doubts(content: PageContent) -> Iterator[tuple[int, _Doubt]]:
    """Yield the indices of characters that do not stand out, and why, in order."""
    shapes = _shapes_at(content)
    touched = sorted(shapes)
    for start, end, paint in _runs(content):
        on_paper = _against(paint, [WHITE])
        if on_paper is None:
            looked_at: Iterable[int] = touched[
                bisect_left(touched, start) : bisect_left(touched, end)
            ]
        else:
            looked_at = range(start, end)
        for index in looked_at:
            doubt = on_paper
            if index in shapes:
                doubt = _doubt(paint, index, ink_box(content.glyphs[index]), shapes[index])
            if doubt is not None:
                yield index, doubt


def _runs(content: PageContent) -> Iterator[tuple[int, int, Paint]]:
    """Yield which characters, from one index to before another, are painted with what."""
    inks = [Ink(0, PRINT), *content.inks]
    ends = [*(ink.start for ink in inks[1:]), len(content.glyphs)]
    for (start, paint), end in zip(inks, ends, strict=True):
        yield start, end, paint


def _shapes_at(content: PageContent) -> dict[int, list[Shape]]:
    """Return the shapes that touch each character, in the order of drawing."""
    glyphs = content.glyphs
    touching: dict[int, list[Shape]] = {}
    if not content.shapes or not glyphs:
        return touching
    boxes = [ink_box(glyph) for glyph in glyphs]
    order = sorted(range(len(glyphs)), key=lambda index: boxes[index][1])
    tops = [boxes[index][1] for index in order]
    tallest = max(box[3] - box[1] for box in boxes)
    looked = 0
    for shape in content.shapes:
        if not touching and _is_paper(shape):
            continue
        x0, top, x1, bottom = shape.rect
        first, last = bisect_left(tops, top - tallest), bisect_right(tops, bottom)
        looked += last - first
        if looked > MAX_COVERINGS_PER_PAGE:
            raise LimitExceeded(f"{page_text(content.number)}的图形和文字重叠太多，文件可能已损坏")
        for index in order[first:last]:
            box = boxes[index]
            if box[0] < x1 and x0 < box[2] and box[3] > top and glyphs[index].text != " ":
                touching.setdefault(index, []).append(shape)
    return touching


def _is_paper(shape: Shape) -> bool:
    """Tell whether a shape is white ground before any character is drawn."""
    return shape.under == 0 and shape.look is None and shape.paint.over(WHITE) == WHITE


def _doubt(paint: Paint, index: int, box: Rect, shapes: Sequence[Shape]) -> _Doubt | None:
    """Return why a character that ``shapes`` touch cannot be seen, ``None`` if it can."""
    grounds: list[Colour | None] = [WHITE]
    pictured = False
    above: list[tuple[Shape, Share]] = []
    for shape in shapes:
        share = share_of(shape, box)
        if share is Share.NONE:
            continue
        if shape.under > index:
            above.append((shape, share))
            continue
        whole = share is Share.WHOLE
        over = [layer.over(ground) for layer in shape.paints(box) for ground in grounds]
        grounds = _few(over if whole else [*grounds, *over])
        pictured = shape.look is not None or (pictured and not whole)
    doubt = _against(paint, grounds)
    if doubt is None and above:
        return _through(paint, grounds, box, above)
    return doubt and doubt._replace(veiled=pictured and doubt.reason == UNRESOLVED)


def _few(grounds: Sequence[Colour | None]) -> list[Colour | None]:
    """Return the different grounds; of very many the ground is not known."""
    different = list(dict.fromkeys(grounds))
    return different if len(different) <= _DIFFERENT else [None]


def _against(paint: Paint, grounds: Sequence[Colour | None]) -> _Doubt | None:
    """Return why print on these grounds cannot be seen, ``None`` if it can on all of them."""
    for ground in grounds:
        ink = paint.over(ground)
        if ink is None or ground is None:
            return _Doubt(UNRESOLVED)
        if not told_apart(ink, ground):
            faint = paint.colour is not None and told_apart(paint.colour, ground)
            return _Doubt(TRANSPARENT if faint and paint.opacity < 1 else COLOURED)
    return None


def _through(
    paint: Paint,
    grounds: Sequence[Colour | None],
    box: Rect,
    above: Sequence[tuple[Shape, Share]],
) -> _Doubt | None:
    """Return why print cannot be seen through what is painted ``above``."""
    seen = [(paint.over(ground), ground) for ground in grounds]
    for shape, share in above:
        over = [
            (layer.over(ink), layer.over(ground))
            for layer in shape.paints(box)
            for ink, ground in seen
        ]
        apart = sum(_apart(ink, ground) for ink, ground in over)
        if apart < len(over):
            return _Doubt(COVERED, shape.look is not None and apart >= len(over) / 2)
        seen = list(dict.fromkeys(over if share is Share.WHOLE else [*seen, *over]))[:_DIFFERENT]
    return None


def _apart(ink: Colour | None, ground: Colour | None) -> bool:
    return ink is not None and ground is not None and told_apart(ink, ground)
