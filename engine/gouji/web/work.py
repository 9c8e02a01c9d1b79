"""What a worker does with one file: audit it, and make the files that its sender may take away.

A worker process is started afresh, has one thread, and has a child for the work. The child has
limits of memory and time and is replaced when it fails; the worker goes on.
"""

from contextlib import suppress
from dataclasses import field
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from gouji.auditor import Auditor
from gouji.errors import DocumentError, GoujiError, InternalFault, OutOfTime, UsageError
from gouji.isolation.child import Child
from gouji.isolation.here import tell as tell_parent
from gouji.model.context import Context
from gouji.model.packing import Packing
from gouji.reading import load_readers
from gouji.records import dataclass
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import Rulebook
from gouji.web.full import is_full
from gouji.web.products import make_products
from gouji.web.refusals import sentence_for
from gouji.web.shelf import STAGE

_TOO_LONG = "{seconds:.0f} 秒还没有审核完，已经停下；文件可能已损坏，请另存一份再试"
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


_CROSSING = Packing((Job, Outcome, HTTPStatus))
"""What crosses between a worker and its child."""


class Worker:
    """A rulebook compiled once, in a killable child."""

    def __init__(self, book: Rulebook, seconds: float, memory: int) -> None:
        self.book = book
        self._seconds = seconds
        self._memory = memory
        self._today: date | None = None
        self._child: Child[Job, Outcome] | None = None

    def perform(self, job: Job) -> Outcome:
        """Do ``job``; whatever its file does to the child, there is an outcome."""
        child = self._child_for(job.today)
        try:
            return child(job, self._seconds, partial(tell, job.folder))
        except OutOfTime:
            sentence = _TOO_LONG.format(seconds=self._seconds)
            return Outcome(status=HTTPStatus.GATEWAY_TIMEOUT, sentence=sentence)
        except InternalFault as error:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return Outcome(status=status, sentence=_INTERNAL, trace=error.trace)
        except GoujiError as error:
            return Outcome(status=HTTPStatus.UNPROCESSABLE_ENTITY, sentence=str(error))

    def _child_for(self, today: date) -> "Child[Job, Outcome]":
        """Return the child; the day decides which waivers apply, a new day has a new child."""
        if self._child is None or self._today != today:
            if self._child is not None:
                self._child.close()
            auditor = Auditor(self.book, today=today)
            work = partial(audited, auditor)
            self._child = Child(work, packing=_CROSSING, memory=self._memory, prepare=load_readers)
            self._today = today
        return self._child


def audited(auditor: Auditor, job: Job) -> Outcome:
    """Audit the file of ``job`` and make its products; raises :class:`GoujiError`."""
    try:
        return _audited(auditor, job)
    except OSError as error:
        if not is_full(error):
            raise
        status = HTTPStatus.INSUFFICIENT_STORAGE
        return Outcome(status=status, sentence=sentence_for(status))


def _audited(auditor: Auditor, job: Job) -> Outcome:
    tell_parent("正在读文件")
    report = auditor.read_report(job.original)
    context = _context(auditor, job)
    tell_parent("正在按规则审核")
    audit = to_public(auditor.audit_report(report, job.name, context))
    tell_parent("正在写审核报告")
    data = job.original.read_bytes()
    book = auditor.rulebook
    made = make_products(audit, book, data, job.folder, job.today, people=job.people)
    return Outcome(products=made.names, digest=made.digest)


def _context(auditor: Auditor, job: Job) -> Context:
    previous = None
    if job.previous is not None:
        tell_parent("正在读上年的报告")
        try:
            previous = auditor.read_filing(job.previous)
        except DocumentError as error:
            raise type(error)(f"上年的报告读不了：{error}") from None
    return Context(previous=previous, published=job.published, body=job.body)


def tell(folder: Path, stage: str) -> None:
    """Say what is being done, for whoever waits."""
    with suppress(OSError):  # the audit was deleted, or there is no room: it is nothing to stop for
        (folder / STAGE).write_text(stage, encoding="utf-8")


def summary_page(where: str, year: int, book: Rulebook) -> str:
    """Return the annual summary of the history at ``where`` as a page that stands alone."""
    from gouji.batch.annual import annual_of
    from gouji.reporting.many.annual.annual_page import to_html
    from gouji.reporting.many.annual.story import story
    from gouji.store import open_history

    with open_history(where) as history:
        summed = annual_of(history, book, year, date.today())  # noqa: DTZ011 - the local day
        if summed is None:
            raise UsageError(f"历史记录里没有 {year} 年度的报告")
        return to_html(story(summed))
