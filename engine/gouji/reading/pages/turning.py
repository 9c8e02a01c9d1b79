"""Pages whose writing lies on its side or stands on its head: read upright, placed as shown.

A table too wide for the page is often put on it sideways, and a page may have been turned the wrong
way round. Its content is turned so that the writing is upright, and where things stand is turned
back.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import TypeVar

from gouji.model.document import Block, Figure, Grid, Line, Place, Rect
from gouji.reading.pages.content import Glyph, PageContent, Picture, Ruling, Shape
from gouji.records import dataclass

_TURN = attrgetter("turn")
B = TypeVar("B", Line, Grid, Figure, Block)

_FEWEST = 30
"""So many characters must be turned for the page to be: fewer are a note at its edge."""
_SHARE = 0.9
"""What share of a page's characters; the rest may be its number, which stands upright."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page lies: so many quarter turns clockwise; its size as shown, in points."""

    quarters: int
    width: float
    height: float

    def upright(self, rect: Rect) -> Rect:
        """Return a box of the page as shown where it stands once the page is upright."""
        x0, top, x1, bottom = rect
        match self.quarters:
            case 1:
                return top, self.width - x1, bottom, self.width - x0
            case 2:
                return self.width - x1, self.height - bottom, self.width - x0, self.height - top
            case _:
                return self.height - bottom, x0, self.height - top, x1

    def shown(self, rect: Rect) -> Rect:
        """Return a box of the upright page where it stands on the page as shown."""
        x0, top, x1, bottom = rect
        match self.quarters:
            case 1:
                return self.width - bottom, x0, self.width - top, x1
            case 2:
                return self.upright(rect)
            case _:
                return top, self.height - x1, bottom, self.height - x0


def turn_of(content: PageContent) -> Turn | None:
    """Return how the writing of a page lies, ``None`` where it is upright or of several kinds."""
    if not any(map(_TURN, content.glyphs)):
        return None
    turns = Counter(glyph.turn for glyph in content.glyphs if glyph.text != " ")
    ((quarters, count),) = turns.most_common(1) or [(0, 0)]
    if quarters == 0 or count < _FEWEST or count < _SHARE * turns.total():
        return None
    return Turn(quarters, content.width, content.height)


def upright(content: PageContent, turn: Turn) -> PageContent:
    """Return the content of a page turned so that its writing is upright."""
    across = [_ruling(turn, (r.start, r.at, r.end, r.at)) for r in content.horizontal]
    down = [_ruling(turn, (r.at, r.start, r.at, r.end)) for r in content.vertical]
    aside = turn.quarters % 2 == 1
    return PageContent(
        content.number,
        content.height if aside else content.width,
        content.width if aside else content.height,
        glyphs=[_glyph(turn, glyph) for glyph in content.glyphs],
        horizontal=down if aside else across,
        vertical=across if aside else down,
        pictures=[Picture(turn.upright(p.rect), p.opaque, p.under) for p in content.pictures],
        outlines=[turn.upright(rect) for rect in content.outlines],
        overlays=[turn.upright(rect) for rect in content.overlays],
        inks=content.inks,
        shapes=[_shape(turn, shape) for shape in content.shapes],
        unseen=[u._replace(glyph=_glyph(turn, u.glyph)) for u in content.unseen],
        hidden=content.hidden,
        slanted=content.slanted,
    )


def _glyph(turn: Turn, glyph: Glyph) -> Glyph:
    box = turn.upright((glyph.x0, glyph.top, glyph.x1, glyph.bottom))
    return Glyph(glyph.text, *box, glyph.size, (glyph.turn - turn.quarters) % 4)


def _shape(turn: Turn, shape: Shape) -> Shape:
    outline = tuple(
        tuple(turn.upright((x, y, x, y))[:2] for x, y in part) for part in shape.outline
    )
    look = shape.look
    as_drawn = None if look is None else lambda box: look(turn.shown(box))
    return shape._replace(rect=turn.upright(shape.rect), outline=outline, look=as_drawn)


def _ruling(turn: Turn, line: Rect) -> Ruling:
    """Return a line of no thickness, given as a box, as it lies once the page is upright."""
    lies_across = line[1] == line[3]
    x0, top, x1, bottom = turn.upright(line)
    if lies_across == (turn.quarters == 2):
        return Ruling(top, x0, x1)
    return Ruling(x0, top, bottom)


def as_shown(blocks: Sequence[B], turns: Mapping[int, Turn]) -> tuple[B, ...]:
    """Return ``blocks`` with what stands on turned pages placed as it is shown.

    The characters of a line that runs down the page have no edges of their own.
    """
    return tuple(_block(block, turns) for block in blocks) if turns else tuple(blocks)


def _block(block: B, turns: Mapping[int, Turn]) -> B:
    place = _place(block.place, turns)
    if isinstance(block, Grid):
        cells = tuple(replace(cell, place=_place(cell.place, turns)) for cell in block.cells)
        return replace(block, place=place, cells=cells)
    if isinstance(block, Line) and place is not block.place:
        return replace(block, place=place, edges=())
    return replace(block, place=place)


def _place(place: Place, turns: Mapping[int, Turn]) -> Place:
    turn = turns.get(place.page or 0)
    if turn is None or place.box is None:
        return place
    return replace(place, box=turn.shown(place.box))
