"""The elements of a page become texts, pictures and tables in reading order."""

import re
from collections.abc import Collection, Sequence
from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.model.invisible import is_turned
from gouji.reading.flow import (
    NUMBERED,
    PICTURE_IN_CELL,
    RAISED_ONLY,
    STRUCK_ONLY,
    Item,
    Picture,
    Text,
    texts_of,
)
from gouji.reading.html.appearance import Appearance
from gouji.reading.html.looks import Looks, is_figure, is_sure
from gouji.reading.html.reaches import reach_with
from gouji.reading.html.rooms import Load, Stack
from gouji.reading.html.tables import Rows, doubted
from gouji.reading.html.visible import size_of, start_of, tag_of
from gouji.reading.marks import is_note_mark, tidy
from gouji.reading.shown import CLIPPED, REVERSED, UNRESOLVED, UNSEEN
from gouji.records import dataclass

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_PARTS_OF_TABLES = _SECTIONS | _CELLS | {"tr", "col", "colgroup"}
_EMBEDDED = frozenset({"iframe", "embed", "object"})
_CONTROLS = frozenset({"select", "textarea", "button", "datalist", "option", "dialog", "rt"})
_DRAWINGS = frozenset({"svg", "canvas", "audio", "video", "map"})
_NO_TEXT = frozenset({"col", "colgroup", "template"})
_SPECIAL = _CONTROLS | _DRAWINGS | _NO_TEXT
"""Elements that are not simply what is in them."""
_OTHER = frozenset((
    "math", "meter", "progress", "marquee", "xmp", "plaintext", "listing", "slot", "applet",
    "iframe", "embed", "object", "frameset",
))  # fmt: skip
"""Elements that show something else than the text in them."""
_ACTIVE = frozenset({
    *_SPECIAL, *_OTHER, *_PARTS_OF_TABLES, "table", "img", "image", "input", "pre", "br",
})  # fmt: skip
"""Elements that are more than a part of the text."""
_FILE = compiled(r"\.(?:pdf|docx?|wps|ofd|xlsx?)\b", re.IGNORECASE)
_ICON = compiled(r"icon|/ico|filetype|spacer|blank\.gif", re.IGNORECASE)
_TYPED = frozenset({"", "text", "number", "tel"})
_UNSEEN_INPUTS = frozenset({"hidden", "checkbox", "radio", "image", "file"})
_SIZEABLE_WIDTH, _SIZEABLE_HEIGHT = 200, 80
_MOST_LOADS = 8
"""Boxes of fixed size inside each other; a report has two."""
_SPECK = 4
"""Pixels; images up to this size only keep others apart."""
_SHORT = 40
"""Characters; lines of fewer are found again in other cells and reports."""
_DIGIT = compiled(r"\d")
_OF_NUMBERS = compiled(r"[\d.,．，-]")


class _Piece(NamedTuple):
    """Text of one look in a line."""

    text: str
    doubt: str | None = None


@dataclass(slots=True)
class _Frame:
    """Something being read: the page, a table or a cell."""

    element: _Element
    items: list[Item] = field(default_factory=list)
    inline: list[_Piece] = field(default_factory=list)
    rows: Rows | None = None
    left_out: str | None = None
    """What it is if nothing else is in it."""
    doubt: str | None = None
    """Why nothing in it can be trusted."""
    parts: set[tuple[str, ...]] = field(default_factory=set)
    """The unknown names on the parts of its numbers."""
    pictured: bool = False


