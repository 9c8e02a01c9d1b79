"""What two rule sets say differently of the same reports: verdicts, points, scores."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gouji.model.audit import ExplainedAudit, JudgementInfo
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Verdict
from gouji.reporting.wording import VERDICTS, grade_text, score_text

_SILENT = (Verdict.PASS, Verdict.NOT_APPLICABLE)
_NONE = "没有这条规则"

Key = tuple[str, str, int]


def audit_changes(name: str, before: ExplainedAudit, after: ExplainedAudit) -> Iterator[str]:
    """Yield a line for every verdict and deduction that changed; nothing where none did."""
    lines = [*_verdicts(before, after), *_points(before, after)]
    old, new = _score(before), _score(after)
    if lines or old != new:
        yield f"{name}：得分 {old} → {new}" if old != new else f"{name}：得分不变（{old}）"
        yield from (f"  {line}" for line in lines)


def _score(audit: ExplainedAudit) -> str:
    score = audit.score
    return f"{score_text(score.low, score.high)} / {score.out_of} {grade_text(score.grade)}"


def _verdicts(before: ExplainedAudit, after: ExplainedAudit) -> Iterator[str]:
    old, new = _keyed(before), _keyed(after)
    for key in sorted({*old, *new}):
        first, second = _verdict(old, key), _verdict(new, key)
        if first is second or all(v is None or v in _SILENT for v in (first, second)):
            continue
        code, locus, _ = key
        yield f"{code} {locus}：{_named(first)} → {_named(second)}"


def _keyed(audit: ExplainedAudit) -> dict[Key, JudgementInfo]:
    """Return the judgements by code and locus; the number tells apart those alike in both."""
    keyed: dict[Key, JudgementInfo] = {}
    for judgement in audit.judgements:
        number = 0
        while (judgement.code, judgement.locus, number) in keyed:
            number += 1
        keyed[judgement.code, judgement.locus, number] = judgement
    return keyed


def _verdict(keyed: Mapping[Key, JudgementInfo], key: Key) -> Verdict | None:
    return Verdict(keyed[key].verdict) if key in keyed else None


def _named(verdict: Verdict | None) -> str:
    return _NONE if verdict is None else VERDICTS[verdict]


def _points(before: ExplainedAudit, after: ExplainedAudit) -> Iterator[str]:
    old, new = _charged(before), _charged(after)
    for code in sorted({*old, *new}):
        first, second = old.get(code, Decimal(0)), new.get(code, Decimal(0))
        if first != second:
            yield f"{code} 扣分：{decimal_text(first)} → {decimal_text(second)}"


def _charged(audit: ExplainedAudit) -> dict[str, Decimal]:
    """Return the certain deductions by the code that they are charged to."""
    sums: dict[str, Decimal] = {}
    for deduction in audit.score.deductions:
        sums[deduction.code] = sums.get(deduction.code, Decimal(0)) + Decimal(deduction.points)
    return sums
