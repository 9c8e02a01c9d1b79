"""Charges become deductions under the caps of the profile, and these the score."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from gouji.model.basis import Basis
from gouji.model.score import Deduction, Score
from gouji.rulebook.profile import Profile
from gouji.rulebook.rule import Rule
from gouji.scoring.charges import Charge, charges

_ZERO = Decimal(0)


def score(basis: Basis, rules: Mapping[str, Rule], profile: Profile) -> Score:
    """Return the score of one report; exact decimals, the deductions sum to the loss exactly."""
    certain, still_open = _deduct(charges(basis, rules, profile), profile)
    high = profile.out_of - sum((d.points for d in certain), _ZERO)
    low = high - sum((d.points for d in still_open), _ZERO)
    best, worst = profile.grade(high), profile.grade(low)
    return Score(
        low=low,
        high=high,
        out_of=profile.out_of,
        grade=best if best == worst else None,
        deductions=tuple(certain),
        open=tuple(still_open),
    )


def _deduct(wanted: Iterable[Charge], profile: Profile) -> tuple[list[Deduction], list[Deduction]]:
    """Take charges in order until the group's cap, and the whole score, is used up."""
    room = {letter: group.cap for letter, group in profile.groups.items()}
    left = profile.out_of
    certain: list[Deduction] = []
    still_open: list[Deduction] = []
    for charge in wanted:
        points = min(charge.points, room[charge.group], left)
        if points <= 0:
            continue
        room[charge.group] -= points
        left -= points
        capped = points < charge.points
        why = f"{charge.why}（本组扣分已到上限）" if capped else charge.why
        deduction = Deduction(charge.code, charge.group, charge.loci, points, why, capped)
        (certain if charge.certain else still_open).append(deduction)
    return certain, still_open
