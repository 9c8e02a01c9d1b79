"""Annotates in a process of its own, which can be killed: the libraries trust files too much."""

from functools import partial

from gouji.annotation import annotate
from gouji.isolation.child import in_child
from gouji.model.audit import AuditJson
from gouji.model.form import Form
from gouji.reading.limits import MAX_MEMORY_BYTES, MAX_SECONDS


def annotate_isolated(data: bytes, audit: AuditJson, form: Form) -> bytes:
    """Return what :func:`gouji.annotation.annotate` returns; raises as it does.

    Raises as :class:`gouji.isolation.child.Child` does where time or memory did not do.
    """
    return in_child(
        partial(annotate, data, audit, form), seconds=MAX_SECONDS, memory=MAX_MEMORY_BYTES
    )
