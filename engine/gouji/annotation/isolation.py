"""Annotates in a process of its own, which can be killed: the libraries trust files too much."""

from functools import partial
from typing import TYPE_CHECKING

from gouji.annotation import annotate, caution, correct
from gouji.isolation.child import in_child
from gouji.model.audit import AuditJson
from gouji.model.form import Form
from gouji.reading.limits import MAX_MEMORY_BYTES, MAX_SECONDS

if TYPE_CHECKING:
    from gouji.annotation.correcting import Correction


def annotate_isolated(data: bytes, audit: AuditJson, form: Form) -> bytes:
    """Return what :func:`gouji.annotation.annotate` returns; raises as it does.

    Raises as :class:`gouji.isolation.child.Child` does where time or memory did not do.
    """
    return in_child(
        partial(annotate, data, audit, form), seconds=MAX_SECONDS, memory=MAX_MEMORY_BYTES
    )


def caution_isolated(data: bytes) -> str:
    """Return what :func:`gouji.annotation.caution` returns; raises as it does."""
    return in_child(partial(caution, data), seconds=MAX_SECONDS, memory=MAX_MEMORY_BYTES)


def correct_isolated(data: bytes, audit: AuditJson, form: Form) -> "Correction":
    """Return what :func:`gouji.annotation.correct` returns; raises as :func:`annotate_isolated`."""
    from gouji.annotation.correcting import Correction

    made, mended = in_child(
        partial(_corrected, data, audit, form), seconds=MAX_SECONDS, memory=MAX_MEMORY_BYTES
    )
    return Correction(made, mended)


def _corrected(data: bytes, audit: AuditJson, form: Form) -> tuple[bytes, tuple[int, ...]]:
    """Return a correction as plain values, which cross from the child."""
    made = correct(data, audit, form)
    return made.data, made.mended
