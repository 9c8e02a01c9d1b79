"""The sheet 问题: one row a finding, in the order and with the numbers of every other report."""

from collections.abc import Iterator

from gouji.model.audit import AuditJson, Finding
from gouji.model.grading import Entry
from gouji.reporting.many.overview.cells import Content, Drawn
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.years import NO_YEAR
from gouji.reporting.one.items import Item, items, places
from gouji.reporting.wording import SEVERITIES

FINDINGS = (
    Column("机关", 16, wrap=True),
    Column("年度", 6),
    Column("序号", 5),
    Column("编号", 6),
    Column("规则", 16, wrap=True),
    Column("性质", 7, wrap=True),
    Column("位置", 9, wrap=True),
    Column("问题", 34, wrap=True),
    Column("读到", 14, wrap=True),
    Column("应为", 16, wrap=True),
    Column("依据", 20, wrap=True),
    Column("怎么改", 22, wrap=True),
    Column("其他改法", 22, wrap=True),
    Column("定位代号", 18, printed=False),
    Column("文件", 30, wrap=True, printed=False),
)

REVIEW = "需人工核对"


def finding_rows(entry: Entry, audit: AuditJson) -> Iterator[tuple[Content, ...]]:
    """Yield a row for each finding of a report, then one for each thing a person must look at."""
    for item in items(audit):
        for finding in item.findings:
            severity = Drawn(SEVERITIES[finding.severity], finding.severity)
            yield _row(entry, finding, severity, item)
    for finding in audit.reviews:
        yield _row(entry, finding, Drawn(REVIEW, "review"), None)


def _row(entry: Entry, finding: Finding, kind: Drawn, item: Item | None) -> tuple[Content, ...]:
    return (
        entry.agency,
        NO_YEAR if entry.year is None else entry.year,
        item.number if item else None,
        finding.code,
        finding.title,
        kind,
        places([finding]),
        finding.message,
        finding.actual,
        finding.expected,
        finding.basis,
        item.instruction if item else finding.remedy,
        "；".join(item.orders[1:]) or None if item else None,
        finding.locus,
        entry.name,
    )
