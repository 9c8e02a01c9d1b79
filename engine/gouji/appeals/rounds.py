"""Rounds as they are told: what came of each, with the points before and after."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gouji.errors import UsageError
from gouji.model.grading import Entry
from gouji.model.round import (
    OUTCOMES,
    Mending,
    Outcome,
    Round,
    RoundRow,
    is_unmended,
    mending,
    outcome,
)
from gouji.records import dataclass
from gouji.reporting.wording import score_text

if TYPE_CHECKING:
    from gouji.store import History


@dataclass(frozen=True, slots=True)
class Told:
    """A round, what came of it, and the reports that it began and ended with."""

    round: Round
    outcome: Outcome
    before: Entry
    after: Entry | None
    mending: Mending | None

    @property
    def points(self) -> str:
        """Return the points before, and after where there is an after."""
        both = [self.before, self.after] if self.after else [self.before]
        return " → ".join(score_text(entry.low, entry.high) for entry in both)

    @property
    def word(self) -> str:
        """Return what came of it, in a word."""
        return OUTCOMES[self.outcome]

    @property
    def counts(self) -> str:
        """Say how many findings are gone, and how many are not."""
        if self.mending is None:
            return ""
        found = self.mending
        parts = [
            ("改好", found.gone),
            ("还在", found.left),
            ("待定", found.open),
            ("新增", found.new),
        ]
        return "、".join(f"{word} {len(keys)} 个" for word, keys in parts if keys)


def send_back(
    history: "History", round_: tuple[str, int], dates: tuple[date, date], said: tuple[str, str]
) -> Round:
    """Return a report to be mended, as :class:`Round` has it; ``said`` is who, and a comment.

    Raises :class:`UsageError` where nothing stands, nothing is to be mended, or one is under way.
    """
    (agency, year), (returned, due), (who, comment) = round_, dates, said
    if not who:
        raise UsageError("请写明谁退回的")
    if due < returned:
        raise UsageError("改正的期限不能早于退回的日期")
    entry = history.standing(agency, year)
    if entry is None:
        raise UsageError(f"历史记录里没有「{agency}」{year} 年的报告")
    if not entry.errors and not entry.warnings:
        raise UsageError(f"「{entry.agency}」{year} 年的报告没有要改的问题，不用退回")
    if any(r.mended is None for r in history.rounds(year=year, exactly=entry.agency)):
        raise UsageError(f"「{entry.agency}」{year} 年的报告已经退回，还没有报来改正的")
    begun = Round(entry.agency, year, entry.audit, entry.sha256, returned, due, who, comment)
    history.send_back(begun)
    return begun


def told(history: "History", rounds: Sequence[Round], today: date) -> Iterator[Told]:
    """Yield what came of each round, in order."""
    for each in rounds:
        before = history.entry(each.audit)
        after = None if each.mended is None else history.entry(each.mended)
        if before is None:
            continue
        mended = mending(*history.audits([before, after])) if after else None
        yield Told(each, outcome(each, mended, today), before, after, mended)


def listed(history: "History", year: int) -> Iterator[RoundRow]:
    """Yield the rounds of a year as outputs list them, which do not change from day to day."""
    for each in told(history, history.rounds(year=year), date.min):
        round_, after = each.round, each.after
        yield RoundRow(
            agency=round_.agency,
            year=round_.year,
            returned=round_.returned,
            due=round_.due,
            ended=round_.ended,
            outcome=each.word if after else "还没有报来",
            counts=each.counts,
            before=score_text(each.before.low, each.before.high),
            after=score_text(after.low, after.high) if after else "",
            who=round_.who,
            comment=round_.comment,
        )


def unmended(history: "History", year: int, today: date) -> Counter[str]:
    """Return how many rounds of a year each agency left unmended: overdue, or nothing mended."""
    found = told(history, history.rounds(year=year), today)
    return Counter(each.round.agency for each in found if is_unmended(each.outcome))
