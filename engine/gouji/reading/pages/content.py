"""What a PDF page draws, before anybody says what is a line and what a table.

All measures are PDF points from the top left corner of the page as shown: after rotation and
cropping, y growing downwards.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from gouji.model.document import Rect

BELOW = 0.12
"""The share of a character's height that stands below its baseline."""

UNKNOWN = "\ufffd"
"""Stands for a character whose font does not say what it means."""


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


@dataclass(slots=True)
class PageContent:
    """All that one page draws.

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
    hidden: int = 0
    slanted: int = 0
    broken: bool = False
