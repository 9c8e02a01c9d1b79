"""Characters take their place on a page: how they lie, and why they cannot be read there."""

import math
from typing import NamedTuple
from unicodedata import category

from gouji.model.document import Rect
from gouji.model.invisible import visible
from gouji.reading.pages.clips import Clip, clipped
from gouji.reading.pages.content import UNKNOWN, Glyph, PageContent, Unseen
from gouji.reading.pages.strokes import Matrix
from gouji.reading.shown import CLIPPED, MISDRAWN, SMALL, SMALLEST, UNRESOLVED

OTHERWISE = "\ufffe"
"""Stands for a character that is drawn as something else than its code means."""

_NARROW = 0.3
"""Writing squeezed to less than this share of its width cannot be read."""
_UPSET = 0.6
"""Writing may slant this much (tangent), as italics do."""
_UPRIGHT = 0.1
"""Writing may lean this much (tangent) from a quarter turn; more is a watermark."""
_WATERMARK = 20.0
"""Oblique writing larger than this (points) is a watermark; smaller figures may be meant."""


class Manner(NamedTuple):
    """How a string is written; what lies within ``edge`` is not clipped.

    ``matrix`` leads from its own coordinates to the page; ``turn`` counts its quarter turns,
    ``None`` where it is oblique; ``reason`` says why none of it can be read.
    """

    matrix: Matrix
    turn: int | None
    reason: str | None
    edge: Rect
    clip: Clip


def as_printed(text: str) -> str:
    """Return what a character whose code means ``text`` stands for on the page.

    Blanks of every kind are one, signs that draw nothing are ``""``, and what is no sign of
    writing is :data:`~gouji.reading.pages.content.UNKNOWN`.
    """
    if text.isspace():
        return " "
    if not text or any(category(character) == "Cc" for character in text):
        return UNKNOWN
    return visible(text)


def unreadable(matrix: Matrix, up: float, along: float) -> str | None:
    """Return why writing so high and so broad (points) cannot be read, ``None`` if it can."""
    a, b, c, d, _, _ = matrix
    if up < SMALLEST or along < _NARROW * up:
        return SMALL
    return UNRESOLVED if abs(a * c + b * d) > _UPSET * abs(a * d - b * c) else None


def quarter_turns(a: float, b: float) -> int | None:
    """Return the quarter turns of writing that advances by (a, b), ``None`` for oblique text."""
    if abs(b) <= _UPRIGHT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _UPRIGHT * abs(b):
        return 1 if b > 0 else 3
    return None


def take(page: PageContent, manner: Manner, text: str, box: Rect) -> None:
    """Put one character on ``page``; its ``box`` is in the coordinates before the matrix."""
    matrix, turn, reason, edge, clip = manner
    x0, top, x1, bottom = _placed(box, matrix)
    if turn is None:
        high = abs(box[3] - box[1]) * math.hypot(*matrix[2:4])
        _take_slanted(page, Glyph(text, x0, top, x1, bottom, high))
        return
    size = x1 - x0 if turn % 2 else bottom - top
    glyph = Glyph(text, x0, top, x1, bottom, size, turn)
    if (x0 == x1 or top == bottom) and text.isdigit():
        reason = reason or CLIPPED  # figures without a width pile up
    elif reason is None and not (
        edge[0] <= x0 and x1 <= edge[2] and edge[1] <= top and bottom <= edge[3]
    ):
        reason = clipped(glyph, clip)
    if text == OTHERWISE:
        reason = MISDRAWN
    if reason is None:
        page.glyphs.append(glyph)
    elif text != " ":
        page.unseen.append(Unseen(glyph, reason))


def _take_slanted(page: PageContent, glyph: Glyph) -> None:
    """Count what is written aslant; figures that are no watermark may be meant."""
    page.slanted += glyph.text != " "
    if glyph.text.isdigit() and glyph.size <= _WATERMARK:
        page.unseen.append(Unseen(glyph, UNRESOLVED))


def _placed(box: Rect, matrix: Matrix) -> Rect:
    """Return a character's box on the page, as seen from its top left corner."""
    left, low, right, high = box
    a, b, c, d, e, f = matrix
    x0, x1 = a * left + c * low + e, a * right + c * high + e
    top, bottom = b * left + d * low + f, b * right + d * high + f
    if x0 > x1:
        x0, x1 = x1, x0
    if top > bottom:
        top, bottom = bottom, top
    return x0, top, x1, bottom
