"""Table four as cells: side by side, turned, and with parts missing or not told apart."""

import pytest
from drawn_tables import (
    FORM,
    T4,
    Spec,
    assert_never_wrong,
    count,
    document,
    layout,
    readings,
    t4_rows,
)

from gouji.facts.tables import read_tables
from gouji.model.cells import CellState, Presence
from gouji.model.document import Grid, Line, Place

FOUR = {cell: str(n) for n, cell in enumerate(T4.cell_ids(), 1)}
HEADS = t4_rows(FOUR)[:3]
OUTCOMES = [column.label for column in T4.columns]


def groups_down() -> Grid:
    return layout(
        [
            [("", 1, 1), *((label, 1, 1) for label in OUTCOMES)],
            *(
                [(r.label, 1, 1), *((FOUR[f"t4.{r.id}.{c.id}"], 1, 1) for c in T4.columns)]
                for r in T4.rows
            ),
        ]
    )


def outcomes_down() -> Grid:
    review, *suits = T4.rows
    return layout(
        [
            [("", 2, 1), (review.label, 2, 1), (T4.heads[0], 1, 2)],
            [(suit.label, 1, 1) for suit in suits],
            *(
                [(c.label, 1, 1), *((FOUR[f"t4.{r.id}.{c.id}"], 1, 1) for r in T4.rows)]
                for c in T4.columns
            ),
        ]
    )


@pytest.mark.parametrize(
    "grid",
    [layout(t4_rows(FOUR)), groups_down(), outcomes_down()],
    ids=["side by side", "groups down", "outcomes down"],
)
def test_every_way_of_drawing_it_is_read(grid: Grid) -> None:
    reading = readings(grid)["t4"]
    assert_never_wrong(reading, FOUR)
    assert count(reading, CellState.NUMBER) == 15


ROOM: list[Spec] = [("", 1, 1)] * 15
AROUND = {
    "room above": [ROOM, *t4_rows(FOUR)],
    "room above and below": [ROOM, ROOM, *t4_rows(FOUR), [("", 1, 15)]],
    "a note below": [*t4_rows(FOUR), [("注：数据由法规科提供", 1, 15)]],
    "room and a column beside": [
        [*ROOM, ("", 1, 1)],
        *([*row, ("", 1, 1)] for row in t4_rows(FOUR)),
        [("单位：件", 1, 16)],
    ],
}


@pytest.mark.parametrize("name", AROUND)
def test_room_and_notes_around_it_change_nothing(name: str) -> None:
    reading = readings(layout(AROUND[name]))["t4"]
    assert_never_wrong(reading, FOUR)
    assert count(reading, CellState.NUMBER) == 15


@pytest.mark.parametrize(
    ("drawn", "gone"),
    [("suit", ["t4.review"]), ("review", ["t4.direct_suit", "t4.after_review_suit"])],
)
def test_a_group_left_out_is_absent(drawn: str, gone: list[str]) -> None:
    reading = readings(layout(t4_rows(FOUR, [drawn])))["t4"]
    assert [line for line, where in reading.lines if where is Presence.ABSENT] == gone
    assert_never_wrong(reading, FOUR, gone)


@pytest.mark.parametrize("left_out", range(5))
def test_an_outcome_left_out_of_all_groups_is_absent(left_out: int) -> None:
    kept = [column for i, column in enumerate(T4.columns) if i != left_out]
    labels = [(column.label, 1, 1) for column in kept]
    grid = layout(
        [
            [("行政复议", 1, 4), ("行政诉讼", 1, 8)],
            [*((c.label, 2, 1) for c in kept), ("未经复议直接起诉", 1, 4), ("复议后起诉", 1, 4)],
            labels * 2,
            [(FOUR[f"t4.{row.id}.{c.id}"], 1, 1) for row in T4.rows for c in kept],
        ]
    )
    reading = readings(grid)["t4"]
    gone = f"t4.:{T4.columns[left_out].id}"
    assert [line for line, where in reading.lines if where is Presence.ABSENT] == [gone]
    assert_never_wrong(reading, FOUR, [gone])


