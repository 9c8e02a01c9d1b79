"""Chapter: what was broken most."""

from collections.abc import Sequence

from gouji.reporting.many.annual.content import Chapter, Share, Table, Value
from gouji.reporting.wording import SEVERITIES
from gouji.summary import AnnualSummary
from gouji.summary.broken import Broken

_MENTIONED = 3


def rules_sentence(summary: AnnualSummary) -> str:
    """Return the rules that most reports break."""
    faults = [b for b in summary.broken if b.severity != "advice"]
    if not summary.scores.whole.reports:
        return "没有可以判定的报告。"
    if not faults:
        return "没有发现不符合要求的地方。"
    most = "；".join(
        f"「{b.title}」{b.reports} 份（占能判定的 {b.of} 份的 {Share(b.share)}）"
        for b in faults[:_MENTIONED]
    )
    return f"没有做到的要求中，报告数最多的是：{most}。"


def rules_chapter(summary: AnnualSummary) -> Chapter:
    """Return all rules that were broken, advice apart."""
    faults = [b for b in summary.broken if b.severity != "advice"]
    advice = [b for b in summary.broken if b.severity == "advice"]
    tables = []
    if faults:
        tables.append(_table("没有做到的要求", faults, summary))
    if advice:
        tables.append(_table("建议", advice, summary))
    said = [rules_sentence(summary)]
    if any(b.open for b in summary.broken):
        said.append(
            "「未能判定」是因内容没有读出而不能判定这一条的报告数，实际没有做到的可能更多。"
        )
    return Chapter("主要问题", tuple(said), tuple(tables))


def _table(title: str, some: Sequence[Broken], summary: AnnualSummary) -> Table:
    head: tuple[str, ...] = (
        "编号",
        "要求",
        "轻重",
        "报告数",
        "能判定的",
        "占比",
        "处数",
        "未能判定",
    )
    compared = summary.last is not None
    if compared:
        head = (*head, "上年占比")
    return Table(title, head, tuple(_row(b, compared=compared) for b in some), bar=5, wide=1)


def _row(b: Broken, *, compared: bool) -> tuple[Value, ...]:
    row = (
        b.code,
        b.title,
        SEVERITIES[b.severity],
        b.reports,
        b.of,
        Share(b.share),
        b.findings,
        b.open,
    )
    if not compared:
        return row
    return *row, None if b.before is None else Share(b.before)
