"""The grammar of conditions: what it takes, and how it says what it does not."""

import pytest
from pydantic import BaseModel, ValidationError

from gouji.rulebook.condition import All, AnyOf, Condition, Test, fields, parse

GAP = Test("gap", "ne", 0)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"check": "row_sum"}, Test("check", "eq", "row_sum")),
        ({"gap": {"ne": 0}}, GAP),
        ({"blank": True}, Test("blank", "eq", value=True)),
        ({"row": {"in": ["new", 3]}}, Test("row", "in", ("new", 3))),
        ({"gap": {"ne": 0}, "blank": False}, All((GAP, Test("blank", "eq", value=False)))),
        ({"gap": {"ge": 1, "le": 9}}, All((Test("gap", "ge", 1), Test("gap", "le", 9)))),
        ({"all": [{"gap": {"ne": 0}}]}, GAP),
        (
            {"any": [{"gap": {"ne": 0}}, {"all": [{"a": 1}, {"b": 2}]}]},
            AnyOf((GAP, All((Test("a", "eq", 1), Test("b", "eq", 2))))),
        ),
        (
            {"a": 1, "any": [{"b": 2}, {"c": 3}]},
            All((Test("a", "eq", 1), AnyOf((Test("b", "eq", 2), Test("c", "eq", 3))))),
        ),
    ],
)
def test_normal_form(raw: object, expected: object) -> None:
    assert parse(raw) == expected
    assert parse(expected) == expected


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({}, "条件：条件是空的，至少要有一项"),
        ("gap", "条件：应写成“字段: 值”或“字段: {运算符: 值}”，这里是文字“gap”"),
        ({"all": []}, "条件.all：列表是空的，至少要有一个条件"),
        ({"any": {"gap": 1}}, "条件.any：后面应是条件的列表，这里是映射"),
        (
            {"any": [{"gap": 1}, 3]},
            "条件.any[1]：应写成“字段: 值”或“字段: {运算符: 值}”，这里是整数 3",
        ),
        ({"gap": {}}, "条件.gap：没有写运算符"),
        ({"gap": {"neq": 0}}, "条件.gap.neq：没有运算符“neq”，是不是“ne”？"),
        ({"gap": {">=": 0}}, "条件.gap.>=：没有运算符“>=”，是不是“ge”？"),
        (
            {"gap": {"matches": 0}},
            "条件.gap.matches：没有运算符“matches”，可用的有 eq、ne、lt、le、gt、ge、in",
        ),
        (
            {"gap": 0.5},
            "条件.gap：值应是整数、文字或 true/false，这里是小数 0.5（请换算成整数）",
        ),
        ({"gap": None}, "条件.gap：值应是整数、文字或 true/false，这里是空值"),
        ({"gap": 2**53}, "条件.gap：整数太大，绝对值应小于 2 的 53 次方"),
        ({"gap": [1, 2]}, "条件.gap：值不能是列表；要“其中之一”请写 {in: […]}"),
        ({"gap": {"in": []}}, "条件.gap.in：后面应是至少有一个值的列表"),
        (
            {"gap": {"in": [1, 0.5]}},
            "条件.gap.in[1]：值应是整数、文字或 true/false，这里是小数 0.5（请换算成整数）",
        ),
        ({"gap": {"lt": "3"}}, "条件.gap.lt：只有整数能比较大小，这里是文字“3”"),
        ({"gap": {"lt": True}}, "条件.gap.lt：只有整数能比较大小，这里是true"),
        ({True: 1}, "条件：字段名应是文字，这里是true（yes、no、on 等要加引号）"),
    ],
)
def test_faults_are_named(raw: object, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 the whole sentence is compared below
        parse(raw)
    assert str(caught.value) == message


class _Rule(BaseModel):
    fails_when: Condition


def test_conditions_stand_in_models() -> None:
    assert _Rule.model_validate({"fails_when": {"gap": {"ne": 0}}}).fails_when == GAP
    with pytest.raises(ValidationError) as caught:
        _Rule.model_validate({"fails_when": {"gap": {"nee": 0}}})
    (fault,) = caught.value.errors()
    assert (fault["loc"], fault["msg"]) == (
        ("fails_when",),
        "Value error, 条件.gap.nee：没有运算符“nee”，是不是“ne”？",
    )
    assert _Rule.model_json_schema()["properties"]["fails_when"]["type"] == "object"


def test_fields() -> None:
    assert fields(parse({"a": 1, "any": [{"b": 2}, {"c": {"in": [3]}}]})) == {"a", "b", "c"}
