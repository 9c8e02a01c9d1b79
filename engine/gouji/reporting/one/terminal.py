"""An audit told on the terminal: the score, then what to mend, cause by cause."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from gouji.auditor import Audit
from gouji.model.numbers import decimal_text
from gouji.model.score import Deduction, Score
from gouji.model.verdict import Severity, Verdict
from gouji.reporting.one.items import Item, items, places
from gouji.reporting.public.audit_json import to_public
from gouji.reporting.public.unread import unread_parts
from gouji.reporting.wording import SEVERITIES, VERDICTS, where

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "advice": "cyan"}
_MOST_UNREAD = 12


def show(audit: Audit, console: Console) -> None:
    """Print ``audit`` for a person to act on."""
    console.print(_head(audit))
    console.print(_score(audit.score))
    told = items(to_public(audit), audit.report.form)
    for item in told:
        console.print(_cause(item) if item.changes else _finding(item))
    if not told:
        console.print(Text("没有发现问题。", style="bold green"))
    for part in (_reviews(audit), _waived(audit), _unread(audit), _counts(audit)):
        if part is not None:
            console.print(part)


def _head(audit: Audit) -> RenderableType:
    report = audit.report
    year = f"{report.year}年" if report.year else "（年度未读出）"
    pages = f"，{report.document.pages}页" if report.document.pages else ""
    title = f"{report.agency or '（机关名称未读出）'}　{year}政府信息公开工作年度报告"
    path = f"{audit.path}（{report.document.format}{pages}）"
    return Group(Text(title, style="bold"), Text(path, style="dim"))


def _score(score: Score) -> RenderableType:
    low, high, out_of = (
        decimal_text(score.low),
        decimal_text(score.high),
        decimal_text(score.out_of),
    )
    value = high if low == high else f"{low}–{high}"
    line = Text("得分 ", style="bold")
    line.append(f"{value}", style="bold green" if score.grade else "bold yellow")
    line.append(f" / {out_of}　{score.grade or '等次待定'}")
    if not score.deductions and not score.open:
        return line
    lines = [
        *(_deduction("−", deduction) for deduction in score.deductions),
        *(_deduction("可能−", deduction) for deduction in score.open),
    ]
    return Group(line, *(Padding(text, (0, 0, 0, 2), expand=False) for text in lines))


def _deduction(sign: str, deduction: Deduction) -> Text:
    points = f"{sign}{decimal_text(deduction.points)}"
    return Text.assemble((f"{points}　{deduction.code}　", "bold"), deduction.why)


def _cause(item: Item) -> RenderableType:
    likely = "最可能写错的格" if item.certain else "可能写错的格（不止一种改法）"
    lines = [_field(likely, "；".join(item.changes))]
    lines.extend(_field(finding.code, finding.message) for finding in item.findings)
    return _told(item, [*lines, *_common(item)])


def _finding(item: Item) -> RenderableType:
    (finding,) = item.findings
    lines = [_field("规则", f"{finding.code} {finding.title}")]
    if finding.actual is not None:
        lines.append(_field("读到", finding.actual))
    if finding.expected is not None:
        lines.append(_field("应为", finding.expected))
    return _told(item, [*lines, *_common(item)])


def _told(item: Item, lines: Sequence[Text]) -> RenderableType:
    head = Text(f"\n{item.number}. ", style="bold")
    head.append(f"[{SEVERITIES[item.severity]}] ", style=_STYLES[item.severity])
    head.append(item.headline, style="bold")
    return Group(head, *(Padding(line, (0, 0, 0, 3), expand=False) for line in lines))


def _common(item: Item) -> list[Text]:
    if not item.findings:
        return []
    found = places(item.findings)
    lines = [_field("位置", found)] if found else []
    first = item.findings[0]
    return [*lines, _field("依据", first.basis), _field("办法", first.remedy)]


def _field(name: str, value: str) -> Text:
    return Text.assemble((f"{name}：", "dim"), value)


def _reviews(audit: Audit) -> RenderableType | None:
    reviews = audit.with_verdict(Verdict.REVIEW)
    if not reviews:
        return None
    lines = [Text("\n需人工核对（不扣分）", style="bold")]
    lines += [Text(f"  {j.code} {j.message}　{where(j)}") for j in reviews]
    return Group(*lines)


def _waived(audit: Audit) -> RenderableType | None:
    if not audit.waived:
        return None
    lines = [Text("\n已豁免（不扣分）", style="bold")]
    for judgement, waiver in audit.waived:
        why = f"理由：{waiver.reason}（{waiver.who}，至 {waiver.until_text}）"
        lines.append(Text(f"  {judgement.code} {judgement.message}　{why}"))
    return Group(*lines)


def _unread(audit: Audit) -> RenderableType | None:
    parts = unread_parts(audit)
    if not parts:
        return None
    lines = [Text("\n没有读出的内容（不算对，也不算错）", style="bold yellow")]
    lines += [Text(line) for line in _unread_lines(audit)]
    return Group(*lines)


def _unread_lines(audit: Audit) -> Iterator[str]:
    parts = unread_parts(audit)
    for part in parts[:_MOST_UNREAD]:
        consequence = f"，{part.verdicts} 项因此无法判定" if part.verdicts else ""
        yield f"  {part.what}{consequence}"
    if len(parts) > _MOST_UNREAD:
        yield f"  ……另有 {len(parts) - _MOST_UNREAD} 处"


def _counts(audit: Audit) -> RenderableType:
    counts = [
        f"{name} {sum(j.verdict is verdict for j in audit.judgements)}"
        for verdict, name in VERDICTS.items()
    ]
    text = f"\n共判定 {len(audit.judgements)} 项：" + "，".join(counts)
    rules = audit.rulebook
    text += (
        f"\n规则：{audit.report.form.edition} 年格式，{rules.profile.title}（{rules.sha256[:12]}）"
    )
    return Text(text, style="dim")
