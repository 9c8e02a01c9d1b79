"""What the narrative states: figures of the tables, wholes and parts, percentages, other years."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gouji.model.prose import Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """One admissible meaning of a claim: the sum of ``cells`` (those with 「-」 subtracted).

    A claim that agrees with a ``usual`` reading is right; agreeing with another one only is for
    a person to look at.
    """

    title: str
    cells: tuple[str, ...]
    usual: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the text states of a cell or a group of cells.

    ``step`` is the unit of the last digit stated where the table may be more precise (amounts),
    0 where the number is exact. ``loose`` marks a wording so vague that a mismatch proves nothing.
    ``year`` is the year that the sentence names, ``None`` where it names none.
    """

    subject: str
    table: str
    locus: str
    title: str
    section: str
    value: Decimal
    step: Decimal
    loose: bool
    year: int | None
    readings: tuple[Reading, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class ListSum:
    """A whole and the parts listed after 其中; ``hint`` tells where the difference stands."""

    section: str
    whole: Decimal
    parts: tuple[Decimal, ...]
    kind: Literal["closed", "doubtful", "open"]
    quote: Quote
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Percent:
    """A stated percentage, ``figure`` as printed without its sign.

    ``of`` is the part (then it with the parts before) or this year's number, ``bases`` what it
    may be of.
    """

    section: str
    figure: str
    of: tuple[Decimal, ...]
    bases: tuple[Decimal, ...]
    growth: bool
    quote: Quote


@dataclass(frozen=True, slots=True)
class OtherYear:
    """A sentence that reports another year's work as if it were this year's.

    ``sure`` where the sentence alone shows it; ``claims`` are its numbers of the tables, which
    prove it where they equal this year's.
    """

    section: str
    year: int
    sure: bool
    claims: tuple[Claim, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Claims:
    """All that the narrative states which can be held against something."""

    claims: tuple[Claim, ...] = ()
    lists: tuple[ListSum, ...] = ()
    percents: tuple[Percent, ...] = ()
    years: tuple[OtherYear, ...] = ()
