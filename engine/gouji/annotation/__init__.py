"""Findings marked on the document itself, for those who mend it there.

:func:`annotate` takes the bytes of a PDF, OFD or DOCX and its audit and gives the bytes of a copy
with a comment at every place that something is said of. What the document says stays as it was.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from gouji.annotation.marks import marks_of
from gouji.errors import UsageError
from gouji.extras import extra
from gouji.model.audit import AuditJson
from gouji.model.form import Form
from gouji.reading.formats import DOCX, FORMATS, OFD, function
from gouji.reading.sniff import sniff

if TYPE_CHECKING:
    from gouji.annotation.correcting import Correction

__all__ = ["annotate", "caution", "correct"]


def correct(data: bytes, audit: AuditJson, form: Form) -> "Correction":
    """Return a copy of a Word document with the certain repairs of ``audit`` as tracked changes.

    Everything else becomes comments. Raises as :func:`annotate`.
    """
    found = sniff(data)
    if found is not DOCX:
        raise UsageError(
            f"只有 Word 文档能写成修订稿，这份是{found.title}；请用 gouji report 生成报告页照着改"
        )
    _check_same(data, audit)
    with extra("report"):
        from gouji.annotation.correcting import correct_docx
    return correct_docx(data, audit, form)


def _check_same(data: bytes, audit: AuditJson) -> None:
    if sha256(data).hexdigest() != audit.document.sha256:
        raise UsageError("审核结果不是这份文件的（文件审核后改过），请重新审核再标注")


def annotate(data: bytes, audit: AuditJson, form: Form) -> bytes:
    """Return a copy of the document ``data`` with what ``audit`` says of it as comments.

    ``form`` is the edition of the audit. The same input gives the same bytes. Raises
    :class:`UsageError` for a document of another format or another audit, and
    :class:`gouji.errors.DocumentError` where the file does not take comments, in one sentence.
    """
    found = sniff(data)
    if not found.annotator:
        able = _listed([each.title for each in FORMATS if each.annotator])
        raise UsageError(
            f"只有 {able}能在原件上标注，这份是{found.title}；"
            "请用 gouji report 生成标出问题的报告页"
        )
    _check_same(data, audit)
    marks = marks_of(audit)
    if not marks:
        return data
    with extra("report"):
        marked = function(found.annotator)
    copy: bytes = marked(data, marks, audit.document.pages, form)
    return copy


def caution(data: bytes) -> str:
    """Return in Chinese what comments break in the document ``data``, ``""`` for nothing.

    Raises :class:`gouji.errors.DocumentError` where it cannot be read.
    """
    if sniff(data) is not OFD:
        return ""
    from gouji.annotation.ofd import seals_of

    seals = seals_of(data)
    if not seals:
        return ""
    return f"原件有 {seals} 个电子签章，副本已改动，签章验证不会通过；正式使用请用原件"


def _listed(names: Sequence[str]) -> str:
    return f"{'、'.join(names[:-1])}和 {names[-1]}"
