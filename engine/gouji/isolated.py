"""Audits in a child process: reading, recognising and judging alike are bounded and killable."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from gouji.auditor import Auditor
from gouji.facts.packed import CONTEXT_TYPES
from gouji.isolation.child import Child, nothing
from gouji.isolation.here import Tell, silent
from gouji.model.audit import AuditJson, ExplainedAudit, Published
from gouji.model.context import NO_CONTEXT, Context
from gouji.model.filing import Filing
from gouji.model.packing import NOT, Packing
from gouji.model.verdict import Verdict
from gouji.model.written import derived
from gouji.reading.formats import function as function_at
from gouji.reading.limits import MAX_MEMORY_BYTES, MAX_WORK_SECONDS
from gouji.records import dataclass
from gouji.reporting.public.audit_json import to_explained, to_public

P = ParamSpec("P")
R = TypeVar("R")

_Call = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Audited:
    """A public audit, with what a command asks of it beside."""

    audit: AuditJson
    notes: tuple[str, ...]
    """What must be said of the audit itself."""
    costly: bool
    """Whether a finding costs points."""


TYPES = (*CONTEXT_TYPES, Audited, Verdict, *derived(Published))


class IsolatedAuditor:
    """An auditor in a child process of the calling thread; one child serves many files.

    ``types`` are those that cross beside :data:`TYPES`; ``tell`` hears how far a document is.
    ``prepare`` imports what every child is to have already; else a child imports the readers that
    its files need.
    Everything raises :class:`gouji.errors.GoujiError` as :class:`gouji.isolation.child.Child` does.
    """

    def __init__(
        self,
        auditor: Auditor,
        *,
        seconds: float = MAX_WORK_SECONDS,
        memory: int = MAX_MEMORY_BYTES,
        types: tuple[type, ...] = (),
        tell: Tell = silent,
        prepare: Callable[[], object] = nothing,
    ) -> None:
        self.rulebook = auditor.rulebook
        self._auditor = auditor
        self._seconds = seconds
        self._memory = memory
        self._packing = Packing((*TYPES, *types), level=NOT)
        self._tell = tell
        self._prepare = prepare
        self._own = threading.local()

    def audit_file(
        self, path: Path, name: str | None = None, context: Context = NO_CONTEXT
    ) -> Audited:
        """Audit a file, told as ``name``."""
        return self.do(_audited, path, name or str(path), context)

    def explain_file(self, path: Path) -> ExplainedAudit:
        """Audit a file, with every verdict."""
        return self.do(_explained, path)

    def read_filing(self, path: Path) -> Filing:
        """Read a file as other reports need it."""
        return self.do(Auditor.read_filing, path)

    def do(
        self,
        function: Callable[Concatenate[Auditor, P], R],
        *arguments: P.args,
        **names: P.kwargs,
    ) -> R:
        """Return what ``function``, of some module of gouji, makes of the auditor and arguments."""
        if names:
            raise TypeError("arguments cross by position")
        where = f"{function.__module__}:{function.__qualname__}"
        answer: R = self._child((where, arguments), self._seconds, self._tell)
        return answer

    def close(self) -> None:
        """End the child of this thread."""
        self._child.close()

    @property
    def _child(self) -> Child[_Call, Any]:
        """The child of this thread: it dies with the thread that made it."""
        child: Child[_Call, Any] | None = getattr(self._own, "child", None)
        if child is None:
            work = partial(_work, self._auditor)
            packing, memory = self._packing, self._memory
            child = Child(work, packing=packing, memory=memory, prepare=self._prepare)
            self._own.child = child
        return child


def _work(auditor: Auditor, call: _Call) -> object:
    where, arguments = call
    return function_at(where)(auditor, *arguments)


def _audited(auditor: Auditor, path: Path, name: str, context: Context) -> Audited:
    found = auditor.audit_file(path, name, context)
    return Audited(to_public(found), found.notes, found.has_costly_findings)


def _explained(auditor: Auditor, path: Path) -> ExplainedAudit:
    return to_explained(auditor.audit_file(path))
