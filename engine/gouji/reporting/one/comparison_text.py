"""A comparison of two audits as plain text, line by line."""

from collections.abc import Iterator, Sequence

from gouji.model.audit import Finding, ScoreInfo
from gouji.reporting.one.comparison import Comparison, Side
from gouji.reporting.one.items import places
from gouji.reporting.wording import SEVERITIES, grade_text, score_text


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a comparison, what is still to be done before what is done."""
    yield f"上一稿：{_whose(comparison.old)}"
    yield f"这一稿：{_whose(comparison.new)}"
    yield from (f"注意：{note}" for note in comparison.notes)
    yield f"得分：{_score(comparison.old.score)} → {_score(comparison.new.score)}"
    yield _sum(comparison)
    undecided = [(item.finding, item.why) for item in comparison.undecided]
    yield from _to_mend("新出现的问题", comparison.added, comparison)
    yield from _to_mend("还没有改的问题", comparison.remaining, comparison)
    yield from _part("看不出改没改的问题", [f"{_told(f)}（{why}）" for f, why in undecided])
    yield from _findings("已改好的问题", comparison.mended)
    yield from _findings("新的请核对事项（不扣分）", comparison.reviews_added)
    yield from _findings("仍请核对的事项（不扣分）", comparison.reviews_remaining)
    yield from _findings("不再需要核对的事项", comparison.reviews_gone)
    yield from _part("这一稿没有读出的内容", comparison.unread_added)
    yield from _part("两稿都没有读出的内容", comparison.unread_remaining)
    yield from _part("上一稿没有读出、这一稿不再如此的内容", comparison.unread_gone)
    cells = [f"「{c.name}」{c.before} → {c.after}" for c in comparison.cells]
    yield from _part("表格中改动的格", cells)


def _whose(side: Side) -> str:
    agency = side.report.agency or "（机关名称未读出）"
    year = f"{side.report.year}年" if side.report.year else "（年度未读出）"
    return f"{agency} {year}（{side.document.path}）"


def _score(score: ScoreInfo) -> str:
    return f"{score_text(score.low, score.high)} / {score.out_of} {grade_text(score.grade)}"


def _sum(comparison: Comparison) -> str:
    counts = (
        ("改好", comparison.mended),
        ("没改", comparison.remaining),
        ("新出现", comparison.added),
        ("看不出", comparison.undecided),
    )
    return "问题：" + "，".join(f"{name} {len(found)} 项" for name, found in counts)


def _to_mend(title: str, findings: Sequence[Finding], comparison: Comparison) -> Iterator[str]:
    """Yield the findings, each followed by what to do about it."""
    told = ("\n    ".join((_told(f), *comparison.orders(f))) for f in findings)
    yield from _part(title, list(told))


def _findings(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    yield from _part(title, [_told(finding) for finding in findings])


def _part(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{title}（{len(lines)}）"
        yield from (f"  {line}" for line in lines)


def _told(finding: Finding) -> str:
    place = places([finding])
    told = f"[{SEVERITIES[finding.severity]}] {finding.code} {finding.message}"
    return f"{told}　{place}" if place else told
