"""Grades many reports: reads them all, then judges each beside its neighbours, then remembers.

Nothing is lost or done twice: readings are kept by content and reading key, audits by judging key
(:mod:`gouji.keys`). Killed at any point, the next run goes on from there. A run adds to the
history; of several reports of an agency's year it is known before any is judged which one counts.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from gouji.batch.jobs import Jobs
from gouji.batch.judging_pass import JudgingPass
from gouji.batch.matching import match
from gouji.batch.planning import Planning
from gouji.batch.profiles import in_force
from gouji.batch.progress import Progress
from gouji.batch.reading_pass import Read, ReadingPass
from gouji.batch.readings import Readings
from gouji.batch.remembering import remember
from gouji.batch.rendering import load_papers
from gouji.batch.rescoring import rescore
from gouji.batch.spread import Workers
from gouji.batch.taken import Taken
from gouji.batch.taking import Remarks, Taking, absent, failures, known
from gouji.batch.tasks import Kit
from gouji.batch.years import Years
from gouji.model.grading import Entry, Failure, Grading
from gouji.register.due import whence
from gouji.rulebook import Rulebook
from gouji.store import History
from gouji.store.keeping import MARKS


class Run:
    """One run over ``jobs``. ``kit`` has the rules, ``workers`` do the work.

    ``book`` has the profile that a person asked for, for the years of the run (``profile_asked``),
    or the plain one, which the years have for which none was ever asked; by default that of
    ``kit``.
    """

    def __init__(
        self,
        jobs: Jobs,
        kit: Kit,
        *,
        workers: Workers,
        history: History,
        readings: Readings,
        progress: Progress,
        book: Rulebook | None = None,
        profile_asked: bool = False,
    ) -> None:
        self._jobs = jobs
        self._kit = kit
        self._workers = workers
        self._history = history
        self._progress = progress
        self._book = book
        self._profile_asked = profile_asked
        self._years = Years(history)
        self._remarks = Remarks([])
        self._reading = ReadingPass(kit, workers=workers, readings=readings, progress=progress)
        self._planning = Planning(
            kit, history=history, readings=readings, years=self._years, remarks=self._remarks
        )
        self._judging = JudgingPass(
            kit, workers=workers, history=history, readings=readings, progress=progress
        )

    def grade(self) -> Grading:
        """Read, judge and remember all reports; return the grading."""
        read = self._reading.read(self._jobs.jobs)
        jobs = match(self._jobs, known(read), self._years.resolve)
        self._remarks.notes.extend(jobs.notes)
        taken = Taking(jobs, read, self._years, self._remarks).taken()
        entries = self._judged(jobs, read, taken)
        self._workers.begin(load_papers, self._judging.new)  # while this process remembers
        failed = failures(jobs, {**read.lost, **self._judging.lost}, self._years)
        told = self._remarks.of
        remember(self._history, jobs, entries, failed, years=self._years, remarks=told)
        self._score(entries)
        return self._told(entries, failed)

    def _judged(self, jobs: Jobs, read: Read, taken: Sequence[Taken]) -> tuple[Entry, ...]:
        """Judge what was read, in the order of names; what was seen of it is let go."""
        lacking = absent(jobs, failures(jobs, read.lost, self._years), self._years)
        planned = self._planning.plan(taken, read.seen, lacking)
        read.seen.clear()
        self._progress.begin("审核", len(taken))
        return tuple(sorted(self._judging.judge(planned), key=lambda entry: entry.name))

    def _score(self, entries: Sequence[Entry]) -> None:
        """Let all that stands for the years of the run be scored under one profile each."""
        given, today = self._book or self._kit.book(), self._kit.today or date.min
        for year in _years(entries):
            book = in_force(self._history, given, year, asked=self._profile_asked)
            self._remarks.notes.extend(rescore(self._history, book, year, today))

    def _told(self, entries: tuple[Entry, ...], failed: tuple[Failure, ...]) -> Grading:
        """Return the grading beside what the history knows of its years."""
        years = _years(entries)
        standing = [self._history.grading(year) for year in years]
        own = {(entry.agency, entry.year) for entry in entries}
        scored = {entry.audit: entry for one in standing for entry in one.entries}
        due = tuple(due for one in standing for due in one.due)
        begun = (note for year in years for note in whence(self._history.register(year), due))
        return Grading(
            tuple(_as_scored(entry, scored.get(entry.audit)) for entry in entries),
            failed,
            self._history.audits,
            {who: e for one in standing for who, e in one.before.items() if who in own},
            (*self._remarks.notes, *begun),
            due,
            self._history.digests,
        )


def _years(entries: Sequence[Entry]) -> list[int]:
    return sorted({entry.year for entry in entries if entry.year is not None})


def _as_scored(entry: Entry, standing: Entry | None) -> Entry:
    """Return ``entry`` with the score in force."""
    if standing is None:
        return entry
    return replace(entry, **{name: getattr(standing, name) for name in MARKS})
