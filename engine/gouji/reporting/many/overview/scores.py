"""Scores as they are told: both ends where reading left gaps, and beside last year's."""

from decimal import Decimal
from typing import Literal

from gouji.model.grading import Due, Entry, Grading
from gouji.model.numbers import decimal_text
from gouji.model.score import Score
from gouji.records import dataclass
from gouji.rulebook.profile import Profile
from gouji.scoring import score_unfiled

Direction = Literal["up", "same", "down", "open"]

DIRECTIONS: dict[Direction, str] = {
    "up": "上升",
    "same": "持平",
    "down": "下降",
    "open": "不能断定",
}
"""What a change may be, in Chinese; 「open」 where what is unread could turn it either way."""


@dataclass(frozen=True, slots=True)
class Change:
    """By how many points a score changed: at least ``low``, at most ``high``."""

    low: Decimal
    high: Decimal

    @property
    def direction(self) -> Direction:
        """Return which way the score went."""
        if self.low == self.high == 0:
            return "same"
        if self.low > 0:
            return "up"
        return "down" if self.high < 0 else "open"

    @property
    def text(self) -> str:
        """Return the change with its sign, both ends of it where they differ."""
        if self.low == self.high:
            return _signed(self.low)
        return f"{_signed(self.low)} 至 {_signed(self.high)}"


def unfiled_score(due: Due, profile: Profile) -> Score:
    """Return what the profile gives an agency that had to report and did not."""
    return score_unfiled(profile, due.known)


def change_of(entry: Entry, grading: Grading) -> Change | None:
    """Return the change since last year; ``None`` where no score out of as many points is known."""
    before = grading.before.get((entry.agency, entry.year)) if entry.year is not None else None
    if before is None or before.out_of != entry.out_of:
        return None
    return Change(entry.low - before.high, entry.high - before.low)


def _signed(points: Decimal) -> str:
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return sign + decimal_text(abs(points))
