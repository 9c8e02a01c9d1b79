"""Annotates in a process of its own, which can be killed: the libraries trust files too much."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from gouji.annotation import annotate, correct
from gouji.child import in_child
from gouji.errors import LimitExceeded
from gouji.model.audit import AuditJson
from gouji.model.form import Form
from gouji.reading.limits import MAX_MEMORY_BYTES, MAX_SECONDS

if TYPE_CHECKING:
    from gouji.annotation.correcting import Correction

T = TypeVar("T")


def annotate_isolated(data: bytes, audit: AuditJson, form: Form) -> bytes:
    """Return what :func:`gouji.annotation.annotate` returns; raises as it does.

    Raises :class:`LimitExceeded` where time or memory did not do.
    """
    return _isolated(lambda: annotate(data, audit, form))


def correct_isolated(data: bytes, audit: AuditJson, form: Form) -> "Correction":
    """Return what :func:`gouji.annotation.correct` returns; raises as :func:`annotate_isolated`."""
    return _isolated(lambda: correct(data, audit, form))


def _isolated(work: Callable[[], T]) -> T:
    try:
        return in_child(work, seconds=MAX_SECONDS, memory=MAX_MEMORY_BYTES)
    except TimeoutError:
        raise LimitExceeded(f"标注了 {MAX_SECONDS:.0f} 秒还没有完，文件可能已损坏") from None
    except ChildProcessError:
        raise LimitExceeded("标注这份文件用的内存超过上限，或者标注的程序中途停止了") from None
