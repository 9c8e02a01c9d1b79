"""A consolidated report's figure beside those of its members: one comparison for every output.

What a member printed wrong is the member's fault. Its figure then has several admissible values,
and the whole is accused only where none of them fits; what a member lacks leaves open whatever it
could explain.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from gouji.model.form import Nature
from gouji.records import dataclass

_ZERO = Decimal(0)
_TELLING = 5
"""Figures below the sum of the members' that tell more than a slip."""
_MOST_SUMS = 4_096
"""Sums that are looked at: beyond, so many figures are in doubt that nothing can be said."""

State = Literal["equal", "differs", "exceeds", "lacking", "open"]

Admissible = tuple[Decimal, ...]
"""What a member's figure may be: as printed first, as mended last; empty where nobody can say."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of a whole beside its members'.

    It ``differs`` where every member has a figure and no admissible sum is the whole's; it
    ``exceeds`` where some have none, and the others together are more than the whole all the same;
    it is ``lacking`` where what members lack may explain everything, ``open`` where the whole
    itself has no figure. ``total`` adds up what is known, as mended.
    """

    state: State
    total: Decimal


def admissible(value: Decimal | None, doubted: Admissible | None, nature: Nature) -> Admissible:
    """Return what a member's figure may be: a count with a fraction or below nought is none."""
    told = doubted if doubted is not None else () if value is None else (value,)
    return tuple(filter(nature.admits, told))


def compared(
    whole: Decimal | None, parts: Sequence[Admissible], *, all_listed: bool, signed: bool
) -> Comparison:
    """Compare ``whole`` with ``parts``, one for each member.

    ``all_listed`` tells that no other member is known to be missing; ``signed`` that the figure
    may be negative, so that a part says nothing about the whole.
    """
    known = [part for part in parts if part]
    total = sum((part[-1] for part in known), _ZERO)
    if whole is None:
        return Comparison("open", total)
    if len(known) == len(parts) and all_listed:
        return Comparison(_of_all(whole, known), total)
    least = sum((min(part) for part in known), _ZERO)
    return Comparison("exceeds" if least > whole and not signed else "lacking", total)


def _of_all(whole: Decimal, parts: Sequence[Admissible]) -> State:
    sums = {_ZERO}
    for part in parts:
        sums = {total + value for total in sums for value in part}
        if len(sums) > _MOST_SUMS:
            return "lacking"
    return "equal" if whole in sums else "differs"


def speaks_alone(figures: Iterable[tuple[Decimal, Decimal]]) -> bool:
    """Tell whether most of the figures are less than what the members have together.

    ``figures`` are pairs of a report's own figure and the sum of its members'. A government's
    office may report for itself alone where one report for all was expected; the sums then say
    nothing of mistakes.
    """
    some = [(whole, parts) for whole, parts in figures if parts > 0]
    more = sum(parts > whole for whole, parts in some)
    return more >= _TELLING and more * 2 > len(some)


def mostly_unlike(figures: Iterable[tuple[Decimal, Decimal]]) -> bool:
    """Tell whether most figures are not the sums of the members': then some are not listed.

    ``figures`` are as for :func:`speaks_alone`.
    """
    some = [(whole, parts) for whole, parts in figures if whole]
    return 2 * sum(whole == parts for whole, parts in some) < len(some)
