"""Tables copied as text, in every way and with every fault: never a wrong number."""

from collections.abc import Iterator

import pytest
from copied_tables import COPIES, TIDY, beside, copied, printed
from drawn_tables import (
    T2,
    T3,
    T4,
    Style,
    Texts,
    assert_never_wrong,
    cells_of,
    count,
    layout,
    lines,
    readings,
    t2_rows,
    t3_grid,
    t4_rows,
    tab_grid,
)

from gouji.model.cells import CellState, Presence
from gouji.model.document import Grid

NUMBERS = {cell: str(n) for table in (T2, T3, T4) for n, cell in enumerate(table.cell_ids(), 1)}
SWAPPED = Style(damaged={"legal": "其他", "other": "法律服务机构"})


def blank(*ends: str) -> Texts:
    return {i: "" if i.endswith(ends) else text for i, text in NUMBERS.items()}


def swapped_values() -> Texts:
    """Return what is right where the heads of two columns are exchanged."""
    other = {"legal": "other", "other": "legal"}
    ids = {i: i.rsplit(".", 1) for i in T3.cell_ids()}
    return {i: NUMBERS[f"{row}.{other.get(column, column)}"] for i, (row, column) in ids.items()}


def faulty() -> Iterator[tuple[str, Grid, Texts, list[str]]]:
    """Yield tables three with a fault: its name, the table, what is right, what is not drawn."""
    for ends in (".natural", ".research", ".total", "denied_law.natural", "denied_law.total"):
        yield f"blank {ends}", t3_grid(blank(ends)), blank(ends), []
    yield "sub-total", t3_grid(NUMBERS, Style(subtotal=True)), NUMBERS, []
    for texts in (NUMBERS, blank("denied_law.natural"), blank(".natural")):
        grid = t3_grid(texts)
        yield "remarks", beside(grid, "备注", lambda _: "99", left=False), texts, []
        yield "a remark", beside(grid, "备注", lambda r: "9" * (r == 8), left=False), texts, []
        yield "serial", beside(grid, "序号", lambda r: str(r - 2), left=True), texts, []
    for column in T3.columns:
        for subtotal in (False, True):
            style = Style(dropped_column=column.id, subtotal=subtotal)
            yield f"no {column.id}", t3_grid(NUMBERS, style), NUMBERS, [f"t3.:{column.id}"]
        yield f"bad {column.id}", t3_grid(NUMBERS, Style(damaged={column.id: "□□"})), NUMBERS, []
    for line in T3.rows:
        yield (
            f"no {line.id}",
            t3_grid(NUMBERS, Style(dropped_row=line.id)),
            NUMBERS,
            [f"t3.{line.id}"],
        )
        yield f"bad {line.id}", t3_grid(NUMBERS, Style(damaged={line.id: "□□"})), NUMBERS, []
    yield "swapped heads", t3_grid(NUMBERS, SWAPPED), swapped_values(), []


FAULTY = list(faulty())
NAMES = [f"{n}-{name}" for n, (name, *_) in enumerate(FAULTY)]


@pytest.mark.parametrize("way", [*COPIES, "lines"])
@pytest.mark.parametrize(("grid", "texts", "gone"), [case[1:] for case in FAULTY], ids=NAMES)
def test_no_number_lands_in_another_cell(
    grid: Grid, texts: Texts, gone: list[str], way: str
) -> None:
    blocks = printed(grid) if way == "lines" else [copied(grid, way)]
    assert_never_wrong(readings(*blocks)["t3"], texts, gone)


@pytest.mark.parametrize("way", COPIES)
def test_full_tables_are_read_whole(way: str) -> None:
    grids = (layout(t2_rows(NUMBERS)), t3_grid(NUMBERS), layout(t4_rows(NUMBERS)))
    found = readings(*(copied(grid, way) for grid in grids))
    assert {cell.id: cell.raw for reading in found.values() for cell in reading.cells} == NUMBERS


@pytest.mark.parametrize("way", ["bare", "tidy"])
@pytest.mark.parametrize("at", [3, 4, 5, 10])
def test_a_line_between_the_rows_parts_no_head_from_them(at: int, way: str) -> None:
    """A label or a note across the table has no tabs: what is above and below are two runs."""
    rows = COPIES[way](t3_grid(NUMBERS)).splitlines()
    above, below = tab_grid("\n".join(rows[:at])), tab_grid("\n".join(rows[at:]))
    reading = readings(above, *lines("注：数据由办公室提供"), below)["t3"]
    assert_never_wrong(reading, NUMBERS)
    assert count(reading, CellState.NUMBER) == len(list(T3.cell_ids()))


def test_heads_of_another_form_go_on_below_a_line_too() -> None:
    head = tab_grid("信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量")
    rows = tab_grid("规章\t901\t902\t903\n行政规范性文件\t901\t902\t903")
    reading = readings(head, *lines("注：另附说明"), rows)["t2"]
    assert [cell.raw for cell in reading.cells if cell.raw] == []


