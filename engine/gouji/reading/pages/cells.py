"""What a ruled cell shows: its lines joined, and why that cannot be trusted where it cannot."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import field
from itertools import pairwise
from math import inf
from operator import itemgetter, sub

from gouji.expressions import compiled
from gouji.model.document import Rect
from gouji.reading.flow import PICTURE_IN_CELL, SPLIT_NUMBER, STRUCK_ONLY
from gouji.reading.limits import MAX_LINE_CHARACTERS
from gouji.reading.pages.content import UNKNOWN, Glyph, PageContent, Shape, Unseen
from gouji.reading.pages.lattice import Frame
from gouji.reading.pages.lines import SMALL, Printed, printed
from gouji.reading.pages.painted import ink_box
from gouji.reading.pages.shapes import Share, share_of
from gouji.reading.pages.unseen import stand_ins
from gouji.reading.pages.visible import Visible
from gouji.reading.shown import CLIPPED
from gouji.records import dataclass

NO_MEANING = "格内有的字没有文字编码，读不出来"
OVER_EDGE = "格内数字越过了格线，不能确定属于哪一格"
OTHER_ORDER = "格内数字按书写的先后和按位置读出来不一样"
NESTED = "格里还套着几格，分不清哪个数是这一格的"
TURNED = "格内有倒写或横写的数字，不能确定是什么数"
STEPPED = "格内数字高低不一，不能确定是一个数还是数和脚注号"
SHAPED = "格内有画成图形的字，没有读"
ANNOTATED = "格上有批注或表单域，其中的内容没有读"

_PADDING = 11.0
"""The blank that word processors leave in a cell, left and right together, in points."""
_FIGURE = 0.6
"""The width of one more figure, in the size of the characters, with some slack."""
_ON_EDGE = 0.25
"""A figure stands on an edge that is nearer to its centre than this share of its width."""
_TOUCHING = 0.1
_EDGE = 2.0
"""What lies over a cell by no more than this (points) lies over its edge."""
_MARK = 0.8
"""A figure smaller than this share of the cell's largest character may be a footnote's mark."""
_STEP = (0.15, 0.7)
"""Figures of one line that differ in height by this share of their size, and no less, are apart."""
_PILED = 0.5
"""Characters that have this share of their width and height in common stand on each other."""
_LEFT = itemgetter(1)
"""The left edge of a character."""
_NOWHERE, _EVERYWHERE = (inf, -inf), (-inf, inf)
_OTHER_SIGNS = frozenset(("", " ", UNKNOWN))
_LETTERS = compiled(r"[A-Za-z]")
_NUMERIC = compiled(r"[\d.,，．\s０-９]+")


@dataclass(slots=True)
class CellContent:
    """What was found in one cell of a page.

    ``drawn`` tells that it holds a picture or a shape, ``shaped`` a shape like a character,
    ``annotated`` an annotation, ``crossed`` that a figure of it stands on its edge, ``nested`` that
    several cells lie inside it, ``unseen`` why a reader does not see all that is written in it.
    """

    glyphs: list[Glyph] = field(default_factory=list)
    struck: bool = False
    drawn: bool = False
    shaped: bool = False
    annotated: bool = False
    crossed: bool = False
    nested: bool = False
    unseen: str | None = None

    def holds_anything(self) -> bool:
        """Tell whether there is anything in the cell to read."""
        return (
            bool(self.glyphs)
            or self.struck
            or self.drawn
            or self.annotated
            or self.unseen is not None
        )

    def read(self, box: Rect) -> tuple[str, str | None]:
        """Return the text, and in Chinese why it cannot be trusted (or ``None``)."""
        glyphs = self.glyphs
        if not self._is_marked():
            text = _plain(glyphs) if glyphs else ""
            if text is not None:
                return text, None
        lines = printed(glyphs)
        text = joined(lines)
        figures = bool(_figures("".join([glyph.text for glyph in glyphs])))
        number = figures and len(glyphs) > 1
        doubts = (
            (self.unseen is not None, self.unseen),
            (number and _piled(glyphs), CLIPPED),
            (figures and _upset(glyphs), TURNED),
            (number and _stepped(glyphs), STEPPED),
            (UNKNOWN in text, NO_MEANING),
            (self.annotated, ANNOTATED),
            (self.crossed, OVER_EDGE),
            (self.nested, NESTED),
            (number and _other_order(glyphs, lines, text), OTHER_ORDER),
            (may_be_several(lines, box), SPLIT_NUMBER),
            (self.struck and not text, STRUCK_ONLY),
            (self.drawn and not text, PICTURE_IN_CELL),
            (self.shaped and bool(_figures(text)), SHAPED),
        )
        for holds, reason in doubts:
            if holds:
                return text, reason
        return text, None

    def _is_marked(self) -> bool:
        """Tell whether anything is in the cell, or around it, but its characters."""
        return (
            self.unseen is not None
            or self.annotated
            or self.crossed
            or self.nested
            or self.struck
            or self.drawn
            or self.shaped
        )


def _plain(glyphs: Sequence[Glyph]) -> str | None:
    """Return the text of characters in one upright line, drawn one after the other, as most are.

    They stand clear of each other, without a blank between them. ``None`` for all others.
    """
    if len(glyphs) == 1:
        text, _, _, _, _, _, turn = glyphs[0]
        return text if turn == 0 and text != " " and UNKNOWN not in text else None
    texts, lefts, _, rights, bottoms, sizes, turns = zip(*glyphs, strict=True)
    count, size, text = len(texts), sizes[0], "".join(texts)
    if any(turns) or bottoms.count(bottoms[0]) != count or sizes.count(size) != count:
        return None
    if not len(text) == count <= MAX_LINE_CHARACTERS or not _OTHER_SIGNS.isdisjoint(texts):
        return None
    near = _TOUCHING * size
    gaps = [*map(sub, lefts[1:], rights)]
    clear = 0 < 2 * near < min(map(sub, rights, lefts)) and -near <= min(gaps)
    return text if clear and max(gaps) <= near else None


def _piled(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a figure stands where another character stands: which is seen, and how?"""
    drawn = sorted([glyph for glyph in glyphs if glyph.text != " "], key=_LEFT)
    for index, glyph in enumerate(drawn):
        for other in drawn[index + 1 :]:
            if other.x0 > glyph.x1:
                break
            if (glyph.text.isdigit() or other.text.isdigit()) and _overlap(glyph, other):
                return True
    return False


