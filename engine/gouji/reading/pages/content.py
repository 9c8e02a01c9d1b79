"""What a PDF page draws, before anybody says what is a line and what a table.

All measures are PDF points from the top left corner of the page as shown: after rotation and
cropping, y growing downwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import field
from operator import itemgetter
from typing import NamedTuple

from gouji.model.document import Rect
from gouji.reading.shown import BLACK, Colour, blended, multiplied
from gouji.records import dataclass

BELOW = 0.12
"""The share of a character's height that stands below its baseline."""

UNKNOWN = "\ufffd"
"""Stands for a character whose font does not say what it means."""

_TEXT = itemgetter(0)


class Glyph(NamedTuple):
    """One character in its em box; ``size`` is the height of the box.

    ``turn`` counts the quarter turns of the writing clockwise: 1 runs down the page, 3 up. The
    text of a blank is ``" "``; a ligature has several characters.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def unknown(glyphs: Sequence[Glyph]) -> int:
    """Return how many characters have no known meaning."""
    return [*map(_TEXT, glyphs)].count(UNKNOWN)


class Ruling(NamedTuple):
    """A straight line: horizontal at y = ``at`` from x ``start`` to ``end``, or vertical."""

    at: float
    start: float
    end: float


class Picture(NamedTuple):
    """A picture; ``under`` counts the characters drawn before it, hidden if it is ``opaque``."""

    rect: Rect
    opaque: bool
    under: int


class Paint(NamedTuple):
    """How print or a shape is painted; ``colour`` is ``None`` where that is not known.

    ``darkens`` tells that it leaves what lies below as dark as it is, like a marker pen.
    """

    colour: Colour | None = BLACK
    opacity: float = 1.0
    darkens: bool = False

    def over(self, ground: Colour | None) -> Colour | None:
        """Return what is seen where this is painted over ``ground``."""
        if self.colour is None:
            return None
        if self.opacity >= 1 and not self.darkens:
            return self.colour
        if ground is None:
            return None
        colour = multiplied(self.colour, ground) if self.darkens else self.colour
        return blended(colour, ground, self.opacity)


PRINT = Paint()
"""Black print, as all print is unless its page says otherwise."""

Point = tuple[float, float]


class Shape(NamedTuple):
    """A painted area, in the order of drawing: ``under`` counts the characters drawn before it.

    Where it is no upright box, ``outline`` holds the corners of its parts, which count as filled
    by turns (``evenodd``) or where they wind around a point; without an outline ``certain`` tells
    that the whole of ``rect`` is painted. A picture has a ``look``: what it paints in a box.
    """

    rect: Rect
    paint: Paint
    under: int
    certain: bool = True
    outline: tuple[tuple[Point, ...], ...] = ()
    evenodd: bool = False
    look: Callable[[Rect], Sequence[Paint]] | None = None

    def paints(self, box: Rect) -> Sequence[Paint]:
        """Return what is painted in ``box``, all that is different there."""
        return [self.paint] if self.look is None else self.look(box)


class Ink(NamedTuple):
    """What the characters from the index ``start`` on are painted with."""

    start: int
    paint: Paint


class Unseen(NamedTuple):
    """A character that a reader of the page does not see, or not for certain, and why.

    One that is ``veiled`` can be made out as a letter, though not as a figure: a seal stands over
    it, or a picture of unknown colours below.
    """

    glyph: Glyph
    reason: str
    veiled: bool = False


@dataclass(slots=True)
class PageContent:
    """All that one page draws.

    ``inks`` say what ``glyphs`` are painted with, black where they say nothing; ``shapes`` are the
    areas painted below and above them, pictures included. ``unseen`` are characters of which the
    device knows already that they are not to be seen, in their places.

    ``outlines`` are filled shapes with curves, small as characters: text turned into drawings.
    ``overlays`` are annotations and form fields that show content of their own. ``hidden`` counts
    characters drawn invisibly (an OCR layer), ``slanted`` those of oblique text (a watermark).
    A page is ``broken`` if what it draws could not be read to its end: none of it counts.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    horizontal: list[Ruling] = field(default_factory=list)
    vertical: list[Ruling] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    outlines: list[Rect] = field(default_factory=list)
    overlays: list[Rect] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    hidden: int = 0
    slanted: int = 0
    broken: bool = False
