"""An audit told on the terminal: the score, then what to mend, cause by cause."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.text import Text

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
from gouji.reporting.media.indented import Indented
from gouji.reporting.media.printable import printable
from gouji.reporting.one.items import Item, items, places
from gouji.reporting.wording import SEVERITIES, VERDICTS, grade_text, score_text
from gouji.rulebook import Rulebook

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
_MOST_UNREAD = 12


def show(audit: AuditJson, book: Rulebook, console: Console) -> None:
    """Print ``audit`` for a person to act on; ``book`` has its form and its profile."""
    console.print(_head(audit))
    console.print(_score(audit.score))
    told = items(audit)
    for item in told:
        console.print(_told(item))
    if not told:
        console.print(Text("没有发现问题。", style="bold green"))
    for part in (_reviews(audit), _waived(audit), _unread(audit.unread)):
        if part is not None:
            console.print(part)
    console.print(_counts(audit.verdicts, audit.rules, book))


def _head(audit: AuditJson) -> RenderableType:
    report, document = audit.report, audit.document
    year = f"{report.year}年" if report.year else "（年度未读出）"
    pages = f"，{document.pages}页" if document.pages else ""
    title = f"{report.agency or '（机关名称未读出）'}　{year}政府信息公开工作年度报告"
    path = f"{printable(document.path)}（{document.format}{pages}）"
    return Group(Text(title, style="bold"), Text(path, style="dim"))


def _score(score: ScoreInfo) -> RenderableType:
    line = Text("得分 ", style="bold")
    style = "bold green" if score.grade else "bold yellow"
    line.append(score_text(score.low, score.high), style=style)
    line.append(f" / {score.out_of}　{grade_text(score.grade)}")
    if not (score.deductions or score.open or score.additions):
        return line
    lines = [
        *(_deduction("−", deduction) for deduction in score.deductions),
        *(_deduction("+", addition) for addition in score.additions),
        *(_deduction("可能−", deduction) for deduction in score.open),
    ]
    if score.uncharged:
        text = f"另有 {len(score.uncharged)} 项，扣分已到上限，没有再扣"
        lines.append(Text(text, style="dim"))
    return Group(line, *(Indented(text, 2) for text in lines))


def _deduction(sign: str, part: DeductionInfo | AdditionInfo) -> Text:
    points = f"{sign}{part.points}"
    code = f"{part.code}　" if part.code[:1].isupper() else ""
    return Text.assemble((f"{points}　{code}", "bold"), part.why)


def _told(item: Item) -> RenderableType:
    head = Text(f"\n{item.number}. ", style="bold")
    head.append(f"[{SEVERITIES[item.severity]}] ", style=_STYLES[item.severity])
    head.append(item.headline, style="bold")
    first, *ways = item.orders
    lines = [_field("怎么改", first), *(Text(f"　{way}") for way in ways), *_findings(item)]
    if item.where:
        lines.append(_field("位置", item.where))
    lines += [_field("此前认定", f.reopened) for f in item.findings if f.reopened]
    lines.append(_field("依据", "；".join(dict.fromkeys(f.basis for f in item.findings))))
    return Group(head, *(Indented(line, 3) for line in lines))


def _findings(item: Item) -> Iterator[Text]:
    if len(item.findings) == 1 and item.findings[0].message == item.headline:
        finding = item.findings[0]
        yield _field("规则", f"{finding.code} {finding.title}")
        if finding.actual is not None:
            yield _field("读到", finding.actual)
        if finding.expected is not None:
            yield _field("应为", finding.expected)
        return
    for finding in item.findings:
        yield _field(finding.code, finding.message)


def _field(name: str, value: str) -> Text:
    return Text.assemble((f"{name}：", "dim"), value)


def _reviews(audit: AuditJson) -> RenderableType | None:
    if not audit.reviews:
        return None
    lines = [Text("\n需人工核对（不扣分）", style="bold")]
    lines += [Text(f"  {f.code} {f.message}　{places([f])}") for f in audit.reviews]
    return Group(*lines)


def _waived(audit: AuditJson) -> RenderableType | None:
    if not audit.waived:
        return None
    lines = [Text("\n已豁免（不扣分）", style="bold")]
    for finding in audit.waived:
        why = f"理由：{finding.reason}（{finding.who}，至 {finding.until}）"
        lines.append(Text(f"  {finding.code} {finding.message}　{why}"))
    return Group(*lines)


def _unread(parts: Sequence[Unread]) -> RenderableType | None:
    if not parts:
        return None
    lines = [Text("\n没有读出的内容（不算对，也不算错）", style="bold yellow")]
    lines += [Text(line) for line in _unread_lines(parts)]
    return Group(*lines)


def _unread_lines(parts: Sequence[Unread]) -> Iterator[str]:
    for part in parts[:_MOST_UNREAD]:
        consequence = f"，{part.verdicts} 项因此无法判定" if part.verdicts else ""
        yield f"  {part.what}{consequence}"
    if len(parts) > _MOST_UNREAD:
        yield f"  ……另有 {len(parts) - _MOST_UNREAD} 处"


def _counts(verdicts: VerdictCounts, rules: RulesInfo, book: Rulebook) -> RenderableType:
    counts: dict[str, int] = verdicts.model_dump(by_alias=True)
    told = "，".join(f"{name} {counts[verdict]}" for verdict, name in VERDICTS.items())
    text = f"\n共判定 {sum(counts.values())} 项：{told}"
    text += f"\n规则：{rules.edition} 年格式，{book.profile.title}（{rules.sha256[:12]}）"
    return Text(text, style="dim")
