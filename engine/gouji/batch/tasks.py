"""What a worker does with one document: read it, judge it. Pure functions of their arguments.

They run under any :class:`concurrent.futures.Executor`, on this machine or another: a call carries
the rules and the bytes of the document, and every call is done in a killable child.
"""

import pickle
import threading
import zlib
from collections.abc import Callable
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from gouji.auditor import Auditor
from gouji.batch.crossing import CONTEXTS, CROSSING, HEADS, Judged, Reading, Refused
from gouji.diagnosis import doubts
from gouji.errors import (
    DocumentError,
    GoujiError,
    OutOfMemory,
    OutOfTime,
    Stopped,
)
from gouji.facts.filing import noted
from gouji.facts.packed import report_packing
from gouji.facts.report import Report
from gouji.isolated import IsolatedAuditor
from gouji.keys import judged_by, reading_key, rules_key
from gouji.model.basis import BASIS_PACKING
from gouji.model.digest import digest
from gouji.model.grading import tally
from gouji.model.kept import kept
from gouji.model.packing import Packing, PackingError
from gouji.reading import load_readers, read_bytes
from gouji.reading.limits import MAX_WORK_SECONDS
from gouji.records import dataclass
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import Rulebook

P = ParamSpec("P")
R = TypeVar("R")
Prepare = Callable[[], object]

_FAST = 1
_PASSING = (OutOfTime, OutOfMemory, Stopped)
"""What may go well another time, on another machine."""


@dataclass(frozen=True, slots=True)
class Kit:
    """The rules that a worker needs, packed once, and the day that waivers are judged by."""

    reading: str
    """The reading key of its rules; see :mod:`gouji.keys`."""
    rules: str
    """What the judging keys of all reports have in common."""
    judging: str
    """Hash of its rules, the profile aside."""
    packed: bytes
    today: date | None
    seconds: float = MAX_WORK_SECONDS

    def book(self) -> Rulebook:
        """Return the rules."""
        book: Rulebook = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - our own caller's
        return book


def lost(reason: str) -> Refused:
    """Return what becomes of a call whose workers keep dying: another time it may go well."""
    return Refused(reason, lasting=False)


def kit(book: Rulebook, today: date | None, seconds: float | None = None) -> Kit:
    """Pack ``book`` for the workers."""
    return Kit(
        reading=reading_key(book),
        rules=rules_key(book, today),
        judging=judged_by(book),
        packed=zlib.compress(pickle.dumps(book), _FAST),
        today=today,
        seconds=MAX_WORK_SECONDS if seconds is None else seconds,
    )


def ready() -> None:
    """Load what reading takes, in a worker that has no call yet."""
    load_readers()


def read_task(kit: Kit, data: bytes) -> Reading | Refused:
    """Read and recognise one document."""
    return workshop(kit).do(_read, data)


def judge_task(kit: Kit, report: bytes, name: str, context: bytes) -> Judged | Refused:
    """Audit a report that was read, beside a packed context."""
    return workshop(kit).do(_judge, report, name, context)


def _read(auditor: Auditor, data: bytes) -> Reading:
    report = auditor.recognise(read_bytes(data))
    own = auditor.filing(report)
    seen = noted(report, own, auditor.rulebook.wording)
    return Reading(HEADS.pack((own, seen)), _packing(auditor).pack(report))


def _judge(auditor: Auditor, report: bytes, name: str, context: bytes) -> Judged:
    read, beside = _unpacked(auditor, report), CONTEXTS.unpack(context)
    found = auditor.audit_report(read, name, beside)
    audit = to_public(found)
    filing = auditor.filing(read)
    digested = digest(audit, doubts(read.form, filing.values)).packed()
    rests_on = BASIS_PACKING.pack(found.basis)
    return Judged(tally(audit), kept(audit, audit.to_json(), filing.narrative, digested, rests_on))


def _packing(auditor: Auditor) -> Packing:
    return report_packing(auditor.rulebook.forms.values())


def _unpacked(auditor: Auditor, packed: bytes) -> Report:
    report = _packing(auditor).unpack(packed)
    if not isinstance(report, Report):
        raise PackingError("not a report")
    return report


class Workshop:
    """An auditor in a killable child, kept by a worker from one call to the next.

    ``prepare`` loads once, in the worker, what every child would else load for itself.
    """

    def __init__(self, kit: Kit, prepare: Prepare) -> None:
        self.serves = kit, prepare
        auditor = Auditor(kit.book(), kit.today)
        self._auditor = IsolatedAuditor(
            auditor, seconds=kit.seconds, types=CROSSING, prepare=prepare
        )

    def do(
        self, function: Callable[Concatenate[Auditor, P], R], *arguments: P.args, **names: P.kwargs
    ) -> R | Refused:
        """Return what ``function`` makes of the auditor and the arguments, or why it cannot."""
        try:
            return self._auditor.do(function, *arguments, **names)
        except GoujiError as error:
            lasting = isinstance(error, DocumentError) and not isinstance(error, _PASSING)
            return Refused(str(error), lasting=lasting)

    def close(self) -> None:
        """End the child."""
        self._auditor.close()


_here = threading.local()


def workshop(kit: Kit, prepare: Prepare = load_readers) -> Workshop:
    """Return this thread's workshop for the rules of ``kit`` and what ``prepare`` loads."""
    kept: Workshop | None = getattr(_here, "workshop", None)
    if kept is None or kept.serves != (kit, prepare):
        if kept is not None:
            kept.close()
        kept = _here.workshop = Workshop(kit, prepare)
    return kept
