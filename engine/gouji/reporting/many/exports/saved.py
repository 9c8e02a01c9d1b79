"""Audits that were saved as JSON, read back: one in a ``.json`` file, one a line in ``.jsonl``.

A saved audit is as little trusted as a document: it is bounded in size, must be of the published
form, and may only name cells and editions that the rulebook knows.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import BufferedReader
from math import isfinite
from pathlib import Path

from gouji.errors import DamagedDocument, LimitExceeded, UnreadableFile
from gouji.model.audit import AuditJson
from gouji.model.form import Form
from gouji.oserrors import not_read

MAX_AUDIT_BYTES = 8_000_000
"""The audit of a report that breaks every rule has less than a tenth of it."""

_ONE, _MANY = ".json", ".jsonl"
_AGAIN = "请用 gouji audit --format json 重新生成"


def is_saved(name: str) -> bool:
    """Tell by its name whether a file holds saved audits."""
    return Path(name).suffix.lower() in {_ONE, _MANY}


def saved_audits(path: Path, forms: Mapping[str, Form]) -> Iterator[AuditJson]:
    """Yield the audits in a file; ``forms`` are the editions that they may be of.

    Raises :class:`gouji.errors.DocumentError` in one sentence.
    """
    try:
        with path.open("rb") as file:
            if path.suffix.lower() == _ONE:
                yield _audit(_bounded(file.read(MAX_AUDIT_BYTES + 1)), "文件", forms)
            else:
                yield from _lines(file, forms)
    except FileNotFoundError:
        raise UnreadableFile("没有这个文件") from None
    except OSError as error:
        raise UnreadableFile(f"文件打不开（{not_read(error)}）") from None


def _lines(file: BufferedReader, forms: Mapping[str, Form]) -> Iterator[AuditJson]:
    found = False
    for number, line in enumerate(iter(lambda: file.readline(MAX_AUDIT_BYTES + 1), b""), 1):
        if line.strip():
            found = True
            yield _audit(_bounded(line), f"第 {number} 行", forms)
    if not found:
        raise DamagedDocument(f"文件里没有审核结果，{_AGAIN}")


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_AUDIT_BYTES:
        raise LimitExceeded(
            f"一份审核结果超过 {MAX_AUDIT_BYTES // 1_000_000} MB，不像 gouji 存下的"
        )
    return data


def _audit(data: bytes, where: str, forms: Mapping[str, Form]) -> AuditJson:
    from pydantic import ValidationError

    try:
        audit = AuditJson.model_validate_json(data)
    except ValidationError as error:
        place = ".".join(map(str, error.errors(include_url=False, include_input=False)[0]["loc"]))
        wrong = f"问题在 {place}" if place else "也不是完整的 JSON"
        raise DamagedDocument(f"{where}不是 gouji 的审核结果（{wrong}），{_AGAIN}") from None
    if fault := _fault(audit, forms):
        raise DamagedDocument(f"{where}的审核结果对不上（{fault}），{_AGAIN}")
    return audit


def _fault(audit: AuditJson, forms: Mapping[str, Form]) -> str | None:
    """Return what of an audit no audit of ours could say."""
    form = forms.get(audit.report.edition)
    if form is None:
        return f"没有「{audit.report.edition}」这一版格式"
    known = {cell for table in form.tables for cell in table.cell_ids()}
    stranger = next((cell for cell in _cells(audit) if cell not in known), None)
    if stranger is not None:
        return f"格式里没有「{stranger}」这一格"
    if not all(map(_is_number, _numbers(audit))):
        return "得分不是数字"
    if not all(map(isfinite, _edges(audit))):
        return "位置不是数字"
    return None


def _cells(audit: AuditJson) -> Iterator[str]:
    yield from audit.cells
    for diagnosis in audit.diagnoses:
        yield from (change.cell for change in diagnosis.changes)
        yield from (change.cell for cause in diagnosis.causes for change in cause.changes)
    for finding in (*audit.findings, *audit.reviews, *audit.waived):
        yield from (e.cell for e in finding.evidence if e.cell is not None)


def _numbers(audit: AuditJson) -> Iterator[str]:
    score = audit.score
    yield from (score.low, score.high, score.out_of)
    yield from (deduction.points for deduction in (*score.deductions, *score.open))


def _edges(audit: AuditJson) -> Iterator[float]:
    for finding in (*audit.findings, *audit.reviews, *audit.waived):
        yield from (edge for e in finding.evidence for edge in e.bbox or ())


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False
