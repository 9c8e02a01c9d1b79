"""The subjects that need more than the report itself: other years, members, peers, the date."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gouji.facts.similarity import narrative, overlap, shingles
from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.cells import Cell, tie_value
from gouji.model.context import Context
from gouji.model.document import Place
from gouji.model.filing import Filing
from gouji.model.form import cell_name
from gouji.model.numbers import decimal_text, gap_units
from gouji.model.report import Report
from gouji.model.verdict import Evidence, Subject

_FEE = "t2.fee.amount"
_LEAPS = (
    (Decimal(3_000), Decimal(30_000)),
    (Decimal(1) / Decimal(30_000), Decimal(1) / Decimal(3_000)),
)
"""How many times last year's fees look like another unit: about 10 000 times, or a 10 000th."""
_STOCK_ROWS = ("regulation", "normative")
_DEPARTMENTS = ("office", "department")
"""Kinds of body that report as departments of a government; the others report as one."""


def context_subjects(report: Report, context: Context) -> Iterator[Subject]:
    """Yield the subjects that ``context`` makes possible, in a fixed order."""
    if context.previous is not None and context.previous.edition == report.form.edition:
        yield from _carried_over(report, context.previous)
        yield from _stock(report, context.previous)
        yield from _fee_leap(report, context.previous)
    if context.members:
        yield from _wholes(report, context)
    published = context.published or report.document.published
    if published is not None and report.year is not None:
        yield _deadline(report.year, published, context.body or UNKNOWN_BODY)
    others = [context.previous] if context.previous else []
    ours = shingles(narrative(report)) if others or context.peers else frozenset()
    for other in (*others, *context.peers):
        share = overlap(ours, shingles(other.narrative))
        if share is not None:
            yield _similar(other, share)


def _evidence(*cells: Cell) -> tuple[Evidence, ...]:
    return tuple(Evidence((cell.raw or "").strip(), cell.place, cell.id) for cell in cells)


def _carried_over(report: Report, previous: Filing) -> Iterator[Subject]:
    """Compare 上年结转 with last year's 结转下年度, column by column (Y801)."""
    now, then = report.cells(), previous.values
    for column in report.form.table("t3").columns:
        cell = now[f"t3.carried_over.{column.id}"]
        left, right = then[f"t3.carried_out.{column.id}"], tie_value(cell)
        readable = left is not None and right is not None
        yield Subject(
            kind="carry",
            locus=cell.id,
            fields={"column": column.id, "gap": gap_units(left, right)},
            shows={
                "column_label": column.label,
                "last": _text(left),
                "now": _text(right),
                "last_year": str(previous.year or "上年"),
            },
            evidence=_evidence(cell),
            readable=readable,
            reason=None if readable else "两年的这一格没有都读出数字",
        )


def _stock(report: Report, previous: Filing) -> Iterator[Subject]:
    """Compare 现行有效 with last year's, plus 本年制发, less 本年废止 (Y802)."""
    now, then = report.cells(), previous.values
    for row_id in _STOCK_ROWS:
        ids = [f"t2.{row_id}.{column}" for column in ("valid", "made", "repealed")]
        if not all(i in now for i in ids):
            continue
        valid, made, repealed = (tie_value(now[i]) for i in ids)
        before = then[ids[0]]
        values = (valid, made, repealed, before)
        expected = None
        if made is not None and repealed is not None and before is not None:
            expected = before + made - repealed
        row = next(row for row in report.form.table("t2").rows if row.id == row_id)
        readable = None not in values
        yield Subject(
            kind="stock",
            locus=ids[0],
            fields={"row": row_id, "gap": gap_units(expected, valid)},
            shows={
                "row_label": row.label,
                "expected": _text(expected),
                "now": _text(valid),
                "sum": f"{_text(before)}+{_text(made)}−{_text(repealed)}",
            },
            evidence=_evidence(*(now[i] for i in ids)),
            readable=readable,
            reason=None if readable else "两年的有关各格没有都读出数字",
        )


def _fee_leap(report: Report, previous: Filing) -> Iterator[Subject]:
    """Compare the fees with last year's: 元 written for 万元 makes them 10 000 times as much."""
    cell = report.cells().get(_FEE)
    before = previous.values.get(_FEE)
    if cell is None or not cell.value or not before:
        return
    ratio = cell.value / before
    yield Subject(
        kind="fee_leap",
        locus=_FEE,
        fields={"leap": any(low <= ratio <= high for low, high in _LEAPS)},
        shows={"now": decimal_text(cell.value), "last": decimal_text(before)},
        evidence=_evidence(cell),
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else decimal_text(value)


def _wholes(report: Report, context: Context) -> Iterator[Subject]:
    """Compare every cell with the sum of its members' (H901)."""
    parts = [m.filing.values for m in context.members if m.filing is not None]
    complete = len(parts) == len(context.members)
    for cell in report.cells().values():
        subject = _whole(report, cell, parts, complete=complete and not context.partial)
        if subject.fields["exceeds"] or not context.partial:
            yield subject


def _whole(
    report: Report, cell: Cell, parts: list[dict[str, Decimal | None]], *, complete: bool
) -> Subject:
    whole = tie_value(cell)
    values = [part.get(cell.id) for part in parts]
    known = [value for value in values if value is not None]
    total = sum(known, Decimal(0))
    all_known = complete and len(known) == len(parts)
    exceeds = whole is not None and any(value > whole for value in known)
    return Subject(
        kind="whole",
        locus=cell.id,
        fields={"gap": gap_units(total, whole), "exceeds": exceeds, "complete": all_known},
        shows={
            "name": cell_name(report.form, cell.id),
            "whole": _text(whole),
            "sum": decimal_text(total),
            "parts": "+".join(decimal_text(value) for value in known if value != 0) or "0",
        },
        evidence=_evidence(cell),
        readable=whole is not None,
        reason=None if whole is not None else "这一格没有读出数字",
    )


def _deadline(year: int, published: date, body: str) -> Subject:
    """Compare the date of publication with that of the regulations, article 49 (D001).

    A body of an unknown kind is late after the later date, and doubtful after the earlier one.
    """
    early, last = date(year + 1, 1, 31), date(year + 1, 3, 31)
    if body in _DEPARTMENTS:
        last = early
    return Subject(
        kind="deadline",
        locus="published",
        fields={
            "late": published > last,
            "unsure": body == UNKNOWN_BODY and early < published <= last,
        },
        shows={
            "published": f"{published.year}年{published.month}月{published.day}日",
            "last": f"{last.year}年{last.month}月{last.day}日",
            "body": "部门" if body in _DEPARTMENTS else "政府",
        },
        evidence=(Evidence(published.isoformat(), Place()),),
    )


def _similar(other: Filing, share: int) -> Subject:
    """Tell how alike the narratives are, which are long enough to tell (Q702)."""
    whose = other.agency or "某机关"
    return Subject(
        kind="similar",
        locus=f"similar:{whose}-{other.year or ''}",
        fields={"percent": share},
        shows={"other": f"{whose}{other.year or ''}年度报告"},
        evidence=(Evidence(f"重合率{share}%", Place()),),
    )
