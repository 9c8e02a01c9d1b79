"""Reports of a year taken together: by grade, by score, by the agency above, by kind of body."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from gouji.model.bodies import BODIES
from gouji.model.grading import Entry
from gouji.records import dataclass
from gouji.reporting.many.overview.counting import share_of
from gouji.reporting.wording import OPEN_GRADE, grade_text
from gouji.rulebook.profile import Profile

NO_PARENT = "（未注明上级）"

_BANDS = 20
"""Bands of scores that the whole range is parted into."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some reports taken together. ``low`` and ``high`` are the ends of their mean score.

    ``grades`` has the number of reports in each grade, in the order of :func:`grade_titles`.
    """

    name: str
    reports: int
    low: Decimal
    high: Decimal
    grades: tuple[int, ...]
    with_errors: int

    @property
    def share(self) -> Decimal | None:
        """Return the part of the reports that have errors, where they are enough to say so."""
        return share_of(self.with_errors, self.reports)


@dataclass(frozen=True, slots=True)
class Band:
    """A band of scores, ``first`` included, ``end`` too where it is the best possible score.

    ``sure`` counts reports whose score is certain, ``doubtful`` those that have at least so much.
    """

    first: Decimal
    end: Decimal
    sure: int
    doubtful: int


def grade_titles(profile: Profile) -> tuple[str, ...]:
    """Return the grades from the best to the worst, and what stands for none."""
    sheets = (profile.sheet_of(each.title) for each in profile.classes)
    grades = (grade for own in (profile.grades, *(s.grades for s in sheets)) for grade in own)
    return (*dict.fromkeys(grade.title for grade in grades), OPEN_GRADE)


def group(name: str, entries: Sequence[Entry], profile: Profile) -> Group:
    """Take ``entries``, one at least, together."""
    grades = Counter(grade_text(entry.grade) for entry in entries)
    return Group(
        name=name,
        reports=len(entries),
        low=_mean([entry.low for entry in entries]),
        high=_mean([entry.high for entry in entries]),
        grades=tuple(grades[title] for title in grade_titles(profile)),
        with_errors=sum(entry.errors > 0 for entry in entries),
    )


def by_parent(entries: Iterable[Entry], profile: Profile) -> tuple[Group, ...]:
    """Group by the agency above: the most reports first, those without one last."""
    parts: dict[str | None, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.parent, []).append(entry)
    order = sorted(parts, key=lambda name: (name is None, -len(parts[name]), name or ""))
    return tuple(group(name or NO_PARENT, parts[name], profile) for name in order)


def by_body(entries: Sequence[Entry], profile: Profile) -> tuple[Group, ...]:
    """Group by kind of body, in the order in which the kinds are known."""
    parts = ((title, [e for e in entries if e.body == body]) for body, title in BODIES.items())
    return tuple(group(title, part, profile) for title, part in parts if part)


def bands(entries: Sequence[Entry], out_of: Decimal) -> tuple[Band, ...]:
    """Return how the scores are spread, from the lowest band that has any to ``out_of``."""
    width = out_of / _BANDS
    sure = Counter(_band(entry, width) for entry in entries if entry.low == entry.high)
    doubtful = Counter(_band(entry, width) for entry in entries if entry.low < entry.high)
    first = min([*sure, *doubtful], default=_BANDS - 1)
    return tuple(
        Band(n * width, (n + 1) * width, sure[n], doubtful[n]) for n in range(first, _BANDS)
    )


def _band(entry: Entry, width: Decimal) -> int:
    return max(0, min(_BANDS - 1, int(entry.low / width)))


def _mean(values: Sequence[Decimal]) -> Decimal:
    mean = sum(values, Decimal(0)) / len(values)
    return mean.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
