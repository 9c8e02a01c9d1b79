"""Scores and grades of a year: how many of each, and their means."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

from gouji.model.bodies import BODIES
from gouji.model.grading import Entry
from gouji.records import dataclass
from gouji.summary.tree import Tree


@dataclass(frozen=True, slots=True)
class Marks:
    """Scores of some reports, in points of 100, exact.

    ``low`` and ``high`` are the means of what the reports have for certain and may have at most.
    ``grades`` counts the reports of each grade, the best first; ``undecided`` are those whose
    grade is open because something was not read.
    """

    name: str | None
    reports: int
    low: Fraction
    high: Fraction
    grades: tuple[int, ...]
    undecided: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Marks of all reports, and of those of each kind of body and below each name."""

    titles: tuple[str, ...]
    """The grades, the best first."""
    whole: Marks
    by_body: tuple[Marks, ...]
    by_parent: tuple[Marks, ...]


def scores(entries: Sequence[Entry], titles: tuple[str, ...], placed: Tree) -> Scores:
    """Return the scores of ``entries``; ``titles`` are the grades of the profile."""
    known = {*titles, None}
    more = sorted({e.grade for e in entries if e.grade not in known and e.grade is not None})
    titles = (*titles, *more)
    parents = sorted({_parent(e, placed) or "" for e in entries})
    return Scores(
        titles=titles,
        whole=marks(None, entries, titles),
        by_body=_parted(entries, titles, tuple(BODIES), lambda e: e.body),
        by_parent=_parted(entries, titles, parents, lambda e: _parent(e, placed) or ""),
    )


def _parent(entry: Entry, placed: Tree) -> str | None:
    return placed.agencies[entry.agency].parent


def _parted(
    entries: Sequence[Entry],
    titles: tuple[str, ...],
    names: Sequence[str],
    key: Callable[[Entry], str],
) -> tuple[Marks, ...]:
    groups: dict[str, list[Entry]] = {name: [] for name in names}
    for entry in entries:
        groups[key(entry)].append(entry)
    return tuple(marks(name or None, some, titles) for name, some in groups.items() if some)


def marks(name: str | None, entries: Sequence[Entry], titles: tuple[str, ...]) -> Marks:
    """Return the marks of ``entries``; without any, the means are 0."""
    grades = Counter(entry.grade for entry in entries)
    count = max(len(entries), 1)
    low = sum((Fraction(e.low) / Fraction(e.out_of) for e in entries), Fraction(0))
    high = sum((Fraction(e.high) / Fraction(e.out_of) for e in entries), Fraction(0))
    return Marks(
        name=name,
        reports=len(entries),
        low=low * 100 / count,
        high=high * 100 / count,
        grades=tuple(grades[title] for title in titles),
        undecided=grades[None],
    )
