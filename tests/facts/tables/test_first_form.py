"""The trial form of 2019: the same code reads it whole, and never takes it for its successor."""

import pytest
from copied_tables import COPIES, copied, printed
from drawn_tables import Spec, Texts, assert_never_wrong, layout, load_form, readings

from gouji.model.cells import CellState, Presence
from gouji.model.document import Grid

FORM = load_form("2019")
T2, T3, T4 = FORM.tables
NUMBERS = {cell: str(n) for table in FORM.tables for n, cell in enumerate(table.cell_ids(), 1)}
BLOCKS = (
    ("regulation", "normative"),
    ("licence", "service"),
    ("penalty", "coercion"),
    ("fee",),
    ("procurement",),
)


def second_table(texts: Texts) -> list[list[Spec]]:
    """Return table two in its five blocks; two columns fill the room of three."""
    rows: list[list[Spec]] = []
    for block, name in zip(BLOCKS, T2.heads[1:], strict=True):
        members = [row for row in T2.rows if row.id in block]
        columns = T2.row_columns(members[0])
        widths = [1] * (len(columns) - 1) + [4 - len(columns)]
        rows.append([(name, 1, 4)])
        heads = [(c.label, 1, w) for c, w in zip(columns, widths, strict=True)]
        rows.append([(T2.heads[0], 1, 1), *heads])
        for row in members:
            values = [
                (texts[f"t2.{row.id}.{c.id}"], 1, w) for c, w in zip(columns, widths, strict=True)
            ]
            rows.append([(row.label, 1, 1), *values])
    return rows


def third_table(texts: Texts) -> list[list[Spec]]:
    outer, *inner, total = [column.label for column in T3.columns]
    rows: list[list[Spec]] = [
        [(T3.heads[0], 3, 3), (T3.heads[1], 1, 7)],
        [(outer, 2, 1), ("法人或其他组织", 1, 5), (total, 2, 1)],
        [(label, 1, 1) for label in inner],
    ]
    inside = T3.rows[2:-1]
    for index, row in enumerate(T3.rows):
        labels: list[Spec] = [(T3.heads[2], len(inside), 1)] if row is inside[0] else []
        if row not in inside:
            labels.append((row.label, 1, 3))
        elif row.group is None:
            labels.append((row.label, 1, 2))
        else:
            if T3.rows[index - 1].group != row.group:
                siblings = sum(other.group == row.group for other in T3.rows)
                labels.append((row.group, siblings, 1))
            labels.append((row.label, 1, 1))
        rows.append([*labels, *((texts[f"t3.{row.id}.{c.id}"], 1, 1) for c in T3.columns)])
    return rows


def fourth_table(texts: Texts) -> list[list[Spec]]:
    outcomes = [column.label for column in T4.columns]
    review, *suits = T4.rows
    return [
        [(review.label, 1, 5), (T4.heads[0], 1, 10)],
        [*((label, 2, 1) for label in outcomes), *((suit.label, 1, 5) for suit in suits)],
        [(label, 1, 1) for label in outcomes] * 2,
        [(texts[f"t4.{row.id}.{c.id}"], 1, 1) for row in T4.rows for c in T4.columns],
    ]


def tables(texts: Texts) -> list[Grid]:
    return [layout(second_table(texts)), layout(third_table(texts)), layout(fourth_table(texts))]


def test_drawn_tables_are_read_whole() -> None:
    found = readings(*tables(NUMBERS), form=FORM)
    assert {c.id: c.raw for reading in found.values() for c in reading.cells} == NUMBERS


@pytest.mark.parametrize("way", COPIES)
def test_copied_tables_are_read_whole(way: str) -> None:
    found = readings(*(copied(grid, way) for grid in tables(NUMBERS)), form=FORM)
    assert {c.id: c.raw for reading in found.values() for c in reading.cells} == NUMBERS


@pytest.mark.parametrize("cell", list(T2.cell_ids()))
def test_a_blank_moves_no_number(cell: str) -> None:
    texts = NUMBERS | {cell: ""}
    grid = tables(texts)[0]
    for blocks in ([grid], printed(grid), *([copied(grid, way)] for way in COPIES)):
        assert_never_wrong(readings(*blocks, form=FORM)["t2"], texts)


def test_a_decrease_is_negative() -> None:
    grid = tables(NUMBERS | {"t2.licence.change": "-4", "t2.fee.change": "－1"})[0]
    found = {c.id: c.value for c in readings(grid, form=FORM)["t2"].cells}
    assert (found["t2.licence.change"], found["t2.fee.change"]) == (-4, -1)


CHANGES = [
    ("+3", 3, False), ("＋3", 3, False), ("增3", 3, False), ("增加3", 3, False), ("↑3", 3, False),
    ("3↑", 3, False), ("-3", -3, False), ("−3", -3, False), ("减3", -3, False),
    ("减少 3", -3, False), ("↓3", -3, False), ("3↓", -3, False), ("减3项", -3, True),
    ("+0", 0, False), ("-0", 0, False), ("0", 0, False), ("12", 12, False),
    ("+3↓", None, True), ("增/减", None, True), ("减", None, True), ("+2/-1", None, True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "decorated"), CHANGES)
def test_an_increase_or_decrease_takes_a_sign(
    text: str, value: int | None, decorated: bool
) -> None:
    grid = tables(NUMBERS | {"t2.licence.change": text})[0]
    cells = {c.id: c for c in readings(grid, form=FORM)["t2"].cells}
    cell = cells["t2.licence.change"]
    assert (cell.value, cell.decorated, cell.raw) == (value, decorated, text)


def test_a_sign_belongs_to_no_other_cell() -> None:
    grid = tables(NUMBERS | {"t2.licence.decisions": "减3"})[0]
    cells = {c.id: c for c in readings(grid, form=FORM)["t2"].cells}
    assert cells["t2.licence.decisions"].value is None


@pytest.mark.parametrize("heads", [(1, 2), (2, 1)])
@pytest.mark.parametrize("values", [(1, 2), (2, 1)])
def test_its_merged_cells_pair_with_the_heads_in_order(
    heads: tuple[int, int], values: tuple[int, int]
) -> None:
    rows = second_table(NUMBERS)
    for at, row in enumerate(rows):
        if len(row) == 3:
            widths = heads if row[0][0] == T2.heads[0] else values
            rows[at] = [row[0], *((c[0], c[1], w) for c, w in zip(row[1:], widths, strict=True))]
    grids = [layout(rows), *tables(NUMBERS)[1:]]
    found = readings(*grids, form=FORM)["t2"]
    assert {c.id: c.raw for c in found.cells} == {
        name: text for name, text in NUMBERS.items() if name.startswith("t2.")
    }


@pytest.mark.parametrize("way", ["drawn", "printed", *COPIES])
def test_its_table_two_is_not_that_of_the_form_in_force(way: str) -> None:
    grid = tables(NUMBERS)[0]
    drawn = printed(grid) if way == "printed" else [grid if way == "drawn" else copied(grid, way)]
    reading = readings(*drawn)["t2"]
    assert reading.presence is Presence.UNREAD
    assert {cell.state for cell in reading.cells} == {CellState.UNREAD}
    assert reading.reason is not None


def test_its_other_row_is_none_of_the_three_of_the_form_in_force() -> None:
    reading = readings(tables(NUMBERS)[1])["t3"]
    assert [line for line, here in reading.lines if here is not Presence.PRESENT] == [
        "t3.other_not_corrected",
        "t3.other_unpaid",
        "t3.other_other",
    ]
