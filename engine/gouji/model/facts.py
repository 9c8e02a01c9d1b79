"""The named facts of a report's tables: cells, rows and columns, tables."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gouji.model.document import Place


class CellState(StrEnum):
    """What stands in a cell. Blank, 「/」 and 0 are three different facts."""

    NUMBER = "number"
    """A number, alone or with a unit or a note (see :attr:`Cell.decorated`)."""
    BLANK = "blank"
    """The cell is there and empty."""
    WORD = "word"
    """Something that has no value: 「无」, 「/」, 「—」, a word, two numbers."""
    ABSENT = "absent"
    """Its row, its column or its table is not in the report."""
    UNREAD = "unread"
    """The cell may be there; its content could not be read with certainty."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the statutory form.

    ``id`` is ``<table>.<row>.<column>``. ``raw`` is what the document shows (``None`` if absent or
    unread), ``value`` the exact number where ``state`` is NUMBER. ``decorated`` is true where the
    cell holds more than a plain number. ``reason`` says in Chinese why a cell is unread.
    """

    id: str
    state: CellState
    raw: str | None = None
    value: Decimal | None = None
    decorated: bool = False
    place: Place | None = None
    reason: str | None = None


class Presence(StrEnum):
    """Whether a part of the form is in the report."""

    PRESENT = "present"
    ABSENT = "absent"
    UNREAD = "unread"
    """Traces of it are there (a picture, labels without a readable table)."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """One table of the form as found in a document.

    ``lines`` gives the presence of each mandated row (``t3.granted``) and column (``t3.:legal``).
    ``cells`` has every cell of the form's table, in the form's order, whatever its state.
    ``reason`` says in Chinese why a table is unread; ``notes`` names what was assumed on the way
    (a row placed by its order because its label was damaged).
    """

    id: str
    presence: Presence
    cells: tuple[Cell, ...]
    lines: tuple[tuple[str, Presence], ...]
    place: Place | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    """Cells of a table drawn more than once that do not show the same each time."""
