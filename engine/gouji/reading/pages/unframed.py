"""Frames around running text are no tables: a page laid out in a table is text and tables again."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gouji.expressions import compiled
from gouji.reading.pages.content import Glyph
from gouji.reading.pages.lattice import BORDERS, Frame
from gouji.reading.pages.lines import printed
from gouji.reading.pages.nested import Region

_PROSE = 60
"""A row of one cell with so many characters is running text; the longest label has half."""
_ROWS = 3
"""A table has so many rows with columns; the heads of the smallest have as many."""
_WIDE = 0.95
"""A cell is as wide as its frame, borders within borders at its sides aside."""
_HEADING = compiled(r"[一二三四五六七八九]、")

Cells = Sequence[Sequence[Glyph]]
"""The characters in each cell of a frame."""


def tables_among(frames: Sequence[Frame], inside: Sequence[Cells]) -> list[Frame]:
    """Return ``frames`` without the cells that hold running text, or a heading of it.

    Where a cell as wide as its frame holds such text, the frame was drawn around the text of a
    page: all rows of one cell are then text, and what lies between them are tables of their own.
    """
    return [
        piece
        for frame, cells in zip(frames, inside, strict=True)
        for piece in _parted(frame, cells)
    ]


def _parted(frame: Frame, cells: Cells) -> Iterator[Frame]:
    filled = [index for index, inside in enumerate(cells) if _is_filled(inside)]
    if len(filled) == 1 and _is_text(cells[filled[0]]):
        return
    if len(frame.xs) == 2 and _has_columns([cells[index] for index in filled]):
        return
    wide = [index for index, region in enumerate(frame.regions) if _is_wide(frame, region)]
    if any(_is_text(cells[index]) for index in wide):
        empty = set(range(len(cells))).difference(filled)
        slivers = [i for i, r in enumerate(frame.regions) if i in empty and _is_thin(frame, r)]
        yield from _between(frame, [*wide, *slivers])
    else:
        yield frame


def _has_columns(rows: Cells) -> bool:
    """Tell whether the rows of a frame without columns hold some, with blanks between them.

    Rules across a table part its rows alone: it is a table without columns drawn, as others are.
    """
    parted = sum(any(" " in line.text for line in printed(row)) for row in rows)
    return parted >= max(_ROWS, len(rows) / 2)


def _is_filled(glyphs: Sequence[Glyph]) -> bool:
    return bool(glyphs) and any(glyph.text.strip() for glyph in glyphs)


def _is_wide(frame: Frame, region: Region) -> bool:
    _, column, _, across = region
    xs = frame.xs
    return xs[column + across] - xs[column] >= _WIDE * (xs[-1] - xs[0])


def _is_thin(frame: Frame, region: Region) -> bool:
    x0, _, x1, _ = frame.box_of(region)
    return x1 - x0 <= BORDERS


def _is_text(glyphs: Sequence[Glyph]) -> bool:
    drawn = [glyph for glyph in glyphs if glyph.text.strip()]
    return len(drawn) >= _PROSE or any(_HEADING.match(line.text) for line in printed(drawn))


def _between(frame: Frame, wide: Sequence[int]) -> Iterator[Frame]:
    """Yield the tables between, or within, the cells that are text or no more than a border."""
    across = len(frame.xs) - 1
    rows = [frame.owners[start : start + across] for start in range(0, len(frame.owners), across)]
    for is_table, run in groupby(range(len(rows)), key=lambda row: not set(rows[row]) <= set(wide)):
        lines = list(run)
        if is_table:
            inside = [c for row in lines for c in range(across) if rows[row][c] not in wide]
            yield _cut(frame, lines[0], lines[-1] + 1, min(inside), max(inside) + 1)


def _cut(frame: Frame, top: int, bottom: int, left: int, right: int) -> Frame:
    """Return the cells between two rows and two columns as a frame of their own."""
    across = len(frame.xs) - 1
    owners = [frame.owners[r * across + c] for r in range(top, bottom) for c in range(left, right)]
    kept = list(dict.fromkeys(owners))
    return Frame(
        frame.xs[left : right + 1],
        frame.ys[top : bottom + 1],
        tuple(_clipped(frame.regions[index], top, bottom, left, right) for index in kept),
        tuple(kept.index(owner) for owner in owners),
        frozenset(kept.index(index) for index in frame.hollow if index in kept),
    )


def _clipped(region: Region, top: int, bottom: int, left: int, right: int) -> Region:
    row, column = max(region.row, top), max(region.column, left)
    return Region(
        row - top,
        column - left,
        min(region.row + region.row_span, bottom) - row,
        min(region.column + region.column_span, right) - column,
    )
