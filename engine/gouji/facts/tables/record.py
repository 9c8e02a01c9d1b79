"""What every way of reading a table yields: rows with labels and placed values."""

from dataclasses import field

from gouji.facts.tables.lookalikes import doubt_of
from gouji.facts.tables.numbers import parse_cell, parse_change
from gouji.model.cells import Cell, CellState
from gouji.model.document import GridCell, Place
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """The content of one value cell; ``doubt`` says in Chinese why it cannot be read."""

    text: str
    place: Place
    doubt: str | None = None

    def joined(self, other: "Value") -> "Value":
        """Return this value with what stands of it on the next page."""
        return Value(self.text + other.text, self.place, self.doubt or other.doubt)


@dataclass(frozen=True, slots=True)
class Record:
    """A row as read: its label, the labels to its left, and values by column id.

    ``doubt`` holds for every value of the row. ``starts_page`` marks the first row of a page.
    ``after`` is label text behind the values, where lines run rows into each other.
    """

    label: str
    groups: tuple[str, ...]
    values: dict[str, Value] = field(default_factory=dict)
    place: Place | None = None
    doubt: str | None = None
    starts_page: bool = False
    after: str = ""


def value_of(cell: GridCell) -> Value:
    """Return a grid's cell as a value."""
    return Value(cell.text, cell.place, cell.doubt)


def to_cell(cell_id: str, value: Value | None, doubt: str | None, *, signed: bool = False) -> Cell:
    """Return the fact that ``value`` makes; unread where it or its row is in doubt.

    ``signed`` tells that the cell is for an increase or decrease.
    """
    reason = doubt or (value.doubt or doubt_of(value.text) if value else None)
    if reason or value is None:
        place = value.place if value else None
        return Cell(cell_id, CellState.UNREAD, place=place, reason=reason or "没有读出")
    content = parse_change(value.text) if signed else parse_cell(value.text)
    return Cell(
        id=cell_id,
        state=content.state,
        raw=value.text.strip(),
        value=content.value,
        decorated=content.decorated,
        place=value.place,
    )
