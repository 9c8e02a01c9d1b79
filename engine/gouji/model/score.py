"""A score that anyone can recompute: what was deducted, why, and what is still open."""

from collections.abc import Iterable
from decimal import Decimal

from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """``times`` findings of one rule (or steps of one item) at ``points`` each."""

    code: str
    times: int
    points: Decimal


def full(parts: Iterable[Part]) -> Decimal:
    """Return what ``parts`` cost together."""
    return sum((part.times * part.points for part in parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that ``what`` may cost, and what was left of it before a deduction."""

    what: str
    cap: Decimal
    room: Decimal


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off (or, in ``Score.open``, that may have to be) for one reason.

    ``loci`` are the findings that this deduction covers. ``full`` is what ``parts`` cost together;
    ``points`` is that or what the limits left: each rule's own among ``limits`` holds for its
    parts, ``group_limit`` and the others for all. ``code`` is a rule's, or one of :data:`TITLES`,
    or 「item:」 and an item's id.
    """

    code: str
    group: str
    loci: tuple[str, ...]
    points: Decimal
    why: str
    full: Decimal
    parts: tuple[Part, ...]
    group_title: str = ""
    group_limit: Limit | None = None
    limits: tuple[Limit, ...] = ()

    @property
    def capped(self) -> bool:
        """Whether a limit left less than the full cost."""
        return self.points < self.full


@dataclass(frozen=True, slots=True)
class Addition:
    """Points given for an item that a person entered; ``full`` is what was entered."""

    code: str
    title: str
    points: Decimal
    why: str
    full: Decimal
    room: Decimal
    """What was left of the most that may be added."""


@dataclass(frozen=True, slots=True)
class Score:
    """``high`` = out_of − deductions + additions; ``low`` = high − open; equal where all is known.

    ``grade`` is ``None`` where low and high fall into different grades, or where the grade hangs
    on the other reports of the ``league``. ``uncharged`` are findings for which the limits left
    nothing. ``most`` is what can be reached with additions.
    """

    low: Decimal
    high: Decimal
    out_of: Decimal
    grade: str | None
    deductions: tuple[Deduction, ...]
    open: tuple[Deduction, ...]
    uncharged: tuple[Deduction, ...] = ()
    additions: tuple[Addition, ...] = ()
    most: Decimal = Decimal(0)
    league: str = ""


FILING = "filing"
"""The group of what is charged for how a report was filed and published."""
ITEMS = "items"
"""The group of what a person entered."""
ITEM = "item:"
"""Before the id of an item, in the code of what is charged or added for it."""

TITLES = {
    "unfiled": "未报送",
    "unpublished": "未公开",
    "late_filed": "迟报",
    "late_published": "迟公开",
    "unmended": "退回未改",
}
"""What is charged beside rules and items, by code."""
