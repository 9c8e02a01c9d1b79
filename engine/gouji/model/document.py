"""The neutral document: what every reader returns, whatever the format was.

A :class:`Document` is a sequence of blocks in reading order: a :class:`Line` of text, a
:class:`Grid` (a table) or a :class:`Figure` (a picture, whose text nobody has read).
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from gouji.records import dataclass

Rect = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points, measured from the top left corner of the page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: page and box, or line and column where there are no pages.

    All counts start at 1. ``box`` is ``None`` where the format has no pages. ``more`` has the
    places of what goes on in further lines.
    """

    page: int | None = None
    box: Rect | None = None
    line: int | None = None
    column: int | None = None
    more: tuple["Place", ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line of text outside tables.

    ``edges`` holds the left and right edge of every character of ``text`` (same length), so
    that a span of text can be boxed; empty where the format has no pages.
    """

    text: str
    place: Place
    edges: tuple[tuple[float, float], ...] = ()

    def place_of(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``."""
        if self.place.box is None or not self.edges:
            column = None if self.place.column is None else self.place.column + start
            return Place(self.place.page, self.place.box, self.place.line, column)
        inside = self.edges[start:end] or self.edges[-1:]
        _, top, _, bottom = self.place.box
        lefts, rights = zip(*inside, strict=True)
        left, right = min(lefts), max(rights)
        return Place(self.place.page, (left, top, right, bottom))


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table; a merged cell stands at its first row and column.

    ``row`` and ``column`` start at 0. ``text`` is exactly what the cell shows, its wrapped lines
    joined without a blank between ideographs or digits. ``doubt`` says (in Chinese) why the text
    cannot be trusted; such a cell is unread, never a number.
    """

    row: int
    column: int
    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as drawn: cells by row, then column.

    ``aligned`` is false where the columns of different rows need not correspond (cells copied as
    text, separated by tabs). ``page_starts`` lists the rows, other than the first, that begin a
    new page: there a head may be repeated or a row continued.
    """

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    place: Place
    aligned: bool = True
    page_starts: tuple[int, ...] = ()

    def by_row(self) -> tuple[tuple[GridCell, ...], ...]:
        """Return the cells that begin in each row, left to right."""
        rows: list[list[GridCell]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(sorted(row, key=lambda c: c.column)) for row in rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture large enough to hold text; what it says has not been read."""

    place: Place


Block = Line | Grid | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read.

    ``format`` is the format found in the bytes (``pdf``, ``txt``, …), ``pages`` the number of
    pages or ``None``. Running heads, feet and page numbers are not blocks; they stand in
    ``furniture``. ``unread`` names in Chinese whatever the reader saw and could not read.
    ``published`` is the date of publication that a web page states.
    """

    format: str
    pages: int | None
    blocks: tuple[Block, ...]
    sha256: str = ""
    furniture: tuple[Line, ...] = ()
    unread: tuple[str, ...] = field(default=())
    published: date | None = None

    recognised: tuple[int, ...] = ()
    """Pages whose characters were recognised in a picture: a letter may be another."""

    lost: tuple[int, ...] = ()
    """Pages of which nothing was read: what is not found may stand there."""

    withheld: str | None = None
    """Says in Chinese what text was not read though the file has it, and may be what is missed."""

    def lines(self) -> Iterator[Line]:
        """Yield the lines of text outside tables."""
        return (block for block in self.blocks if isinstance(block, Line))

    def grids(self) -> Iterator[Grid]:
        """Yield the tables."""
        return (block for block in self.blocks if isinstance(block, Grid))
