"""The sheet 规则统计: how often each rule was kept and broken, year by year."""

from collections.abc import Iterator

from gouji.model.grading import Grading
from gouji.reporting.many.overview.cells import Content, Drawn, Percent
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.counting import Counts, RuleCount
from gouji.reporting.many.overview.years import NO_YEAR, years_of
from gouji.reporting.wording import SEVERITIES

RULES = (
    Column("年度", 7),
    Column("规则编号", 8),
    Column("规则", 40, wrap=True),
    Column("性质", 6),
    Column("判定", 8),
    Column("符合", 8),
    Column("不符合", 8),
    Column("需人工核对", 8),
    Column("无法判定", 8),
    Column("已豁免", 8),
    Column("能判定的报告", 10),
    Column("有问题的报告", 10),
    Column("占比", 8),
)


def rule_rows(grading: Grading, counts: Counts) -> Iterator[tuple[Content, ...]]:
    """Yield one row a year and rule."""
    for year in years_of(grading):
        for count in counts.of(year):
            yield (NO_YEAR if year is None else year, *_rule(count))


def _rule(count: RuleCount) -> tuple[Content, ...]:
    return (
        count.code,
        count.title,
        Drawn(SEVERITIES[count.severity], count.severity),
        count.judged,
        count.passed,
        count.failed,
        count.reviews,
        count.not_assessable,
        count.waived,
        count.judged_in,
        count.broken_in,
        "—" if count.share is None else Percent(count.share),
    )
