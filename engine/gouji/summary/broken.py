"""Which rules were broken, by how many reports."""

from collections.abc import Iterator
from fractions import Fraction

from gouji.model.verdict import Severity
from gouji.records import dataclass
from gouji.rulebook import Rulebook
from gouji.summary.reports import Passed


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule and the reports that break it, of those ``of`` in which it could be judged.

    That is what the overview of a grading counts too.

    ``open`` counts the reports in which it could not be judged and which show no other breach:
    with those ``reports`` may be more. ``before`` is last year's share, where it is known.
    """

    code: str
    title: str
    severity: Severity
    reports: int
    findings: int
    open: int
    of: int
    before: Fraction | None = None

    @property
    def share(self) -> Fraction:
        """The share of the reports, at least."""
        return Fraction(self.reports, self.of)


def broken(counted: Passed, book: Rulebook, last: Passed | None) -> tuple[Broken, ...]:
    """Return the rules that some report breaks: faults before advice, the most frequent first."""
    found = _broken(counted, book, last)
    return tuple(sorted(found, key=lambda b: (b.severity == "advice", -b.reports, b.code)))


def _broken(counted: Passed, book: Rulebook, last: Passed | None) -> Iterator[Broken]:
    for code, reports in counted.broken.items():
        rule = book.rules.get(code)
        yield Broken(
            code=code,
            title=rule.title if rule else code,
            severity=rule.severity if rule else "warning",
            reports=reports,
            findings=counted.findings[code],
            open=counted.open[code],
            of=counted.judged[code],
            before=_share(last, code) if last else None,
        )


def _share(counted: Passed, code: str) -> Fraction | None:
    judged = counted.judged[code]
    return Fraction(counted.broken[code], judged) if judged else None
