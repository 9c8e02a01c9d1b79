"""Headings as reports print them, and lines that only look like headings."""

import pytest

from facts.say import FORM, WORDS, document
from gouji.facts.sections import divide, is_filled
from gouji.model.cells import Presence
from gouji.model.document import Line, Place

H = [f"{s.ordinal}、{s.heading}" for s in FORM.sections]


def read(*texts: str) -> list[tuple[str, bool, int | None, bool]]:
    return [
        (f.section.id, f.exact, f.position, bool(f.blocks))
        for f in divide(document(*texts), FORM).sections
        if f.presence is Presence.PRESENT
    ]


def body(*headings: str) -> list[str]:
    return [text for heading in headings for text in (heading, "内容。")]


def test_the_statutory_headings() -> None:
    expected = [(f"s{n}", True, n - 1, True) for n in range(1, 7)]
    assert read(*body(*H)) == expected


VARIANTS = [
    ("一、 总体情况", "s1", True),
    ("一.总体情况", "s1", True),
    ("一、总体情况：", "s1", True),
    ("总体情况", "s1", True),
    ("第一部分 总体情况", "s1", True),
    ("一、概述", "s1", False),
    ("二、主动公开政府信息的情况", "s2", False),
    ("三、依申请公开政府信息情况", "s3", False),
    ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "s4", False),
    ("四、政府信息公开行政复议、行政诉讼情况（单位：件）", "s4", True),
    ("五、存在问题及改进情况", "s5", False),
    ("五、政府信息公开工作存在的主要问题及改进情况", "s5", False),
    ("六、其他需要报告事项", "s6", False),
    ("六、需要报告的其他事项", "s6", False),
    ("七、其他需要报告的事项", "s6", True),
]


@pytest.mark.parametrize(("heading", "section", "exact"), VARIANTS, ids=[v[0] for v in VARIANTS])
def test_variant(heading: str, section: str, exact: bool) -> None:
    assert read(heading, "内容。") == [(section, exact, 0, True)]


SHARED = [
    ("六、其他需要报告的事项 本年度未收取信息处理费。", True, "本年度未收取信息处理费。"),
    ("六、其他需要报告的事项本年度未收取信息处理费。", True, "本年度未收取信息处理费。"),
    ("六、其他需要报告的事项：无", True, "无"),
    ("六、其他需要报告的事项 无", True, "无"),
    ("六、其他事项 无。", False, "无。"),
]


@pytest.mark.parametrize(("text", "exact", "rest"), SHARED, ids=[s[0] for s in SHARED])
def test_a_heading_whose_text_goes_on(text: str, exact: bool, rest: str) -> None:
    found = divide(document(text), FORM).sections[-1]
    assert (found.exact, [getattr(b, "text", "") for b in found.blocks]) == (exact, [rest])


OTHER_NUMBERS = [
    "一 总体情况",
    "一总体情况",
    "（一）总体情况",
    "【一】总体情况",
    "1. 总体情况",
    "一，总体情况",
]


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_the_way_of_numbering_is_no_other_heading(text: str) -> None:
    assert read(text, "内容。") == [("s1", True, 0, True)]


FREE = [
    (0, ["一、年度工作回顾。", "内容。"]),
    (0, ["一、全年工作总的情况。", "内容。"]),
    (0, ["一、2024年工作回顾", "内容。"]),
    (0, ["一、坚持公开为常态，全面推进政务公开", "内容。"]),
    (4, ["五、困难与对策。2024年还有短板。"]),
    (4, ["五、一年来的体会", "一、经验。", "二、体会。"]),
]


@pytest.mark.parametrize(("index", "texts"), FREE, ids=[f[1][0] for f in FREE])
def test_the_numeral_in_its_place_makes_a_heading(index: int, texts: list[str]) -> None:
    around = [body(*H[:index]), texts, body(*H[index + 1 :])]
    found = read(
        "柏川市财政局2024年政府信息公开工作年度报告", *(t for part in around for t in part)
    )
    assert found == [(f"s{n}", n - 1 != index, n - 1, True) for n in range(1, 7)]


