"""The cells of a report's tables: what stands in them, and what they count for."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import lru_cache

from gouji.model.document import Place
from gouji.model.settlement import Settlement
from gouji.records import dataclass

_ZERO = Decimal(0)


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
    ``settled`` tells that nothing was read, and a person saw on paper what stands here.
    """

    id: str
    state: CellState
    raw: str | None = None
    value: Decimal | None = None
    decorated: bool = False
    place: Place | None = None
    reason: str | None = None
    settled: Settlement | None = None


class Presence(StrEnum):
    """Whether a part of the form is in the report."""

    PRESENT = "present"
    ABSENT = "absent"
    UNREAD = "unread"
    """Traces of it are there (a picture, labels without a readable table)."""


def tie_value(cell: Cell) -> Decimal | None:
    """Return what ``cell`` counts for in a tie: 0 for blank, ``None`` where it has no value."""
    return _ZERO if cell.state is CellState.BLANK else cell.value


def cells_like(pattern: str, cells: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names among ``cells`` that ``pattern`` stands for, in the form's order."""
    return (pattern,) if pattern in cells else _names_like(pattern, tuple(cells))


@lru_cache(maxsize=1024)
def _names_like(pattern: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if fnmatchcase(name, pattern))
