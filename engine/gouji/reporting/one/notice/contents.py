"""What a notice says, under the names that a template uses; all of it is text.

The names are Chinese because offices write them into templates; ``docs/notices.md`` lists them.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from gouji.model.audit import (
    AdditionInfo,
    AuditJson,
    DeductionInfo,
    EvidenceInfo,
    Finding,
    ScoreInfo,
    SettledInfo,
)
from gouji.model.numbers import decimal_text
from gouji.model.score import TITLES
from gouji.reporting.media.printable import printable
from gouji.reporting.one.items import Item, items
from gouji.reporting.wording import SEVERITIES, score_text
from gouji.rulebook import Rulebook

_MOST_READ = 8
_LONGEST_QUOTE = 80

_NOT_READ = "未读出："

Contents = dict[str, Any]


def contents(
    audit: AuditJson,
    rulebook: Rulebook,
    *,
    agency: str,
    office: str | None,
    deadline: date,
    issued: date,
) -> Contents:
    """Return all that a template may use."""
    told = items(audit)
    year = audit.report.year
    said: Contents = {
        "机关": agency,
        "年度": "" if year is None else f"{year}年",
        "文件": re.split(r"[/\\]", audit.document.path)[-1],
        "得分": _score(audit),
        "满分": audit.score.out_of,
        "等次": audit.score.grade or "待定",
        "整改事项": [_item(i) for i in told if i.severity != "advice"],
        "建议": [_item(i) for i in told if i.severity == "advice"],
        "核对事项": [_review(n, f) for n, f in enumerate(audit.reviews, 1)],
        "未读内容": _unread([part.what for part in audit.unread]),
        "人工核定": [_settled(made) for made in audit.settled],
        "扣分": [_deduction(d, rulebook) for d in audit.score.deductions],
        "扣分合计": _total(audit.score.deductions),
        "算式": _arithmetic(audit.score),
        "可能扣分": [_deduction(d, rulebook) for d in audit.score.open],
        "加分": [{"要求": a.title, "原因": a.why, "分值": a.points} for a in audit.score.additions],
        "期限": _day(deadline),
        "日期": _day(issued),
        "审核机关": office or "",
    }
    return {name: _printable(value) for name, value in said.items()}


def sample() -> Contents:
    """Return contents with one of everything, to try a template with."""
    shared = {"序号": 1, "事项": "事项", "读到": "第一部分（第1页）「3」", "依据": "依据"}
    item = shared | {
        "轻重": "错误", "说明": ["说明"], "应为": "应为", "更正": ["更正"], "改法": "改法",
    }  # fmt: skip
    added = [{"要求": "要求", "原因": "原因", "分值": "1"}]
    points = [added[0] | {"组": "组", "应扣": "1", "本组上限": "10"}]
    return {
        "机关": "某机关", "年度": "2024年", "文件": "报告.docx", "得分": "99 分", "满分": "100",
        "等次": "优秀", "整改事项": [item], "建议": [item], "核对事项": [shared],
        "未读内容": ["内容"], "人工核定": ["内容"], "扣分": points, "扣分合计": "1",
        "算式": "100 − 1 = 99",
        "可能扣分": points, "加分": added,
        "期限": "2025年3月15日", "日期": "2025年2月5日", "审核机关": "某办公室",
    }  # fmt: skip


def _printable(value: object) -> object:
    """Return ``value`` with every text in it fit for a document."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_printable(part) for part in value]
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    return value


def _score(audit: AuditJson) -> str:
    return f"{score_text(audit.score.low, audit.score.high, ' 至 ')} 分"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _item(item: Item) -> Contents:
    """Return one thing to mend: the texts that its findings share, each once."""
    findings = item.findings
    return {
        "序号": item.number,
        "轻重": SEVERITIES[item.severity],
        "事项": item.headline,
        "说明": [f.message for f in findings if f.message != item.headline],
        "读到": _read(findings),
        "应为": "" if item.ways else _once(f.expected or "" for f in findings),
        "更正": list(item.orders[1:]),
        "依据": _once(f.basis for f in findings),
        "改法": item.instruction.removesuffix("。"),
    }


def _review(number: int, finding: Finding) -> Contents:
    return {
        "序号": number,
        "事项": finding.message,
        "读到": _read([finding]),
        "依据": finding.basis,
    }


def _unread(parts: Iterable[str]) -> list[str]:
    """Return what was not read, with all that was not read for the same reason in one line."""
    reasons: dict[str, list[str]] = {}
    for part in parts:
        what, mark, reason = part.partition(_NOT_READ)
        reasons.setdefault(mark + reason or part, []).append(what if mark else "")
    return ["、".join(whats) + reason for reason, whats in reasons.items()]


def _settled(made: SettledInfo) -> str:
    seen = {"pass": "符合", "fail": "不符合"}.get(made.value, made.value)
    evidence = f"，见{made.evidence}" if made.evidence else ""
    return f"{made.where}：{seen}（{made.who}，{made.reason}{evidence}）"


def _deduction(deduction: DeductionInfo, rulebook: Rulebook) -> Contents:
    rule = rulebook.rules.get(deduction.code)
    return {
        "要求": rule.title if rule else TITLES.get(deduction.code, deduction.group_title),
        "原因": deduction.why,
        "分值": deduction.points,
        "组": deduction.group_title,
        "应扣": deduction.full or deduction.points,
        "本组上限": deduction.cap or "",
    }


def _arithmetic(score: ScoreInfo) -> str:
    """Return how the score follows from the sums of what is listed."""
    added = Decimal(_total(score.additions))
    plus = f" + {decimal_text(added)}" if added else ""
    text = f"{score.out_of} − {_total(score.deductions)}{plus} = {score.high}"
    if not score.open:
        return text
    return f"{text}；待定的至多再扣 {_total(score.open)}，最低 {score.low}"


def _total(deductions: Iterable[DeductionInfo | AdditionInfo]) -> str:
    return decimal_text(sum((Decimal(d.points) for d in deductions), Decimal(0)))


def _once(texts: Iterable[str]) -> str:
    """Return the texts, without those that another one contains."""
    single = [text for text in dict.fromkeys(texts) if text]
    return "；".join(t for t in single if not any(t in other for other in single if other != t))


def _read(findings: Sequence[Finding]) -> str:
    """Return what was read and where, each place once and not more than a few."""
    read = list(dict.fromkeys(_quoted(e) for f in findings for e in f.evidence))
    more = f"等 {len(read)} 处" if len(read) > _MOST_READ else ""
    return "；".join(read[:_MOST_READ]) + more


def _quoted(evidence: EvidenceInfo) -> str:
    quote = evidence.quote
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE] + "…"
    return f"{evidence.where}「{quote}」" if quote else f"{evidence.where}（空）"
