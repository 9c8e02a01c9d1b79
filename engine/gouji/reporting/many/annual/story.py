"""Puts the chapters of the annual summary together."""

from collections.abc import Iterable
from dataclasses import replace

from gouji.model.numerals import counting
from gouji.reporting.many.annual.comparing import last_year_chapter, roll_up_chapter
from gouji.reporting.many.annual.content import Chapter, Story
from gouji.reporting.many.annual.rules import rules_chapter, rules_sentence
from gouji.reporting.many.annual.turnout import (
    score_chapter,
    score_sentence,
    turnout_chapter,
    turnout_sentence,
)
from gouji.reporting.many.annual.wording import names
from gouji.reporting.many.annual.work import (
    applications_chapter,
    applications_sentence,
    disclosure_chapter,
    disputes_chapter,
    form_chapter,
)
from gouji.reporting.media.printable import printable
from gouji.summary import AnnualSummary


def story(summary: AnnualSummary, office: str | None = None) -> Story:
    """Return what the summary says, chapter by chapter; ``office`` signs it."""
    chapters = (
        _overview(summary),
        turnout_chapter(summary),
        score_chapter(summary),
        rules_chapter(summary),
        disclosure_chapter(summary),
        applications_chapter(summary),
        disputes_chapter(summary),
        roll_up_chapter(summary),
        last_year_chapter(summary),
        Chapter("数据说明", tuple(_explanations(summary))),
    )
    numbered = (
        replace(chapter, title=f"{counting(ordinal)}、{chapter.title}")
        for ordinal, chapter in enumerate(chapters, 1)
    )
    return Story(
        title=f"{summary.year}年政府信息公开工作年度报告审核总结",
        office=printable(office) if office else None,
        chapters=tuple(numbered),
        annexes=(form_chapter(summary),),
    )


def _overview(summary: AnnualSummary) -> Chapter:
    said = (
        turnout_sentence(summary),
        score_sentence(summary.scores),
        rules_sentence(summary),
        applications_sentence(summary),
    )
    return Chapter("总体情况", said)


def _explanations(summary: AnnualSummary) -> Iterable[str]:
    form = summary.form
    yield (
        f"各项合计只加用{summary.year}年度格式（{form.instrument}）编写的报告，不同格式的表格不相加。"
    )
    if summary.strangers:
        yield f"以下机关的报告用了别的格式，没有计入合计：{names(summary.strangers)}。"
    yield (
        "有下级的机关，其报告视为已包含下级，合计时只计这一份，不再重复计下级；"
        "它没有报告或某一格没有读到数字时，这一格改计直接下级之和，并按缺数标明；"
        "它的多数数字少于下级之和时，视为没有包含下级，两者相加。"
    )
    yield (
        "没有报告、没有读出、写作「无」「/」的格，写成负数、件数写成小数的格，没有数字可计，"
        "不当作 0；"
        "合计前有「≥」的，表示实际数不少于此。"
    )
    if summary.blanks:
        yield f"空白的格按 0 计，共 {summary.blanks} 格。"
    yield "占比是有这一问题的报告占能判定这一条的报告的比例；建议不扣分，不算问题。"
    yield from _doubts(summary)
    yield from (printable(note) for note in summary.notes)


def _doubts(summary: AnnualSummary) -> Iterable[str]:
    if summary.several:
        yield (
            f"以下机关有几份{summary.year}年度的报告，只计最后审核的一份：{names(summary.several)}。"
        )
    if summary.loops:
        yield f"以下机关的上下级互为上级，按没有上级处理，请核对名录：{names(summary.loops)}。"
    if summary.mixed:
        yield (
            "名录的最上一级既有人民政府，也有别的机关；"
            "如果政府的汇总报告已包含它们，合计会重复，请在名录中注明上级。"
        )
