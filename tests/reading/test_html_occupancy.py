"""Cells never share a place, whatever spans they claim."""

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
