"""Tables drawn with cells: columns by heads, rows by labels, and what is missing or foreign."""

from collections.abc import Sequence

import pytest
from drawn_tables import (
    OUTER,
    T2,
    T3,
    Spec,
    Style,
    assert_never_wrong,
    cells_of,
    count,
    layout,
    readings,
    t2_rows,
    t3_body,
    t3_grid,
    t3_head,
)

from gouji.model.cells import CellState, Presence
from gouji.model.document import Grid

TWO = {cell: str(n) for n, cell in enumerate(T2.cell_ids(), 1)}
THREE = {cell: str(n) for n, cell in enumerate(T3.cell_ids(), 1)}
BLOCKS = ((0, 4), (4, 7), (7, 11), (11, 14))


def not_present(lines: Sequence[tuple[str, Presence]]) -> dict[str, Presence]:
    return {line: presence for line, presence in lines if presence is not Presence.PRESENT}


@pytest.mark.parametrize(
    "grids",
    [
        [layout(t2_rows(TWO))],
        [layout(t2_rows(TWO)[a:b]) for a, b in BLOCKS],
        [layout(t2_rows(TWO)[:13]), layout(t2_rows(TWO)[13:])],
        [layout(t2_rows(TWO)), layout(t2_rows(TWO))],
    ],
    ids=["one grid", "four grids", "last row on the next page", "drawn twice"],
)
def test_table_two_in_every_number_of_grids(grids: list[Grid]) -> None:
    reading = readings(*grids)["t2"]
    assert not_present(reading.lines) == {}
    assert_never_wrong(reading, TWO)
    assert count(reading, CellState.NUMBER) == 10


def test_copies_that_disagree_are_unread_where_they_do() -> None:
    other = layout(t2_rows({**TWO, "t2.penalty.decisions": "999", "t2.fee.amount": ""}))
    cells = cells_of(readings(layout(t2_rows(TWO)), other)["t2"])
    unread = {cell: fact.reason for cell, fact in cells.items() if fact.state is CellState.UNREAD}
    assert unread == dict.fromkeys(
        ["t2.penalty.decisions", "t2.fee.amount"], "同一张表出现两次，这一格两处不一致"
    )


LISTING = layout(
    [
        [("类别", 1, 1), ("数量", 1, 1)],
        *([(name, 1, 1), ("9", 1, 1)] for name in ("行政许可", "行政处罚", "行政强制")),
    ]
)


@pytest.mark.parametrize("before", [True, False])
def test_a_list_of_the_same_things_under_other_heads_is_not_table_two(*, before: bool) -> None:
    table = layout(t2_rows(TWO))
    grids = [LISTING, table] if before else [table, LISTING]
    reading = readings(*grids)["t2"]
    assert_never_wrong(reading, TWO)
    assert count(reading, CellState.NUMBER) == 10


def test_heads_of_another_edition_leave_the_table_unread() -> None:
    def block(heads: Sequence[str], *labels: str) -> list[list[Spec]]:
        return [
            [(text, 1, 1) for text in ("信息内容", *heads)],
            *([(label, 1, 1), *((str(n), 1, 1) for n in (901, 902, 903))] for label in labels),
        ]

    licence = ("上一年项目数量", "本年增/减", "处理决定数量")
    rows = [
        *block(("本年新制作数量", "本年新公开数量", "对外公开总数量"), "规章", "规范性文件"),
        *block(licence, "行政许可", "其他对外管理服务事项"),
        *block(licence, "行政处罚", "行政强制"),
    ]
    reading = readings(layout(rows))["t2"]
    assert reading.presence is Presence.UNREAD
    assert reading.reason == "表头与本格式不一致，可能用了别的年度的格式"
    assert {cell.state for cell in reading.cells} == {CellState.UNREAD}


