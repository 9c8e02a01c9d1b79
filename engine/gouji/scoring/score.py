"""Charges become deductions under the limits of the profile, and these the score."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from gouji.model.basis import Basis
from gouji.model.filed import NOTHING, Filed
from gouji.model.score import Addition, Deduction, Score
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.rulebook.sheet import Sheet
from gouji.scoring.beside import additions, filing_charges, item_charges, unfiled
from gouji.scoring.charge import Charge
from gouji.scoring.charges import charges
from gouji.scoring.limits import Rooms

_ZERO = Decimal(0)


def score(
    basis: Basis, rules: Mapping[str, Rule], profile: Profile, filed: Filed = NOTHING
) -> Score:
    """Return the score of one report; exact decimals, the deductions sum to the loss exactly."""
    sheet = profile.sheet(filed)
    costs = {code: sheet.cost(rule, filed.body) for code, rule in rules.items()}
    wanted = [
        *charges(basis, costs, sheet.groups),
        *filing_charges(filed, sheet),
        *item_charges(filed, sheet),
    ]
    return _score(wanted, sheet, filed, profile.league(filed))


def score_unfiled(profile: Profile, filed: Filed) -> Score:
    """Return the score of an agency that filed no report."""
    sheet = profile.sheet(filed)
    wanted = [unfiled(sheet), *item_charges(filed, sheet)]
    return _score(wanted, sheet, filed, profile.league(filed))


def _score(wanted: Iterable[Charge], sheet: Sheet, filed: Filed, league: str) -> Score:
    certain, still_open, uncharged = _deduct(wanted, Rooms(sheet))
    added = tuple(additions(filed, sheet))
    high = sheet.out_of - _sum(certain) + _sum(added)
    low = high - _sum(still_open)
    best, worst = sheet.grade(high), sheet.sure_grade(low)
    return Score(
        low=low,
        high=high,
        out_of=sheet.out_of,
        grade=best if best == worst else None,
        deductions=certain,
        open=still_open,
        uncharged=uncharged,
        additions=added,
        most=sheet.most,
        league=league,
    )


def _sum(parts: Iterable[Deduction | Addition]) -> Decimal:
    return sum((part.points for part in parts), _ZERO)


_Taken = tuple[tuple[Deduction, ...], tuple[Deduction, ...], tuple[Deduction, ...]]


def _deduct(wanted: Iterable[Charge], rooms: Rooms) -> _Taken:
    """Take the certain charges, then the open ones, until the limits are used up."""
    certain: list[Deduction] = []
    still_open: list[Deduction] = []
    uncharged: list[Deduction] = []
    for charge in _in_order(wanted):
        deduction = rooms.take(charge)
        taken = certain if charge.certain else still_open
        (taken if deduction.points > 0 else uncharged).append(deduction)
    return tuple(certain), tuple(still_open), tuple(uncharged)


def _in_order(wanted: Iterable[Charge]) -> Iterator[Charge]:
    """Yield the charges that cost anything, the certain ones first."""
    costly = [charge for charge in wanted if charge.points > 0]
    yield from (charge for charge in costly if charge.certain)
    yield from (charge for charge in costly if not charge.certain)
