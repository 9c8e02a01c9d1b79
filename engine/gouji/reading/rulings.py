"""Rulings become tables: pure geometry, in points from the top left corner of a page.

Collinear pieces are joined, crossing rulings form frames, a frame's edges cut it into boxes, and
neighbouring boxes without a ruling between them are one cell.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouji.errors import LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import MAX_GRID_BOXES
from gouji.reading.pdf_content import Ruling

GAP = 3.2
"""Pieces of a ruling this far apart (points) are one ruling; dashes and cell edges are."""
SAME = 2.2
"""Rulings this close are at the same place (points)."""


@dataclass(frozen=True, slots=True)
class Region:
    """One cell of a frame: its boxes as (row, column), and the rows and columns it spans."""

    row: int
    column: int
    row_span: int
    column_span: int
    boxes: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled table: x of the column edges, y of the row edges, and its cells by place."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]

    @property
    def rect(self) -> Rect:
        """The outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, region: Region) -> Rect:
        """Return the box of ``region`` on the page."""
        return (
            self.xs[region.column],
            self.ys[region.row],
            self.xs[region.column + region.column_span],
            self.ys[region.row + region.row_span],
        )


def frames(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> list[Frame]:
    """Return the ruled tables of a page, from top to bottom."""
    rows, columns = join(horizontal), join(vertical)
    found = [
        frame
        for group_h, group_v in _connected(rows, columns)
        if (frame := _frame(group_h, group_v)) is not None
    ]
    return sorted(found, key=lambda frame: (frame.ys[0], frame.xs[0]))


def join(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Join pieces that lie on one line and touch or nearly touch."""
    lines: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if lines and ruling.at - lines[-1][-1].at <= SAME / 2 and ruling.at - lines[-1][0].at <= SAME:
            lines[-1].append(ruling)
        else:
            lines.append([ruling])
    return [joined for line in lines for joined in _join_line(line)]


def _join_line(pieces: Sequence[Ruling]) -> list[Ruling]:
    joined: list[Ruling] = []
    for piece in sorted(pieces, key=lambda r: (r.start, r.end)):
        last = joined[-1] if joined else None
        if last is not None and piece.start <= last.end + GAP:
            joined[-1] = Ruling(last.at, last.start, max(last.end, piece.end))
        else:
            joined.append(piece)
    return joined


def _connected(
    rows: Sequence[Ruling], columns: Sequence[Ruling]
) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Group rulings that cross or touch, directly or through others."""
    parent = list(range(len(rows) + len(columns)))
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            if (
                row.start - GAP <= column.at <= row.end + GAP
                and column.start - GAP <= row.at <= column.end + GAP
            ):
                _union(parent, i, len(rows) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index in range(len(parent)):
        group = groups.setdefault(_find(parent, index), ([], []))
        if index < len(rows):
            group[0].append(rows[index])
        else:
            group[1].append(columns[index - len(rows)])
    return list(groups.values())


def _find(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _union(parent: list[int], a: int, b: int) -> None:
    parent[_find(parent, a)] = _find(parent, b)


def _frame(rows: Sequence[Ruling], columns: Sequence[Ruling]) -> Frame | None:
    """Cut one group of rulings into cells; ``None`` where it is no table of several cells."""
    if not rows or not columns:
        return None
    xs = cluster([c.at for c in columns] + _overhang(rows, [c.at for c in columns]))
    ys = cluster([r.at for r in rows] + _overhang(columns, [r.at for r in rows]))
    if len(xs) * len(ys) > MAX_GRID_BOXES:
        raise LimitExceeded(f"表格超过 {MAX_GRID_BOXES} 格")
    if len(xs) < 2 or len(ys) < 2 or len(xs) + len(ys) < 5:
        return None
    regions = _regions(xs, ys, rows, columns)
    return Frame(tuple(xs), tuple(ys), regions) if len(regions) > 1 else None


def _overhang(rulings: Sequence[Ruling], crossing: Sequence[float]) -> list[float]:
    """Return the ends that stick out beyond the outermost crossing ruling (an open side)."""
    start, end = min(r.start for r in rulings), max(r.end for r in rulings)
    ends = []
    if start < min(crossing) - 2 * GAP:
        ends.append(start)
    if end > max(crossing) + 2 * GAP:
        ends.append(end)
    return ends


def cluster(values: Iterable[float]) -> list[float]:
    """Return the places among ``values``, near ones taken together."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= SAME:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _regions(
    xs: Sequence[float], ys: Sequence[float], rows: Sequence[Ruling], columns: Sequence[Ruling]
) -> tuple[Region, ...]:
    across, down = len(xs) - 1, len(ys) - 1
    parent = list(range(across * down))
    walls_v = _walls(xs, columns)
    walls_h = _walls(ys, rows)
    for row in range(down):
        middle_y = (ys[row] + ys[row + 1]) / 2
        for column in range(across):
            middle_x = (xs[column] + xs[column + 1]) / 2
            here = row * across + column
            if column + 1 < across and not _covered(walls_v[column + 1], middle_y):
                _union(parent, here, here + 1)
            if row + 1 < down and not _covered(walls_h[row + 1], middle_x):
                _union(parent, here, here + across)
    members: dict[int, list[tuple[int, int]]] = {}
    for index in range(across * down):
        members.setdefault(_find(parent, index), []).append(divmod(index, across))
    return tuple(sorted((_region(boxes) for boxes in members.values()), key=lambda r: (r.row, r.column)))


def _region(boxes: Sequence[tuple[int, int]]) -> Region:
    top, left = min(b[0] for b in boxes), min(b[1] for b in boxes)
    bottom, right = max(b[0] for b in boxes), max(b[1] for b in boxes)
    return Region(top, left, bottom - top + 1, right - left + 1, frozenset(boxes))


def _walls(places: Sequence[float], rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Return the rulings that stand at each of ``places``."""
    walls: list[list[Ruling]] = [[] for _ in places]
    for ruling in rulings:
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - ruling.at))
        walls[nearest].append(ruling)
    return walls


def _covered(rulings: Sequence[Ruling], at: float) -> bool:
    return any(r.start <= at <= r.end for r in rulings)


def index_at(edges: Sequence[float], value: float) -> int | None:
    """Return between which two of ``edges`` ``value`` lies, or ``None`` outside them."""
    if not edges[0] <= value <= edges[-1]:
        return None
    return min(max(bisect_left(edges, value) - 1, 0), len(edges) - 2)
