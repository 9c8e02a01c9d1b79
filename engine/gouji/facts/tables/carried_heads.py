"""A head applies to the next part of a table too, if that part has the same columns."""

from collections.abc import Mapping
from dataclasses import replace

from gouji.facts.tables.heads import Head, Leaf
from gouji.model.document import Grid

_SAME_EDGE = 5.0
"""Edges of two parts of a table agree within so many points."""


def carried(head: Head, above: Grid, below: Grid) -> Head | None:
    """Return ``head`` of the grid ``above`` for the columns of ``below``.

    A part on another page may have more or fewer columns, as merged cells fall; they are told by
    their edges. ``None`` where the heads cannot be told. Where a format has no edges, columns are
    counted from the left.
    """
    old, new = _edges(above), _edges(below)
    if not old or not new:
        return head
    moved = {leaf: _moved(leaf, old, new) for leaf in {*head.slots, *(x for _, x in head.columns)}}
    if not all(moved.values()):
        return None
    columns = tuple((name, leaf) for name, was in head.columns if (leaf := moved[was]))
    slots = tuple(leaf for was in head.slots if (leaf := moved[was]))
    labels = min((leaf.first for leaf in slots), default=0)
    return replace(head, columns=columns, slots=slots, labels=labels)


def _edges(grid: Grid) -> dict[int, float]:
    """Return the x of the left edge of each column, and of the right edge of the last."""
    found: dict[int, float] = {}
    for cell in grid.cells:
        if cell.place.box is not None:
            found.setdefault(cell.column, cell.place.box[0])
            found.setdefault(cell.column + cell.column_span, cell.place.box[2])
    return found


def _moved(leaf: Leaf, old: Mapping[int, float], new: Mapping[int, float]) -> Leaf | None:
    first = _column(old.get(leaf.first), new)
    end = _column(old.get(leaf.last + 1), new)
    return None if first is None or end is None else replace(leaf, first=first, last=end - 1)


def _column(edge: float | None, edges: Mapping[int, float]) -> int | None:
    if edge is None or not edges:
        return None
    nearest = min(edges, key=lambda column: abs(edges[column] - edge))
    return nearest if abs(edges[nearest] - edge) <= _SAME_EDGE else None
