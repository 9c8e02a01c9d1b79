"""What a register has wrong, and what it asks about, by its rows."""

from dataclasses import replace
from datetime import date

import pytest

from gouji.model.register import Register, Registered
from gouji.register.check import check, check_reported
from register.registerkit import register

NO = "请从一处删去"


def rows(*agencies: Registered) -> Register:
    """Number the agencies as the rows of a sheet under its heads."""
    return register(2025, *(replace(a, row=n) for n, a in enumerate(agencies, 2)))


CASES: dict[str, tuple[tuple[Registered, ...], list[tuple[int, str, bool]]]] = {
    "right": ((Registered("甲局", parent="市政府"), Registered("市政府", aliases=("市",))), []),
    "parent by alias": ((Registered("甲局", parent="市"), Registered("市政府", aliases=("市",))), []),
    "parent without 人民政府": ((Registered("甲局", parent="丹市"), Registered("丹市人民政府")), []),
    "unknown parent": (
        (Registered("清梧市水利局", parent="清悟市人民政府"), Registered("清梧市人民政府")),
        [(2, "清梧市水利局的上级「清悟市人民政府」不在名录上（是不是「清梧市人民政府」？）", False)],
    ),
    "own parent": (
        (Registered("甲局", parent="甲局"),),
        [(2, "甲局的上级写成了它自己", True)],
    ),
    "circle": (
        (Registered("甲局", parent="乙局"), Registered("乙局", parent="丙局"),
         Registered("丙局", parent="甲局"), Registered("丁局", parent="丙局")),
        [(2, "上级绕成了一圈：甲局→乙局→丙局→甲局，请改其中一个的上级", True)],
    ),
    "twice": (
        (Registered("甲局"), Registered("乙局"), Registered("甲局")),
        [(4, "甲局写了两次（第 2 行已有），请删去一行", True)],
    ),
    "alias is another's name": (
        (Registered("甲局", aliases=("乙局",)), Registered("乙局")),
        [(2, f"甲局的别名「乙局」也是乙局的名称，分不出是哪个机关，{NO}", True)],
    ),
    "alias of two": (
        (Registered("甲局", aliases=("子局",)), Registered("乙局", aliases=("子局",))),
        [(3, f"乙局的别名「子局」也是甲局的别名，分不出是哪个机关，{NO}", True)],
    ),
    "alias is its name": (
        (Registered("甲局", aliases=("甲局",)),),
        [(2, "别名「甲局」就是它自己的名称，可以删去", False)],
    ),
    "days": (
        (Registered("甲局", since=date(2025, 3, 1), until=date(2025, 3, 1)),
         Registered("乙局", until=date(2024, 3, 1))),
        [
            (2, "甲局的撤销日期 2025-03-01 不在设立日期 2025-03-01 之后", True),
            (3, "乙局在2025年度之前（2024-03-01）就已撤销，可以删去这一行", False),
        ],
    ),
    "no reason": (
        (Registered("甲局", reports=False),),
        [(2, "甲局写的是不报送，没有写原因，请补上", False)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("agencies", "expected"), CASES.values(), ids=CASES)
def test_check(agencies: tuple[Registered, ...], expected: list[tuple[int, str, bool]]) -> None:
    found = check(rows(*agencies))
    assert [(remark.row, remark.sentence, remark.wrong) for remark in found] == expected


def test_a_new_name_without_its_former_is_asked_about() -> None:
    before = register(2024, "清梧市大数据管理局", "清梧市水利局", "清梧市档案局")
    now = rows(
        Registered("清梧市数据管理局"), Registered("清梧市水利局"), Registered("清梧市医保局"),
        Registered("清梧市史志局", compared="清梧市挡案局"),
    )  # fmt: skip
    assert [(r.row, r.sentence) for r in check(now, before)] == [
        (
            2,
            ("清梧市数据管理局是名录上新有的，2024年度的清梧市大数据管理局没有了；"
            "如果是更名，请在曾用名里写上"),
        ),
        (5, "清梧市史志局的上年对照机关「清梧市挡案局」不在2024年度的名录上（是不是「清梧市档案局」？）"),
    ]  # fmt: skip


def test_the_place_is_told() -> None:
    (remark,) = check(rows(Registered("甲局", reports=False)))
    assert remark.told("名录.xlsx「Sheet1」") == f"名录.xlsx「Sheet1」 第 2 行：{remark.sentence}"


def test_against_what_was_reported() -> None:
    found = check_reported(
        rows(
            Registered("甲局"), Registered("乙局", aliases=("乙",)), Registered("丙局"),
            Registered("丁局", reports=False, reason="垂管"), Registered("戊局"),
        ),
        filed=["乙", "丁局", "己局"],
        failed=["丙局", "乙局"],
    )  # fmt: skip
    assert [(r.row, r.sentence) for r in found] == [
        (5, "丁局在名录上是不报送的，却有2025年度报告"),
        (0, "己局报送了2025年度报告，不在名录上（是不是「甲局」？）"),
        (2, "甲局应报送2025年度报告，还没有报告"),
        (4, "丙局的2025年度报告未能审核"),
        (6, "戊局应报送2025年度报告，还没有报告"),
    ]
