"""Where the heads of a table stand, and which column is which.

Above them may stand a title, the office's name, a day; a head may have a note in brackets or a
star (必填). The line that names most of the columns is that of the heads.
"""

import re
from collections.abc import Mapping

from gouji.model.prose import fold
from gouji.records import dataclass
from gouji.sheets.cells import Cell, Line, Table
from gouji.sheets.rows import Heads

_FIRST_LINES = 40
"""Heads stand among so many lines that are not blank."""
_NOTE = re.compile(r"（[^）]*）|[*：\s]")


@dataclass(frozen=True, slots=True)
class Found:
    """The heads of a table: their line, and the place of each column that is known."""

    table: Table
    line: int
    """Its place among the table's lines."""
    columns: Mapping[str, int]

    def printed(self) -> dict[str, str]:
        """Return what is printed above each known column."""
        return {key: self._texts[place] for key, place in self.columns.items()}

    def unknown(self) -> list[str]:
        """Return the heads of the other columns."""
        known = set(self.columns.values())
        return [text for place, text in enumerate(self._texts) if text and place not in known]

    @property
    def below(self) -> tuple[Line, ...]:
        """The lines under the heads."""
        return self.table.lines[self.line + 1 :]

    @property
    def _texts(self) -> list[str]:
        cells = self.table.lines[self.line].cells
        return ["".join(cell.split()) if isinstance(cell, str) else "" for cell in cells]


def find_heads(table: Table, heads: Heads) -> Found:
    """Return the line of ``table`` that names most columns, the first of several.

    Where none names any, ``columns`` is empty.
    """
    keys = {bare(name): key for key, names in heads.items() for name in names}
    lines = table.lines[:_FIRST_LINES]
    places = [_places(line, keys) for line in lines] or [{}]
    best = max(range(len(places)), key=lambda place: (len(places[place]), -place))
    return Found(table, best, places[best])


def bare(head: Cell) -> str:
    """Return a head without notes, stars, white space, differences of width and of case."""
    text = fold(head).lower() if isinstance(head, str) else ""
    return _NOTE.sub("", text) or text


def _places(line: Line, keys: Mapping[str, str]) -> dict[str, int]:
    """Return the place of each column that a line names; of two of one meaning, the first."""
    found: dict[str, int] = {}
    for place, cell in enumerate(line.cells):
        key = keys.get(bare(cell))
        if key is not None:
            found.setdefault(key, place)
    return found
