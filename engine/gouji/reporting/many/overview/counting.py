"""How often each rule was kept and broken, counted year by year as audits pass."""

from collections import Counter
from decimal import Decimal

from gouji.model.digest import Digest, Verdicts
from gouji.model.grading import Grading
from gouji.model.verdict import Severity
from gouji.records import dataclass
from gouji.rulebook import Rulebook

SMALL = 30
"""Fewer reports than this are too few for a percentage to mean anything."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What became of one rule over the reports of a year.

    The first six count verdicts. ``broken_in`` counts the reports with at least one finding,
    ``judged_in`` those in which the rule could be judged at all: it applied and was read.
    """

    code: str
    title: str
    severity: Severity
    passed: int
    failed: int
    reviews: int
    not_assessable: int
    waived: int
    not_applicable: int
    broken_in: int
    judged_in: int

    @property
    def judged(self) -> int:
        """Return how many verdicts there are that say something."""
        return self.passed + self.failed + self.reviews + self.waived

    @property
    def share(self) -> Decimal | None:
        """Return the part of the reports that break the rule; see :func:`share_of`."""
        return share_of(self.broken_in, self.judged_in)


def share_of(part: int, whole: int) -> Decimal | None:
    """Return ``part`` of ``whole`` as a fraction; ``None`` for a ``whole`` below :data:`SMALL`."""
    return Decimal(part) / whole if whole >= SMALL else None


class Counts:
    """Verdicts by year and rule. Digests are added one by one; none is kept."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._counted: Counter[tuple[int | None, str, str]] = Counter()

    def add(self, year: int | None, digest: Digest) -> None:
        """Count the verdicts of a report of ``year``."""
        for code, verdicts in digest.rules.items():
            for what, number in _told(verdicts):
                if number:
                    self._counted[year, code, what] += number

    def of(self, year: int | None) -> tuple[RuleCount, ...]:
        """Return the counts of ``year`` for every rule of the book, in order of code."""
        return tuple(
            RuleCount(
                code=code,
                title=rule.title,
                severity=rule.severity,
                **{what: self._counted[year, code, what] for what in _COUNTED},
            )
            for code, rule in self._book.rules.items()
        )

    def most_broken(self, year: int | None) -> tuple[RuleCount, ...]:
        """Return the rules that reports of ``year`` broke, those that most of them broke first."""
        broken = [count for count in self.of(year) if count.failed]
        return tuple(sorted(broken, key=lambda c: (-c.broken_in, -c.failed, c.code)))


def counted(grading: Grading, book: Rulebook) -> Counts:
    """Return the counts over all reports of ``grading``."""
    counts = Counts(book)
    digests = grading.digested(grading.entries)
    for entry, digest in zip(grading.entries, digests, strict=True):
        counts.add(entry.year, digest)
    return counts


_COUNTED = (
    "passed",
    "failed",
    "reviews",
    "not_assessable",
    "waived",
    "not_applicable",
    "broken_in",
    "judged_in",
)


def _told(verdicts: Verdicts) -> tuple[tuple[str, int], ...]:
    passed, failed, reviews, not_applicable, not_assessable, waived = verdicts
    judged = passed + failed + reviews + waived
    numbers = (
        passed,
        failed,
        reviews,
        not_assessable,
        waived,
        not_applicable,
        int(failed > 0),
        int(judged > 0),
    )
    return tuple(zip(_COUNTED, numbers, strict=True))
