"""Cells never share a place, whatever spans they claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.reading.occupancy import Slot, Span, place

SPANS = st.builds(Span, columns=st.integers(1, 4), rows=st.integers(1, 4))
ROWS = st.lists(st.lists(SPANS, max_size=6), max_size=8)


@given(rows=ROWS, mendable=st.sets(st.integers(0, 7)))
def test_no_two_slots_overlap(rows: list[list[Span]], mendable: set[int]) -> None:
    slots = [slot for placed in place(rows, mendable) for slot in placed]
    taken = [
        (row, column)
        for slot in slots
        for row in range(slot.row, slot.row + slot.rows)
        for column in range(slot.column, slot.right)
    ]
    assert len(taken) == len(set(taken))


@given(rows=ROWS, mendable=st.sets(st.integers(0, 7)))
def test_every_cell_keeps_its_row_and_its_order(rows: list[list[Span]], mendable: set[int]) -> None:
    placed = place(rows, mendable)
    assert [len(slots) for slots in placed] == [len(spans) for spans in rows]
    for at, slots in enumerate(placed):
        assert [slot.row for slot in slots] == [at] * len(slots)
        assert slots == sorted(slots, key=lambda slot: slot.column)


@given(columns=st.integers(1, 9), rows=st.integers(1, 9), mendable=st.sets(st.integers(0, 8)))
def test_a_table_without_spans_is_placed_as_written(
    columns: int, rows: int, mendable: set[int]
) -> None:
    assert place([[Span(1, 1)] * columns] * rows, mendable) == [
        [Slot(row, column, 1, 1) for column in range(columns)] for row in range(rows)
    ]


HEADS, VALUES = [Span(1, 2)] * 2 + [Span(2, 1)], [Span(1, 1)] * 4
"""Heads that reach into the second row, where two more stand below the wide one."""
WIDER = [[Span(1, 1)] * 2] * 5
TITLE = [Span(4, 1)]


@pytest.mark.parametrize("above", [[], [TITLE], [TITLE, *WIDER, TITLE], [*WIDER, TITLE]])
def test_heads_are_not_cut_by_the_width_of_another_table(above: list[list[Span]]) -> None:
    """Below a title another table may begin: two columns are its own usual width, not this one's."""
    start = len(above)
    placed = place([*above, HEADS, [Span(1, 1)] * 2, VALUES], ())
    assert placed[start] == [
        Slot(start, 0, 1, 2), Slot(start, 1, 1, 2), Slot(start, 2, 2, 1),
    ]  # fmt: skip
    assert [slot.column for slot in placed[start + 1]] == [2, 3]


def test_a_span_too_long_still_ends_where_a_full_row_begins() -> None:
    rows = [
        [Span(1, 3), Span(1, 1)],
        [Span(1, 1)],
        [Span(1, 1), Span(1, 1)],
        [Span(1, 1), Span(1, 1)],
    ]
    assert [len(slots) for slots in place(rows)] == [2, 1, 2, 2]
    assert place(rows)[0][0] == Slot(0, 0, 1, 2)
