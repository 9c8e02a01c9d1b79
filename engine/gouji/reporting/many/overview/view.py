"""What the page shows of a year: its reports in order of rank, and taken together."""

from collections import Counter
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import quote

from gouji.model.bodies import BODIES
from gouji.model.grading import Due, Entry, Grading, Owing, ranking
from gouji.records import dataclass
from gouji.reporting.many.overview.counting import RuleCount
from gouji.reporting.many.overview.groups import Band, Group, bands, by_body, by_parent, group
from gouji.reporting.many.overview.scores import (
    DIRECTIONS,
    Change,
    change_of,
    unfiled_score,
)
from gouji.reporting.wording import NOT_FILED, grade_text, score_text
from gouji.rulebook.profile import Profile

NOTHING_BEFORE = "没有可比的上年得分"


@dataclass(frozen=True, slots=True)
class Line:
    """A report in the table of ranks; ``rank`` is ``None`` where its year is unknown."""

    rank: int | None
    entry: Entry
    link: str | None
    body: str
    score: str
    grade: str
    change: Change | None


@dataclass(frozen=True, slots=True)
class Absent:
    """An agency that had to report and did not, as it stands at the end of the table of ranks."""

    agency: str
    parent: str | None
    body: str
    score: str
    grade: str = NOT_FILED


@dataclass(frozen=True, slots=True)
class YearView:
    """All that is told of the reports of one year."""

    year: int | None
    lines: tuple[Line, ...]
    absent: tuple[Absent, ...]
    owing: Owing
    agencies: int
    leagues: bool
    """Whether some are ranked apart from the others."""
    profile: Profile
    """By which it is scored."""
    whole: Group
    bands: tuple[Band, ...]
    parents: tuple[Group, ...]
    bodies: tuple[Group, ...]
    changes: tuple[tuple[str, int], ...]
    """How many scores went which way, in Chinese; the last are those without a year before."""
    rules: tuple[RuleCount, ...]
    """Broken rules, those that most reports broke first."""

    @property
    def title(self) -> str:
        """Return the year in Chinese."""
        return "年度未读出的报告" if self.year is None else f"{self.year} 年度"

    @property
    def ranks(self) -> tuple[Line | Absent, ...]:
        """Return the rows of the table of ranks."""
        return (*self.lines, *self.absent)

    @property
    def compared(self) -> int:
        """Return how many reports have a score of last year beside theirs."""
        return sum(number for _, number in self.changes[:-1])


def year_view(
    grading: Grading, year: int | None, profile: Profile, rules: tuple[RuleCount, ...]
) -> YearView:
    """Return the view of ``year``, of which ``grading`` has a report at least."""
    lines = tuple(
        _line(ranked.entry, None if year is None else ranked.rank, grading)
        for ranked in ranking(grading.entries, year)
    )
    entries = [line.entry for line in lines]
    return YearView(
        year=year,
        lines=lines,
        absent=tuple(_absent(due, profile) for due in grading.missing(year)),
        owing=grading.owing(year),
        agencies=len({entry.agency for entry in entries}),
        leagues=any(entry.league for entry in entries),
        profile=profile,
        whole=group("", entries, profile),
        bands=bands(entries, profile.out_of),
        parents=by_parent(entries, profile),
        bodies=by_body(entries, profile),
        changes=_changes(lines),
        rules=rules,
    )


def link_to(page: str) -> str:
    """Return a link to a file below this page's directory, whatever its name."""
    return f"./{quote(page, safe='/', errors='surrogateescape')}"


def percent(share: Decimal | None) -> str:
    """Return a fraction in per cent with one decimal, 「—」 for none."""
    if share is None:
        return "—"
    return f"{(share * 100).quantize(Decimal('0.1'), rounding=ROUND_HALF_UP)}%"


def _line(entry: Entry, rank: int | None, grading: Grading) -> Line:
    return Line(
        rank=rank,
        entry=entry,
        link=link_to(entry.page) if entry.page else None,
        body=_kind(entry.league, entry.body),
        score=score_text(entry.low, entry.high),
        grade=grade_text(entry.grade),
        change=change_of(entry, grading),
    )


def _absent(due: Due, profile: Profile) -> Absent:
    points = unfiled_score(due, profile)
    body = _kind(points.league, due.body)
    return Absent(due.agency, due.parent, body, score_text(points.low, points.high))


def _kind(league: str, body: str) -> str:
    """Return a kind of body, with the league that is ranked apart where there is one."""
    return f"{league}（{BODIES[body]}）" if league else BODIES[body]


def _changes(lines: Sequence[Line]) -> tuple[tuple[str, int], ...]:
    counts = Counter(line.change.direction if line.change else None for line in lines)
    told = tuple((title, counts[direction]) for direction, title in DIRECTIONS.items())
    return (*told, (NOTHING_BEFORE, counts[None]))