@pytest.mark.parametrize("row", [row.id for row in T3.rows])
def test_a_row_left_out_is_absent_and_moves_no_other(row: str) -> None:
    reading = readings(t3_grid(THREE, Style(dropped_row=row)))["t3"]
    assert not_present(reading.lines) == {f"t3.{row}": Presence.ABSENT}
    assert_never_wrong(reading, THREE, [f"t3.{row}"])
    assert count(reading, CellState.UNREAD) == 0


@pytest.mark.parametrize("subtotal", [False, True])
@pytest.mark.parametrize("column", [column.id for column in T3.columns])
def test_a_column_left_out_is_absent_and_moves_no_other(column: str, *, subtotal: bool) -> None:
    reading = readings(t3_grid(THREE, Style(dropped_column=column, subtotal=subtotal)))["t3"]
    assert_never_wrong(reading, THREE, [f"t3.:{column}"])
    if not (subtotal and column == "other"):  # 小计 stands where 其他 should: not certain
        assert not_present(reading.lines).get(f"t3.:{column}") is not None


@pytest.mark.parametrize("line", [item.id for item in (*T3.rows, *T3.columns)])
@pytest.mark.parametrize("text", ["", "网民留言"], ids=["blank", "foreign"])
def test_an_unknown_label_is_named_and_never_given_a_place(line: str, text: str) -> None:
    reading = readings(t3_grid(THREE, Style(damaged={line: text})))["t3"]
    assert_never_wrong(reading, THREE)
    assert {cell.state for cell in reading.cells} <= {CellState.NUMBER, CellState.UNREAD}
    assert count(reading, CellState.UNREAD) > 0


@pytest.mark.parametrize("row", [row.id for row in T3.rows])
def test_an_illegible_label_is_placed_by_order_with_a_note(row: str) -> None:
    reading = readings(t3_grid(THREE, Style(damaged={row: "□□□"})))["t3"]
    assert_never_wrong(reading, THREE)
    assert count(reading, CellState.NUMBER) == 175
    assert len(reading.notes) == 1


@pytest.mark.parametrize("width", [-1, 1])
@pytest.mark.parametrize("at", [0, 3, 10, 23, 24])
def test_a_wrong_span_never_moves_a_number_to_another_column(at: int, width: int) -> None:
    body = [list(row) for row in t3_body(THREE, Style())]
    place = next(i for i, cell in enumerate(body[at]) if cell[0] == T3.rows[at].label)
    text, height, span = body[at][place]
    body[at][place] = (text, height, max(1, span + width))
    assert_never_wrong(readings(layout([*t3_head(Style()), *body]))["t3"], THREE)


@pytest.mark.parametrize("label", ["小计", "合计", "（三）不予公开"])
def test_a_subtotal_row_is_none_of_the_form(label: str) -> None:
    body = [list(row) for row in t3_body(THREE, Style())]
    group = "（三）不予公开"
    body = [
        [(text, height + (text in {OUTER, group}), width) for text, height, width in row]
        for row in body
    ]
    body.insert(12, [(label, 1, 1), *[("77", 1, 1)] * 7])
    reading = readings(layout([*t3_head(Style()), *body]))["t3"]
    assert_never_wrong(reading, THREE)
    assert count(reading, CellState.NUMBER) == 175


def test_a_document_without_tables_has_none() -> None:
    assert [(t.id, t.presence, len(t.cells)) for t in readings().values()] == [
        ("t2", Presence.ABSENT, 10),
        ("t3", Presence.ABSENT, 175),
        ("t4", Presence.ABSENT, 15),
    ]


def test_every_cell_of_the_form_is_there_in_order() -> None:
    reading = readings(t3_grid(THREE, Style(dropped_row="granted", dropped_column="legal")))["t3"]
    assert [cell.id for cell in reading.cells] == list(T3.cell_ids())
    assert [line for line, _ in reading.lines] == [
        *(f"t3.{row.id}" for row in T3.rows),
        *(f"t3.:{column.id}" for column in T3.columns),
    ]
