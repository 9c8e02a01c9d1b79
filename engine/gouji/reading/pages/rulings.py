"""Pieces of lines become rulings, and rulings that touch become the frames of tables.

Pure geometry, in points from the top left corner of a page.
"""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_JOINED_RULINGS
from gouji.reading.pages.content import Ruling

GAP = 3.2
"""Pieces of a ruling this far apart are one ruling; so are rulings that stop short of another."""
SAME = 2.2
"""Pieces this far apart sideways are on one line."""
_SHORTEST = 4.0
"""What is shorter than this even when joined is a dot or a bullet."""


_ENDS = itemgetter(1, 2)
"""Of a ruling: where it starts, then where it ends."""


class Rulings(NamedTuple):
    """Horizontal and vertical rulings that belong together."""

    horizontal: list[Ruling]
    vertical: list[Ruling]


def joined(pieces: Iterable[Ruling]) -> list[Ruling]:
    """Join pieces that lie on one line and touch or nearly touch."""
    lines: list[list[Ruling]] = []
    for piece in sorted(set(pieces)):
        if lines and piece.at - lines[-1][0].at <= SAME:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    whole = [ruling for line in lines for ruling in _along(line)]
    return [ruling for ruling in whole if ruling.end - ruling.start >= _SHORTEST]


def _along(pieces: Sequence[Ruling]) -> list[Ruling]:
    found: list[Ruling] = []
    for piece in sorted(pieces, key=_ENDS):
        last = found[-1] if found else None
        if last is not None and piece.start <= last.end + GAP:
            found[-1] = Ruling(last.at, last.start, max(last.end, piece.end))
        else:
            found.append(piece)
    return found


def connected(rulings: Rulings) -> list[Rulings]:
    """Return the groups of rulings that cross or touch, directly or through others."""
    rows, columns = rulings
    if len(rows) + len(columns) > MAX_JOINED_RULINGS:
        raise LimitExceeded(f"有一页的线条超过 {MAX_JOINED_RULINGS} 条，不像一份年度报告")
    sets = DisjointSets(len(rows) + len(columns))
    for i, (y, left, right) in enumerate(rows):
        for j, (x, top, bottom) in enumerate(columns, len(rows)):
            if left - GAP <= x <= right + GAP and top - GAP <= y <= bottom + GAP:
                sets.unite(i, j)
    return [
        Rulings(
            [rows[i] for i in members if i < len(rows)],
            [columns[i - len(rows)] for i in members if i >= len(rows)],
        )
        for members in sets.groups()
    ]


class DisjointSets:
    """Numbers 0 … ``size`` - 1, which are united step by step into groups."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, index: int) -> int:
        """Return the number that stands for the group of ``index``."""
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def unite(self, a: int, b: int) -> None:
        """Make one group of the groups of ``a`` and ``b``."""
        a, b = self.find(a), self.find(b)
        if a < b:
            self._parent[b] = a
        else:
            self._parent[a] = b

    def groups(self) -> list[list[int]]:
        """Return the groups, each in order, by their first number."""
        members: dict[int, list[int]] = {}
        roots: list[int] = []
        for index, parent in enumerate(self._parent):
            # a parent comes before its children, so that its root is known
            roots.append(index if parent == index else roots[parent])
            members.setdefault(roots[index], []).append(index)
        return list(members.values())