class Reader:
    """Reads elements; ``unread`` names what was seen and could not be read.

    ``broken`` and ``unseen`` count the texts with broken characters, and the lines with text that
    does not show. ``stray`` tells whether something in a table may stand over figures of others.
    """

    def __init__(self, appearance: Appearance, leave_out: Collection[_Element] = ()) -> None:
        self.unread: list[str] = []
        self.broken = 0
        self.unseen = 0
        self.stray = False
        self._appearance = appearance
        self._leave_out = leave_out
        self._frames: list[_Frame] = []
        self._literal = 0
        self._loads: list[tuple[_Element, Load]] = []
        """Boxes of fixed size in tables that are being read, the innermost last."""
        self._boxes: list[_Element] = []
        """Such boxes around tables, in which nothing is in doubt."""
        self._stacks: list[tuple[_Element, Stack, int]] = []
        """Boxes of the page that cut off, and how many items stood before each."""

    def items(self, root: _Element) -> list[Item]:
        """Return what shows of ``root``, without the elements to be left out."""
        page = _Frame(root)
        self._frames = [page]
        looks_of, leave_out = self._appearance.of, self._leave_out
        for above in reversed([*root.iterancestors()]):
            self._enter(above, looks_of(above))
        events = list(etree.iterwalk(root, events=("start", "end")))
        at, end = 0, len(events)
        while at < end:
            event, element = events[at]
            at += 1
            looks = looks_of(element)
            if event == "end":
                self._close(element, looks)
            elif (
                self._plain_cell(element, looks)
                if looks.quiet and looks.tag in _CELLS and element not in leave_out
                else self._skips(element, looks)
            ):
                at = _after(events, at, element)
            else:
                self._open(element, looks)
                continue
            if element is not root and (tail := element.tail):
                around = element.getparent()
                self._say(tail, looks if around is None else looks_of(around))
        self._flush()
        for above in root.iterancestors():
            self._leave(above)
        return page.items

    def _skips(self, element: _Element, looks: Looks) -> bool:
        special = looks.gone or looks.struck or looks.raised or looks.tag in _SPECIAL
        if not (special or element in self._leave_out):
            return False
        tag = tag_of(element)
        if tag in _NO_TEXT:
            self._doubt_unless_plain(element, looks)
        if element in self._leave_out or looks.gone:
            if looks.block:
                self._flush()
            return True
        if looks.struck:
            return self._drop(element, looks, STRUCK_ONLY)
        if looks.raised and is_note_mark(start_of(element)):
            if looks.sunk and _DIGIT.search(start_of(element)):
                self._doubt(UNRESOLVED)
            return self._drop(element, looks, RAISED_ONLY)
        if tag in _CONTROLS or tag in _DRAWINGS:
            shows = tag in _DRAWINGS or bool(start_of(element).strip())
            if shows and not looks.hidden:
                self._doubt(PICTURE_IN_CELL if tag in _DRAWINGS else UNRESOLVED)
            return True
        return False

    def _doubt_unless_plain(self, element: _Element, looks: Looks) -> None:
        """Doubt a table whose columns are folded, and a cell that shows another tree."""
        rows = self._frames[-1].rows
        if rows is not None and tag_of(element) in ("col", "colgroup"):
            rows.open_column(element, looks.measure.width)
        if looks.reach is not None or element.get("shadowrootmode"):
            self._doubt(UNRESOLVED)

    def _doubt(self, why: str) -> None:
        """Doubt the cell or the table that is being read."""
        frame = self._frames[-1]
        frame.doubt = frame.doubt or why

    def _drop(self, element: _Element, looks: Looks, doubt: str) -> bool:
        start = start_of(element)
        if start.strip() and not looks.hidden:
            self._frames[-1].left_out = doubt
        self._weigh(start, looks)
        return True

    def _enter(self, element: _Element, looks: Looks) -> None:
        """Add an element to the boxes in which it stands; it may be one itself."""
        measure, rows = looks.measure, self._frames[-1].rows
        fixed = rows is not None and rows.fixed
        deep = len(self._loads) + len(self._boxes) >= _MOST_LOADS
        if not (self._loads or self._stacks or measure.room or looks.page_room or fixed or deep):
            return
        for _, load in self._loads:
            load.enter(measure)
        watched = rows is not None and (rows.fixed or self._stacks) and tag_of(element) in _CELLS
        if deep:
            self._doubt(UNRESOLVED)
        elif measure.room and len(self._frames) == 1:
            self._boxes.append(element)
        elif measure.room or watched:
            self._loads.append((element, Load(measure)))
        if not looks.in_table or looks.page_room:
            for _, stack, _ in self._stacks:
                stack.enter(measure)
        if looks.page_room:
            frame = self._frames[-1]
            self._stacks.append((element, Stack(looks.page_room), len(frame.items)))

    def _leave(self, element: _Element) -> float:
        """Doubt what does not fit in a box; return how much room its digits need."""
        if self._boxes and self._boxes[-1] is element:
            self._boxes.pop()
        if not (self._loads or self._stacks):
            return 0.0
        need = 0.0
        if self._loads and self._loads[-1][0] is element:
            _, load = self._loads.pop()
            need = load.need
            if not load.fits:
                self._doubt(CLIPPED)
        if self._stacks and self._stacks[-1][0] is element:
            _, stack, start = self._stacks.pop()
            if not stack.fits:
                items = self._frames[-1].items
                items[start:] = [doubted(item, CLIPPED) for item in items[start:]]
                self._doubt(CLIPPED)
        return need

    def _weigh(self, text: str, looks: Looks) -> None:
        for _, load in self._loads:
            load.say(text, looks.measure, looks.size or 16.0, kept=bool(self._literal))

    def _open(self, element: _Element, looks: Looks) -> None:
        tag = looks.tag
        if looks.block or tag == "br":
            self._flush()
        if tag in _OTHER or (tag in _CELLS and self._frames[-1].rows is None):
            self._doubt(UNRESOLVED)
        if looks.reach is not None or looks.risky or looks.numbered:
            self._consider(element, looks)
        self._enter(element, looks)
        if tag in _PARTS_OF_TABLES or tag == "table":
            self._open_part(element, looks)
        elif tag in ("img", "image"):
            self._picture(element, looks)
        elif tag == "input":
            self._input(element, looks)
        elif tag in _EMBEDDED:
            self._embedded(element)
        self._literal += tag == "pre"
        if text := element.text:
            self._say(text, looks)

    def _plain_cell(self, cell: _Element, looks: Looks) -> bool:
        """Read a cell at once that holds one plain text, as most do; tell whether it does."""
        rows = self._frames[-1].rows
        if rows is None or rows.fixed or self._stacks or self._literal or not looks.block:
            return False
        inside = self._to_text(cell, looks)
        if inside is None:
            return False
        self._flush()
        if self._loads or self._boxes:
            self._weigh_inside(inside)
        element, own = inside[-1]
        written = element.text or ""
        if own.doubt and written.strip():
            text, doubt = self._line([_Piece(written, own.doubt)])
            content: tuple[Item, ...] = (Text(text, doubt=doubt),) if text or doubt else ()
        else:
            content = (_short_item if len(written) < _SHORT else _item)(written)
            self.broken += UNSEEN in written
        rows.add(cell, content, width=looks.measure.width)
        return True

    def _to_text(self, cell: _Element, looks: Looks) -> list[tuple[_Element, Looks]] | None:
        """Return the elements in each other around the only text of a cell."""
        inside = [(cell, looks)]
        while looks.quiet and (count := len(cell)):
            if count > 1 or not _is_blank(cell.text):
                return None
            cell = cell[0]
            looks = self._appearance.of(cell)
            if looks.tag in _ACTIVE or cell in self._leave_out or not _is_blank(cell.tail):
                return None
            inside.append((cell, looks))
        return inside if looks.quiet else None

    def _weigh_inside(self, inside: Sequence[tuple[_Element, Looks]]) -> None:
        """Add elements in each other to the boxes in which they stand."""
        for element, looks in inside:
            self._break(looks)
            self._enter(element, looks)
            if text := element.text:
                self._weigh(text, looks)
        for (element, looks), (_, around) in pairwise(reversed(inside)):
            self._break(looks)
            if tail := element.tail:
                self._weigh(tail, around)
        self._break(inside[0][1])

    def _break(self, looks: Looks) -> None:
        """Begin a new line in the boxes at the edge of a block."""
        for _, load in self._loads if looks.block else ():
            load.end_line()

    def _open_part(self, element: _Element, looks: Looks) -> None:
        """Begin a table, or a part of one."""
        tag, rows, measure = looks.tag, self._frames[-1].rows, looks.measure
        if tag == "table":
            self._frames.append(_Frame(element, rows=Rows(measure.width, fixed=measure.fixed)))
        elif rows is not None and tag in _SECTIONS:
            rows.open_section(tag)
        elif rows is not None and tag == "tr":
            rows.open_row()
            for _, stack, _ in self._stacks:
                stack.row(looks.size or 16.0)
        elif rows is not None and tag in _CELLS:
            self._frames.append(_Frame(element))

    def _consider(self, element: _Element, looks: Looks) -> None:
        """Doubt what an element covers or moves, whether or not it holds text."""
        doubt = looks.doubt or UNRESOLVED
        tables = [frame.rows for frame in self._frames if frame.rows is not None]
        if looks.reach is not None and tables:
            reach = reach_with(element, looks, self._appearance.of)
            tables[-1].reach(reach, doubt, shows=is_figure(element, looks))
        if looks.risky and looks.tag not in _PARTS_OF_TABLES:
            self._doubt(doubt)
        if looks.numbered:
            self._doubt(NUMBERED)

    def _close(self, element: _Element, looks: Looks) -> None:
        if looks.block:
            self._flush()
        self._literal -= looks.tag == "pre"
        frame = self._frames[-1]
        if frame.element is not element or len(self._frames) == 1:
            self._leave(element)
            return
        if frame.rows is not None:
            self._frames.pop()
            # text that stands in a table outside its cells shows before the table
            self._frames[-1].items += [*frame.items, frame.rows.table(frame.doubt)]
            self.stray |= frame.rows.stray
            self._leave(element)
            return
        need = self._leave(element)
        self._frames.pop()
        below = self._frames[-1]
        if below.rows is not None:
            doubt = _doubt_of(frame)
            if doubt:
                frame.items.append(Text("", doubt=doubt))
            below.rows.add(element, frame.items, need, looks.measure.width)
            for _, stack, _ in self._stacks:
                stack.add(need)

    def _say(self, text: str, looks: Looks) -> None:
        if self._loads:
            self._weigh(text, looks)
        if looks.hidden:
            return
        frame = self._frames[-1]
        if self._literal:
            first, *rest = text.split("\n")
            self._write(frame, first, looks)
            for line in rest:
                self._flush()
                self._write(frame, line, looks)
        elif frame.inline or not text.isspace():  # blanks begin no line
            self._write(frame, text, looks)

    @staticmethod
    def _write(frame: _Frame, text: str, looks: Looks) -> None:
        if _OF_NUMBERS.search(text):
            frame.parts.add(looks.names)
        frame.inline.append(_Piece(text, looks.doubt if text.strip() else None))

    def _flush(self) -> None:
        for _, load in self._loads:
            load.end_line()
        frame = self._frames[-1]
        if not frame.inline:
            return
        text, doubt = self._line(frame.inline)
        frame.inline = []
        if text:
            frame.items.append(Text(text, doubt=doubt))
        elif doubt:
            frame.doubt = frame.doubt or doubt

    def _line(self, pieces: Sequence[_Piece]) -> tuple[str, str | None]:
        """Return what is to be read of a line, and why it cannot be trusted."""
        written = "".join([piece.text for piece in pieces])
        doubt = next((piece.doubt for piece in pieces if piece.doubt), None)
        if doubt is None:
            return self._plain_line(written)
        self.broken += UNSEEN in written
        if is_sure(doubt) and len(self._frames) == 1:
            self.unseen += 1
        return tidy(_seen(pieces)), doubt

    def _plain_line(self, written: str) -> tuple[str, str | None]:
        """Return what is to be read of a line that shows, and why it cannot be trusted."""
        text, doubt = (_short if len(written) < _SHORT else _plain)(written)
        self.broken += UNSEEN in written
        return text, doubt

    def _input(self, element: _Element, looks: Looks) -> None:
        """Say what stands in a field, on a line of its own beside other text."""
        kind = (element.get("type") or "").lower()
        if kind in _TYPED:
            self._flush()
            if value := element.get("value"):
                self._say(value, looks)
            elif element.get("placeholder"):
                self._doubt(UNRESOLVED)
            self._flush()
            self._leave(element)
        elif kind not in _UNSEEN_INPUTS and not looks.hidden:
            self._doubt(UNRESOLVED)

    def _picture(self, image: _Element, looks: Looks) -> None:
        width, height = size_of(image)
        for _, load in self._loads:
            load.take(width or 0.0, height or 0.0)
        self._frames[-1].pictured |= not looks.hidden and (width or height or _SPECK + 1) > _SPECK
        if _ICON.search(image.get("src") or "") or (width or height or _SPECK + 1) <= _SPECK:
            return
        wide = width is None or width >= _SIZEABLE_WIDTH
        high = height is None or height >= _SIZEABLE_HEIGHT
        self._frames[-1].items.append(Picture(wide and high))

    def _embedded(self, element: _Element) -> None:
        source = element.get("src") or element.get("data") or ""
        if _FILE.search(source):
            self.unread.append(f"网页里嵌入的文件 {source.rpartition('/')[2]} 没有读")
            self._frames[-1].items.append(Picture(sizeable=True))


