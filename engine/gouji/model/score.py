"""A score that anyone can recompute: what was deducted, why, and what is still open."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off (or, in ``Score.open``, that may have to be) for one reason.

    ``loci`` are the findings that this deduction covers. ``capped`` is true where the cap of the
    group left less than the rule would have cost.
    """

    code: str
    group: str
    loci: tuple[str, ...]
    points: Decimal
    why: str
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """``high`` = out_of − deductions; ``low`` = high − open; equal where all could be read.

    ``grade`` is ``None`` where low and high fall into different grades.
    """

    low: Decimal
    high: Decimal
    out_of: Decimal
    grade: str | None
    deductions: tuple[Deduction, ...]
    open: tuple[Deduction, ...]
