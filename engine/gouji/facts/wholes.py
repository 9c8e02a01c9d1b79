"""Whether a report that has members below it includes them, or speaks for its agency alone."""

from collections.abc import Iterable
from decimal import Decimal

_TELLING = 5
"""Figures below the sum of the members' that tell more than a slip."""


def speaks_alone(figures: Iterable[tuple[Decimal, Decimal]]) -> bool:
    """Tell whether most of the figures are less than what the members have together.

    ``figures`` are pairs of a report's own figure and the sum of its members'. A government's
    office may report for itself alone where one report for all was expected; the sums then say
    nothing of mistakes.
    """
    some = [(whole, parts) for whole, parts in figures if parts > 0]
    more = sum(parts > whole for whole, parts in some)
    return more >= _TELLING and more * 2 > len(some)