@pytest.mark.parametrize("way", TIDY)
@pytest.mark.parametrize(
    "texts",
    [NUMBERS, blank(".natural"), blank("denied_law.research"), blank(".granted.total")],
    ids=["full", "a blank column", "a blank", "a blank at the end"],
)
@pytest.mark.parametrize("subtotal", [False, True])
def test_fields_that_stand_in_columns_tell_every_blank(
    texts: Texts, way: str, *, subtotal: bool
) -> None:
    grid = copied(t3_grid(texts, Style(subtotal=subtotal)), way)
    reading = readings(grid)["t3"]
    assert_never_wrong(reading, texts)
    assert count(reading, CellState.UNREAD) == 0


@pytest.mark.parametrize("cell", list(T2.cell_ids()))
@pytest.mark.parametrize("way", COPIES)
def test_a_blank_in_table_two_moves_no_number(cell: str, way: str) -> None:
    texts = NUMBERS | {cell: ""}
    assert_never_wrong(readings(copied(layout(t2_rows(texts)), way))["t2"], texts)


@pytest.mark.parametrize("cell", list(T4.cell_ids()))
@pytest.mark.parametrize("way", COPIES)
def test_a_blank_in_table_four_moves_no_number(cell: str, way: str) -> None:
    texts = NUMBERS | {cell: ""}
    assert_never_wrong(readings(copied(layout(t4_rows(texts)), way))["t4"], texts)


@pytest.mark.parametrize("way", COPIES)
@pytest.mark.parametrize(
    ("drawn", "gone"),
    [("suit", ["t4.review"]), ("review", ["t4.direct_suit", "t4.after_review_suit"])],
)
def test_a_group_left_out_of_table_four_moves_no_number(
    way: str, drawn: str, gone: list[str]
) -> None:
    grid = copied(layout(t4_rows(NUMBERS, [drawn])), way)
    assert_never_wrong(readings(grid)["t4"], NUMBERS, gone)


def test_a_column_whose_head_stands_elsewhere_is_not_called_absent() -> None:
    reading = readings(t3_grid(NUMBERS, SWAPPED))["t3"]
    assert Presence.ABSENT not in dict(reading.lines).values()


@pytest.mark.parametrize("way", COPIES)
def test_rows_of_another_form_are_not_given_its_columns(way: str) -> None:
    heads = [
        ("信息内容", 1, 1),
        ("本年新制作数量", 1, 1),
        ("本年新公开数量", 1, 1),
        ("对外公开总数量", 1, 1),
    ]
    row = [("规章", 1, 1), ("901", 1, 1), ("902", 1, 1), ("903", 1, 1)]
    other = [("行政规范性文件", 1, 1), *row[1:]]
    grid = layout([[("第二十条第（一）项", 1, 4)], heads, row, other])
    for blocks in ([copied(grid, way)], printed(grid)):
        reading = readings(*blocks)["t2"]
        assert [cell.raw for cell in reading.cells if cell.raw] == []
        assert reading.presence is Presence.UNREAD


def test_numbers_before_their_labels_are_unread() -> None:
    heads = [column.label for column in T3.columns]
    texts = [*heads]
    for row in T3.rows:
        texts += [" ".join(NUMBERS[f"t3.{row.id}.{c.id}"] for c in T3.columns), row.label]
    assert_never_wrong(readings(*lines(*texts))["t3"], NUMBERS)


def test_one_value_a_line_is_read() -> None:
    texts = ["申请人情况", "自然人", "法人或其他组织"]
    texts += [column.label for column in T3.columns[1:]]
    for row in T3.rows:
        texts += [row.label, *(NUMBERS[f"t3.{row.id}.{c.id}"] for c in T3.columns)]
        found = cells_of(readings(*lines(*texts))["t3"])
    assert {i: cell.raw for i, cell in found.items()} == {i: NUMBERS[i] for i in T3.cell_ids()}


@pytest.mark.parametrize("way", COPIES)
def test_groups_of_table_four_in_another_order_are_not_mixed_up(way: str) -> None:
    outcomes = [(column.label, 2, 1) for column in T4.columns]
    review, direct, after = T4.rows
    first = [("行政诉讼", 1, 10), (review.label, 1, 5)]
    second = [(direct.label, 1, 5), (after.label, 1, 5), *outcomes]
    third = [(column.label, 1, 1) for column in T4.columns] * 2
    values = [
        (NUMBERS[f"t4.{row.id}.{column.id}"], 1, 1)
        for row in (direct, after, review)
        for column in T4.columns
    ]
    grid = layout([first, second, third, values])
    for drawn in (grid, copied(grid, way)):
        assert_never_wrong(readings(drawn)["t4"], NUMBERS)
