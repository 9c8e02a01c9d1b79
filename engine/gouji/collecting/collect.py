"""A run: the rows of a list are fetched, host by host, several hosts at once."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from threading import Lock

from gouji.collecting.addresses import host_of, typed
from gouji.collecting.failures import NotCollected
from gouji.collecting.finding import Search, Wanted
from gouji.collecting.folder import Folder, stems
from gouji.collecting.outputs import Lists, Outcome, write_lists
from gouji.collecting.rows import Address
from gouji.collecting.visiting import Visits
from gouji.errors import UsageError
from gouji.facts.title import TitleWording
from gouji.libraries import unforeseen
from gouji.records import dataclass

MOST_HOSTS = 8
"""So many hosts are asked at once; each has one request at a time."""
_REPORT = "政府信息公开工作年度报告"


class Collection:
    """Fetches the reports of ``rows`` into a folder."""

    def __init__(
        self,
        rows: Sequence[Address],
        path: Path,
        visits: Visits,
        wording: TitleWording,
        *,
        step: Callable[[bool], None] = lambda _failed: None,
        stop: Callable[[], None] = lambda: None,
    ) -> None:
        self._rows = rows
        self._folder = Folder(path)
        self._visits = visits
        self._wording = wording
        self._step = step
        self._stop = stop
        self._writing = Lock()

    def run(self) -> tuple[tuple[Outcome, ...], Lists]:
        """Fetch all, write the lists; return what became of each row, in their order."""
        seen: dict[_Key, Address] = {}
        urls = [_address(row, seen) for row in self._rows]
        titles = [_title(row) for row in self._rows]
        names = stems(list(zip(titles, map(str, urls), strict=True)))
        jobs = list(map(_Job, self._rows, urls, names))
        by_host: dict[str, list[_Job]] = defaultdict(list)
        for job in jobs:
            by_host[job.host].append(job)
        with ThreadPoolExecutor(MOST_HOSTS) as pool:
            try:
                done = dict(chain.from_iterable(pool.map(self._at_host, by_host.values())))
            except BaseException:
                self._stop()
                pool.shutdown(cancel_futures=True)
                raise
        outcomes = tuple(done[job] for job in jobs)
        self._doubt(outcomes)
        return outcomes, write_lists(self._folder, outcomes)

    def _doubt(self, outcomes: Sequence[Outcome]) -> None:
        """Let the next run ask anew for what led to no report, now that nobody needs it."""
        for url in dict.fromkeys(url for each in outcomes for url in each.in_vain):
            with suppress(NotCollected):
                self._visits.doubt(url)

    def _at_host(self, jobs: Sequence["_Job"]) -> list[tuple["_Job", Outcome]]:
        return [(job, self._outcome(job)) for job in jobs]

    def _outcome(self, job: "_Job") -> Outcome:
        wanted = Wanted(job.row.agency, job.row.year)
        search = Search(self._visits, self._wording, wanted)
        try:
            outcome = self._fetched(job, search)
        except NotCollected as error:
            outcome = Outcome(job.row, reason=str(error), in_vain=tuple(search.visited))
        except UsageError:
            raise  # nothing can be written
        except Exception as error:  # noqa: BLE001 - a stranger's page must not end the run
            outcome = Outcome(job.row, reason=str(unforeseen(error)))
        self._step(outcome.found is None)
        return outcome

    def _fetched(self, job: "_Job", search: Search) -> Outcome:
        if isinstance(job.url, NotCollected):
            raise job.url
        found = search.find(job.url)
        with self._writing:
            file = self._folder.put(job.stem, found.suffix, found.body)
        bare = replace(found, body=b"")
        return Outcome(job.row, bare, file, sha256(found.body).hexdigest())


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    """A row, its address or why it is none, and the name of its file."""

    row: Address
    url: str | NotCollected
    stem: str

    @property
    def host(self) -> str:
        return host_of(self.url) if isinstance(self.url, str) else ""


_Key = tuple[str, str | None, int | None]


def _address(row: Address, seen: dict[_Key, Address]) -> str | NotCollected:
    """Return the address of a row, or why it has none; a row that is there twice counts once."""
    if not row.url:
        return NotCollected("清单里没有写网址")
    try:
        url = typed(row.url)
    except NotCollected as error:
        return error
    first = seen.setdefault((url, row.agency, row.year), row)
    return url if first is row else NotCollected(f"与{first.at}重复")


def _title(row: Address) -> str:
    year = f"{row.year}年" if row.year else ""
    return f"{row.agency or '机关'}{year}{_REPORT}"
