"""Boxes of fixed size around what is being read: what does not fit in them is cut off."""

from collections.abc import Sequence
from itertools import pairwise

from lxml.etree import _Element

from gouji.reading.html.frames import Frame
from gouji.reading.html.looks import Looks
from gouji.reading.html.rooms import Load, Stack
from gouji.reading.html.tables import doubted
from gouji.reading.html.visible import tag_of
from gouji.reading.shown import CLIPPED, UNRESOLVED

_CELLS = frozenset({"td", "th"})
_MOST = 8
"""Boxes inside each other; a report has two."""


class Boxes:
    """The boxes that are open; a ``frame`` is what is being read, whose content they may doubt."""

    def __init__(self) -> None:
        self.loads: list[tuple[_Element, Load]] = []
        """Those in tables, the innermost last."""
        self.around: list[_Element] = []
        """Those around tables, in which nothing is in doubt."""
        self.stacks: list[tuple[_Element, Stack, int]] = []
        """Those of the page that cut off, and how many items stood before each."""

    def enter(self, element: _Element, looks: Looks, frame: Frame, *, in_table: bool) -> None:
        """Add an element to the boxes in which it stands; it may be one itself."""
        measure, rows = looks.measure, frame.rows
        fixed = rows is not None and rows.fixed
        deep = len(self.loads) + len(self.around) >= _MOST
        if not (self.loads or self.stacks or measure.room or looks.page_room or fixed or deep):
            return
        for _, load in self.loads:
            load.enter(measure)
        watched = rows is not None and (fixed or self.stacks) and tag_of(element) in _CELLS
        if deep:
            frame.distrust(UNRESOLVED)
        elif measure.room and not in_table:
            self.around.append(element)
        elif measure.room or watched:
            self.loads.append((element, Load(measure)))
        self._stack(element, looks, frame)

    def _stack(self, element: _Element, looks: Looks, frame: Frame) -> None:
        if not looks.in_table or looks.page_room:
            for _, stack, _ in self.stacks:
                stack.enter(looks.measure)
        if looks.page_room:
            self.stacks.append((element, Stack(looks.page_room), len(frame.items)))

    def leave(self, element: _Element, frame: Frame) -> float:
        """Doubt what does not fit in a box; return how much room its digits need."""
        if self.around and self.around[-1] is element:
            self.around.pop()
        need = 0.0
        if self.loads and self.loads[-1][0] is element:
            _, load = self.loads.pop()
            need = load.need
            if not load.fits:
                frame.distrust(CLIPPED)
        if self.stacks and self.stacks[-1][0] is element:
            _, stack, start = self.stacks.pop()
            if not stack.fits:
                frame.items[start:] = [doubted(item, CLIPPED) for item in frame.items[start:]]
                frame.distrust(CLIPPED)
        return need

    def pass_through(self, inside: Sequence[tuple[_Element, Looks]], frame: Frame) -> None:
        """Add elements in each other, and the texts around the innermost."""
        for element, looks in inside:
            self._break(looks)
            self.enter(element, looks, frame, in_table=True)
            if text := element.text:
                self.say(text, looks, kept=False)
        for (element, looks), (_, around) in pairwise(reversed(inside)):
            self._break(looks)
            if tail := element.tail:
                self.say(tail, around, kept=False)
        self._break(inside[0][1])

    def _break(self, looks: Looks) -> None:
        """Begin a new line at the edge of a block."""
        if looks.block:
            self.end_line()

    def say(self, text: str, looks: Looks, *, kept: bool) -> None:
        """Add text; ``kept`` tells that its blanks count."""
        for _, load in self.loads:
            load.say(text, looks.measure, looks.size or 16.0, kept=kept)

    def take(self, width: float, height: float) -> None:
        """Add a picture."""
        for _, load in self.loads:
            load.take(width, height)

    def end_line(self) -> None:
        """Begin a new line."""
        for _, load in self.loads:
            load.end_line()

    def open_row(self, looks: Looks) -> None:
        """Begin a row of a table."""
        for _, stack, _ in self.stacks:
            stack.row(looks.size or 16.0)

    def close_cell(self, need: float) -> None:
        """Add a cell whose digits need so much room."""
        for _, stack, _ in self.stacks:
            stack.add(need)
