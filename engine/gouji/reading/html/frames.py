"""What is being read of a page: the page itself, a table or a cell."""

from dataclasses import field

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.flow import PICTURE_IN_CELL, Item, texts_of
from gouji.reading.html.lines import Piece
from gouji.reading.html.tables import Rows
from gouji.reading.shown import UNRESOLVED
from gouji.records import dataclass

_DIGIT = compiled(r"\d")


@dataclass(slots=True)
class Frame:
    """Something being read: the page, a table or a cell."""

    element: _Element
    items: list[Item] = field(default_factory=list)
    inline: list[Piece] = field(default_factory=list)
    rows: Rows | None = None
    left_out: str | None = None
    """What it is if nothing else is in it."""
    doubt: str | None = None
    """Why nothing in it can be trusted."""
    parts: set[tuple[str, ...]] = field(default_factory=set)
    """The unknown names on the parts of its numbers."""
    pictured: bool = False

    def distrust(self, why: str) -> None:
        """Doubt all of it; the first reason stays."""
        self.doubt = self.doubt or why


def doubt_of(cell: Frame) -> str | None:
    """Return why the content of a cell cannot be trusted as a whole."""
    if cell.doubt or not cell.items:
        return cell.doubt or cell.left_out
    if len(cell.parts) < 2 and not cell.pictured:
        return None
    texts = list(texts_of(cell.items))
    if texts and len(cell.parts) > 1:
        return UNRESOLVED
    return PICTURE_IN_CELL if cell.pictured and any(map(_DIGIT.search, texts)) else None
