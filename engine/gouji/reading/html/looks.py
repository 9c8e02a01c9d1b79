"""The looks of an element: how the text that stands directly in it is shown, or why it is not."""

from collections.abc import Mapping
from dataclasses import field

from lxml.etree import _Element

from gouji.reading.html.cascade import Values
from gouji.reading.html.longhands import GLOBAL
from gouji.reading.html.rooms import PLAIN, Measure, Room
from gouji.reading.html.shifts import ANYWHERE, Reach
from gouji.reading.html.visible import start_of
from gouji.reading.shown import (
    BLACK,
    CLIPPED,
    COLOURED,
    SMALL,
    TRANSPARENT,
    WHITE,
    Colour,
)
from gouji.records import dataclass

_IN_TABLE = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_SURE = frozenset({COLOURED, SMALL, TRANSPARENT, CLIPPED})


@dataclass(slots=True, eq=False)
class Looks:
    """How the text that stands directly in an element looks; not changed once it is made.

    ``gone`` elements leave nothing behind, ``hidden`` text leaves its place empty; both are
    plainly switched off. ``doubt`` says why the text cannot be trusted to show. ``names`` are
    classes and the like between the text and its cell of which no sheet of the page speaks.
    """

    tag: str = ""
    """The name of the element; what is gone needs none."""
    gone: bool = False
    hidden: bool = False
    doubt: str | None = None
    block: bool = False
    raised: bool = False
    struck: bool = False
    names: tuple[str, ...] = ()
    sunk: bool = False
    risky: bool = False
    """Whether it may cover, move or change what stands beside it too."""
    reach: Reach | None = None
    """Where it may stand or shift others; ``None`` where it keeps to its cell. What it holds is
    not counted: see :mod:`gouji.reading.html.reaches`."""
    sprawls: bool = False
    """Whether its size counts for that, as it does not stand in the flow of its cell."""
    values: Values = field(default_factory=dict)
    """What is declared for it."""
    numbered: bool = False
    """Whether the browser writes a number or a sign of its own before it."""

    quiet: bool = False
    """Whether it is where and as it seems, of a size that hangs on what it holds."""
    # inherited: what the next element's looks are made of
    ink: Colour | None = BLACK
    alpha: float | None = 1.0
    fill: str | None = None
    grounds: tuple[Colour, ...] | None = (WHITE,)
    """What lies behind it: one colour, or the darkest and the lightest of a picture."""
    opacity: float = 1.0
    size: float | None = 16.0
    carried: str | None = None
    """A doubt that holds for all inside."""
    unseen: str | None = None
    """Why text of its colours, size and font may not be seen."""
    drawn: str | None = None
    """A doubt where a font that the page carries, or one of signs, draws the letters."""
    closed: bool = False
    marker: str = ""
    in_table: bool = False
    custom: Mapping[str, str] = field(default_factory=dict)
    shift: float = 0.0
    """How far it is moved in its cell, as a part of what would matter."""
    anchored: bool = False
    """Whether what is moved out of the flow inside it keeps to a place in its cell."""
    astray: bool = False
    """Whether it stands outside tables, and not in its place."""
    measure: Measure = PLAIN
    page_room: Room | None = None


GONE = Looks(gone=True)
FOLDED = Looks(gone=True, reach=ANYWHERE)
"""Of a column that is put away, as others take its place."""


def is_in_table(tag: str, around: Looks) -> bool:
    """Tell whether an element of a name stands in a table, or is a part of one."""
    return tag in _IN_TABLE or (around.in_table and tag != "table")


def is_figure(element: _Element, looks: Looks) -> bool:
    """Tell whether an element shows digits alone, or nothing but a ground."""
    text = start_of(element).strip()
    if looks.hidden or looks.gone or any(map(str.isalpha, text)):
        return False
    return any(map(str.isdigit, text)) or (not text and _is_painted(looks.values))


def _is_painted(values: Values) -> bool:
    return any(
        values.get(name, "none") not in ("none", "transparent", *GLOBAL)
        for name in ("background-color", "background-image")
    )


def is_sure(doubt: str | None) -> bool:
    """Tell whether text of this doubt surely does not show, although it takes its place."""
    return doubt in _SURE
