"""Rows and cells of an HTML table, placed as a browser does."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.etree import _Element

from gouji.reading.flow import Cell, Item, Table, Text, value_follows
from gouji.reading.limits import MAX_GRID_COLUMNS
from gouji.reading.occupancy import Span, place

_NUMBER = re.compile(r"\s*\+?(\d{1,6})")
_ORDER = {"thead": 0, "tfoot": 2}
_BODY = 1


@dataclass(slots=True)
class Row:
    """A row as written: what its cells say that they cover, and what they hold."""

    spans: list[Span] = field(default_factory=list)
    contents: list[tuple[Item, ...]] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """The rows of a table by section, as they come in the page's source."""

    sections: list[tuple[int, list[Row]]] = field(default_factory=list)

    def open_section(self, tag: str) -> None:
        """Begin a head, a body or a foot."""
        self.sections.append((_ORDER.get(tag, _BODY), []))

    def open_row(self) -> None:
        """Begin a row."""
        if not self.sections:
            self.open_section("tbody")
        self.sections[-1][1].append(Row())

    def add(self, cell: _Element, content: Iterable[Item]) -> None:
        """Add a cell to the last row."""
        if not self.sections or not self.sections[-1][1]:
            self.open_row()
        row = self.sections[-1][1][-1]
        row.spans.append(_span(cell))
        row.contents.append(tuple(content))

    def table(self, doubt: str | None = None) -> Table:
        """Return the table: heads first, feet last, wherever they stand in the source.

        ``doubt`` holds for all its cells.
        """
        doubtful: tuple[Item, ...] = (Text("", doubt=doubt),) if doubt else ()
        ordered = sorted(self.sections, key=lambda section: section[0])
        rows = [row for _, section in ordered for row in section]
        spans = [clipped for _, section in ordered for clipped in _clip(section)]
        mendable = {at for at, row in enumerate(rows) if value_follows(row.contents)}
        cells = [
            Cell(slot, (*content, *doubtful))
            for row, slots in zip(rows, place(spans, mendable), strict=True)
            for slot, content in zip(slots, row.contents, strict=True)
        ]
        return Table(tuple(cells), len(rows))


def _clip(rows: list[Row]) -> Iterable[list[Span]]:
    """Yield the spans of a section's rows; none reaches beyond the section, 0 reaches its end."""
    for index, row in enumerate(rows):
        left = len(rows) - index
        yield [Span(columns, min(height or left, left)) for columns, height in row.spans]


def _span(cell: _Element) -> Span:
    columns = _NUMBER.match(cell.get("colspan") or "")
    height = _NUMBER.match(cell.get("rowspan") or "")
    width = int(columns[1]) if columns else 1
    return Span(min(max(width, 1), MAX_GRID_COLUMNS), int(height[1]) if height else 1)
