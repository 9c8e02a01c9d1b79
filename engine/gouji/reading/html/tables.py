"""Rows and cells of an HTML table, placed as a browser does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import NamedTuple

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.flow import Cell, Item, Table, Text, value_follows
from gouji.reading.html.rooms import columns_of
from gouji.reading.html.shifts import Reach
from gouji.reading.html.visible import tag_of
from gouji.reading.limits import MAX_GRID_COLUMNS
from gouji.reading.occupancy import Slot, Span, place
from gouji.reading.shown import CLIPPED
from gouji.records import dataclass

_NUMBER = compiled(r"\s*\+?(\d{1,6})")
_ORDER = {"thead": 0, "tfoot": 2}
_BODY = 1
_FAR = 100_000.0
"""More rows and columns than any table has."""
_PLAIN_SPAN = Span(1, 1)
_MOST_CELLS = 1_000
"""Of a table whose places are kept for the next one like it."""
_BESIDE = 2
"""Rows and lines above and below a table that are its caption and its heading."""
_MOST_REACHING = 500
"""With more of what reaches out of its cell, all cells of a table are in doubt."""


_Placed = Sequence[Sequence[Slot]]


@dataclass(slots=True)
class Row:
    """A row as written: what its cells say that they cover, and what they hold."""

    spans: list[Span] = field(default_factory=list)
    contents: list[tuple[Item, ...]] = field(default_factory=list)
    widths: list[tuple[float, str]] = field(default_factory=list)
    """How wide the cells must be for their digits, and what they say of their widths."""


class _Doubt(NamedTuple):
    """Something that reaches out of the cell of a number in a row; ``None`` where that is none.

    ``shows`` tells whether it may be taken for a figure, or hides one.
    """

    row: Row | None
    number: int
    reach: Reach
    why: str
    shows: bool


@dataclass(slots=True)
class Rows:
    """The rows of a table by section, as they come in the page's source."""

    width: str = "auto"
    fixed: bool = False
    """Whether the columns do not grow with what is in them."""
    sections: list[tuple[int, list[Row]]] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    """What the columns say of their widths."""
    after: int = 0
    """The column after the last that was spoken of."""
    doubts: list[_Doubt] = field(default_factory=list)
    """What reaches out of the cells."""
    stray: bool = False
    """Whether some of it may stand over figures of other tables; known once the table is made."""

    def open_section(self, tag: str) -> None:
        """Begin a head, a body or a foot."""
        self.sections.append((_ORDER.get(tag, _BODY), []))

    def open_column(self, column: _Element, width: str) -> None:
        """Take what a ``col`` says of its columns."""
        if tag_of(column) == "colgroup" and len(column):
            return
        count = _NUMBER.match(column.get("span") or "")
        last = min(self.after + max(int(count[1]) if count else 1, 1), MAX_GRID_COLUMNS)
        self.columns |= dict.fromkeys(range(self.after, last), width)
        self.after = last

    def reach(self, reach: Reach, why: str, *, shows: bool) -> None:
        """Doubt what lies so far around the cell that is being read."""
        row = self.sections[-1][1][-1] if self.sections and self.sections[-1][1] else None
        self.doubts.append(_Doubt(row, len(row.spans) if row else 0, reach, why, shows))

    def open_row(self) -> None:
        """Begin a row."""
        if not self.sections:
            self.open_section("tbody")
        self.sections[-1][1].append(Row())

    def add(
        self, cell: _Element, content: Iterable[Item], need: float = 0.0, width: str = "auto"
    ) -> None:
        """Add a cell to the last row; ``need`` and ``width`` are that of its digits and its own."""
        if not self.sections or not self.sections[-1][1]:
            self.open_row()
        row = self.sections[-1][1][-1]
        row.spans.append(_span(cell))
        row.contents.append(tuple(content))
        row.widths.append((need, width))

    def table(self, doubt: str | None = None) -> Table:
        """Return the table: heads first, feet last, wherever they stand in the source.

        ``doubt`` holds for all its cells.
        """
        ordered = sorted(self.sections, key=lambda section: section[0])
        rows = [row for _, section in ordered for row in section]
        spans = tuple(clipped for _, section in ordered for clipped in _clip(section))
        mendable = frozenset(at for at, row in enumerate(rows) if value_follows(row.contents))
        usual = sum(map(len, spans)) <= _MOST_CELLS
        placed = _placed(spans, mendable) if usual else place(spans, mendable)
        whys = dict.fromkeys(self._tight(rows, placed) if self.fixed else (), CLIPPED)
        whys |= self._reached(rows, placed)
        doubted = bool(doubt or whys)
        cells = [
            Cell(slot, _with(content, doubt or whys.get(slot)) if doubted else content)
            for row, slots in zip(rows, placed, strict=True)
            for slot, content in zip(slots, row.contents, strict=True)
        ]
        return Table(tuple(cells), len(rows))

    def _reached(self, rows: list[Row], placed: _Placed) -> dict[Slot, str]:
        """Return the cells that something reaches which is not in its place, and why."""
        reached: dict[Slot, str] = {}
        many = len(self.doubts) > _MOST_REACHING
        self.stray |= any(_leaves(None, one.reach, 0) for one in self.doubts if many and one.shows)
        index = {id(row): at for at, row in enumerate(rows)}
        clear = [slot for slots in placed for slot in slots] if self.doubts else []
        holds_tables = any(isinstance(item, Table) for item in _contents(rows))
        for row, number, reach, why, shows in self.doubts[:_MOST_REACHING]:
            slots = placed[index[id(row)]] if row else ()
            origin = slots[number] if number < len(slots) and not many else None
            self.stray |= shows and (holds_tables or _leaves(origin, reach, len(rows)))
            met = _near(clear, origin, reach) if origin else clear
            if met:
                reached |= dict.fromkeys(met, why)
                clear = [slot for slot in clear if slot not in reached]
        return reached

    def _tight(self, rows: list[Row], placed: _Placed) -> set[Slot]:
        """Return the cells of columns that do not grow, whose digits may stand out of them."""
        count = max((slot.right for slots in placed for slot in slots), default=0)
        declared = dict(self.columns)
        for slot, (_, width) in zip(placed[0], rows[0].widths, strict=True) if rows else ():
            if slot.columns == 1:
                declared.setdefault(slot.column, width)
        widths = columns_of(declared, count, self.width)
        return {
            slot
            for row, slots in zip(rows, placed, strict=True)
            for slot, (need, _) in zip(slots, row.widths, strict=True)
            if need > sum(widths[slot.column : slot.right])
        }


