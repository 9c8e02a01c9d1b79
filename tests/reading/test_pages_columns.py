"""Text in two columns is read column by column; tables without rulings stay in their rows."""

from itertools import pairwise

import pytest

from gouji.model.document import Rect
from gouji.reading.pages.columns import in_columns, order_of
from gouji.reading.pages.content import Glyph

SIZE = 10.0
LEFT = [
    "本报告由六个部分组成，各部分",
    "都有各自的内容，逐项列出，",
    "数据截至年末。本机关设有",
    "信息公开专栏，公众可以查阅",
    "或者下载。如有疑问，请与本",
    "机关办公室联系，地址见下。",
]
RIGHT = [
    "全年公开各类信息若干条，均",
    "按照时限办理，没有超期的情",
    "形。栏目定期检查，及时更新",
    "失效内容。培训工作人员数次",
    "考核结果纳入年度评定，并接",
    "受社会监督。",
]


def row(text: str, x: float, base: float, size: float = SIZE) -> list[Glyph]:
    return [
        Glyph(c, x + i * size, base - 0.88 * size, x + (i + 1) * size, base + 0.12 * size, size)
        for i, c in enumerate(text)
    ]


def column(texts: list[str], x: float, top: float = 100, step: float = 18) -> list[Glyph]:
    return [glyph for n, text in enumerate(texts) for glyph in row(text, x, top + n * step)]


def lines(*parts: list[Glyph], tables: tuple[Rect, ...] = ()) -> list[str]:
    found, bands = in_columns([glyph for part in parts for glyph in part], tables)
    return [line.text for line in sorted(found, key=lambda line: order_of(line.rect, bands))]


def across(left: list[str], right: list[str]) -> list[str]:
    return [f"{a} {b}" for a, b in zip(left, right, strict=True)]


@pytest.mark.parametrize("gutter", [12, 20, 60])
@pytest.mark.parametrize("down", [0, 5, 9])
def test_the_left_column_comes_first(gutter: float, down: float) -> None:
    right = 40 + 14 * SIZE + gutter
    assert lines(column(LEFT, 40), column(RIGHT, right, 100 + down)) == [*LEFT, *RIGHT]


def test_paragraphs_are_indented() -> None:
    indented = [row(text, 224 if n % 3 else 200, 100 + n * 18) for n, text in enumerate(RIGHT)]
    assert lines(column(LEFT, 40), *indented) == [*LEFT, *RIGHT]


def test_what_goes_across_ends_the_columns() -> None:
    title, foot = (
        "某某市某某局二〇二四年政府信息公开工作年度报告",
        "下面各行都是通栏排的文字，左右两边都到头，没有分栏。",
    )
    parts = row(title, 60, 70), column(LEFT, 40), column(RIGHT, 200), row(foot, 40, 230)
    assert lines(*parts) == [title, *LEFT, *RIGHT, foot]


def test_a_heading_apart_below_the_columns_follows_them() -> None:
    heading = row("二、主动公开政府信息情况", 40, 240)
    assert lines(column(LEFT, 40), column(RIGHT, 200), heading)[-1] == "二、主动公开政府信息情况"


def test_a_heading_right_below_a_longer_right_column_follows_it() -> None:
    heading = row("二、主动公开政府信息情况", 40, 100 + 7 * 18)
    found = lines(column(LEFT, 40), column([*RIGHT, "多出来的一行。"], 200), heading)
    assert found == [*LEFT, *RIGHT, "多出来的一行。", "二、主动公开政府信息情况"]


def test_a_longer_left_column_is_read_to_its_end() -> None:
    longer = [*LEFT, "办公时间为工作日，节假日除外。", "邮编见网站。"]
    assert lines(column(longer, 40), column(RIGHT, 210)) == [*longer, *RIGHT]


def test_a_table_across_parts_the_columns_above_from_those_below() -> None:
    above = column(LEFT, 40), column(RIGHT, 200)
    below = column(LEFT, 40, 400), column(RIGHT, 200, 400)
    found = lines(*above, *below, tables=((40.0, 220.0, 340.0, 380.0),))
    assert found == [*LEFT, *RIGHT, *LEFT, *RIGHT]


LABELS = [
    "行政许可处理决定数量",
    "行政处罚处理决定数量",
    "行政强制处理决定数量",
    "规章现行有效件数共计",
    "规范性文件现行有效数",
    "行政事业性收费的金额",
]
SHORT = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LABELS, ["0", "12", "3", "0", "7", "1204"]),
        (SHORT, LABELS),
        (LEFT[:5], RIGHT[:5]),
        (["一", "二是把公开要求写进各科室职责，并", "三", "四", "五", "六"], RIGHT),
    ],
    ids=["labels and figures", "short labels", "too few lines", "ragged"],
)
def test_other_columns_stay_in_their_rows(left: list[str], right: list[str]) -> None:
    assert lines(column(left, 40), column(right, 250)) == across(left, right)


def test_blocks_in_a_column_stand_in_its_order() -> None:
    _, bands = in_columns([*column(LEFT, 40), *column(RIGHT, 200)], [])
    boxes: list[Rect] = [
        (40, 20, 300, 60), (40, 110, 150, 130), (40, 150, 150, 170), (200, 112, 330, 128),
        (40, 260, 300, 300),
    ]  # fmt: skip
    orders = [order_of(box, bands) for box in boxes]
    assert all(a < b for a, b in pairwise(orders))
