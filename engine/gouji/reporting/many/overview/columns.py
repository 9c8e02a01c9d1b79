"""The columns of a sheet, and how tall its rows must be to show what stands in them."""

from collections.abc import Sequence
from math import ceil

from gouji.records import dataclass
from gouji.reporting.many.overview.cells import Content, Drawn

_LINE_HEIGHT = 13.5
_MARGIN = 3.0
_TALLEST = 409.0
"""Points; Excel allows no taller row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in digits, whether its texts are broken into lines.

    ``over`` are the heads above its own, from the top; neighbours share those they have in common.
    Columns at the right that are not ``printed`` are there on the screen alone.
    """

    head: str
    width: int = 8
    wrap: bool = False
    over: tuple[str, ...] = ()
    printed: bool = True


def wrapping(columns: Sequence[Column]) -> tuple[tuple[int, int], ...]:
    """Return number and width of each column whose texts are broken into lines."""
    return tuple((number, column.width) for number, column in enumerate(columns) if column.wrap)


def row_height(contents: Sequence[Content], broken: Sequence[tuple[int, int]]) -> float:
    """Return the height in points that shows all texts of a row that are ``broken``.

    Not every program sets the heights of rows by itself.
    """
    lines = (_lines(_text(contents[number]), width) for number, width in broken)
    return min(_TALLEST, _LINE_HEIGHT * max(lines, default=1) + _MARGIN)


def head_height(columns: Sequence[Column]) -> float:
    """Return the height in points of a row of heads."""
    lines = max(_lines(column.head, column.width) for column in columns)
    return min(_TALLEST, _LINE_HEIGHT * lines + 2 * _MARGIN)


def _text(content: Content) -> str:
    if isinstance(content, Drawn):
        return content.text
    return content if isinstance(content, str) else ""


def _lines(text: str, width: int) -> int:
    """Return how many lines ``text`` takes; a Chinese character is as wide as two digits."""
    room = max(2, width - 1)
    return sum(max(1, ceil(_width(line) / room)) for line in text.split("\n"))


def _width(line: str) -> int:
    return 2 * len(line) - len(line.encode("latin-1", "ignore"))
