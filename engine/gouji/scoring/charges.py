"""What findings are charged, before limits: failures by cause, absences with all they take along.

A charge is *certain* or *open*. Open charges are what unread parts might cost; they lower only
the low end of the score. The rules below keep two promises: losing something (a cell, a table, a
section) never raises the low end, and mending a diagnosed cause never lowers it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.model.basis import Basis, Ground, Repaired
from gouji.model.numbers import decimal_text
from gouji.model.score import Part
from gouji.rulebook.sheet import Group
from gouji.scoring.charge import Charge

_ZERO = Decimal(0)
_PRESENCE = ("section", "table", "heading")

_Costs = Mapping[str, Decimal]
"""What a finding of each rule costs."""


def charges(basis: Basis, costs: _Costs, groups: Mapping[str, Group]) -> Iterator[Charge]:
    """Yield every charge, the certain ones first, in the order of the judgements.

    Rules without a cost, those too that the rulebook no longer asks, charge nothing.
    """
    failed, unread, lost = (
        [ground for ground in grounds if costs.get(ground.code)]
        for grounds in (basis.failed, basis.unread, basis.lost)
    )
    by_cause, spared = _causes(failed, basis.causes, costs, unread)
    grouped = {id(ground) for _, explained in by_cause for ground in explained}
    for ground in failed:
        if id(ground) not in grouped:
            yield _charge(ground.code, (ground.locus,), _parts([ground], costs), ground.message)
    for charge, _ in by_cause:
        yield charge
    yield from _absences(lost, failed, costs, groups)
    yield from spared
    yield from _open(unread, costs)


def _charge(
    code: str, loci: tuple[str, ...], parts: tuple[Part, ...], why: str, *, certain: bool = True
) -> Charge:
    return Charge(code, code[0], loci, parts, why, certain)


def _parts(grounds: Iterable[Ground], costs: _Costs) -> tuple[Part, ...]:
    """Return what ``grounds`` cost by rule."""
    times = Counter(ground.code for ground in grounds)
    return tuple(Part(code, count, costs[code]) for code, count in times.items())


def _causes(
    failed: Sequence[Ground],
    causes: Sequence[Repaired],
    costs: _Costs,
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
        once, rest = _once(cause, explained, costs)
        code, loci = explained[0].code, tuple(ground.locus for ground in explained)
        charged.append((_charge(code, loci, once, _why(cause, explained)), explained))
        if rest and blind & {ground.table for ground in explained}:
            why = "同表有数字没有读出，这几条不平是否出于一处还不能确定"
            spared.append(_charge(code, loci, rest, why, certain=False))
    return charged, spared


def _once(
    cause: Repaired, explained: Sequence[Ground], costs: _Costs
) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Part what broken ties cost into what is charged, the dearest once a cell, and the rest.

    No rule is charged more than its own ties cost, so that its cap means the same either way.
    """
    left = max(costs[ground.code] for ground in explained) * cause.cells
    once: Counter[tuple[str, Decimal]] = Counter()
    rest: Counter[tuple[str, Decimal]] = Counter()
    for ground in sorted(explained, key=lambda ground: -costs[ground.code]):
        points = min(costs[ground.code], left)
        left -= points
        once[ground.code, points] += 1
        rest[ground.code, costs[ground.code] - points] += 1
    one, other = (
        tuple(Part(code, times, points) for (code, points), times in counted.items() if points)
        for counted in (once, rest)
    )
    return one, other


def _why(cause: Repaired, explained: Sequence[Ground]) -> str:
    if len(explained) == 1:
        return explained[0].message
    cells = f"{cause.cells} 格" if cause.cells > 1 else "一格"
    return f"{cells}写错引起 {len(explained)} 条勾稽不平，按{cells}扣分"


def _absences(
    lost: Sequence[Ground],
    failed: Sequence[Ground],
    costs: _Costs,
    groups: Mapping[str, Group],
) -> Iterator[Charge]:
    """Charge what an absent part's other rules could cost, so that leaving it out never pays."""
    owners = {ground.locus: ground for ground in failed if ground.kind in _PRESENCE}
    along: dict[tuple[str, str], list[Ground]] = defaultdict(list)
    for ground in lost:
        along[_part(ground, owners), ground.code[0]].append(ground)
    for (part, group), grounds in along.items():
        owner = owners.get(part)
        name = owner.title if owner else part
        code = owner.code if owner else group
        parts = _parts(grounds, costs)
        why = f"缺少「{name}」带走的：{_taken(groups[group].title, parts)}"
        yield Charge(code, group, (part,), parts, why)


def _taken(group: str, parts: Sequence[Part]) -> str:
    times = sum(part.times for part in parts)
    points = sum((part.times * part.points for part in parts), _ZERO)
    return f"「{group}」有 {times} 项随之无从得分，照全都不符合算，共 {decimal_text(points)} 分"


def _part(ground: Ground, owners: Mapping[str, Ground]) -> str:
    """Return the absent part that the rule's subject belongs to: a table, a section, or itself."""
    parts = [part for part in (ground.table, ground.section) if part]
    return next((part for part in parts if part in owners), (*parts, ground.locus)[0])


def _open(unread: Sequence[Ground], costs: _Costs) -> Iterator[Charge]:
    """Sum up what is not assessable by rule: one line instead of forty."""
    by_code: dict[str, list[Ground]] = defaultdict(list)
    for ground in unread:
        by_code[ground.code].append(ground)
    for code, grounds in by_code.items():
        reason = grounds[0].reason or "没有读出"
        why = f"{len(grounds)} 项没有读出，不能判定（{reason}）"
        loci = tuple(ground.locus for ground in grounds)
        yield _charge(code, loci, _parts(grounds, costs), why, certain=False)
