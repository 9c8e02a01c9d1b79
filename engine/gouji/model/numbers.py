"""Exact numbers: how they are written, and how far apart two of them are."""

from decimal import Decimal

GAP_UNIT = 10_000
"""A gap is an integer in units of 1/10000, rounded away from zero, so it stays exact for counts
and for 万元 given to the 元, and is never 0 unless both sides are equal."""

GAP_LIMIT = 9_000_000_000_000_000
"""Gaps saturate here: integers beyond 2^53 are unsafe in the judging engine."""


def decimal_text(value: Decimal) -> str:
    """Return ``value`` without exponent and without trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def gap_units(left: Decimal | None, right: Decimal | None) -> int:
    """Return ``right`` − ``left`` in the units of a gap; 0 where one of them has no value."""
    if left is None or right is None or left == right:
        return 0
    gap = right - left
    scaled = abs(gap) * GAP_UNIT
    units = int(scaled) + (scaled != int(scaled))
    return min(units, GAP_LIMIT) * (1 if gap >= 0 else -1)