def _plain(written: str) -> tuple[str, str | None]:
    return tidy(written), REVERSED if is_turned(written) else None


def _item(written: str) -> tuple[Text, ...]:
    text, doubt = _plain(written)
    return (Text(text, doubt=doubt),) if text or doubt else ()


_short = lru_cache(maxsize=4_096)(_plain)
_short_item = lru_cache(maxsize=4_096)(_item)
"""Cells hold the same again and again: labels and noughts."""


def _after(events: Sequence[tuple[str, _Element]], at: int, element: _Element) -> int:
    """Return the number of the event after the end of an element that has begun."""
    while events[at][1] is not element:
        at += 1
    return at + 1


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _doubt_of(cell: _Frame) -> str | None:
    """Return why the content of a cell cannot be trusted as a whole."""
    if cell.doubt or not cell.items:
        return cell.doubt or cell.left_out
    if len(cell.parts) < 2 and not cell.pictured:
        return None
    texts = list(texts_of(cell.items))
    if texts and len(cell.parts) > 1:
        return UNRESOLVED
    return PICTURE_IN_CELL if cell.pictured and any(map(_DIGIT.search, texts)) else None


def _seen(pieces: Sequence[_Piece]) -> str:
    """Join the pieces of a line; what does not show is one mark, beside what does."""
    shown = any(piece.text.strip() and not is_sure(piece.doubt) for piece in pieces)
    mixed = any(piece.text.strip() and not piece.doubt for piece in pieces)
    counted = any(_DIGIT.search(piece.text) for piece in pieces)
    seen = ""
    for piece in pieces:
        if is_sure(piece.doubt):
            seen += UNSEEN if shown else ""
        elif piece.doubt and mixed and counted:
            seen += f"{UNSEEN}{piece.text}{UNSEEN}"
        else:
            seen += piece.text
    return seen
