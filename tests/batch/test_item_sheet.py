"""Points that people enter, from a sheet: by class, within range, with evidence, once."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from gouji.batch.item_sheet import read_items
from gouji.errors import UsageError
from gouji.model.filed import Entered, Filed
from gouji.rulebook.layers import load_layered

PROFILE = load_layered([], str(Path(__file__).parents[2] / "docs/profiles/laiyuan.yaml")).profile
WHEN = datetime(2026, 3, 1, tzinfo=UTC)
HEADS = "单位名称,项目,得分,佐证材料"


def filed(agency: str) -> Filed:
    return Filed(agency, 2024, body="town" if agency.endswith("镇") else "department")


def read(path: Path, *lines: str) -> list[tuple[str, Entered]]:
    path.write_text("\n".join((HEADS, *lines)), encoding="utf-8")
    return read_items(path, PROFILE, filed, "甲", WHEN)


def test_rows_are_entered_by_title_or_id(tmp_path: Path) -> None:
    entered = read(
        tmp_path / "a.csv",
        "审计局,日常主动公开,24.5,台账",
        "柳镇,praise,5,县里表扬",
        "审计局,incident,0,",
    )
    assert entered == [
        ("审计局", Entered("disclosure", Decimal("24.5"), "台账", "甲", WHEN)),
        ("柳镇", Entered("praise", Decimal(5), "县里表扬", "甲", WHEN)),
        ("审计局", Entered("incident", Decimal(0), "", "甲", WHEN)),
    ]


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
        )
    assert [line.partition(" ")[2] for line in str(refused.value).splitlines()] == [
        "第 2 行：「得分」一栏是 26，「日常主动公开」应在 0 到 25 之间",
        "第 4 行：「项目」一栏是「政策解读」，评分标准里「柳镇」没有这个项目（可用的有：上级表扬、日常主动公开）",
        "第 5 行：「佐证材料」一栏没有写；「政策解读」要写明依据",
        "第 6 行：「得分」一栏写的是「很多」，不是数",
        "第 7 行：「得分」一栏是 -1，「上级表扬」应在 0 到 5 之间",
        "",
    ]
