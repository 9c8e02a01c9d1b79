"""What a worker does with one file: audit it, and make the files that its sender may take away.

A worker process is started afresh, has one thread, and forks a child for the work. The child has
limits of memory and time and is replaced when it fails; the worker goes on.
"""

import resource
import traceback
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

from gouji.auditor import Auditor
from gouji.child import Child
from gouji.errors import DocumentError, GoujiError
from gouji.model.context import Context
from gouji.reading import load_readers
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import Rulebook
from gouji.web.products import make_products
from gouji.web.shelf import STAGE

_CPU_GRACE = 30
_TOO_LONG = "{seconds:.0f} 秒还没有审核完，已经停下；文件可能已损坏，请另存一份再试"
_DIED = "处理这份文件用的内存超过上限，或者程序中途停止了；请另存一份再试"
_INTERNAL = "程序内部出错，已经记录，请告诉管理员"


@dataclass(frozen=True, slots=True)
class Job:
    """One file to audit. ``folder`` is where it lies and where its products go."""

    folder: Path
    original: Path
    name: str
    today: date
    previous: Path | None = None
    published: date | None = None
    body: str | None = None
    people: bool = True
    """Whether files for people are made beside the audit."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: products and digest, or a status and a sentence."""

    products: tuple[str, ...] = ()
    digest: dict[str, Any] = field(default_factory=dict)
    status: int = HTTPStatus.OK
    sentence: str = ""
    trace: str = ""
    """For the log of the server, never for the sender."""


class Worker:
    """A rulebook compiled once, in a killable child."""

    def __init__(self, book: Rulebook, seconds: float, memory: int) -> None:
        self.book = book
        self._seconds = seconds
        self._memory = memory
        self._today: date | None = None
        self._child: Child[Job, Outcome] | None = None
        load_readers()

    def perform(self, job: Job) -> Outcome:
        """Do ``job``; whatever its file does to the child, there is an outcome."""
        child = self._child_for(job.today)
        try:
            return child(job, self._seconds)
        except TimeoutError:
            sentence = _TOO_LONG.format(seconds=self._seconds)
            return Outcome(status=HTTPStatus.GATEWAY_TIMEOUT, sentence=sentence)
        except ChildProcessError:
            return Outcome(status=HTTPStatus.UNPROCESSABLE_ENTITY, sentence=_DIED)

    def _child_for(self, today: date) -> "Child[Job, Outcome]":
        """Return the child; the day decides which waivers apply, a new day has a new child."""
        if self._child is None or self._today != today:
            if self._child is not None:
                self._child.close()
            auditor = Auditor(self.book, today=today)
            self._child = Child(lambda job: self._outcome(auditor, job), memory=self._memory)
            self._today = today
        return self._child

    def _outcome(self, auditor: Auditor, job: Job) -> Outcome:
        self._bound_processor()
        try:
            return audited(auditor, job)
        except MemoryError:
            return Outcome(status=HTTPStatus.UNPROCESSABLE_ENTITY, sentence=_DIED)
        except GoujiError as error:
            return Outcome(status=HTTPStatus.UNPROCESSABLE_ENTITY, sentence=str(error))
        except Exception:  # noqa: BLE001 - the last guard: the sender gets a sentence
            trace = traceback.format_exc()
            return Outcome(status=HTTPStatus.INTERNAL_SERVER_ERROR, sentence=_INTERNAL, trace=trace)

    def _bound_processor(self) -> None:
        """Let the child end by itself if the server is gone and nobody is left to kill it."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        ends = int(usage.ru_utime + usage.ru_stime + self._seconds) + _CPU_GRACE
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (ends, hard))


def audited(auditor: Auditor, job: Job) -> Outcome:
    """Audit the file of ``job`` and make its products; raises :class:`GoujiError`."""
    tell(job.folder, "正在读文件")
    report = auditor.read_report(job.original)
    context = _context(auditor, job)
    tell(job.folder, "正在按规则审核")
    audit = to_public(auditor.audit_report(report, job.name, context))
    tell(job.folder, "正在写审核报告")
    data = job.original.read_bytes()
    book = auditor.rulebook
    made = make_products(audit, book, data, job.folder, job.today, people=job.people)
    return Outcome(products=made.names, digest=made.digest)


def _context(auditor: Auditor, job: Job) -> Context:
    previous = None
    if job.previous is not None:
        tell(job.folder, "正在读上年的报告")
        try:
            previous = auditor.read_filing(job.previous)
        except DocumentError as error:
            raise type(error)(f"上年的报告读不了：{error}") from None
    return Context(previous=previous, published=job.published, body=job.body)


def tell(folder: Path, stage: str) -> None:
    """Say what is being done, for whoever waits."""
    (folder / STAGE).write_text(stage, encoding="utf-8")


def summary_page(where: str, year: int, book: Rulebook) -> str:
    """Return the annual summary of the history at ``where`` as a page that stands alone."""
    from gouji.reporting.many.annual.annual_page import to_html
    from gouji.reporting.many.annual.story import story
    from gouji.store import open_history
    from gouji.summary import annual

    with open_history(where) as history:
        before = history.grading(year - 1)
        summed = annual(history.grading(year), before, history.agencies(), book, year)
        return to_html(story(summed))
