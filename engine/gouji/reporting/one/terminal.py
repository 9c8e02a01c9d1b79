"""An audit told on the terminal: the score, then what to mend, cause by cause."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gouji.model.audit import (
    AdditionInfo,
    AuditJson,
    DeductionInfo,
    RulesInfo,
    ScoreInfo,
    Unread,
    VerdictCounts,
)
from gouji.model.verdict import Severity
from gouji.reporting.media.printable import printable
from gouji.reporting.media.styled import Styled, styled
from gouji.reporting.one.items import Item, items, places
from gouji.reporting.wording import SEVERITIES, VERDICTS, grade_text, score_text
from gouji.rulebook import Rulebook

if TYPE_CHECKING:
    from rich.console import Console

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
_MOST_UNREAD = 12
_INDENT = 3


def show(audit: AuditJson, book: Rulebook, console: "Console") -> None:
    """Print ``audit`` for a person to act on; ``book`` has its form and its profile."""
    from gouji.reporting.media.indented import rendered

    for line in told(audit, book):
        console.print(rendered(line))


def told(audit: AuditJson, book: Rulebook) -> Iterator[Styled]:
    """Yield the lines of :func:`show`."""
    yield from _head(audit)
    yield from _score(audit.score)
    found = items(audit)
    for item in found:
        yield from _told(item)
    if not found:
        yield styled("没有发现问题。", style="bold green")
    yield from _reviews(audit)
    yield from _waived(audit)
    yield from _unread(audit.unread)
    yield _counts(audit.verdicts, audit.rules, book)


def _head(audit: AuditJson) -> Iterator[Styled]:
    report, document = audit.report, audit.document
    year = f"{report.year}年" if report.year else "（年度未读出）"
    pages = f"，{document.pages}页" if document.pages else ""
    title = f"{report.agency or '（机关名称未读出）'}　{year}政府信息公开工作年度报告"
    path = f"{printable(document.path)}（{document.format}{pages}）"
    yield styled(title, style="bold")
    yield styled(path, style="dim")


def _score(score: ScoreInfo) -> Iterator[Styled]:
    style = "bold green" if score.grade else "bold yellow"
    yield styled(
        ("得分 ", "bold"),
        (score_text(score.low, score.high), f"bold {style}"),
        (f" / {score.out_of}　{grade_text(score.grade)}", "bold"),
    )
    if not (score.deductions or score.open or score.additions):
        return
    yield from (_deduction("−", deduction) for deduction in score.deductions)
    yield from (_deduction("+", addition) for addition in score.additions)
    yield from (_deduction("可能−", deduction) for deduction in score.open)
    if score.uncharged:
        text = f"另有 {len(score.uncharged)} 项，扣分已到上限，没有再扣"
        yield styled(text, style="dim", indent=2)


def _deduction(sign: str, part: DeductionInfo | AdditionInfo) -> Styled:
    points = f"{sign}{part.points}"
    code = f"{part.code}　" if part.code[:1].isupper() else ""
    return styled((f"{points}　{code}", "bold"), part.why, indent=2)


def _told(item: Item) -> Iterator[Styled]:
    yield styled(
        (f"\n{item.number}. ", "bold"),
        (f"[{SEVERITIES[item.severity]}] ", f"bold {_STYLES[item.severity]}"),
        (item.headline, "bold"),
    )
    first, *ways = item.orders
    yield _field("怎么改", first)
    yield from (styled(f"　{way}", indent=_INDENT) for way in ways)
    yield from _findings(item)
    if item.where:
        yield _field("位置", item.where)
    yield from (_field("此前认定", f.reopened) for f in item.findings if f.reopened)
    yield _field("依据", "；".join(dict.fromkeys(f.basis for f in item.findings)))


def _findings(item: Item) -> Iterator[Styled]:
    if len(item.findings) == 1 and item.findings[0].message == item.headline:
        finding = item.findings[0]
        yield _field("规则", f"{finding.code} {finding.title}")
        if finding.actual is not None and not item.is_cause:
            yield _field("读到", finding.actual)
        if finding.expected is not None and not item.is_cause:
            yield _field("应为", finding.expected)
        return
    for finding in item.findings:
        yield _field(finding.code, finding.message)


def _field(name: str, value: str) -> Styled:
    return styled((f"{name}：", "dim"), value, indent=_INDENT)


def _reviews(audit: AuditJson) -> Iterator[Styled]:
    if audit.reviews:
        yield styled("\n需人工核对（不扣分）", style="bold")
    for finding in audit.reviews:
        yield styled(f"  {finding.code} {finding.message}　{places([finding])}")


def _waived(audit: AuditJson) -> Iterator[Styled]:
    if audit.waived:
        yield styled("\n已豁免（不扣分）", style="bold")
    for finding in audit.waived:
        why = f"理由：{finding.reason}（{finding.who}，至 {finding.until}）"
        yield styled(f"  {finding.code} {finding.message}　{why}")


def _unread(parts: Sequence[Unread]) -> Iterator[Styled]:
    if parts:
        yield styled("\n没有读出的内容（不算对，也不算错）", style="bold yellow")
        yield from map(styled, _unread_lines(parts))


def _unread_lines(parts: Sequence[Unread]) -> Iterator[str]:
    for part in parts[:_MOST_UNREAD]:
        consequence = f"，{part.verdicts} 项因此无法判定" if part.verdicts else ""
        yield f"  {part.what}{consequence}"
    if len(parts) > _MOST_UNREAD:
        yield f"  ……另有 {len(parts) - _MOST_UNREAD} 处"


def _counts(verdicts: VerdictCounts, rules: RulesInfo, book: Rulebook) -> Styled:
    counts: dict[str, int] = verdicts.model_dump(by_alias=True)
    told = "，".join(f"{name} {counts[verdict]}" for verdict, name in VERDICTS.items())
    text = f"\n共判定 {sum(counts.values())} 项：{told}"
    text += f"\n规则：{rules.edition} 年格式，{book.profile.title}（{rules.sha256[:12]}）"
    return styled(text, style="dim")
