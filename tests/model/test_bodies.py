"""The kinds of body, as offices write them in a column of their lists."""

import re
from pathlib import Path

import pytest

from gouji.model.bodies import KNOWN_BODIES, body_named

CALLED = {
    "government": "人民政府 市政府 县（市、区） 县（市、区）人民政府 各县区 区县政府",
    "office": (
        "政府办公厅（室） 人民政府办公厅(室) 政府办公室（厅） 办公厅（室） 办公厅/室 政府办公厅 政府办公室"
        " 政府办 办公室 市政府办 市政府办公厅 县区政府办公室 市级政府办公厅（室） 政府办公厅、办公室"
    ),
    "department": "政府部门 市直部门（单位） 市级部门 县政府部门 政府工作部门 派出机构",
    "town": "乡镇街道 乡（镇）人民政府 街道（办事处） 镇（街）",
    "zone": "开发区管委会 开发区等的管委会 开发区（园区） 功能区管委会",
    None: "国有企业 学校 医院 企业办 办 厅室 档案室",
}


@pytest.mark.parametrize(
    ("text", "kind"), [(text, kind) for kind, texts in CALLED.items() for text in texts.split()]
)
def test_a_kind_is_known_by_what_offices_call_it(text: str, kind: str | None) -> None:
    assert body_named(text) == kind


def test_the_kinds_that_the_page_of_registers_names_are_known() -> None:
    page = (Path(__file__).parents[2] / "docs/register.md").read_text(encoding="utf-8")
    row = re.search(r"\| 机关种类 \| (?P<kinds>[^；]+)；", page)
    assert row is not None
    assert [body_named(kind) for kind in row["kinds"].split("、")] == list(KNOWN_BODIES)