def _near(slots: Iterable[Slot], origin: Slot, reach: Reach) -> list[Slot]:
    """Return the slots that what stands in ``origin`` reaches."""
    rows, columns = ceil(min(reach.rows, _FAR)), ceil(min(reach.columns, _FAR))
    first, below = origin.row - rows, origin.row + origin.rows + rows
    left, right = origin.column - columns, origin.right + columns
    return [
        slot
        for slot in slots
        if slot.row < below
        and slot.row + slot.rows > first
        and slot.column < right
        and slot.right > left
    ]


def _leaves(origin: Slot | None, reach: Reach, rows: int) -> bool:
    """Tell whether what stands in ``origin`` may reach above or below its table."""
    above, below = (origin.row, rows - origin.row - origin.rows) if origin else (0, 0)
    return reach.rows > min(above, below) + _BESIDE


def _contents(rows: Iterable[Row]) -> Iterator[Item]:
    return chain.from_iterable(content for row in rows for content in row.contents)


def doubted(item: Item, why: str) -> Item:
    """Return a table with all its cells and theirs in doubt; other items are as they were."""
    if not isinstance(item, Table):
        return item
    cells = [
        replace(cell, content=_with(tuple(doubted(one, why) for one in cell.content), why))
        for cell in item.cells
    ]
    return replace(item, cells=tuple(cells))


def _with(content: tuple[Item, ...], doubt: str | None) -> tuple[Item, ...]:
    return (*content, Text("", doubt=doubt)) if doubt else content


_placed = lru_cache(maxsize=16)(place)
"""Tables of a form are alike in all reports."""


def _clip(rows: list[Row]) -> Iterable[tuple[Span, ...]]:
    """Yield the spans of a section's rows; none reaches beyond the section, 0 reaches its end."""
    for index, row in enumerate(rows):
        left = len(rows) - index
        yield tuple(
            span if span.rows == 1 else Span(span.columns, min(span.rows or left, left))
            for span in row.spans
        )


def _span(cell: _Element) -> Span:
    if not cell.keys():
        return _PLAIN_SPAN
    across, down = cell.get("colspan"), cell.get("rowspan")
    if not across and not down:
        return _PLAIN_SPAN
    columns = _NUMBER.match(across) if across else None
    height = _NUMBER.match(down) if down else None
    width = int(columns[1]) if columns else 1
    return Span(min(max(width, 1), MAX_GRID_COLUMNS), int(height[1]) if height else 1)
