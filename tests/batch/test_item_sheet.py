"""Points that people enter, from a sheet: by class, within range, with evidence, once."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.batch.item_sheet import Office, Read, read_items
from gouji.errors import UsageError
from gouji.model.filed import Entered, Filed, Told
from gouji.model.nearest import near
from gouji.rulebook.layers import load_layered

PROFILE = load_layered([], str(Path(__file__).parents[2] / "docs/profiles/laiyuan.yaml")).profile
WHEN = datetime(2026, 3, 1, tzinfo=UTC)
HEADS = "单位名称,项目,得分,佐证材料"


AGENCIES = ("审计局", "水利局", "柳镇")


def filed(agency: str) -> Filed | None:
    body = "town" if agency.endswith("镇") else "department"
    return Filed(agency, 2024, body=body) if agency in AGENCIES else None


OFFICE = Office(PROFILE, 2024, filed, lambda name: near(name, AGENCIES), "甲", WHEN)


def read(path: Path, *lines: str, heads: str = HEADS) -> Read:
    path.write_text("\n".join((heads, *lines)), encoding="utf-8")
    return read_items(path, OFFICE)


def test_rows_are_entered_by_title_or_id(tmp_path: Path) -> None:
    entered = read(
        tmp_path / "a.csv",
        "审计局,日常主动公开,24.5,台账",
        "柳镇,praise,5,县里表扬",
        "审计局,incident,0,",
    )
    assert entered.entered == (
        ("审计局", Entered("disclosure", Decimal("24.5"), "台账", "甲", WHEN)),
        ("柳镇", Entered("praise", Decimal(5), "县里表扬", "甲", WHEN)),
        ("审计局", Entered("incident", Decimal(0), "", "甲", WHEN)),
    )


def test_every_row_that_cannot_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        read(
            tmp_path / "a.csv",
            "审计局,日常主动公开,26,台账",
            "柳镇,日常主动公开,26,台账",
            "柳镇,政策解读,5,台账",
            "审计局,政策解读,3,",
            "审计局,上级表扬,很多,台账",
            "柳镇,上级表扬,-1,台账",
            "柳镇,日常主动公开,20,台账",
            "审汁局,日常主动公开,20,台账",
            "审计局,,20,台账",
            "审计局,政策解读,,台账",
            "水利局,上级表扬,1,台账",
            "水利局,praise,1,台账",
        )
    at = tmp_path / "a.csv"
    assert [line.partition(" ")[2] for line in str(refused.value).splitlines()] == [
        "第 2 行：「得分」一栏是 26，「日常主动公开」应在 0 到 25 之间",
        "第 4 行：「项目」一栏是「政策解读」，评分标准里「柳镇」没有这个项目（可用的有：上级表扬、日常主动公开）",
        "第 5 行：「佐证材料」一栏没有写；「政策解读」要写明依据",
        "第 6 行：「得分」一栏写的是「很多」，不是数",
        "第 7 行：「得分」一栏是 -1，「上级表扬」应在 0 到 5 之间",
        "第 9 行：「单位名称」一栏写的是「审汁局」，这一年度没有这个机关（是不是「审计局」？）",
        "第 10 行：「项目」一栏没有写，不知道是哪一项的分",
        "第 11 行：「得分」一栏没有写",
        f"第 3 行、{at} 第 8 行：「柳镇」的「日常主动公开」写了 2 次，请只留一行",
        f"第 12 行、{at} 第 13 行：「水利局」的「上级表扬」写了 2 次，请只留一行",
    ]


def test_a_column_for_each_item_and_days(tmp_path: Path) -> None:
    read_ = read(
        tmp_path / "a.csv",
        "审计局,24,台账,5,通报,2025年1月18日,,",
        "柳镇,,,,,,2025/2/5,",
        "水利局,,,,,,,否",
        "水利局,,,,,,,",
        heads="单位,日常主动公开得分,日常主动公开依据,上级表扬（加分）,依据,报送时间,公开时间,是否公开",
    )
    assert read_.entered == (
        ("审计局", Entered("disclosure", Decimal(24), "台账", "甲", WHEN)),
        ("审计局", Entered("praise", Decimal(5), "通报", "甲", WHEN)),
    )
    at = f"{tmp_path / 'a.csv'} 第 {{}} 行".format
    assert read_.told == (
        Told("审计局", 2024, "filed", "2025-01-18", at(2), "甲", WHEN),
        Told("柳镇", 2024, "published", "2025-02-05", at(3), "甲", WHEN),
        Told("水利局", 2024, "unpublished", "yes", at(4), "甲", WHEN),
    )
    assert read_.notes == (f"{tmp_path / 'a.csv'}：有 1 行没有写分值，也没有写日期，没有记",)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("柳镇,5,台账,,", "「政策解读」一栏写了分，评分标准里「柳镇」没有这个项目"),
        ("审计局,16,台账,,", "「政策解读」一栏是 16，「政策解读」应在 0 到 15 之间"),
        ("审计局,6,,,", "「依据」一栏没有写；「政策解读」要写明依据"),
        ("审计局,,,2024-01-20,", "「报送日期」一栏是 2024-01-20，2024 年还没有过完"),
    ],
)
def test_wrong_rows_of_the_wide_form(line: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refused:
        read(tmp_path / "a.csv", line, heads="机关,政策解读,依据,报送日期,公布日期")
    assert str(refused.value) == f"{tmp_path / 'a.csv'} 第 2 行：{why}"
