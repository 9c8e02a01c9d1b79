"""A grading: many reports audited together, as outputs and history know it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal

from gouji.model.audit import AuditJson
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.digest import Digest, digest
from gouji.model.filed import Entered, Filed
from gouji.model.received import Standing
from gouji.model.round import RoundRow
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """What a ranking shows of an audit: score, grade, and how many findings of each kind."""

    format: str
    low: Decimal
    high: Decimal
    out_of: Decimal
    grade: str | None
    errors: int
    warnings: int
    advice: int
    reviews: int
    waived: int
    unread: int
    """Things that could not be read."""


def tally(audit: AuditJson) -> Tally:
    """Return the tally of ``audit``."""
    severities = Counter(finding.severity for finding in audit.findings)
    return Tally(
        format=audit.document.format,
        low=Decimal(audit.score.low),
        high=Decimal(audit.score.high),
        out_of=Decimal(audit.score.out_of),
        grade=audit.score.grade,
        errors=severities["error"],
        warnings=severities["warning"],
        advice=severities["advice"],
        reviews=len(audit.reviews),
        waived=len(audit.waived),
        unread=len(audit.unread),
    )


@dataclass(frozen=True, slots=True)
class Entry(Tally):
    """One report as graded.

    ``name`` is the path as the user gave it, relative to the folder or archive. ``agency`` is that
    of the manifest, else the one read, else ``name``. ``parent`` is the agency above it, where a
    manifest tells. ``page`` is the report's own page, relative to the output directory.
    """

    audit: int
    """Number of the audit in the history."""
    name: str
    sha256: str
    agency: str
    year: int | None
    parent: str | None = None
    body: str = UNKNOWN_BODY
    published: date | None = None
    page: str | None = None
    league: str = ""
    """Those that it is ranked and graded together with, by the profile."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that is to report each year, the one above it, and its kind of body."""

    name: str
    parent: str | None = None
    body: str = UNKNOWN_BODY


DueState = Literal["filed", "failed", "missing"]
"""Reported; sent only files that could not be processed; nothing is known of a report."""


@dataclass(frozen=True, slots=True)
class Due:
    """An agency of which a report on ``year`` is due, and what became of it."""

    agency: str
    year: int
    parent: str | None
    body: str
    league: str | None
    state: DueState
    items: tuple[Entered, ...] = ()
    """What people entered for it."""

    @property
    def known(self) -> Filed:
        """Return what it is scored by where it did not report."""
        return Filed(self.agency, self.year, self.league, self.body, items=self.items)


@dataclass(frozen=True, slots=True)
class Owing:
    """How many had to report, and what became of it; ``beside`` them others reported."""

    due: int
    filed: int
    failed: int
    missing: int
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be processed, and why, in one sentence."""

    name: str
    sha256: str | None
    reason: str
    agency: str | None = None
    year: int | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Grading:
    """All of it. ``entries`` stand in the order of their names.

    ``audits`` gives the audits of some entries, one after another and in their order: they are
    read as they are needed, for together they are too large to hold; ``digests`` gives what sums
    need of them, which is read much faster. ``before`` has last year's
    entry of each (agency, year) of ``entries`` where the history knows it.
    """

    entries: tuple[Entry, ...]
    failures: tuple[Failure, ...]
    audits: Callable[[Sequence[Entry]], Iterator[AuditJson]]
    before: Mapping[tuple[str, int], Entry] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What must be said of the grading itself."""
    due: tuple[Due, ...] = ()
    """Who had to report, by year and name; not only on what is in ``entries``."""
    digests: Callable[[Sequence[Entry]], Iterator[Digest]] | None = None
    several: tuple[Standing, ...] = ()
    """Of whom several files were received, and which of them counts."""
    rounds: tuple[RoundRow, ...] = ()
    """Reports that were returned to be mended, and what came of it."""
    remarks: tuple[str, ...] = ()
    """What must be said of reports beside their audits."""

    def digested(self, entries: Sequence[Entry]) -> Iterator[Digest]:
        """Yield the digests of ``entries``, in their order; without kept ones, of their audits."""
        if self.digests is not None:
            return self.digests(entries)
        return map(digest, self.audits(entries))

    def missing(self, year: int | None) -> tuple[Due, ...]:
        """Return those who had to report on ``year`` and of whom there is nothing."""
        return tuple(one for one in self.due if (one.year, one.state) == (year, "missing"))

    def owing(self, year: int | None) -> Owing:
        """Count who had to report on ``year``, the same for all that is written of it."""
        states = Counter(one.state for one in self.due if one.year == year)
        filed, failed, missing = (states[kind] for kind in ("filed", "failed", "missing"))
        return Owing(states.total(), filed, failed, missing, len(self.beside(year)))

    def beside(self, year: int | None) -> tuple[str, ...]:
        """Name those of whom there is a report on ``year`` though they did not have to."""
        due = {one.agency for one in self.due if one.year == year}
        return tuple(sorted({e.agency for e in self.entries if e.year == year} - due))

    def years(self) -> tuple[int, ...]:
        """Return the years of reports and of failures."""
        found = {entry.year for entry in self.entries} | {f.year for f in self.failures}
        return tuple(sorted(year for year in found if year is not None))

    def year(self) -> int | None:
        """Return the newest year among the reports and those that are due."""
        years = [e.year for e in self.entries if e.year is not None]
        return max((*years, *(one.year for one in self.due)), default=None)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry and its rank in its league of its year; equal scores share a rank."""

    rank: int
    entry: Entry


def ranking(entries: Sequence[Entry], year: int | None) -> tuple[Ranked, ...]:
    """Rank the reports of ``year`` by what they have for certain (``low``), league by league.

    Unread is never good news: where two have the same ``low``, the rank is the same, and the one
    that may have more stands first. Then they stand by agency and name.
    """
    own = [entry for entry in entries if entry.year == year]
    own.sort(key=lambda e: (e.league, -e.low / e.out_of, -e.high / e.out_of, e.agency, e.name))
    leagues = groupby(own, key=lambda entry: entry.league)
    return tuple(ranked for _, some in leagues for ranked in _ranked(some))


def _ranked(entries: Iterable[Entry]) -> Iterator[Ranked]:
    last: Ranked | None = None
    for place, entry in enumerate(entries, 1):
        same = last is not None and last.entry.low / last.entry.out_of == entry.low / entry.out_of
        last = Ranked(last.rank if same and last else place, entry)
        yield last
