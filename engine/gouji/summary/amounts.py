"""Sums that know what they lack."""

from collections.abc import Iterable
from decimal import Decimal

from gouji.records import dataclass

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """What was read of a sum, and the agencies that belong to it and gave no number.

    Where some are missing, ``value`` is a lower bound of counts and amounts, which are never
    negative; of an increase or decrease (edition 2019) it only is what was read.
    """

    value: Decimal = _ZERO
    missing: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def added(amounts: Iterable[Amount]) -> Amount:
    """Return the sum of ``amounts``."""
    value, missing = _ZERO, set[str]()
    for amount in amounts:
        value += amount.value
        missing |= amount.missing
    return Amount(value, frozenset(missing))
