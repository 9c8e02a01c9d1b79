"""The sheet 说明: what the other sheets say, and what they do not."""

from collections.abc import Iterator, Mapping, Sequence

from gouji.model.grading import Grading
from gouji.reporting.many.overview.cells import Content
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.counting import SMALL
from gouji.reporting.many.overview.years import ALL_ALIKE, years_of
from gouji.reporting.wording import owing_text
from gouji.rulebook import Rulebook
from gouji.rulebook.profile import Profile

NOTES = (Column("项目", 18, wrap=True), Column("说明", 110, wrap=True))


def note_rows(
    grading: Grading,
    book: Rulebook,
    continued: Sequence[str],
    profiles: Mapping[int | None, Profile] = ALL_ALIKE,
) -> Iterator[tuple[Content, ...]]:
    """Yield what a reader has to know; ``continued`` names the sheets that take more than one."""
    reports, failures = len(grading.entries), len(grading.failures)
    layers = "、".join(layer.name for layer in book.layers)
    yield "范围", f"评分的报告 {reports} 份；未能处理的文件 {failures} 个，见「未能处理」。"
    for year in years_of(grading):
        owing = grading.owing(year)
        if owing.due:
            yield "报送", f"{year} 年度{owing_text(owing)}。"
    yield "规则", f"{book.profile.title}（规则文件校验值 {book.sha256}）"
    for year, profile in profiles.items():
        if profile != book.profile:
            yield "规则", f"{year} 年度按「{profile.title}」计分"
    if layers:
        yield "本单位的规则", layers
    yield from _FIXED
    for name in continued:
        yield "接续的表", f"「{name}」一张表放不下，接在「{name}（续1）」等表中。"
    for note in grading.notes:
        yield "注意", note


_FIXED = (
    (
        "得分",
        (
            "有内容没有读出，或者有格子填的不是数字、勾稽无法判定的，得分是一个区间："
            "未定的都有问题，是最低得分；都没有问题，是最高得分。两头不在同一等次的，写「等次待定」。"
        ),
    ),
    (
        "名次",
        "只在同一年度内排，按最低得分从高到低，最低得分相同的名次相同。年度未读出的不排名次；未报送的列在最后，按评分标准计分，不排名次，不计入平均分。",
    ),
    (
        "比上年",
        (
            "得分减去上年得分。两年中有一年的得分是区间时，写出最少和最多变了多少；"
            "空着的，是没有上年的得分，或者上年的满分不同。"
        ),
    ),
    (
        "问题",
        (
            "一行一个问题。同一份报告里序号相同的几行出自同一处原因，"
            "照「怎样改就都平」改好，这几行就都没有了。"
            "编号和定位代号合起来认定一个问题，报告重新审核后也不变。性质为「需人工核对」的不是问题：程序判断不了，要请人看一眼，不扣分。"
        ),
    ),
    (
        "扣分",
        (
            "一行一项扣分，按计算的先后。实扣不超过应扣，也不超过本组上限还剩的分；原因里写明碰到了哪个上限。"
            "性质是「待定」的，要等没有读出或不知道的内容确定；「不再扣」的，上限已经用完。"
        ),
    ),
    (
        "单元格",
        (
            "一行一份报告，一列一格。数字就是原文的数。〈空白〉是这一格什么也没填；"
            "「/」「无」等照录原文，加上引号；〈没有这一格〉是报告里没有这一行、这一列或这张表；"
            "〈未读出〉是这一格可能有内容，但没有把握读对。这几种都不等于 0，求和时不计入。"
        ),
    ),
    (
        "规则统计",
        (
            "判定＝符合＋不符合＋需人工核对＋已豁免，按次计（一条规则在一份报告里可能判定多次）；"
            "不适用的不计。占比＝有问题的报告÷能判定的报告，"
            f"能判定的报告不足 {SMALL} 份的不算百分比，写「—」。"
        ),
    ),
)
