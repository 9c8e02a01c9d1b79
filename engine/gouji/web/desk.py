"""Where files become audits: each gets a place on the shelf and a turn in the pool."""

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import field
from datetime import date
from http import HTTPStatus
from pathlib import Path

from gouji.model.audit import AuditJson
from gouji.records import dataclass
from gouji.web.pool import Pool
from gouji.web.products import AUDIT
from gouji.web.refusals import Refusal, sentence_for
from gouji.web.shelf import ORIGINAL, PREVIOUS, STAGE, Record, Shelf
from gouji.web.work import Job, Outcome

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a sender tells of a file: last year's report, its date, the kind of body."""

    previous: Callable[[Path], None] | None = None
    """Writes last year's report to a path."""
    published: date | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a file in: whose audit it is, and in whose turn it is made."""

    owner: str
    client: str
    keeps: float | None = None
    """Seconds for which the audit is kept; by default as long as people's are."""
    people: bool = True
    """Whether files for people are made beside the audit; if not, the documents go with that."""


@dataclass(frozen=True, slots=True)
class _Pending:
    """An audit under way: its turn in the pool, and when all is told of it."""

    sender: Sender
    call: "Future[Outcome]"
    finished: "Future[None]" = field(default_factory=Future)


class Desk:
    """Takes files in and tells what became of them."""

    def __init__(self, shelf: Shelf, pool: Pool) -> None:
        self.shelf = shelf
        self.pool = pool
        self._pending: dict[str, _Pending] = {}

    def take(
        self, sender: Sender, name: str, save: Callable[[Path], None], beside: Beside
    ) -> Record:
        """Put a file on the shelf and into the queue; raises ``Refusal`` where there is no room."""
        self.pool.check_room(sender.client)
        record = self.shelf.add(sender.owner, name, sender.keeps)
        folder = self.shelf.folder(record)
        try:
            save(folder / ORIGINAL)
            if beside.previous is not None:
                beside.previous(folder / PREVIOUS)
            self.shelf.change(record)  # what its documents take counts from now on
            call = self.pool.submit(
                Job(
                    folder=folder,
                    original=folder / ORIGINAL,
                    name=name,
                    today=date.today(),  # noqa: DTZ011 - the local day
                    previous=folder / PREVIOUS if beside.previous else None,
                    published=beside.published,
                    body=beside.body,
                    people=sender.people,
                ),
                sender.client,
            )
        except BaseException:
            self.shelf.delete(record)
            raise
        pending = self._pending[record.id] = _Pending(sender, call)
        call.add_done_callback(lambda _: self._finish(record, pending))
        return record

    def finished(self, record: Record) -> "Future[None] | None":
        """Return what to wait for while ``record`` is pending."""
        pending = self._pending.get(record.id)
        return pending.finished if pending else None

    def stage(self, record: Record) -> str:
        """Return what is being done about a pending audit."""
        try:
            told = (self.shelf.folder(record) / STAGE).read_text(encoding="utf-8")
        except OSError:
            told = ""
        if told:
            return told
        pending = self._pending.get(record.id)
        before = self.pool.ahead(pending.sender.client, pending.call) if pending else 0
        return f"正在排队，前面还有 {before} 份" if before else "马上开始"

    def audit(self, record: Record) -> AuditJson:
        """Return the audit of a record that is done."""
        return AuditJson.model_validate_json(self.shelf.file(record, AUDIT).read_bytes())

    def delete(self, record: Record) -> None:
        """Delete an audit and its documents at once, also one that waits or is being made."""
        pending = self._pending.get(record.id)
        if pending is not None:
            pending.call.cancel()
        self.shelf.delete(record)

    def _finish(self, record: Record, pending: _Pending) -> None:
        if not pending.sender.people:
            for name in (ORIGINAL, PREVIOUS):
                (self.shelf.folder(record) / name).unlink(missing_ok=True)
        try:
            told = self._told(record, _outcome(pending.call))
        except OSError as error:  # it is told all the same, though not after a restart
            _log.error("audit %s: %s", record.id, error)
        else:
            if told is None:  # deleted, but what was made since may have come after that
                self.shelf.delete(record)
        self._pending.pop(record.id, None)
        pending.finished.set_result(None)

    def _told(self, record: Record, outcome: Outcome) -> Record | None:
        """Remember what became of an audit; ``None`` where it was deleted."""
        if outcome.sentence:
            told = self.shelf.finish(
                record, state="refused", sentence=outcome.sentence, status=outcome.status
            )
        else:
            told = self.shelf.finish(
                record, state="done", products=outcome.products, digest=outcome.digest
            )
        if outcome.trace and told is not None:
            _log.error("audit %s failed\n%s", record.id, outcome.trace)
        return told


def _outcome(future: "Future[Outcome]") -> Outcome:
    try:
        return future.result()
    except Refusal as refusal:
        return Outcome(status=refusal.status, sentence=refusal.sentence)
    except CancelledError:  # it was deleted: nobody is told
        return Outcome(status=HTTPStatus.NOT_FOUND, sentence=sentence_for(HTTPStatus.NOT_FOUND))
    except Exception:  # noqa: BLE001 - the last guard: the sender gets a sentence
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return Outcome(status=status, sentence=sentence_for(status), trace=traceback.format_exc())
