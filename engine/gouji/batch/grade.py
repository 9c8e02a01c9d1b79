"""Grades many reports: reads them all, then judges each beside its neighbours, then remembers.

Nothing is lost or done twice: readings are kept by content and reading key, audits by judging key
(:mod:`gouji.keys`). Killed at any point, the next run goes on from there. A run adds to the
history; of several reports of an agency's year it is known before any is judged which one counts.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import Protocol

from gouji.batch.contexts import Neighbours, Said
from gouji.batch.crossing import CONTEXTS, Judged, Refused
from gouji.batch.jobs import Job, Jobs
from gouji.batch.listing import Row, against, alone, told
from gouji.batch.manifest import Listed
from gouji.batch.matching import Known, match
from gouji.batch.peers import Narrative, Sketch, alike, least_asked, sketch
from gouji.batch.profiles import in_force
from gouji.batch.readings import Readings
from gouji.batch.rendering import load_papers
from gouji.batch.rescoring import rescore
from gouji.batch.spread import SHORT, Call, Workers
from gouji.batch.taken import Index, Taken, disagreements, received
from gouji.batch.tasks import Kit, judge_task, lost, read_task
from gouji.batch.years import Years
from gouji.errors import DocumentError
from gouji.keys import judging_key
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.context import Context
from gouji.model.filed import NOT_TOLD
from gouji.model.filing import Filing
from gouji.model.grading import Agency, Entry, Failure, Grading
from gouji.model.received import Noted
from gouji.model.received import told as told_of
from gouji.records import dataclass, named
from gouji.register.due import whence
from gouji.rulebook import Rulebook
from gouji.store import Audited, History, agency_name
from gouji.store.keeping import MARKS, chunks

_NO_READING = "处理这份文件的进程交回的不是读出的报告，文件可能已损坏"
_CHUNK = 32
"""Reports that the history is asked about at once: workers wait while the first are planned."""
_KEPT = 20
"""Audits that are kept at once."""


class Progress(Protocol):
    """Is told how far a run has come."""

    def begin(self, stage: str, total: int) -> None:
        """Tell that a stage of ``total`` steps begins."""

    def step(self, *, failed: bool = False) -> None:
        """Tell that one more is done."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A report to judge, what stands beside it, and the key that its audit is kept by."""

    taken: Taken
    context: Context
    key: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is held of every report that was read: what it says of itself, and how it reads."""

    says: Filing
    """Without figures and narrative."""
    noted: Noted
    sketch: Sketch


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
        self._readings = readings
        self._progress = progress
        self._book = book
        self._profile_asked = profile_asked
        self._years = Years(history)
        self._seen: dict[str, _Seen] = {}
        self._new = 0
        self._failed: dict[str, Failure] = {}
        self._notes: list[str] = list(jobs.notes)
        self._remarks: dict[str, list[str]] = defaultdict(list)

    def grade(self) -> Grading:
        """Read, judge and remember all reports; return the grading."""
        hashes = self._read()
        self._match(hashes)
        taken = self._take(hashes)
        planned = self._plan(taken)
        self._progress.begin("审核", len(taken))
        entries = tuple(sorted(self._judge(planned), key=lambda entry: entry.name))
        self._workers.begin(load_papers, self._new)  # they load while this process remembers
        failures = tuple(self._failed[name] for name in sorted(self._failed))
        self._remember(entries, failures)
        self._score(entries)
        return self._told(entries, failures)

    def _read(self) -> dict[str, str]:
        """Read what was not read before; return the hash of each job's content by its name."""
        self._progress.begin("读取", len(self._jobs.jobs))
        hashes: dict[str, str] = {}
        refused: dict[str, str] = {}
        calls = self._unread(hashes)
        for digest, outcome in self._workers.spread(read_task, calls, lost):
            self._readings.keep(digest, outcome)
            if isinstance(outcome, Refused):
                refused[digest] = outcome.reason
            elif not self._is_read(digest):  # a child is not believed
                refused[digest] = _NO_READING
            self._progress.step(failed=digest in refused)
        for job in self._jobs.jobs:
            if hashes.get(job.name) in refused:
                self._fail(job, refused[hashes[job.name]], hashes[job.name])
        return hashes

    def _unread(self, hashes: dict[str, str]) -> Iterator[Call[str]]:
        """Yield a call for each content that is new, and note the hash of every job."""
        under_way: set[str] = set()
        for job in self._jobs.jobs:
            try:
                if job.error is not None:
                    raise job.error
                data = job.read()
            except DocumentError as error:
                self._fail(job, str(error), None)
                self._progress.step(failed=True)
                continue
            digest = sha256(data).hexdigest()
            hashes[job.name] = digest
            if digest in under_way or self._is_read(digest):
                self._progress.step()
                continue
            under_way.add(digest)
            yield Call(digest, (self._kit, data))

    def _is_read(self, digest: str) -> bool:
        """Tell whether a document was read; see what it gave, while the workers read others."""
        found = self._readings.find(digest)
        if isinstance(found, Filing) and digest not in self._seen:
            says = replace(found, values={}, narrative="")
            noted = self._readings.noted(digest)
            self._seen[digest] = _Seen(says, noted, sketch(found.narrative))
        return found is not None

    def _match(self, hashes: dict[str, str]) -> None:
        """Give the rows of a list without files to the reports that are theirs."""
        if not self._jobs.roster:
            return
        self._jobs = match(self._jobs, dict(self._known(hashes)), self._years.resolve)
        self._notes = list(self._jobs.notes)
        for job in self._jobs.jobs:
            if job.name in self._failed:
                failure = self._failed[job.name]
                self._fail(job, failure.reason, failure.sha256)

    def _known(self, hashes: dict[str, str]) -> Iterator[tuple[str, Known]]:
        """Yield what the reports say of themselves, by name."""
        for name, digest in hashes.items():
            if digest in self._seen:
                says = self._seen[digest].says
                yield name, Known(says.agency, says.year, says.recognised_name)

    def _take(self, hashes: dict[str, str]) -> list[Taken]:
        """Return the reports that were read, as the manifest or they themselves say."""
        found = self._found(hashes)
        self._tell(found)
        return [self._placed(one) for one in found]

    def _found(self, hashes: dict[str, str]) -> list[Taken]:
        taken: list[Taken] = []
        for job in self._jobs.jobs:
            if job.name in self._failed:
                continue
            digest = hashes[job.name]
            found = self._readings.find(digest) if digest not in self._seen else None
            if isinstance(found, Refused):
                self._fail(job, found.reason, digest)
                continue
            one = self._called(job, digest)
            self._remarks[one.name] += disagreements(one, one.says, self._years.names(one.year))
            self._notes += self._remarks[one.name]
            taken.append(one)
        return taken

    def _called(self, job: Job, digest: str) -> Taken:
        """Return the report as its year's agency: by the list, the register, its own words."""
        says, noted = self._seen[digest].says, self._seen[digest].noted
        listed, year = job.listed, job.listed.year or says.year
        called = self._years.listed(listed, year) or says.agency or job.name
        agency = self._years.resolve(called, year)
        return Taken(job, digest, agency, year, noted.body, called=called, noted=noted, says=says)

    def _tell(self, taken: Sequence[Taken]) -> None:
        """Keep what the lists say of the agencies, and tell what in it differs."""
        newest = max((one.year for one in taken if one.year is not None), default=None)
        rows = [Row(one.agency, one.year, one.job.listed) for one in taken if one.year is not None]
        failed = [job.listed for job in self._jobs.jobs if job.name in self._failed]
        for listed in (*failed, *self._jobs.absent):
            year = listed.year or newest
            agency = self._years.listed(listed, year)
            if agency and year is not None:
                rows.append(Row(self._years.resolve(agency, year), year, listed))
        self._notes += against(rows, self._years.names, self._years.particulars)
        said, notes = told(rows)
        self._notes += notes
        self._years.tell(said)

    def _placed(self, one: Taken) -> Taken:
        """Return ``one`` with what the register tells of it, and lists where that is silent."""
        names = self._years.names(one.year)
        agency = names.agency(one.agency)
        if one.year is None:
            said = alone(one.job.listed)
        else:
            said = self._years.particulars(one.year).get(one.agency, NOT_TOLD)
        known = agency.body if agency and agency.body != UNKNOWN_BODY else said.body
        parent = (agency.parent if agency else None) or said.parent
        return replace(
            one,
            body=known or one.body,
            told=known,
            parent=None if parent is None else names.resolve(parent),
            published=said.published,
        )

    def _fail(self, job: Job, reason: str, digest: str | None) -> None:
        listed = job.listed
        names, called = self._years.names(listed.year), self._years.listed(listed, listed.year)
        agency, parent = (n and names.resolve(n) for n in (called, listed.parent))
        self._failed[job.name] = Failure(job.name, digest, reason, agency, listed.year, parent)

    def _plan(self, taken: Sequence[Taken]) -> Iterator[Planned]:
        """Yield each report with its context."""
        standings = self._history.receive([received(one) for one in taken])
        self._notes += told_of(standings.values())
        index = Index(taken, standings)
        neighbours = Neighbours(
            taken,
            index,
            self._readings,
            self._history,
            self._years,
            alike=self._alike([one for one in taken if index.counts(one)]),
            absent=self._absent(),
            said=self._said(taken),
        )
        self._seen.clear()
        for some in chunks(taken, _CHUNK):
            neighbours.expect(some)
            for one in some:
                context = neighbours.context(one)
                self._remarks[one.name] += neighbours.told()
                yield Planned(one, context, self._key(one, context))
        self._notes += neighbours.notes

    def _said(self, taken: Sequence[Taken]) -> Said:
        whose = [one.whose for one in taken if one.whose]
        return Said(self._history.decisions_for(whose), self._history.settlements_for(whose))

    def _alike(self, taken: Sequence[Taken]) -> Mapping[str, tuple[str, ...]]:
        hashes = {one.name: one.sha256 for one in taken}
        narratives = [
            Narrative(one.name, one.agency, one.year, self._seen[one.sha256].sketch)
            for one in taken
        ]
        return alike(
            narratives,
            lambda name: self._readings.filing(hashes[name]).narrative,
            least_asked(self._kit.book()),
        )

    def _absent(self) -> dict[str, list[str]]:
        absent: dict[str, list[str]] = defaultdict(list)
        for listed in self._jobs.absent:
            agency = self._years.listed(listed, listed.year)
            if agency and listed.parent:
                absent[agency_name(listed.parent)].append(agency_name(agency))
        for failure in self._failed.values():
            if failure.agency and failure.parent:
                absent[agency_name(failure.parent)].append(agency_name(failure.agency))
        return absent

    def _key(self, one: Taken, context: Context) -> str:
        """Return what an audit is kept by: its judging key, and whose it is filed as."""
        judging = judging_key(self._kit.rules, one.sha256, one.name, context)
        return sha256(f"{judging} {one.agency} {one.year}".encode()).hexdigest()

    def _judge(self, planned: Iterator[Planned]) -> Iterator[Entry]:
        """Yield the entries of all reports, judging those that are new.

        They are kept few at a time, which takes less long than what the workers have at hand.
        """
        known: list[Entry] = []
        judged = self._judged(self._unknown(planned, known))
        while some := list(islice(judged, _KEPT)):
            yield from self._history.keep(some)
        yield from known

    def _unknown(self, planned: Iterator[Planned], known: list[Entry]) -> Iterator[Planned]:
        """Yield what must be judged, and add to ``known`` the entries of what was before."""
        while chunk := tuple(islice(planned, _CHUNK)):
            found = self._history.known([each.key for each in chunk])
            for each in chunk:
                if each.key in found:
                    known.append(found[each.key])
                    self._progress.step()
                else:
                    yield each

    def _judged(self, new: Iterator[Planned]) -> Iterator[Audited]:
        under_way: dict[str, Planned] = {}
        calls = (Call(each.key, self._call(each, under_way)) for each in new)
        for key, outcome in self._workers.spread(judge_task, calls, lost, SHORT):
            each = under_way.pop(key)
            self._new += 1
            if isinstance(outcome, Refused):
                self._fail(each.taken.job, outcome.reason, each.taken.sha256)
            else:
                yield self._audited(each, outcome)
            self._progress.step(failed=isinstance(outcome, Refused))

    def _call(self, each: Planned, under_way: dict[str, Planned]) -> tuple[Kit, bytes, str, bytes]:
        under_way[each.key] = each
        report = self._readings.report(each.taken.sha256)
        return self._kit, report, each.taken.name, CONTEXTS.pack(each.context)

    def _audited(self, each: Planned, judged: Judged) -> Audited:
        taken = each.taken
        entry = Entry(
            audit=0,
            name=taken.name,
            sha256=taken.sha256,
            agency=taken.agency,
            year=taken.year,
            parent=taken.parent,
            body=taken.body,
            published=taken.published,
            **named(judged.tally),
        )
        return Audited(each.key, self._kit.judging, entry, judged.kept)

    def _remember(self, entries: Sequence[Entry], failures: Sequence[Failure]) -> None:
        """Make these the reports that count, and note the agencies that were named."""
        newest = max((e.year for e in entries if e.year is not None), default=None)
        named: dict[int | None, list[Agency]] = defaultdict(list)
        absent: dict[int | None, list[Agency]] = defaultdict(list)
        for job in self._jobs.jobs:
            if job.name in self._failed and job.listed.agency:
                named[job.listed.year or newest].append(self._listed(job.listed, newest))
        for listed in self._jobs.absent:
            if listed.agency:
                absent[listed.year or newest].append(self._listed(listed, newest))
        for entry in entries:
            if entry.agency != agency_name(entry.name) and entry.year is not None:
                named[entry.year].append(Agency(entry.agency, entry.parent, entry.body))
        for year in sorted({*named, *absent}, key=lambda y: y or 0):
            self._history.learn(year, named[year], absent[year])
        self._history.stand(entries, failures)
        self._history.remark({entry.audit: self._remarks[entry.name] for entry in entries})
        self._history.bind(entries)

    def _listed(self, listed: Listed, newest: int | None) -> Agency:
        year = listed.year or newest
        names, called = self._years.names(year), self._years.listed(listed, year) or ""
        parent = None if listed.parent is None else names.resolve(listed.parent)
        return Agency(names.resolve(called), parent, listed.body or UNKNOWN_BODY)

    def _score(self, entries: Sequence[Entry]) -> None:
        """Let all that stands for the years of the run be scored under one profile each."""
        given, today = self._book or self._kit.book(), self._kit.today or date.min
        for year in sorted({entry.year for entry in entries if entry.year is not None}):
            book = in_force(self._history, given, year, asked=self._profile_asked)
            self._notes += rescore(self._history, book, year, today)

    def _told(self, entries: tuple[Entry, ...], failures: tuple[Failure, ...]) -> Grading:
        """Return the grading beside what the history knows of its years."""
        years = sorted({entry.year for entry in entries if entry.year is not None})
        standing = [self._history.grading(year) for year in years]
        own = {(entry.agency, entry.year) for entry in entries}
        scored = {entry.audit: entry for one in standing for entry in one.entries}
        entries = tuple(_as_scored(entry, scored.get(entry.audit)) for entry in entries)
        due = tuple(due for one in standing for due in one.due)
        return Grading(
            entries,
            failures,
            self._history.audits,
            {who: e for one in standing for who, e in one.before.items() if who in own},
            (
                *self._notes,
                *(note for y in years for note in whence(self._history.register(y), due)),
            ),
            due,
            self._history.digests,
        )


def _as_scored(entry: Entry, standing: Entry | None) -> Entry:
    """Return ``entry`` with the score in force."""
    if standing is None:
        return entry
    return replace(entry, **{name: getattr(standing, name) for name in MARKS})