def _overlap(a: Glyph, b: Glyph) -> bool:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    if across < _PILED * min(a.x1 - a.x0, b.x1 - b.x0):
        return False
    down = min(a.bottom, b.bottom) - max(a.top, b.top)
    return down >= _PILED * min(a.bottom - a.top, b.bottom - b.top)


def _upset(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether figures stand on their heads, or some of them on their side."""
    turns = {glyph.turn for glyph in glyphs if glyph.text.isdigit()}
    return 2 in turns or len(turns) > 1


def _stepped(glyphs: Sequence[Glyph]) -> bool:
    """Tell whether a figure stands higher than the one before it, and is as large.

    Smaller ones are footnote's marks, and none of the text.
    """
    figures = sorted((g for g in glyphs if g.text.isdigit() and not g.turn), key=_LEFT)
    for a, b in pairwise(figures):
        size = max(a.size, b.size)
        beside = b.x0 - a.x1 < _FIGURE * size and min(a.size, b.size) >= SMALL * size
        if beside and _STEP[0] * size < abs(a.bottom - b.bottom) < _STEP[1] * size:
            return True
    return False


def _other_order(glyphs: Sequence[Glyph], lines: Sequence[Printed], text: str) -> bool:
    """Tell whether the figures of ``text`` read otherwise in the order they are drawn in.

    Of figures that stand clear of each other in one upright line the places alone are certain: a
    browser draws what a style has moved after all the rest.
    """
    return _as_drawn(glyphs) != _figures(text) and not _stand_clear(glyphs, lines)


def _stand_clear(glyphs: Sequence[Glyph], lines: Sequence[Printed]) -> bool:
    if len(lines) != 1 or lines[0].turn:
        return False
    places = sorted((glyph.x0, glyph.x1) for glyph in glyphs if glyph.text != " ")
    near = _TOUCHING * min(glyph.size for glyph in glyphs)
    return all(right <= left + near for (_, right), (left, _) in pairwise(places))


def _as_drawn(glyphs: Sequence[Glyph]) -> str:
    """Return the figures in the order they are drawn in, raised marks aside: a second reading."""
    least = _MARK * max([glyph.size for glyph in glyphs], default=0.0)
    return _figures("".join([glyph.text for glyph in glyphs if glyph.size > least]))


def _figures(text: str) -> str:
    return "".join(filter(str.isdigit, text))


class PageCells:
    """Gives all that a page draws to the cells of its tables; ``outside`` is the text left over."""

    def __init__(self, tables: Sequence[Frame], content: PageContent, seen: Visible) -> None:
        self.cells = [
            [CellContent(nested=index in frame.hollow) for index in range(len(frame.regions))]
            for frame in tables
        ]
        self.outside: list[Glyph] = []
        self._tables = tuple(zip(tables, self.cells, strict=True))
        self._boxes = [
            (frame.within, frame.xs, frame.ys, [cells[owner] for owner in frame.owners])
            for frame, cells in self._tables
        ]
        self._take(content, seen)

    def _take(self, content: PageContent, seen: Visible) -> None:
        """Sort in a page's characters by their centres, and its pictures and annotations."""
        self._take_glyphs(seen.glyphs)
        for glyph in seen.struck:
            if cell := self._cell_at(*glyph.middle):
                cell.struck = True
        self._take_unseen(seen.unseen)
        for rect in [*(picture.rect for picture in content.pictures), *content.outlines]:
            if cell := self._cell_at(*_middle(rect)):
                cell.drawn = True
        self._take_outlines(content)
        for rect in content.overlays:
            for cell in self._cells_under(rect):
                cell.annotated = True

    def _take_outlines(self, content: PageContent) -> None:
        """Put the cells in doubt that hold shapes like characters, which are no ground of them."""
        if not content.outlines:
            return
        grounds: dict[int, list[Shape]] = {}
        for shape in content.shapes:
            if shape.outline and (cell := self._cell_at(*_middle(shape.rect))):
                grounds.setdefault(id(cell), []).append(shape)
        for rect in content.outlines:
            cell = self._cell_at(*_middle(rect))
            if cell and not any(
                _is_ground(shape, rect, cell) for shape in grounds.get(id(cell), ())
            ):
                cell.shaped = True

    def _take_unseen(self, unseen: Sequence[Unseen]) -> None:
        """Put the cells in doubt in which characters are not to be seen; mark them in lines."""
        hidden = []
        for glyph, reason, veiled in unseen:
            cell = self._cell_at(*glyph.middle)
            if cell is not None:
                cell.unseen = cell.unseen or reason
                if veiled:
                    cell.glyphs.append(glyph)
            elif veiled and not glyph.text.isdigit():
                self.outside.append(glyph)
            else:
                hidden.append(glyph)
        self.outside += stand_ins(hidden, self.outside)

    def _take_glyphs(self, glyphs: Sequence[Glyph]) -> None:
        last: tuple[Glyph, CellContent] | None = None
        cell: CellContent | None = None
        row, (left, right) = 0.0, _NOWHERE
        for glyph in glyphs:
            text, x0, top, x1, bottom, _, _ = glyph
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            if y != row or not left <= x < right:
                cell, left, right = self._found(x, y)
                row = y
            if cell is None:
                self.outside.append(glyph)
                continue
            cell.glyphs.append(glyph)
            if text.isdigit():
                aside = _ON_EDGE * (x1 - x0)
                if not left <= x - aside <= x + aside < right:
                    self._cross(cell, self._cell_at(x - aside, y), self._cell_at(x + aside, y))
                if last is not None and last[1] is not cell and _go_on(last[0], glyph):
                    self._cross(cell, last[1])
                last = glyph, cell

    @staticmethod
    def _cross(cell: CellContent, *others: CellContent | None) -> None:
        """Put cells in doubt that share a number."""
        for other in others:
            if other is not None and other is not cell:
                other.crossed = cell.crossed = True

    def _cells_under(self, rect: Rect) -> Iterator[CellContent]:
        """Yield the cells of which a box covers more than their padding."""
        x0, top, x1, bottom = rect
        for frame, cells in self._tables:
            for region, cell in zip(frame.regions, cells, strict=True):
                left, high, right, low = frame.box_of(region)
                across, down = min(x1, right) - max(x0, left), min(bottom, low) - max(top, high)
                if across > _EDGE and down > _EDGE:
                    yield cell

    def _cell_at(self, x: float, y: float) -> CellContent | None:
        return self._found(x, y)[0]

    def _found(self, x: float, y: float) -> tuple[CellContent | None, float, float]:
        """Return the cell at a point, and from where to where it is surely the one at this height.

        Where tables stand side by side, that is nowhere; where there is none, everywhere.
        """
        alone = True
        for (left, top, right, bottom), xs, ys, cells in self._boxes:
            if top <= y <= bottom:
                if left <= x <= right:
                    row = bisect_right(ys, y, 1, len(ys) - 1) - 1
                    column = bisect_right(xs, x, 1, len(xs) - 1) - 1
                    sure = (xs[column], xs[column + 1]) if alone else _NOWHERE
                    return cells[row * (len(xs) - 1) + column], *sure
                alone = False
        return None, *(_EVERYWHERE if alone else _NOWHERE)


def _is_ground(shape: Shape, rect: Rect, cell: CellContent) -> bool:
    """Tell whether ``rect`` is the box of a shape on which all the figures of a cell stand."""
    near = all(abs(a - b) <= _EDGE for a, b in zip(shape.rect, rect, strict=True))
    figures = [glyph for glyph in cell.glyphs if glyph.text != " "]
    return near and all(share_of(shape, ink_box(glyph)) is Share.WHOLE for glyph in figures)


def _go_on(a: Glyph, b: Glyph) -> bool:
    """Tell whether two figures drawn one after the other touch, as those of a number do."""
    near = _TOUCHING * b.size
    return a.turn == b.turn == 0 and abs(a.bottom - b.bottom) < near and abs(b.x0 - a.x1) < near


def _middle(rect: Rect) -> tuple[float, float]:
    return (rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2


def joined(lines: Sequence[Printed]) -> str:
    """Join wrapped lines: a blank between Latin words, nothing between ideographs or figures."""
    text = lines[0].text if lines else ""
    for line in lines[1:]:
        words = _LETTERS.match(text[-1:]) and _LETTERS.match(line.text)
        text += f" {line.text}" if words else line.text
    return text


def may_be_several(lines: Sequence[Printed], box: Rect) -> bool:
    """Tell whether lines of figures need not be one wrapped number.

    A number is wrapped when its line is full; where one more figure had fitted, the lines may be
    numbers of their own.
    """
    if len(lines) < 2 or not all(_NUMERIC.fullmatch(line.text) for line in lines):
        return False
    for line in lines[:-1]:
        left, top, right, bottom = line.rect
        upright = line.turn % 2 == 0
        length, room = (
            (right - left, box[2] - box[0]) if upright else (bottom - top, box[3] - box[1])
        )
        size = bottom - top if upright else right - left
        if room - length > _PADDING + _FIGURE * size:
            return True
    return False