def test_free_headings_in_a_row_are_told_from_a_table_of_contents() -> None:
    free = ["一、回顾", "二、发布", "三、来信", "四、争议", "五、短板", "六、杂项"]
    found = read("目录", *free, "正文", *body(*free[:1], H[1], H[2], H[3], free[4], free[5]))
    assert [name for name, *_ in found] == ["s1", "s2", "s3", "s4", "s5", "s6"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["存在的困难和下一步打算", "内容。"], "存在的困难和下一步打算"),
        (["内容不少。"], None),
        (["（三）存在的困难", "内容。"], None),
        (["存在的困难很多，难以一一列举。"], None),
    ],
)
def test_a_line_that_may_be_the_heading(lines: list[str], expected: str | None) -> None:
    around = [*body(*H[:4]), *lines, *body(H[5])]
    nets = {heading.section: heading.perhaps for heading in WORDS.headings}
    found = divide(document(*around), FORM, nets).sections[4]
    assert (found.presence, found.perhaps and found.perhaps.text) == (Presence.ABSENT, expected)


JOINT = [
    (
        "五、存在的主要问题及改进情况和其他需要报告的事项",
        "五、存在的主要问题及改进情况和其他需要报告的事项",
    ),
    (
        "五、存在的主要问题及改进情况、其他需要报告的事项",
        "五、存在的主要问题及改进情况、其他需要报告的事项",
    ),
    ("五、存在的主要问题及改进情况", None),
    ("五、其他问题及改进情况", None),
]


@pytest.mark.parametrize(("heading", "expected"), JOINT)
def test_a_heading_of_two_sections_may_be_the_second_one_s(
    heading: str, expected: str | None
) -> None:
    found = divide(document(*body(*H[:4], heading)), FORM).sections
    assert found[4].presence is Presence.PRESENT
    last = found[5]
    assert (last.presence, last.perhaps and last.perhaps.text) == (Presence.ABSENT, expected)


@pytest.mark.parametrize(
    ("text", "filled"),
    [("无", True), ("/", True), ("／", True), ("0", True), ("。", False), ("—", False)],
)
def test_a_stroke_is_written_there_a_stop_is_nothing(text: str, filled: bool) -> None:
    assert is_filled([Line(text, Place())]) is filled


NOT_HEADINGS = [
    "三、本年度办理结果",
    "四、结转下年度继续办理",
    "一、本年新收政府信息公开申请数量",
    "一是总体情况良好。",
    "（一）主动公开情况",
    "其他事项",
    "2.依申请公开情况",
]


@pytest.mark.parametrize("text", NOT_HEADINGS)
def test_not_a_heading(text: str) -> None:
    assert read(text, "内容。") == []


def test_a_heading_may_wrap() -> None:
    found = read("四、政府信息公开行政复议、行政", "诉讼情况", "内容。")
    assert found == [("s4", True, 0, True)]


def test_a_heading_may_wrap_twice() -> None:
    found = read("四、政府信息公开", "行政复议、行政", "诉讼情况", "内容。")
    assert found == [("s4", True, 0, True)]


def test_a_heading_may_share_its_line_with_the_text() -> None:
    division = divide(
        document("一、总体情况。2024年，我局认真落实条例。", "二、主动公开政府信息情况"), FORM
    )
    first = division.sections[0]
    assert first.exact
    assert [getattr(b, "text", "") for b in first.blocks] == ["2024年，我局认真落实条例。"]


def test_a_table_of_contents_loses_to_the_headings() -> None:
    found = read("目录", *H, "正文", *body(*H))
    assert found == [(f"s{n}", True, n - 1, True) for n in range(1, 7)]


def test_a_heading_with_nothing_under_it() -> None:
    assert read(H[0], "内容。", H[1], H[2], "内容。") == [
        ("s1", True, 0, True),
        ("s2", True, 1, False),
        ("s3", True, 2, True),
    ]


def test_sections_out_of_order_keep_their_place() -> None:
    found = read(*body(H[0], H[4], H[1]))
    assert [(name, position) for name, _, position, _ in found] == [("s1", 0), ("s2", 2), ("s5", 1)]
