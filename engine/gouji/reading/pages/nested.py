"""Cells in cells: a frame around the one cell that it holds is that cell.

A browser draws a table in a cell as lines within lines. Between the outer and the inner lines lies
a ring, or a part of one, that belongs to the cell.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

Box = tuple[int, int]
"""Row and column of a place between two edges each way."""


class Region(NamedTuple):
    """One cell of a frame: its first row and column and how many of them it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


def region_of(boxes: Sequence[Box]) -> Region:
    """Return the smallest region that holds ``boxes``."""
    if len(boxes) == 1:
        return Region(*boxes[0], 1, 1)
    rows, columns = [box[0] for box in boxes], [box[1] for box in boxes]
    top, left = min(rows), min(columns)
    return Region(top, left, max(rows) - top + 1, max(columns) - left + 1)


def filled(groups: Sequence[Sequence[Box]]) -> tuple[list[list[Box]], frozenset[int]]:
    """Return the cells with those inside a ring joined to it, and the rings that hold several.

    ``groups`` has the boxes of each cell. A ring around one cell is that cell; the numbers of
    several must not run into each other, so such a ring stays, to be doubted.
    """
    cells = [list(boxes) for boxes in groups]
    inner: dict[int, list[int]] = {}
    for outer in sorted(_rings(cells), key=lambda index: _size(region_of(cells[index]))):
        inside = list(_inside(outer, cells))
        if len(inside) == 1:
            cells[outer] += cells[inside[0]]
            cells[inside[0]] = []
        elif inside:
            inner[outer] = inside
    kept = [index for index, boxes in enumerate(cells) if boxes]
    hollow = frozenset(kept.index(outer) for outer in inner)
    return [cells[index] for index in kept], hollow


def _size(region: Region) -> int:
    return region.row_span * region.column_span


def _rings(cells: Sequence[Sequence[Box]]) -> Iterator[int]:
    """Yield the cells that do not fill the region they span."""
    for index, boxes in enumerate(cells):
        if len(boxes) > 1 and len(boxes) < _size(region_of(boxes)):
            yield index


def _inside(outer: int, cells: Sequence[Sequence[Box]]) -> Iterator[int]:
    """Yield the cells within the region of ``outer`` that touch one of its sides at most."""
    frame = region_of(cells[outer])
    for index, boxes in enumerate(cells):
        if index != outer and boxes and _sides(frame, region_of(boxes)) <= 1:
            yield index


def _sides(outer: Region, inner: Region) -> int:
    """Return how many sides of ``outer`` are touched by ``inner``; 4 where it reaches outside."""
    gaps = (
        inner.row - outer.row,
        inner.column - outer.column,
        outer.row + outer.row_span - inner.row - inner.row_span,
        outer.column + outer.column_span - inner.column - inner.column_span,
    )
    return 4 if min(gaps) < 0 else sum(gap == 0 for gap in gaps)
