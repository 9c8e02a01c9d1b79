"""The elements of a page become texts, pictures and tables in reading order."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from gouji.reading.flow import RAISED_ONLY, STRUCK_ONLY, Item, Picture, Text
from gouji.reading.html.tables import Rows
from gouji.reading.html.visible import (
    BLOCKS,
    is_hidden,
    is_raised,
    is_struck,
    size_of,
    start_of,
    tag_of,
)
from gouji.reading.marks import is_note_mark, tidy

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_EMBEDDED = frozenset({"iframe", "embed", "object"})
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?)\b", re.IGNORECASE)
_ICON = re.compile(r"icon|/ico|filetype|spacer|blank\.gif", re.IGNORECASE)
_TYPED = frozenset({"", "text", "number", "tel"})
_SIZEABLE_WIDTH, _SIZEABLE_HEIGHT = 200, 80
_SPECK = 4
"""Pixels; images up to this size only keep others apart."""


@dataclass(slots=True)
class _Frame:
    """Something being read: the page, a table or a cell."""

    element: _Element
    items: list[Item] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    rows: Rows | None = None
    doubt: str | None = None


class Reader:
    """Reads elements; ``unread`` names what was seen and could not be read."""

    def __init__(self, leave_out: Collection[_Element] = ()) -> None:
        self.unread: list[str] = []
        self._leave_out = leave_out
        self._frames: list[_Frame] = []
        self._literal = 0

    def items(self, root: _Element) -> list[Item]:
        """Return what shows of ``root``, without the elements to be left out."""
        page = _Frame(root)
        self._frames = [page]
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: _Element | None = None
        for event, element in walker:
            if event == "start":
                if self._skips(element):
                    skipped = element
                    walker.skip_subtree()
                else:
                    self._open(element)
                continue
            if element is not skipped:
                self._close(element)
            if element is not root:
                self._say(element.tail)
        self._flush()
        return page.items

    def _skips(self, element: _Element) -> bool:
        if element in self._leave_out or is_hidden(element):
            if tag_of(element) in BLOCKS:
                self._flush()
            return True
        if is_struck(element):
            return self._drop(element, STRUCK_ONLY)
        if is_raised(element) and is_note_mark(start_of(element)):
            return self._drop(element, RAISED_ONLY)
        return False

    def _drop(self, element: _Element, doubt: str) -> bool:
        if start_of(element).strip():
            self._frames[-1].doubt = doubt
        return True

    def _open(self, element: _Element) -> None:
        tag = tag_of(element)
        if tag in BLOCKS or tag == "br":
            self._flush()
        rows = self._frames[-1].rows
        if tag == "table":
            self._frames.append(_Frame(element, rows=Rows()))
        elif rows is not None and tag in _SECTIONS:
            rows.open_section(tag)
        elif rows is not None and tag == "tr":
            rows.open_row()
        elif rows is not None and tag in _CELLS:
            self._frames.append(_Frame(element))
        elif tag == "img":
            self._picture(element)
        elif tag == "input" and (element.get("type") or "").lower() in _TYPED:
            self._say(element.get("value"))
        elif tag in _EMBEDDED:
            self._embedded(element)
        self._literal += tag == "pre"
        self._say(element.text)

    def _close(self, element: _Element) -> None:
        tag = tag_of(element)
        if tag in BLOCKS:
            self._flush()
        self._literal -= tag == "pre"
        frame = self._frames[-1]
        if frame.element is not element or len(self._frames) == 1:
            return
        self._frames.pop()
        below = self._frames[-1]
        if frame.rows is not None:
            # text that stands in a table outside its cells shows before the table
            below.items += [*frame.items, frame.rows.table()]
        elif below.rows is not None:
            if frame.doubt and not any(isinstance(item, Text) for item in frame.items):
                frame.items.append(Text("", doubt=frame.doubt))
            below.rows.add(element, frame.items)

    def _say(self, text: str | None) -> None:
        if not text:
            return
        lines = text.split("\n") if self._literal else [text]
        for index, line in enumerate(lines):
            if index:
                self._flush()
            self._frames[-1].inline.append(line)

    def _flush(self) -> None:
        frame = self._frames[-1]
        text = tidy("".join(frame.inline)) if frame.inline else ""
        frame.inline.clear()
        if text:
            frame.items.append(Text(text))

    def _picture(self, image: _Element) -> None:
        width, height = size_of(image)
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
