"""What lies around a paragraph: the ground behind it, what a table lends it, its room."""

from gouji.reading.docx.colours import Colours
from gouji.reading.docx.styles import PLAIN, Layer
from gouji.reading.shown import WHITE
from gouji.records import dataclass

A4 = (595.0, 842.0)
PAPER: Colours = frozenset({WHITE})


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What lies around a paragraph.

    ``lent`` is what the style of a table says here; several where programs differ. ``unseen``
    says why nothing in this place can be seen. ``width`` is that of a cell in points, if known;
    ``page`` the width and height of the largest page. Places that are alike share one object,
    which is equal to itself alone: what is found of it is kept.
    """

    grounds: Colours | None = PAPER
    lent: tuple[Layer, ...] = (PLAIN,)
    unseen: str | None = None
    in_cell: bool = False
    leftwards: bool = False
    width: float | None = None
    page: tuple[float, float] = A4
