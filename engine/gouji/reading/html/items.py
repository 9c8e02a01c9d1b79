"""The elements of a page become texts, pictures and tables in reading order."""

import re
from collections.abc import Collection, Sequence

from lxml import etree
from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.flow import (
    NUMBERED,
    PICTURE_IN_CELL,
    RAISED_ONLY,
    STRUCK_ONLY,
    Item,
    Picture,
    Text,
)
from gouji.reading.html.appearance import Appearance
from gouji.reading.html.boxes import Boxes
from gouji.reading.html.frames import Frame, doubt_of
from gouji.reading.html.lines import Piece, line, plain_items
from gouji.reading.html.looks import Looks, is_figure, is_sure
from gouji.reading.html.reaches import reach_with
from gouji.reading.html.tables import Rows
from gouji.reading.html.visible import size_of, start_of, tag_of
from gouji.reading.marks import is_note_mark
from gouji.reading.shown import UNRESOLVED, UNSEEN

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
_SPECK = 4
"""Pixels; images up to this size only keep others apart."""
_DIGIT = compiled(r"\d")
_OF_NUMBERS = compiled(r"[\d.,．，-]")


class Reader:
    """Reads elements; ``unread`` names what was seen and could not be read.

    ``broken`` and ``unseen`` count the texts with broken characters, and the lines with text that
    does not show, whose characters ``unseen_letters`` counts. ``stray`` tells whether something
    in a table may stand over figures of others.
    """

    def __init__(self, appearance: Appearance, leave_out: Collection[_Element] = ()) -> None:
        self.unread: list[str] = []
        self.broken = 0
        self.unseen = 0
        self.unseen_letters = 0
        self.stray = False
        self._appearance = appearance
        self._leave_out = leave_out
        self._frames: list[Frame] = []
        self._literal = 0
        self._boxes = Boxes()

    def items(self, root: _Element) -> list[Item]:
        """Return what shows of ``root``, without the elements to be left out."""
        page = Frame(root)
        self._frames = [page]
        around = [*root.iterancestors()]
        for above in reversed(around):
            self._boxes.enter(above, self._appearance.of(above), page, in_table=False)
        self._walk(root)
        self._flush()
        for above in around:
            self._boxes.leave(above, page)
        return page.items

    def _walk(self, root: _Element) -> None:
        looks_of, leave_out = self._appearance.of, self._leave_out
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
        self._frames[-1].distrust(why)

    def _drop(self, element: _Element, looks: Looks, doubt: str) -> bool:
        start = start_of(element)
        if start.strip() and not looks.hidden:
            self._frames[-1].left_out = doubt
        self._boxes.say(start, looks, kept=bool(self._literal))
        return True

    def _open(self, element: _Element, looks: Looks) -> None:
        tag = looks.tag
        if looks.block or tag == "br":
            self._flush()
        if tag in _OTHER or (tag in _CELLS and self._frames[-1].rows is None):
            self._doubt(UNRESOLVED)
        if looks.reach is not None or looks.risky or looks.numbered:
            self._consider(element, looks)
        self._boxes.enter(element, looks, self._frames[-1], in_table=len(self._frames) > 1)
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
        if rows is None or rows.fixed or self._boxes.stacks or self._literal or not looks.block:
            return False
        inside = self._to_text(cell, looks)
        if inside is None:
            return False
        self._flush()
        if self._boxes.loads or self._boxes.around:
            self._boxes.pass_through(inside, self._frames[-1])
        element, own = inside[-1]
        written = element.text or ""
        if own.doubt and written.strip():
            text, doubt = self._line([Piece(written, own.doubt)])
            content: tuple[Item, ...] = (Text(text, doubt=doubt),) if text or doubt else ()
        else:
            content = plain_items(written)
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

    def _open_part(self, element: _Element, looks: Looks) -> None:
        """Begin a table, or a part of one."""
        tag, rows, measure = looks.tag, self._frames[-1].rows, looks.measure
        if tag == "table":
            self._frames.append(Frame(element, rows=Rows(measure.width, fixed=measure.fixed)))
        elif rows is not None and tag in _SECTIONS:
            rows.open_section(tag)
        elif rows is not None and tag == "tr":
            rows.open_row()
            self._boxes.open_row(looks)
        elif rows is not None and tag in _CELLS:
            self._frames.append(Frame(element))

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
            self._boxes.leave(element, frame)
        elif frame.rows is not None:
            self._close_table(element, frame, frame.rows)
        else:
            self._close_cell(element, frame, looks)

    def _close_table(self, element: _Element, table: Frame, rows: Rows) -> None:
        self._frames.pop()
        # text that stands in a table outside its cells shows before the table
        self._frames[-1].items += [*table.items, rows.table(table.doubt)]
        self.stray |= rows.stray
        self._boxes.leave(element, self._frames[-1])

    def _close_cell(self, element: _Element, cell: Frame, looks: Looks) -> None:
        need = self._boxes.leave(element, cell)
        self._frames.pop()
        rows = self._frames[-1].rows
        if rows is not None:
            doubt = doubt_of(cell)
            if doubt:
                cell.items.append(Text("", doubt=doubt))
            rows.add(element, cell.items, need, looks.measure.width)
            self._boxes.close_cell(need)

    def _say(self, text: str, looks: Looks) -> None:
        if self._boxes.loads:
            self._boxes.say(text, looks, kept=bool(self._literal))
        if looks.hidden:
            return
        frame = self._frames[-1]
        if self._literal:
            first, *rest = text.split("\n")
            self._write(frame, first, looks)
            for further in rest:
                self._flush()
                self._write(frame, further, looks)
        elif frame.inline or not text.isspace():  # blanks begin no line
            self._write(frame, text, looks)

    @staticmethod
    def _write(frame: Frame, text: str, looks: Looks) -> None:
        if _OF_NUMBERS.search(text):
            frame.parts.add(looks.names)
        frame.inline.append(Piece(text, looks.doubt if text.strip() else None))

    def _flush(self) -> None:
        if self._boxes.loads:
            self._boxes.end_line()
        frame = self._frames[-1]
        if not frame.inline:
            return
        text, doubt = self._line(frame.inline)
        frame.inline = []
        if text:
            frame.items.append(Text(text, doubt=doubt))
        elif doubt:
            frame.distrust(doubt)

    def _line(self, pieces: Sequence[Piece]) -> tuple[str, str | None]:
        """Return what is to be read of a line, and why it cannot be trusted; count what is seen."""
        text, doubt = line(pieces)
        self.broken += any(UNSEEN in piece.text for piece in pieces)
        if is_sure(doubt) and len(self._frames) == 1:
            self.unseen += 1
            self.unseen_letters += sum(len(p.text.strip()) for p in pieces if is_sure(p.doubt))
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
            self._boxes.leave(element, self._frames[-1])
        elif kind not in _UNSEEN_INPUTS and not looks.hidden:
            self._doubt(UNRESOLVED)

    def _picture(self, image: _Element, looks: Looks) -> None:
        width, height = size_of(image)
        self._boxes.take(width or 0.0, height or 0.0)
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


def _after(events: Sequence[tuple[str, _Element]], at: int, element: _Element) -> int:
    """Return the number of the event after the end of an element that has begun."""
    while events[at][1] is not element:
        at += 1
    return at + 1


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()
