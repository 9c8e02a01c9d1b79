"""Rulings to cells: merged cells of any shape, open sides, frames that only decorate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.errors import LimitExceeded
from gouji.reading.pages import lattice
from gouji.reading.pages.content import Ruling
from gouji.reading.pages.lattice import Region, edges, frames
from gouji.reading.pages.rulings import Rulings

PAGE = 595 * 842.0


def rulings(horizontal: list[tuple[float, ...]], vertical: list[tuple[float, ...]]) -> Rulings:
    return Rulings([Ruling(*r) for r in horizontal], [Ruling(*r) for r in vertical])


def cells(found: Rulings) -> list[list[tuple[int, int, int, int]]]:
    """Return (row, column, row span, column span) of the cells of each table."""
    return [
        [(r.row, r.column, r.row_span, r.column_span) for r in frame.regions]
        for frame in frames(found, PAGE)
    ]


FULL = ([(0, 0, 100), (20, 0, 100), (40, 0, 100)], [(0, 0, 40), (50, 0, 40), (100, 0, 40)])


@pytest.mark.parametrize(
    ("horizontal", "vertical", "expected"),
    [
        (*FULL, [[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]]),
        # the left cell runs down both rows
        ([(0, 0, 100), (20, 50, 100), (40, 0, 100)], FULL[1],
         [[(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]]),
        # the head runs over both columns
        (FULL[0], [(0, 0, 40), (50, 20, 40), (100, 0, 40)],
         [[(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]]),
        # an angle: three boxes are one cell
        ([(0, 0, 100), (20, 50, 100), (40, 0, 100)], [(0, 0, 40), (50, 20, 40), (100, 0, 40)],
         [[(0, 0, 2, 2), (1, 1, 1, 1)]]),
        # no lines at the sides
        (FULL[0], [(50, 0, 40)], [[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]]),
        # cut off below by the end of the page
        (FULL[0][:2], FULL[1], [[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]]),
        # double outer lines are single ones
        ([*FULL[0], (2.5, 0, 100)], [*FULL[1], (97.5, 0, 40)],
         [[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]]),
        # three lines across the page and nothing down it
        (FULL[0], [], []),
        # one box
        ([FULL[0][0], FULL[0][2]], [FULL[1][0], FULL[1][2]], []),
        # an underline in a cell is no ruling of the table
        ([*FULL[0], (10, 10, 40)], FULL[1],
         [[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]]),
    ],
)  # fmt: skip
def test_cells(
    horizontal: list[tuple[float, ...]],
    vertical: list[tuple[float, ...]],
    expected: list[list[tuple[int, int, int, int]]],
) -> None:
    assert cells(rulings(horizontal, vertical)) == expected


def test_border_around_a_table_is_no_table() -> None:
    border = (
        [(-50, -50, 400), (300, -50, 400), (280, -50, 400)],
        [(-50, -50, 300), (400, -50, 300)],
    )
    both = rulings([*FULL[0], *border[0]], [*FULL[1], *border[1]])
    assert [frame.rect for frame in frames(both, PAGE)] == [(0, 0, 100, 40)]


def test_border_of_a_page_is_no_table() -> None:
    whole = rulings([(0, 0, 500), (30, 0, 500), (800, 0, 500)], [(0, 0, 800), (500, 0, 800)])
    assert frames(whole, PAGE) == []


def test_box_and_owner_of_a_cell() -> None:
    (frame,) = frames(rulings(*FULL), PAGE)
    assert frame.box_of(Region(1, 0, 1, 2)) == (0, 20, 100, 40)
    assert [frame.owner_at(*p) for p in ((10, 10), (60, 10), (10, 30), (60, 30), (60, 90))] == [
        0, 1, 2, 3, None,
    ]  # fmt: skip


@given(
    st.lists(st.integers(6, 60), min_size=1, max_size=6),
    st.lists(st.integers(6, 60), min_size=2, max_size=6),
)
def test_a_full_lattice_has_every_cell(heights: list[int], widths: list[int]) -> None:
    ys = [sum(heights[:n]) for n in range(len(heights) + 1)]
    xs = [sum(widths[:n]) for n in range(len(widths) + 1)]
    lines = rulings([(y, 0, xs[-1]) for y in ys], [(x, 0, ys[-1]) for x in xs])
    assert cells(lines) == [
        [(row, column, 1, 1) for row in range(len(heights)) for column in range(len(widths))]
    ]


@given(st.lists(st.floats(0, 1000), max_size=40))
def test_edges_are_apart_and_near_what_they_stand_for(values: list[float]) -> None:
    found = edges(values)
    assert found == sorted(found)
    assert all(min(abs(value - edge) for edge in found) <= lattice.NEAR for value in values)


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lattice, "MAX_GRID_BOXES", 8)
    with pytest.raises(LimitExceeded, match="8 格"):
        frames(rulings(*FULL), PAGE)
