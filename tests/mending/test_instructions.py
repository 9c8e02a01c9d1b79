"""What people are told to do: for a draft with seven faults, and for single wrong cells."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.auditor import Auditor
from gouji.model.instruction import Instruction
from gouji.reading import read_bytes
from gouji.rulebook import load_rulebook
from reportkit import make
from reportkit.planting import with_cells
from reportkit.text import tabs

CASES = Path(__file__).parents[2] / "../shared/cases"
ISSUER = "国务院办公厅政府信息与政务公开办公室"
WRONG = "国务院办公厅政府信息公开与政务公开办公室"
NAME = "中华人民共和国政府信息公开工作年度报告格式"
CITED = f"《{WRONG}关于印发〈{NAME}〉的通知》（国办公开办函…"
LISTED = "286条，其中：工作动态219条，通知公告68条，政策解读9条"
CHARGED = "本年收费金额（单位：万元）"


@cache
def auditor() -> Auditor:
    return Auditor(load_rulebook())


def told(data: bytes) -> list[tuple[str, bool]]:
    """Return the sentence of every instruction, and whether it is certain."""
    return [(i.text, i.certain) for i in instructions(data)]


def instructions(data: bytes) -> tuple[Instruction, ...]:
    return auditor().audit_document(read_bytes(data)).instructions


def test_a_draft_is_told_what_agrees_with_all_that_it_says() -> None:
    if not CASES.is_dir():
        pytest.skip("the published cases are not there")
    assert told((CASES / "draft.docx").read_bytes()) == [
        ("把开头部分「2025年1月1日至2025年12月30日」改为「2025年1月1日至2025年12月31日」。", True),
        ("把表三「（七）总计」行「其他」列的 3 改为 0。", True),
        ("把表四「行政复议」栏「结果维持」列的 1 改为 0。", True),
        (f"把开头部分「{CITED}」中的「{WRONG}」改为「{ISSUER}」（多了「公开」）。", True),
        (
            f"请先核对原始数据，最可能的改法是：把第一部分「{LISTED}」中的「286条」改为「296条」。",
            False,
        ),
        ("把第一部分「本年度收到群众提交的政府信息公开申请共计5件」中的「5件」改为「3件」。", True),
        ("请先核对原始数据：在表二「规章」行「现行有效件数」列填 0。", False),
        (f"把表二「行政事业性收费」行「{CHARGED}」列的 82.58万元 改为 82.58。", True),
    ]


def spoilt(seed: int, texts: Mapping[str, str]) -> bytes:
    return tabs(with_cells(make(seed, year=2024), texts))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"t3.total.other": "9"}, "把表三「（七）总计」行「其他」列的 9 改为 {}。"),
        ({"t3.granted.natural": "77"}, "把表三「（一）予以公开」行「自然人」列的 77 改为 {}。"),
        (
            {"t3.carried_out.legal": "6"},
            "把表三「四、结转下年度继续办理」行「法律服务机构」列的 6 改为 {}。",
        ),
    ],
)
def test_one_wrong_cell_of_table_three_is_named_with_its_value(
    texts: dict[str, str], expected: str
) -> None:
    (cell,) = texts
    right = make(7, year=2024).cells[cell]
    assert told(spoilt(7, texts)) == [(expected.format(right), True)]


RIGHT = make(11, year=2024).cells
THREE = [cell for cell in RIGHT if cell.startswith("t3.")]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(THREE), st.integers(1, 900))
def test_a_wrong_cell_of_table_three_has_one_repair_and_it_is_right(cell: str, more: int) -> None:
    wrong = str(int(RIGHT[cell]) + more)
    (instruction,) = instructions(spoilt(11, {cell: wrong}))
    edits = [(e.cell, e.before, e.after) for e in instruction.candidates[0].edits]
    assert (edits, instruction.certain) == ([(cell, wrong, RIGHT[cell])], True)


def test_an_open_question_makes_no_other_answer_doubtful() -> None:
    data = spoilt(7, {"t3.total.other": "9", "t4.review.total": "40"})
    assert [i.certain for i in instructions(data)] == [True, False]
