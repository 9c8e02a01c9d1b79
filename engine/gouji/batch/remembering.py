"""What the history learns of a run beside its audits: who was named, and what stands now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gouji.batch.jobs import Jobs
from gouji.batch.manifest import Listed
from gouji.batch.years import Years
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.grading import Agency, Entry, Failure
from gouji.store import History, agency_name

_ByYear = dict[int | None, list[Agency]]


def remember(
    history: History,
    jobs: Jobs,
    entries: Sequence[Entry],
    failed: Sequence[Failure],
    *,
    years: Years,
    remarks: Mapping[str, Sequence[str]],
) -> None:
    """Make these the reports that count, and note the agencies that were named.

    ``remarks`` are by the names of the reports.
    """
    _learn(history, years, jobs, entries, failed)
    history.stand(entries, failed)
    history.remark({entry.audit: remarks.get(entry.name, ()) for entry in entries})
    history.bind(entries)


def _learn(
    history: History,
    years: Years,
    jobs: Jobs,
    entries: Sequence[Entry],
    failed: Sequence[Failure],
) -> None:
    newest = max((e.year for e in entries if e.year is not None), default=None)
    lost = {failure.name for failure in failed}
    named = _listed((job.listed for job in jobs.jobs if job.name in lost), years, newest)
    absent = _listed(jobs.absent, years, newest)
    for entry in entries:
        if entry.agency != agency_name(entry.name) and entry.year is not None:
            named[entry.year].append(Agency(entry.agency, entry.parent, entry.body))
    for year in sorted({*named, *absent}, key=lambda y: y or 0):
        history.learn(year, named[year], absent[year])


def _listed(rows: Iterable[Listed], years: Years, newest: int | None) -> _ByYear:
    """Return the agencies of ``rows`` by year, which is the newest of the run by default."""
    found: _ByYear = defaultdict(list)
    for row in rows:
        if row.agency:
            year = row.year or newest
            found[year].append(_agency(row, years, year))
    return found


def _agency(row: Listed, years: Years, year: int | None) -> Agency:
    names, called = years.names(year), years.listed(row, year) or ""
    parent = None if row.parent is None else names.resolve(row.parent)
    return Agency(names.resolve(called), parent, row.body or UNKNOWN_BODY)
