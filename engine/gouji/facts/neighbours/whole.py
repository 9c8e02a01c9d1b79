"""A consolidated report's cells beside the sums of its members' (H901)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.neighbours.before import shown
from gouji.facts.report import Report
from gouji.model.cells import Cell, tie_value
from gouji.model.form import cell_name
from gouji.model.numbers import decimal_text, gap_units
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag, whole_number


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    context = scene.context
    filings = [m.filing for m in context.members if m.filing is not None]
    parts = [filing.values for filing in filings if not filing.unfit]
    complete = len(parts) == len(context.members) and not context.partial
    why = next((filing.unfit for filing in filings if filing.unfit), None)
    for cell in scene.report.cells().values() if context.members else ():
        subject = _whole(scene.report, cell, parts, complete=complete)
        if subject.fields["exceeds"] or not context.partial:
            yield subject if subject.reason else replace(subject, reason=why)


def _whole(
    report: Report, cell: Cell, parts: Sequence[Mapping[str, Decimal | None]], *, complete: bool
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
            "whole": shown(whole),
            "sum": decimal_text(total),
            "parts": "+".join(decimal_text(value) for value in known if value != 0) or "0",
        },
        evidence=in_cells(cell),
        readable=whole is not None,
        reason=None if whole is not None else "这一格没有读出数字",
    )


WHOLE: Fact[None, None] = Fact(
    name="whole",
    loci={"whole": "格的编号"},
    kinds=(
        Kind(
            "whole",
            "汇总报告的一格与各成员单位之和（给出成员时才有）。",
            {
                "gap": whole_number("汇总数减合计，以万分之一为单位的整数"),
                "exceeds": flag("有成员的数大于汇总数", default=False),
                "complete": flag("各成员的这一格都读出来了"),
            },
            {"name": "格的名称", "whole": "汇总数", "sum": "合计", "parts": "算式"},
            by_number=True,
        ),
    ),
    subjects=_subjects,
)
