"""What a worker does with one document: read it, judge it. Pure functions of their arguments.

They run under any :class:`concurrent.futures.Executor`, on this machine or another: a call carries
the rules and the bytes of the document, and every call is done in a killable child.
"""

import io
import pickle
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Concatenate, ParamSpec, TypeVar

from gouji.auditor import Auditor
from gouji.child import Child
from gouji.errors import DocumentError, GoujiError, internal_fault
from gouji.facts.body import body_of_report
from gouji.facts.report import Report
from gouji.model.context import Context
from gouji.model.filing import Filing
from gouji.model.grading import Tally, tally
from gouji.reading import load_readers, read_bytes
from gouji.reading.limits import MAX_CONVERSION_SECONDS, MAX_MEMORY_BYTES, MAX_SECONDS
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import Rulebook
from gouji.version import __version__

SECONDS = MAX_SECONDS + MAX_CONVERSION_SECONDS + 5
"""What one document may take before its child is killed."""

P = ParamSpec("P")
R = TypeVar("R")

_FAST = 1
_MODEL = ("gouji.model.", "gouji.facts.")
_PLAIN = {("decimal", "Decimal"), ("datetime", "date"), ("builtins", "frozenset")}


@dataclass(frozen=True, slots=True)
class Kit:
    """The rules that a worker needs, packed once, and the day that waivers are judged by."""

    rules: str
    """Hash of the rules and of gouji itself: whatever shapes a result beside the document."""
    packed: bytes
    today: date | None
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read and recognised, packed, with what other reports need of it."""

    filing: Filing
    body: str
    """The kind of body that the agency's name tells."""
    report: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be processed, and why. ``lasting`` if it will never be."""

    reason: str
    lasting: bool


def lost(reason: str) -> Refused:
    """Return what becomes of a call whose workers keep dying: another time it may go well."""
    return Refused(reason, lasting=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """An audit as JSON, with its tally."""

    document: str
    tally: Tally


def kit(book: Rulebook, today: date | None, seconds: float | None = None) -> Kit:
    """Pack ``book`` for the workers."""
    rules = f"{book.sha256}-{__version__}"
    if book.waivers and today is not None:
        rules += f"-{today.isoformat()}"
    packed = zlib.compress(pickle.dumps(book), _FAST)
    return Kit(rules, packed, today, SECONDS if seconds is None else seconds)


def read_task(kit: Kit, data: bytes) -> Reading | Refused:
    """Read and recognise one document."""
    return workshop(kit).do(kit, _read, data)


def judge_task(kit: Kit, report: bytes, name: str, context: Context) -> Judged | Refused:
    """Audit a report that was read."""
    return workshop(kit).do(kit, _judge, report, name, context)


def _read(auditor: Auditor, data: bytes) -> Reading:
    report = auditor.recognise(read_bytes(data))
    body = body_of_report(report, auditor.rulebook.wording)
    return Reading(auditor.filing(report), body, _packed(report))


def _judge(auditor: Auditor, report: bytes, name: str, context: Context) -> Judged:
    audit = to_public(auditor.audit_report(unpacked(report), name, context))
    return Judged(audit.to_json(), tally(audit))


def _packed(report: Report) -> bytes:
    buffer = io.BytesIO()
    _ModelPickler(buffer).dump(report)
    return zlib.compress(buffer.getvalue(), _FAST)


class _ModelPickler(pickle.Pickler):
    """Writes members of enumerations by their value: some versions of Python use ``getattr``."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as the base has it
        return (type(value), (value.value,)) if isinstance(value, Enum) else NotImplemented


def unpacked(report: bytes) -> Report:
    """Return a packed report; nothing but gouji's own types is made of it."""
    found = _ModelUnpickler(io.BytesIO(zlib.decompress(report))).load()
    if not isinstance(found, Report):
        raise pickle.UnpicklingError("not a report")
    return found


class _ModelUnpickler(pickle.Unpickler):
    """Refuses whatever is not a value or a type of the model, for a file may have been planted."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base has it
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith(_MODEL):
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


class Workshop:
    """An auditor in a killable child, kept by a worker from one call to the next."""

    def __init__(self, kit: Kit) -> None:
        book: Rulebook = pickle.loads(zlib.decompress(kit.packed))  # noqa: S301 - our own caller's
        self.rules = kit.rules
        self._auditor = Auditor(book, today=kit.today)
        load_readers()
        self._child: Child[Any, Any] = Child(self._work, memory=MAX_MEMORY_BYTES)

    def do(
        self,
        kit: Kit,
        function: Callable[Concatenate[Auditor, P], R],
        *arguments: P.args,
        **names: P.kwargs,
    ) -> R | Refused:
        """Return what ``function`` makes of the auditor and the arguments, or why it cannot."""
        try:
            result: R | Refused = self._child((function, arguments, names), kit.seconds)
        except TimeoutError:
            return Refused(f"{kit.seconds:.0f} 秒还没有处理完，文件可能已损坏", lasting=False)
        except ChildProcessError:
            reason = "处理这份文件用的内存超过上限，或者程序中途停止了"
            return Refused(reason, lasting=False)
        return result

    def close(self) -> None:
        """End the child."""
        self._child.close()

    def _work(self, call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]) -> object:
        function, arguments, names = call
        try:
            return function(self._auditor, *arguments, **names)
        except DocumentError as error:
            return Refused(str(error), lasting=True)
        except GoujiError as error:
            return Refused(str(error), lasting=False)
        except MemoryError:
            return Refused("处理这份文件用的内存超过上限", lasting=False)
        except Exception as error:  # noqa: BLE001 - one document's bug must not cost the batch
            return Refused(internal_fault(error), lasting=False)


_here = threading.local()


def workshop(kit: Kit) -> Workshop:
    """Return this thread's workshop for the rules of ``kit``."""
    kept: Workshop | None = getattr(_here, "workshop", None)
    if kept is None or kept.rules != kit.rules:
        if kept is not None:
            kept.close()
        kept = _here.workshop = Workshop(kit)
    return kept
