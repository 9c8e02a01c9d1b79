"""The body of a word processor file in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lxml.etree import _Element

from gouji.reading.docx.names import W
from gouji.reading.docx.numbering import Numbering
from gouji.reading.docx.paragraphs import Paragraphs, Piece, beside, lines_of
from gouji.reading.docx.styles import Styles
from gouji.reading.docx.tables import inside, read_table
from gouji.reading.flow import Item, Text

_BLOCKS = frozenset({W + "p", W + "tbl", W + "altChunk"})


class Body:
    """Reads block after block; numbered paragraphs count on from one call to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._paragraphs = Paragraphs(styles)
        self._numbering = numbering
        self.unread: list[str] = []

    def items(self, parent: _Element, *, in_cell: bool = False) -> Iterator[Item]:
        """Yield what ``parent`` holds (a body, a cell, a text box, a header)."""
        joined: list[Piece] = []
        last = None
        for element in inside(parent, _BLOCKS):
            if element.tag == W + "p":
                last = element
                joined += self._paragraphs.pieces(element)
                if not _runs_on(element):
                    yield from self._paragraph(element, joined, in_cell=in_cell)
                    joined, last = [], None
            elif element.tag == W + "tbl":
                yield read_table(element, self._cell)
            else:
                self.unread.append("Word 文档里嵌入了另一个文件，其内容没有读")
        if last is not None:
            yield from self._paragraph(last, joined, in_cell=in_cell)

    def _cell(self, cell: _Element) -> tuple[Item, ...]:
        return tuple(self.items(cell, in_cell=True))

    def _paragraph(
        self, element: _Element, pieces: Sequence[Piece], *, in_cell: bool
    ) -> Iterator[Item]:
        hidden = not pieces and element.find(f"{W}pPr/{W}rPr/{W}vanish") is not None
        label = "" if hidden else self._numbering.label(element.find(W + "pPr"))
        for text in lines_of(pieces, label, in_cell=in_cell):
            yield replace(text, source=element)
        for thing in beside(pieces):
            if isinstance(thing, _Element):
                yield from (_boxed(item) for item in self.items(thing))
            else:
                yield thing


def _runs_on(paragraph: _Element) -> bool:
    """Tell whether the paragraph's end was deleted in a revision, so that it joins the next."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and any(mark.find(W + gone) is not None for gone in ("del", "moveFrom"))


def _boxed(item: Item) -> Item:
    return replace(item, boxed=True) if isinstance(item, Text) else item
