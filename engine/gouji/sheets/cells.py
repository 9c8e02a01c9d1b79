"""What a cell of a sheet holds: its text as shown, or why that cannot be told."""

from gouji.errors import UsageError
from gouji.model.invisible import visible
from gouji.reading.limits import MAX_SHEET_CELLS, MAX_SHEET_ROWS
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell has no text: the predicate of a sentence about it (是公式，没有存下结果)."""

    why: str


Cell = str | Fault


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number as people count it, and its cells from the first column."""

    number: int
    cells: tuple[Cell, ...]

    def texts(self) -> list[str]:
        """Return what its cells say, where they say something."""
        return [cell for cell in self.cells if isinstance(cell, str) and cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of one sheet that are not blank; ``name`` is its tab's, where it has one.

    ``broken`` tells why it cannot be used as it is.
    """

    lines: tuple[Line, ...]
    name: str | None = None
    broken: str | None = None


def tidy(text: str) -> str:
    """Return ``text`` without white space around it and characters that nobody sees."""
    return visible(text).replace("\r\n", "\n").strip()


def too_large() -> UsageError:
    """Return what is said of a table with too many rows or cells."""
    return UsageError(f"表格超过 {MAX_SHEET_ROWS} 行或 {MAX_SHEET_CELLS} 格，不像一张清单")
