"""The body of a word processor file in reading order."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain, takewhile

from lxml.etree import _Element

from gouji.reading.docx.cells import Spot, TableSetting, exact_height, is_unbroken
from gouji.reading.docx.controls import Controls
from gouji.reading.docx.covers import DRAWINGS, covered_rows
from gouji.reading.docx.fields import Field
from gouji.reading.docx.heights import depth_of, line_count, margin_above
from gouji.reading.docx.names import W, first, points
from gouji.reading.docx.numbering import Numbering
from gouji.reading.docx.paragraphs import Paragraphs, Piece, beside, lines_of
from gouji.reading.docx.shapes import inside_box, is_hidden, is_switched_off
from gouji.reading.docx.sight import Sight
from gouji.reading.docx.styles import Styles
from gouji.reading.docx.surroundings import A4, PAPER, Surroundings
from gouji.reading.docx.tables import inside, is_uncertain, merge_of, read_table
from gouji.reading.flow import PICTURE_IN_CELL, Item, Text
from gouji.reading.shown import CLIPPED, COVERED, UNRESOLVED

_BLOCKS = frozenset({W + "p", W + "tbl", W + "altChunk", W + "subDoc"})
_LEAST_PAGE = 150.0
"""Points."""
_CONTROL = W + "sdt"
_DIGIT = re.compile(r"\d")
EMBEDDED = "Word 文档里嵌入了另一个文件，其内容没有读"


class Body:
    """Reads block after block; numbered paragraphs count on from one call to the next."""

    def __init__(
        self, styles: Styles, numbering: Numbering, sight: Sight, controls: Controls
    ) -> None:
        self._styles = styles
        self._sight = sight
        self._controls = controls
        self._paragraphs = Paragraphs(styles, sight)
        self._numbering = numbering
        self.unread: list[str] = []

    def paper(self, document: _Element) -> Surroundings:
        """Return what surrounds all text: paper, or the colour that a screen shows for it."""
        colours = self._sight.palette.background(document.find(W + "background"))
        sizes = list(document.iter(W + "pgSz"))
        page = [max((points(s, n) or 0.0 for s in sizes), default=0.0) for n in ("w", "h")]
        return Surroundings(
            grounds=None if colours is None else PAPER | colours,
            page=(page[0] or A4[0], page[1] or A4[1]),
            unseen=CLIPPED if any(map(_is_tiny, sizes)) else None,
        )

    def items(self, parent: _Element, around: Surroundings) -> Iterator[Item]:
        """Yield what ``parent`` holds (a body, a cell, a text box, a header)."""
        joined: list[Piece] = []
        fields: list[Field] = []
        last = None
        blocks = list(inside(parent, _BLOCKS))
        for at, element in enumerate(blocks):
            if element.tag == W + "p":
                last = element
                joined += self._paragraphs.pieces(element, around, fields)
                if not _runs_on(element):
                    yield from self._paragraph(element, joined, around)
                    joined, last = [], None
            elif element.tag == W + "tbl":
                yield self._table(element, around, covered_rows(blocks, at, around))
            else:
                self.unread.append(EMBEDDED)
                yield Text("", doubt=EMBEDDED)
        if last is not None:
            yield from self._paragraph(last, joined, around)

    def _table(self, table: _Element, around: Surroundings, covered: frozenset[int]) -> Item:
        unsure = is_uncertain(table)
        special = {str(element.tag) for element in table.iter(_CONTROL, *DRAWINGS)}
        setting = TableSetting(table, self._styles, self._sight.palette, around)

        def read_cell(cell: _Element, spot: Spot) -> tuple[Item, ...]:
            inner = setting.around(cell, spot)
            if self._overflows(cell, spot.row, inner):
                inner = replace(inner, unseen=inner.unseen or CLIPPED)
            items = self._cell(cell, inner, special)
            if covered and _is_covered(cell, spot, covered):
                return *items, Text("", doubt=COVERED)
            doubtful = unsure or spot.is_uncertain
            return (*items, Text("", doubt=UNRESOLVED)) if doubtful else items

        return read_table(table, read_cell)

    def _cell(
        self, cell: _Element, around: Surroundings, special: AbstractSet[str]
    ) -> tuple[Item, ...]:
        """Read a cell of a table that has, somewhere, the ``special`` elements."""
        items = tuple(self.items(cell, around))
        if is_uncertain(cell) or (_CONTROL in special and self._is_controlled(cell)):
            items = (*items, Text("", doubt=UNRESOLVED))
        if special.isdisjoint(DRAWINGS):
            return items
        drawn = any(map(_is_drawn, cell.iter(*DRAWINGS)))
        if drawn and any(isinstance(item, Text) and _DIGIT.search(item.text) for item in items):
            # what is drawn beside digits may be one more
            return (*items, Text("", doubt=PICTURE_IN_CELL))
        return items

    def _is_controlled(self, cell: _Element) -> bool:
        """Tell whether a content control may change what is in a cell."""
        controls = chain(_controls_around(cell), cell.iter(_CONTROL))
        return any(map(self._controls.is_uncertain, controls))

    def _overflows(self, cell: _Element, row: _Element, around: Surroundings) -> bool:
        """Tell whether a cell holds more text than its row's height, or its one line, shows."""
        height = exact_height(row)
        unbroken = around.width is not None and is_unbroken(cell)
        if height is None and not unbroken:
            return False
        depth = margin_above(cell)
        for paragraph in inside(cell, frozenset({W + "p"})):
            properties = self._paragraphs.properties(paragraph, around)
            pieces = self._paragraphs.pieces(paragraph, around, [])
            if unbroken and line_count(pieces, around.width) > line_count(pieces, None):
                return True
            depth += depth_of(pieces, properties, around.width)
        return height is not None and depth > height

    def _paragraph(
        self, element: _Element, pieces: Sequence[Piece], around: Surroundings
    ) -> Iterator[Item]:
        hidden = not pieces and first(element, "pPr", "rPr", "vanish") is not None
        label = "" if hidden else self._numbering.label(first(element, "pPr"))
        for text in lines_of(pieces, label, in_cell=around.in_cell):
            yield Text(text.text, text.boxed, text.doubt, text.unseen, element)
        for thing in beside(pieces):
            if not isinstance(thing, _Element):
                yield thing
            elif not is_hidden(thing):
                inner = inside_box(thing, self._sight.palette, around)
                yield from (_boxed(item) for item in self.items(thing, inner))


def _is_drawn(drawing: _Element) -> bool:
    return not any(map(is_switched_off, drawing))


def _is_tiny(page: _Element) -> bool:
    """Tell whether a page has no room for a table."""
    return any((points(page, name) or _LEAST_PAGE) < _LEAST_PAGE for name in ("w", "h"))


def _is_covered(cell: _Element, spot: Spot, covered: frozenset[int]) -> bool:
    """Tell whether a cell is in a covered row; a merged one may show its text further down."""
    return spot.at in covered or (
        merge_of(cell) is not None and any(at > spot.at for at in covered)
    )


def _controls_around(cell: _Element) -> Iterator[_Element]:
    """Yield the content controls around a cell, or around its row."""
    return takewhile(lambda e: e.tag == W + "sdt", cell.iterancestors(W + "sdt", W + "tbl"))


def _runs_on(paragraph: _Element) -> bool:
    """Tell whether the paragraph's end was deleted in a revision, so that it joins the next."""
    mark = first(paragraph, "pPr", "rPr")
    return mark is not None and any(first(mark, gone) is not None for gone in ("del", "moveFrom"))


def _boxed(item: Item) -> Item:
    return replace(item, boxed=True) if isinstance(item, Text) else item
