"""Where files become audits: each gets a place on the shelf and a turn in the pool."""

import logging
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path

from gouji.model.audit import AuditJson
from gouji.web.pool import Pool
from gouji.web.products import AUDIT
from gouji.web.shelf import ORIGINAL, PREVIOUS, STAGE, Record, Shelf
from gouji.web.work import Job, Outcome

_log = logging.getLogger(__name__)
_LOST = "审核这份文件的进程被系统中止了，请再试一次"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a sender tells of a file: last year's report, its date, the kind of body."""

    previous: Callable[[Path], None] | None = None
    """Writes last year's report to a path."""
    published: date | None = None
    body: str | None = None


class Desk:
    """Takes files in and tells what became of them."""

    def __init__(self, shelf: Shelf, pool: Pool) -> None:
        self.shelf = shelf
        self.pool = pool
        self._waiting: dict[str, Future[Outcome]] = {}

    def take(
        self,
        owner: str,
        name: str,
        save: Callable[[Path], None],
        beside: Beside,
        *,
        people: bool = True,
    ) -> Record:
        """Put a file on the shelf and into the queue; raises ``Refusal`` where there is no room."""
        self.pool.check_room()
        record = self.shelf.add(owner, name)
        folder = self.shelf.folder(record)
        try:
            save(folder / ORIGINAL)
            if beside.previous is not None:
                beside.previous(folder / PREVIOUS)
            future = self.pool.submit(
                Job(
                    folder=folder,
                    original=folder / ORIGINAL,
                    name=name,
                    today=date.today(),  # noqa: DTZ011 - the local day
                    previous=folder / PREVIOUS if beside.previous else None,
                    published=beside.published,
                    body=beside.body,
                    people=people,
                )
            )
        except BaseException:
            self.shelf.delete(record)
            raise
        self._waiting[record.id] = future
        future.add_done_callback(lambda done: self._finished(record, done))
        return record

    def future(self, record: Record) -> "Future[Outcome] | None":
        """Return what to wait for while ``record`` is pending."""
        return self._waiting.get(record.id)

    def stage(self, record: Record) -> str:
        """Return what is being done about a pending audit."""
        try:
            told = (self.shelf.folder(record) / STAGE).read_text(encoding="utf-8")
        except OSError:
            told = ""
        if told:
            return told
        waiting = list(self._waiting)
        before = waiting.index(record.id) if record.id in waiting else 0
        return f"正在排队，前面还有 {before} 份" if before else "马上开始"

    def audit(self, record: Record) -> AuditJson:
        """Return the audit of a record that is done."""
        return AuditJson.model_validate_json(self.shelf.file(record, AUDIT).read_bytes())

    def delete(self, record: Record) -> None:
        """Delete an audit; one that is being made is out of reach at once and goes when made."""
        future = self._waiting.get(record.id)
        if future is None or future.cancel():
            self.shelf.delete(record)
        else:
            self.shelf.change(record, expires=0.0)

    def _finished(self, record: Record, future: "Future[Outcome]") -> None:
        outcome = _outcome(future)
        if outcome.trace:
            _log.error("audit %s failed\n%s", record.id, outcome.trace)
        if outcome.sentence:
            self.shelf.change(
                record, state="refused", sentence=outcome.sentence, status=outcome.status
            )
        else:
            self.shelf.change(
                record, state="done", products=outcome.products, digest=outcome.digest
            )
        self._waiting.pop(record.id, None)
        self.shelf.sweep()


def _outcome(future: "Future[Outcome]") -> Outcome:
    try:
        return future.result()
    except (CancelledError, BrokenExecutor):
        return Outcome(status=HTTPStatus.SERVICE_UNAVAILABLE, sentence=_LOST)
