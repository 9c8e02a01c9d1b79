"""What a report's cells may be in truth, where its own ties do not hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.diagnosis.localise import broken_ties, localise
from gouji.diagnosis.system import broken_systems
from gouji.model.diagnosis import Alternative, Localisation
from gouji.model.form import Form, Tie
from gouji.model.ties import expand

Doubts = Mapping[str, tuple[Decimal, ...]]
"""By cell, the values that it may have: as printed first, as mended last; none where nobody can
say. Cells that are in no doubt are not in it."""


def doubts(form: Form, values: Mapping[str, Decimal | None]) -> Doubts:
    """Return the cells of a report on ``form`` that its broken ties put in doubt."""
    known = {cell: value for cell, value in values.items() if value is not None}
    ties = expand(form)
    return _of_sums(ties, known) | _unknown([tie for tie in ties if _falls_short(tie, known)])


def _of_sums(ties: Sequence[Tie], known: Mapping[str, Decimal]) -> dict[str, tuple[Decimal, ...]]:
    broken = broken_ties(ties, broken_systems(ties, known))
    if not broken:
        return {}
    found = localise(ties, known)
    told = {locus for f in found.faults for one in f for cause in one for locus in cause.explains}
    unexplained = [tie for tie in broken if tie.locus not in told]
    return _unknown(unexplained) | dict(_admissible(found, known))


def _falls_short(tie: Tie, known: Mapping[str, Decimal]) -> bool:
    """Tell whether an inequality does not hold: any of its cells may be the wrong one."""
    terms = (*tie.left, *tie.right)
    if tie.relation != "ge" or any(term.cell not in known for term in terms):
        return False
    left, right = (sum(t.sign * known[t.cell] for t in side) for side in (tie.left, tie.right))
    return left < right


def _unknown(ties: Sequence[Tie]) -> dict[str, tuple[Decimal, ...]]:
    return {term.cell: () for tie in ties for term in (*tie.left, *tie.right)}


def _admissible(
    found: Localisation, known: Mapping[str, Decimal]
) -> Iterator[tuple[str, tuple[Decimal, ...]]]:
    for fault in found.faults:
        for cell in dict.fromkeys(_cells(fault)):
            afters = list(_afters(fault, cell))
            values = [after for after in afters if after is not None]
            open_ = len(values) < len(afters)
            yield cell, () if open_ else tuple(dict.fromkeys((known[cell], *values)))


def _cells(fault: Sequence[Alternative]) -> Iterator[str]:
    return (change.cell for one in fault for cause in one for change in cause.changes)


def _afters(fault: Iterable[Alternative], cell: str) -> Iterator[Decimal | None]:
    """Yield what the alternatives of a fault that change ``cell`` make of it."""
    for alternative in fault:
        for cause in alternative:
            yield from (change.after for change in cause.changes if change.cell == cell)
