"""Frames become cells: edges cut a frame into boxes, boxes without a ruling between are one cell.

Pure geometry, in points from the top left corner of a page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gouji.errors import LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import MAX_GRID_BOXES
from gouji.reading.pages.content import Ruling
from gouji.reading.pages.nested import Region, filled, region_of
from gouji.reading.pages.rulings import GAP, DisjointSets, Rulings, connected
from gouji.records import dataclass

NEAR = 4.0
"""Edges this close are one edge: double lines, cells drawn apart, columns that do not quite meet.
No row and no column is as thin."""
_BESIDE, BORDERS = 3.0, 12.0
"""Lines this close, one after the other, are borders around one another, up to so much together:
a table in a cell of a table, as browsers draw them. No column of figures is as thin."""
_OPEN = 6.0
"""A frame's rulings stick out this far where its outer edge is not drawn."""
_REACH = GAP / 4
"""What stands outside a frame by this much is in it."""
_WHOLE_PAGE = 0.5
_FEW_CELLS = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """A ruled table: x of the column edges, y of the row edges, its cells in reading order.

    ``owners`` gives for each box, row by row, the index of its cell in ``regions``. The cells in
    ``hollow`` have several other cells inside them.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    owners: tuple[int, ...]
    hollow: frozenset[int] = frozenset()

    @property
    def rect(self) -> Rect:
        """The outer box."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def within(self) -> Rect:
        """The box of all that is in it."""
        x0, top, x1, bottom = self.rect
        return x0 - _REACH, top - _REACH, x1 + _REACH, bottom + _REACH

    @property
    def area(self) -> float:
        """The area of the outer box in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def box_of(self, region: Region) -> Rect:
        """Return the box of a cell on the page."""
        row, column, down, across = region
        xs, ys = self.xs, self.ys
        return xs[column], ys[row], xs[column + across], ys[row + down]

    def owner_at(self, x: float, y: float) -> int | None:
        """Return the index of the cell that holds a point, ``None`` outside the frame."""
        (left, top, right, bottom), xs, ys = self.within, self.xs, self.ys
        if not (left <= x <= right and top <= y <= bottom):
            return None
        row = bisect_right(ys, y, 1, len(ys) - 1) - 1
        column = bisect_right(xs, x, 1, len(xs) - 1) - 1
        return self.owners[row * (len(xs) - 1) + column]


def frames(rulings: Rulings, page_area: float) -> list[Frame]:
    """Return the ruled tables of a page from top to bottom.

    A frame that only decorates is none: a single box, a border around the page, a frame that
    holds another in one of its cells.
    """
    found = [f for group in connected(rulings) if (f := _frame(group)) is not None]
    tables = [
        frame
        for frame in found
        if not (len(frame.regions) <= _FEW_CELLS and frame.area > _WHOLE_PAGE * page_area)
        and not any(_within(other.rect, frame) for other in found if other is not frame)
    ]
    return sorted(tables, key=lambda frame: (frame.ys[0], frame.xs[0]))


def _within(rect: Rect, frame: Frame) -> bool:
    """Tell whether a box lies inside one cell of a frame."""
    owner = frame.owner_at(rect[0], rect[1])
    return owner is not None and owner == frame.owner_at(rect[2], rect[3])


def _frame(rulings: Rulings) -> Frame | None:
    """Cut one group of rulings into cells; ``None`` where that does not give two of them."""
    rows, columns = rulings
    if not rows or not columns:
        return None
    xs = edges([*(c.at for c in columns), *_open_ends(rows, [c.at for c in columns])], _BESIDE)
    ys = edges([*(r.at for r in rows), *_open_ends(columns, [r.at for r in rows])], _BESIDE)
    if len(xs) * len(ys) > MAX_GRID_BOXES:
        raise LimitExceeded(f"有一张表格超过 {MAX_GRID_BOXES} 格，不像一份年度报告")
    if len(xs) < 2 or len(ys) < 2:
        return None
    across = len(xs) - 1
    drawn = _cells(xs, ys, rulings)
    groups, hollow = filled([[divmod(box, across) for box in boxes] for boxes in drawn])
    if len(groups) < 2:
        return None
    owners = {box: index for index, boxes in enumerate(groups) for box in boxes}
    return Frame(
        tuple(xs),
        tuple(ys),
        tuple(region_of(boxes) for boxes in groups),
        tuple(owners[divmod(box, across)] for box in range(len(owners))),
        hollow,
    )


def _open_ends(rulings: Sequence[Ruling], crossing: Sequence[float]) -> list[float]:
    """Return where rulings end that stick out beyond the outermost one across them.

    A table without a line at its left, or cut by the end of the page, has such an open side. One
    ruling alone that sticks out is an accident of drawing.
    """
    starts = sorted(r.start for r in rulings if r.start < min(crossing) - _OPEN)
    ends = sorted(r.end for r in rulings if r.end > max(crossing) + _OPEN)
    found = []
    if len(starts) > 1:
        found.append(starts[0])
    if len(ends) > 1:
        found.append(ends[-1])
    return found


def edges(values: Iterable[float], beside: float = 0.0) -> list[float]:
    """Return the places among ``values``, near ones taken together.

    Lines no further apart than ``beside`` are borders around one another, taken together too.
    """
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and _are_one(groups[-1], value, beside):
            groups[-1].append(value)
        else:
            groups.append([value])
    return [(group[0] + group[-1]) / 2 for group in groups]


def _are_one(group: Sequence[float], value: float, beside: float) -> bool:
    width = value - group[0]
    return width <= NEAR or (width <= BORDERS and value - group[-1] <= beside)


def _cells(xs: Sequence[float], ys: Sequence[float], rulings: Rulings) -> list[list[int]]:
    """Return the boxes of each cell; a box is numbered row by row."""
    across, down = len(xs) - 1, len(ys) - 1
    beside = _walls(xs, ys, rulings.vertical)
    below = _walls(ys, xs, rulings.horizontal)
    sets = DisjointSets(across * down)
    for row in range(down):
        for column in range(across):
            here = row * across + column
            if column + 1 < across and (column + 1, row) not in beside:
                sets.unite(here, here + 1)
            if row + 1 < down and (row + 1, column) not in below:
                sets.unite(here, here + across)
    return sets.groups()


def _walls(
    places: Sequence[float], steps: Sequence[float], rulings: Sequence[Ruling]
) -> set[tuple[int, int]]:
    """Return the (place, step) at which a ruling covers the middle of the step."""
    middles = [(a + b) / 2 for a, b in pairwise(steps)]
    found: set[tuple[int, int]] = set()
    for ruling in rulings:
        place = nearest(places, ruling.at)
        first, last = (bisect_right(middles, end) for end in (ruling.start, ruling.end))
        found.update((place, step) for step in range(first, last))
    return found


def nearest(places: Sequence[float], value: float) -> int:
    """Return the index of the place nearest to ``value``; ``places`` are in order."""
    after = bisect_left(places, value)
    if after == 0:
        return 0
    if after == len(places) or value - places[after - 1] <= places[after] - value:
        return after - 1
    return after