def test_blank_cells_stay_in_their_places() -> None:
    texts = {**FOUR, "t4.review.upheld": "", "t4.after_review_suit.total": ""}
    reading = readings(layout(t4_rows(texts)))["t4"]
    assert_never_wrong(reading, texts)
    assert count(reading, CellState.BLANK) == 2


def of_groups(*rows: str, head: str = "") -> Grid:
    """Return a table of some groups alone; without a head, what they are stands elsewhere."""
    kept = [row for row in T4.rows if row.id in rows]
    top = [[(head, 1, 5 * len(kept))]] if head else []
    middle = [[(row.label, 1, 5) for row in kept]] if len(kept) > 1 else []
    below = [(FOUR[f"t4.{row.id}.{c.id}"], 1, 1) for row in kept for c in T4.columns]
    return layout([*top, *middle, [(label, 1, 1) for label in OUTCOMES] * len(kept), below])


def line(text: str) -> Line:
    return Line(text, Place(line=1, column=1))


SUITS = ("direct_suit", "after_review_suit")
DIVIDED = {
    "two tables": [of_groups("review", head="行政复议"), of_groups(*SUITS, head="行政诉讼")],
    "three tables": [of_groups(row.id, head=row.label) for row in T4.rows],
    "two captions": [
        line("（一）行政复议情况"),
        of_groups("review"),
        line("（二）行政诉讼情况"),
        of_groups(*SUITS),
    ],
    "three captions": [b for r in T4.rows for b in (line(f"{r.label}："), of_groups(r.id))],
}


@pytest.mark.parametrize("name", DIVIDED)
def test_a_table_for_each_group_is_read_as_one(name: str) -> None:
    reading = {t.id: t for t in read_tables(document(*DIVIDED[name]), FORM, {"s4": DIVIDED[name]})}
    assert_never_wrong(reading["t4"], FOUR)
    assert count(reading["t4"], CellState.NUMBER) == 15


ILLEGIBLE = {
    "no heads": [[(str(n), 1, 1) for n in range(15)]],
    "blank heads": [
        [("", 1, 5), ("", 1, 10)],
        [("", 1, 1)] * 15,
        [(str(n), 1, 1) for n in range(15)],
    ],
    "other heads": [[("情况", 1, 15)], [("项", 1, 1)] * 15, [(str(n), 1, 1) for n in range(15)]],
}


ILLEGIBLE["rows in one cell each"] = [
    [(" ".join(text for text, _, _ in row), 1, 1)] for row in t4_rows(FOUR)
]


@pytest.mark.parametrize("name", ILLEGIBLE)
def test_a_grid_of_counts_without_legible_heads_is_unread_not_absent(name: str) -> None:
    blocks = [layout(ILLEGIBLE[name])]
    reading = {t.id: t for t in read_tables(document(*blocks), FORM, {"s4": blocks})}["t4"]
    assert reading.presence is Presence.UNREAD
    assert {cell.state for cell in reading.cells} == {CellState.UNREAD}


UNCERTAIN = {
    "ten heads without groups": [
        [("", 1, 10)],
        [(label, 1, 1) for label in OUTCOMES * 2],
        [(str(n), 1, 1) for n in range(10)],
    ],
    "a foreign group": [[("信访", 1, 5), ("行政诉讼", 1, 10)], *t4_rows(FOUR)[1:]],
    "two rows of numbers": [*t4_rows(FOUR), [(str(n), 1, 1) for n in range(15)]],
    "a number below": [*t4_rows(FOUR), [("16", 1, 15)]],
    "a label and a number below": [*t4_rows(FOUR), [("合计", 1, 5), ("16", 1, 10)]],
}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_what_cannot_be_told_is_unread(name: str) -> None:
    reading = readings(layout(UNCERTAIN[name]))["t4"]
    assert reading.presence is Presence.UNREAD
    assert {cell.state for cell in reading.cells} == {CellState.UNREAD}
