"""What is to be charged, before caps: failures by cause, absences with all they take along.

A charge is *certain* or *open*. Open charges are what unread parts might cost; they lower only
the low end of the score. The rules below keep two promises: losing something (a cell, a table, a
section) never raises the low end, and mending a diagnosed cause never lowers it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.model.diagnosis import Cause, Localisation
from gouji.model.verdict import Judgement, Verdict
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule

_ZERO = Decimal(0)
_PRESENCE = ("section", "table", "heading")


@dataclass(frozen=True, slots=True)
class Charge:
    """Points for one reason, counted in ``group``.

    ``certain`` is false where it rests on something unread.
    """

    code: str
    group: str
    loci: tuple[str, ...]
    points: Decimal
    why: str
    certain: bool = True


def charges(
    judgements: Sequence[Judgement],
    localisation: Localisation,
    rules: Mapping[str, Rule],
    profile: Profile,
) -> Iterator[Charge]:
    """Yield every charge, the certain ones first, in the order of the judgements."""
    costs = {code: profile.cost(rule) for code, rule in rules.items()}
    failed = [j for j in judgements if j.verdict is Verdict.FAIL and costs[j.code]]
    unread = [j for j in judgements if j.verdict is Verdict.NOT_ASSESSABLE and costs[j.code]]
    lost = [j for j in judgements if j.lost and costs[j.code]]
    by_cause, spared = _causes(failed, localisation, costs, unread)
    grouped = {id(j) for charge in by_cause for j in charge[1]}
    for judgement in failed:
        if id(judgement) not in grouped:
            code, loci = judgement.code, (judgement.locus,)
            yield Charge(code, code[0], loci, costs[code], judgement.message)
    for charge, _ in by_cause:
        yield charge
    yield from _absences(lost, failed, costs)
    yield from spared
    yield from _open(unread, costs)


def _causes(
    failed: Sequence[Judgement],
    localisation: Localisation,
    costs: Mapping[str, Decimal],
    unread: Sequence[Judgement],
) -> tuple[list[tuple[Charge, list[Judgement]]], list[Charge]]:
    """Charge each diagnosed cause once; what that spares stays open while ties are unread."""
    ties = {j.locus: j for j in failed if j.subject.kind == "tie"}
    blind = {str(j.subject.fields["table"]) for j in unread if j.subject.kind == "tie"}
    charged: list[tuple[Charge, list[Judgement]]] = []
    spared: list[Charge] = []
    for cause in localisation.solutions[0].causes if localisation.solutions else ():
        explained = [ties[locus] for locus in cause.explains if locus in ties]
        if not explained:
            continue
        full = sum((costs[j.code] for j in explained), _ZERO)
        most = max(costs[j.code] for j in explained)
        once = min(full, most * len(cause.changes))
        code, loci = explained[0].code, tuple(j.locus for j in explained)
        charged.append((Charge(code, code[0], loci, once, _why(cause, explained)), explained))
        if full > once and blind & {str(j.subject.fields["table"]) for j in explained}:
            why = "同表有数字没有读出，这几条不平是否出于一处还不能确定"
            spared.append(Charge(code, code[0], loci, full - once, why, certain=False))
    return charged, spared


def _why(cause: Cause, explained: Sequence[Judgement]) -> str:
    if len(explained) == 1:
        return explained[0].message
    cells = f"{len(cause.changes)} 格" if len(cause.changes) > 1 else "一格"
    return f"{cells}写错引起 {len(explained)} 条勾稽不平，按{cells}扣分"


def _absences(
    lost: Sequence[Judgement], failed: Sequence[Judgement], costs: Mapping[str, Decimal]
) -> Iterator[Charge]:
    """Charge what an absent part's other rules could cost, so that leaving it out never pays."""
    owners = {j.locus: j for j in failed if j.subject.kind in _PRESENCE}
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for judgement in lost:
        sums[_part(judgement, owners), judgement.code[0]] += costs[judgement.code]
    for (part, group), points in sums.items():
        owner = owners.get(part)
        name = owner.subject.shows.get("heading") or owner.subject.shows["title"] if owner else part
        code = owner.code if owner else group
        yield Charge(
            code, group, (part,), points, f"缺少「{name}」，其中各项规则无从得分，一并扣除"
        )


def _part(judgement: Judgement, owners: Mapping[str, Judgement]) -> str:
    """Return the absent part that the rule's subject belongs to: a table, a section, or itself."""
    fields = judgement.subject.fields
    parts = [str(fields[name]) for name in ("table", "section") if fields.get(name)]
    return next((part for part in parts if part in owners), (*parts, judgement.locus)[0])


def _open(unread: Sequence[Judgement], costs: Mapping[str, Decimal]) -> Iterator[Charge]:
    """Sum up what is not assessable by rule: one line instead of forty."""
    by_code: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in unread:
        by_code[judgement.code].append(judgement)
    for code, judgements in by_code.items():
        reason = judgements[0].subject.reason or "没有读出"
        why = f"{len(judgements)} 项没有读出，不能判定（{reason}）"
        loci = tuple(j.locus for j in judgements)
        yield Charge(code, code[0], loci, costs[code] * len(judgements), why, certain=False)
