"""How the score came about: every deduction, what is open, what each group of rules may cost."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from gouji.model.audit import AdditionInfo, AuditJson, DeductionInfo
from gouji.model.numbers import decimal_text
from gouji.records import dataclass
from gouji.reporting.one.items import Item
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.rulebook.sheet import Grade, Sheet

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
    additions: tuple[AdditionInfo, ...]
    spared: str
    """What was not charged because the limits were used up, in one sentence; empty for nothing."""
    groups: tuple[GroupView, ...]
    grades: tuple[tuple[str, str], ...]
    """Title of every grade, and what it takes."""


def score_view(
    audit: AuditJson, told: Sequence[Item], rules: Mapping[str, Rule], profile: Profile
) -> ScoreView:
    """Return the score of ``audit``, whose items are ``told``."""
    score, numbers = audit.score, _numbers(told)
    sheet = profile.sheet_of(score.league)
    return ScoreView(
        low=score.low,
        high=score.high,
        out_of=score.out_of,
        grade=score.grade,
        worst=sheet.sure_grade(Decimal(score.low)),
        best=sheet.grade(Decimal(score.high)),
        charges=tuple(_charges(score.deductions, numbers, rules)),
        open=tuple(_charges(score.open, numbers, rules)),
        additions=tuple(score.additions),
        spared=_spared(score.uncharged),
        groups=tuple(_groups(audit, sheet)),
        grades=tuple((grade.title, _bounds(grade)) for grade in sheet.grades),
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
    deductions: Sequence[DeductionInfo], numbers: _Numbers, rules: Mapping[str, Rule]
) -> Iterator[ChargeView]:
    """Yield a line for each deduction; many of one rule are one line together."""
    for code, same in groupby(deductions, key=lambda deduction: deduction.code):
        rule = rules.get(code)
        found = list(same)
        title = rule.title if rule else found[0].group_title or "其他"
        if len(found) > _MOST_LINES:
            points = decimal_text(sum((Decimal(d.points) for d in found), _ZERO))
            first = _refs(found[0], numbers)
            yield ChargeView(points, code, title, _together(found), first)
        else:
            for d in found:
                yield ChargeView(d.points, code, title, d.why, _refs(d, numbers))


def _together(found: Sequence[DeductionInfo]) -> str:
    """Say of many deductions of one rule how many they are, and where a limit cut them short."""
    cut = next((d.why for d in found if d.full and Decimal(d.points) < Decimal(d.full)), None)
    text = f"有 {len(found)} 处不符合"
    return f"{text}；最后一处：{cut}" if cut else text


def _spared(uncharged: Sequence[DeductionInfo]) -> str:
    groups = dict.fromkeys(d.group_title for d in uncharged)
    if not groups:
        return ""
    names = "、".join(f"「{name}」" for name in groups)
    return f"另有 {len(uncharged)} 项在{names}，扣分已到上限，没有再扣"


def _bounds(grade: Grade) -> str:
    """Return what a grade takes: a score, a place within the league, or both."""
    bounds = [f"{decimal_text(grade.lowest)} 分起"] if grade.lowest or not grade.relative else []
    if grade.quota is not None:
        bounds.append(f"连同更高等次不超过全组的 {decimal_text(grade.quota)}%")
    if grade.top is not None:
        bounds.append(f"全组前 {decimal_text(grade.top)}%")
    return "，".join(bounds)


def _numbers(told: Sequence[Item]) -> _Numbers:
    return {(f.code, f.locus): item.number for item in told for f in item.findings}


def _refs(deduction: DeductionInfo, numbers: _Numbers) -> tuple[int, ...]:
    pairs = ((deduction.code, locus) for locus in deduction.loci)
    return tuple(dict.fromkeys(numbers[pair] for pair in pairs if pair in numbers))


def _groups(audit: AuditJson, sheet: Sheet) -> Iterator[GroupView]:
    """Yield what each group cost: all groups of rules, and what else took points."""
    score = audit.score
    titles = {_group(d): d.group_title for d in (*score.deductions, *score.open)}
    for letter in dict.fromkeys((*sheet.groups, *titles)):
        group = sheet.groups.get(letter)
        cost, still_open = (
            decimal_text(sum((Decimal(d.points) for d in some if _group(d) == letter), _ZERO))
            for some in (score.deductions, score.open)
        )
        cap = decimal_text(group.cap) if group else "—"
        yield GroupView(group.title if group else titles[letter], cap, cost, still_open)


def _group(deduction: DeductionInfo) -> str:
    """Return the group of a deduction; audits of earlier versions tell it by the code alone."""
    return deduction.group or deduction.code[:1]
