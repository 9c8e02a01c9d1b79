"""What is to be charged, before caps: failures by cause, absences with all they take along.

A charge is *certain* or *open*. Open charges are what unread parts might cost; they lower only
the low end of the score. The rules below keep two promises: losing something (a cell, a table, a
section) never raises the low end, and mending a diagnosed cause never lowers it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.model.basis import Basis, Ground, Repaired
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


def charges(basis: Basis, rules: Mapping[str, Rule], profile: Profile) -> Iterator[Charge]:
    """Yield every charge, the certain ones first, in the order of the judgements."""
    costs = {code: profile.cost(rule) for code, rule in rules.items()}
    failed, unread, lost = (
        [ground for ground in grounds if costs[ground.code]]
        for grounds in (basis.failed, basis.unread, basis.lost)
    )
    by_cause, spared = _causes(failed, basis.causes, costs, unread)
    grouped = {id(ground) for _, explained in by_cause for ground in explained}
    for ground in failed:
        if id(ground) not in grouped:
            code, loci = ground.code, (ground.locus,)
            yield Charge(code, code[0], loci, costs[code], ground.message)
    for charge, _ in by_cause:
        yield charge
    yield from _absences(lost, failed, costs)
    yield from spared
    yield from _open(unread, costs)


def _causes(
    failed: Sequence[Ground],
    causes: Sequence[Repaired],
    costs: Mapping[str, Decimal],
    unread: Sequence[Ground],
) -> tuple[list[tuple[Charge, list[Ground]]], list[Charge]]:
    """Charge each diagnosed cause once; what that spares stays open while ties are unread."""
    ties = {ground.locus: ground for ground in failed if ground.kind == "tie"}
    blind = {ground.table for ground in unread if ground.kind == "tie"}
    charged: list[tuple[Charge, list[Ground]]] = []
    spared: list[Charge] = []
    for cause in causes:
        explained = [ties[locus] for locus in cause.explains if locus in ties]
        if not explained:
            continue
        full = sum((costs[ground.code] for ground in explained), _ZERO)
        most = max(costs[ground.code] for ground in explained)
        once = min(full, most * cause.cells)
        code, loci = explained[0].code, tuple(g.locus for g in explained)
        charged.append((Charge(code, code[0], loci, once, _why(cause, explained)), explained))
        if full > once and blind & {ground.table for ground in explained}:
            why = "同表有数字没有读出，这几条不平是否出于一处还不能确定"
            spared.append(Charge(code, code[0], loci, full - once, why, certain=False))
    return charged, spared


def _why(cause: Repaired, explained: Sequence[Ground]) -> str:
    if len(explained) == 1:
        return explained[0].message
    cells = f"{cause.cells} 格" if cause.cells > 1 else "一格"
    return f"{cells}写错引起 {len(explained)} 条勾稽不平，按{cells}扣分"


def _absences(
    lost: Sequence[Ground], failed: Sequence[Ground], costs: Mapping[str, Decimal]
) -> Iterator[Charge]:
    """Charge what an absent part's other rules could cost, so that leaving it out never pays."""
    owners = {ground.locus: ground for ground in failed if ground.kind in _PRESENCE}
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for ground in lost:
        sums[_part(ground, owners), ground.code[0]] += costs[ground.code]
    for (part, group), points in sums.items():
        owner = owners.get(part)
        name = owner.title if owner else part
        code = owner.code if owner else group
        yield Charge(
            code, group, (part,), points, f"缺少「{name}」，其中各项规则无从得分，一并扣除"
        )


def _part(ground: Ground, owners: Mapping[str, Ground]) -> str:
    """Return the absent part that the rule's subject belongs to: a table, a section, or itself."""
    parts = [part for part in (ground.table, ground.section) if part]
    return next((part for part in parts if part in owners), (*parts, ground.locus)[0])


def _open(unread: Sequence[Ground], costs: Mapping[str, Decimal]) -> Iterator[Charge]:
    """Sum up what is not assessable by rule: one line instead of forty."""
    by_code: dict[str, list[Ground]] = defaultdict(list)
    for ground in unread:
        by_code[ground.code].append(ground)
    for code, grounds in by_code.items():
        reason = grounds[0].reason or "没有读出"
        why = f"{len(grounds)} 项没有读出，不能判定（{reason}）"
        loci = tuple(ground.locus for ground in grounds)
        yield Charge(code, code[0], loci, costs[code] * len(grounds), why, certain=False)
