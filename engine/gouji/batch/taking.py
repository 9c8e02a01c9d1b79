"""Whose the reports of a run are: as lists, the register, and they themselves say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from gouji.batch.jobs import Job, Jobs
from gouji.batch.listing import Row, against, alone, told
from gouji.batch.manifest import Listed
from gouji.batch.matching import Known
from gouji.batch.reading_pass import Lost, Read
from gouji.batch.taken import Taken, disagreements
from gouji.batch.years import Years
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.filed import NOT_TOLD
from gouji.model.grading import Failure
from gouji.records import dataclass
from gouji.store import agency_name

Absent = Mapping[str, Sequence[str]]
"""The agencies that filed nothing, by the one above them."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """What a run has to tell: ``notes`` on all of it, and on the reports ``of`` each name."""

    notes: list[str]
    of: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, remarks: Sequence[str]) -> None:
        """Tell ``remarks`` on a report."""
        self.of.setdefault(name, []).extend(remarks)


def known(read: Read) -> dict[str, Known]:
    """Return what the reports say of themselves, by name."""
    seen = ((name, read.seen.get(digest)) for name, digest in read.hashes.items())
    says = {name: each.says for name, each in seen if each}
    return {name: Known(s.agency, s.year, s.recognised_name) for name, s in says.items()}


def failures(jobs: Jobs, lost: Mapping[str, Lost], years: Years) -> tuple[Failure, ...]:
    """Return the jobs that are lost, by name, as lists and the register call their agencies."""
    found = {job.name: job.listed for job in jobs.jobs if job.name in lost}
    return tuple(_failure(name, lost[name], found[name], years) for name in sorted(found))


def _failure(name: str, why: Lost, listed: Listed, years: Years) -> Failure:
    names, called = years.names(listed.year), years.listed(listed, listed.year)
    agency, parent = (n and names.resolve(n) for n in (called, listed.parent))
    return Failure(name, why.sha256, why.reason, agency, listed.year, parent)


def absent(jobs: Jobs, failed: Sequence[Failure], years: Years) -> Absent:
    """Return the agencies of which there is no report, whatever the reason."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = ((years.listed(row, row.year), row.parent) for row in jobs.absent)
    for agency, parent in (*rows, *((each.agency, each.parent) for each in failed)):
        if agency and parent:
            found[agency_name(parent)].append(agency_name(agency))
    return found


class Taking:
    """Takes the jobs that were read as reports of agencies and years; tells what differs."""

    def __init__(self, jobs: Jobs, read: Read, years: Years, remarks: Remarks) -> None:
        self._jobs = jobs
        self._read = read
        self._years = years
        self._remarks = remarks

    def taken(self) -> list[Taken]:
        """Return the reports that were read, as the manifest or they themselves say."""
        found = [self._called(job) for job in self._jobs.jobs if job.name not in self._read.lost]
        for one in found:
            differing = [*disagreements(one, one.says, self._years.names(one.year))]
            self._remarks.add(one.name, differing)
            self._remarks.notes.extend(differing)
        self._tell(found)
        return [self._placed(one) for one in found]

    def _called(self, job: Job) -> Taken:
        """Return the report as its year's agency: by the list, the register, its own words."""
        digest = self._read.hashes[job.name]
        seen, listed = self._read.seen[digest], job.listed
        says, noted = seen.says, seen.noted
        year = listed.year or says.year
        called = self._years.listed(listed, year) or says.agency or job.name
        agency = self._years.resolve(called, year)
        return Taken(job, digest, agency, year, noted.body, called=called, noted=noted, says=says)

    def _tell(self, taken: Sequence[Taken]) -> None:
        """Keep what the lists say of the agencies, and tell what in it differs."""
        rows = [*self._rows(taken)]
        said, unused = told(rows)
        differing = against(rows, self._years.names, self._years.particulars)
        self._remarks.notes.extend((*differing, *unused))
        self._years.tell(said)

    def _rows(self, taken: Sequence[Taken]) -> Iterator[Row]:
        """Yield the rows of the lists whose agency and year are known."""
        newest = max((one.year for one in taken if one.year is not None), default=None)
        for one in taken:
            if one.year is not None:
                yield Row(one.agency, one.year, one.job.listed)
        lost = [job.listed for job in self._jobs.jobs if job.name in self._read.lost]
        for listed in (*lost, *self._jobs.absent):
            year = listed.year or newest
            agency = self._years.listed(listed, year)
            if agency and year is not None:
                yield Row(self._years.resolve(agency, year), year, listed)

    def _placed(self, one: Taken) -> Taken:
        """Return ``one`` with what the register tells of it, and lists where that is silent."""
        names = self._years.names(one.year)
        agency = names.agency(one.agency)
        if one.year is None:
            said = alone(one.job.listed)
        else:
            said = self._years.particulars(one.year).get(one.agency, NOT_TOLD)
        body = agency.body if agency and agency.body != UNKNOWN_BODY else said.body
        parent = (agency.parent if agency else None) or said.parent
        return replace(
            one,
            body=body or one.body,
            told=body,
            parent=None if parent is None else names.resolve(parent),
            published=said.published,
        )
