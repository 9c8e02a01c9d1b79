"""How the score came about: every deduction, what is open, what each group of rules may cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from gouji.model.audit import AuditJson, DeductionInfo
from gouji.model.numbers import decimal_text
from gouji.reporting.one.items import Item
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule

_ZERO = Decimal(0)
_MOST_LINES = 4
"""Deductions of one rule that are told one by one."""

_Numbers = Mapping[tuple[str, str], int]
"""The number of the item that a finding (code, locus) belongs to."""


@dataclass(frozen=True, slots=True)
class ChargeView:
    """Points taken off, or that may be; ``refs`` are the numbers of the items they are for."""

    points: str
    code: str
    title: str
    why: str
    refs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of rules: the most it may cost, and what it cost here."""

    title: str
    cap: str
    cost: str
    open: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """The score and its sum. ``worst`` and ``best`` are the grades of its two ends."""

    low: str
    high: str
    out_of: str
    grade: str | None
    worst: str
    best: str
    charges: tuple[ChargeView, ...]
    open: tuple[ChargeView, ...]
    groups: tuple[GroupView, ...]
    grades: tuple[tuple[str, str], ...]
    """Title of every grade, and the score from which it is given."""


def score_view(
    audit: AuditJson, told: Sequence[Item], rules: Mapping[str, Rule], profile: Profile
) -> ScoreView:
    """Return the score of ``audit``, whose items are ``told``."""
    score, numbers = audit.score, _numbers(told)
    return ScoreView(
        low=score.low,
        high=score.high,
        out_of=score.out_of,
        grade=score.grade,
        worst=profile.grade(Decimal(score.low)),
        best=profile.grade(Decimal(score.high)),
        charges=tuple(_charges(score.deductions, numbers, rules, profile)),
        open=tuple(_charges(score.open, numbers, rules, profile)),
        groups=tuple(_groups(audit, profile)),
        grades=tuple((grade.title, decimal_text(grade.lowest)) for grade in profile.grades),
    )


def costs(audit: AuditJson, told: Sequence[Item]) -> dict[int, Decimal]:
    """Return what each item costs for certain, by its number; those that cost nothing are out."""
    sums: dict[int, Decimal] = {}
    numbers = _numbers(told)
    for deduction in audit.score.deductions:
        for number in _refs(deduction, numbers)[:1]:
            sums[number] = sums.get(number, _ZERO) + Decimal(deduction.points)
    return sums


def _charges(
    deductions: Sequence[DeductionInfo],
    numbers: _Numbers,
    rules: Mapping[str, Rule],
    profile: Profile,
) -> Iterator[ChargeView]:
    """Yield a line for each deduction; many of one rule are one line together."""
    for code, same in groupby(deductions, key=lambda deduction: deduction.code):
        rule, group = rules.get(code), profile.groups.get(code[:1])
        title = rule.title if rule else group.title if group else "其他"
        found = list(same)
        if len(found) > _MOST_LINES:
            points = decimal_text(sum((Decimal(d.points) for d in found), _ZERO))
            first = _refs(found[0], numbers)
            yield ChargeView(points, code, title, f"有 {len(found)} 处不符合", first)
        else:
            for d in found:
                yield ChargeView(d.points, code, title, d.why, _refs(d, numbers))


def _numbers(told: Sequence[Item]) -> _Numbers:
    return {(f.code, f.locus): item.number for item in told for f in item.findings}


def _refs(deduction: DeductionInfo, numbers: _Numbers) -> tuple[int, ...]:
    pairs = ((deduction.code, locus) for locus in deduction.loci)
    return tuple(dict.fromkeys(numbers[pair] for pair in pairs if pair in numbers))


def _groups(audit: AuditJson, profile: Profile) -> Iterator[GroupView]:
    for letter, group in profile.groups.items():
        cost, still_open = (
            sum((Decimal(d.points) for d in charged if d.code.startswith(letter)), _ZERO)
            for charged in (audit.score.deductions, audit.score.open)
        )
        yield GroupView(
            group.title, decimal_text(group.cap), decimal_text(cost), decimal_text(still_open)
        )
