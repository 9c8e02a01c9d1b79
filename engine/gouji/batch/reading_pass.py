"""The first pass of a grading: every document that was not read before is read, each once.

What was read is kept by content and reading key; of every report only what it says of itself is
held, and how it reads.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from gouji.batch.crossing import Refused
from gouji.batch.jobs import Job
from gouji.batch.peers import Sketch, sketch
from gouji.batch.progress import Progress
from gouji.batch.readings import Readings
from gouji.batch.spread import Call, Workers
from gouji.batch.tasks import Kit, lost, read_task
from gouji.errors import DocumentError
from gouji.model.filing import Filing
from gouji.model.received import Noted
from gouji.records import dataclass

_NO_READING = "处理这份文件的进程交回的不是读出的报告，文件可能已损坏"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is held of every report that was read: what it says of itself, and how it reads."""

    says: Filing
    """Without figures and narrative."""
    noted: Noted
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class Lost:
    """Why a job could not be processed, and the hash of its content, where that is known."""

    reason: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What came of the jobs, by name: the hash of each, why it is lost; by hash what was seen."""

    hashes: Mapping[str, str]
    lost: Mapping[str, Lost]
    seen: dict[str, Seen]
    """Sketches among it: of thousands of reports it is much."""


class ReadingPass:
    """Reads with ``workers`` under the rules of ``kit`` what ``readings`` does not have."""

    def __init__(
        self, kit: Kit, *, workers: Workers, readings: Readings, progress: Progress
    ) -> None:
        self._kit = kit
        self._workers = workers
        self._readings = readings
        self._progress = progress
        self._hashes: dict[str, str] = {}
        self._lost: dict[str, Lost] = {}
        self._seen: dict[str, Seen] = {}
        self._refused: dict[str, str] = {}

    def read(self, jobs: Sequence[Job]) -> Read:
        """Read what was not read before; tell what came of every job."""
        self._progress.begin("读取", len(jobs))
        for digest, outcome in self._workers.spread(read_task, self._unread(jobs), lost):
            self._readings.keep(digest, outcome)
            if isinstance(outcome, Refused):
                self._refused[digest] = outcome.reason
            elif not self._is_read(digest):  # a child is not believed
                self._refused[digest] = _NO_READING
            self._progress.step(failed=digest in self._refused)
        for name, digest in self._hashes.items():
            if digest in self._refused:
                self._lost[name] = Lost(self._refused[digest], digest)
        return Read(self._hashes, self._lost, self._seen)

    def _unread(self, jobs: Sequence[Job]) -> Iterator[Call[str]]:
        """Yield a call for each content that is new, and note the hash of every job."""
        under_way: set[str] = set()
        for job in jobs:
            try:
                if job.error is not None:
                    raise job.error
                data = job.read()
            except DocumentError as error:
                self._lost[job.name] = Lost(str(error))
                self._progress.step(failed=True)
                continue
            digest = self._hashes[job.name] = sha256(data).hexdigest()
            if digest in under_way or self._is_read(digest):
                self._progress.step()
                continue
            under_way.add(digest)
            yield Call(digest, (self._kit, data))

    def _is_read(self, digest: str) -> bool:
        """Tell whether a document was read; see what it gave, while the workers read others."""
        found = self._readings.find(digest)
        if isinstance(found, Refused):
            self._refused[digest] = found.reason
        elif found is not None and digest not in self._seen:
            says = replace(found, values={}, narrative="")
            noted = self._readings.noted(digest)
            self._seen[digest] = Seen(says, noted, sketch(found.narrative))
        return found is not None
