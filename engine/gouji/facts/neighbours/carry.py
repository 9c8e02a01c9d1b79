"""上年结转 beside last year's 结转下年度, column by column (Y801)."""

from collections.abc import Iterator
from functools import partial
from operator import eq

from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.neighbours.before import before, last_years, shown, why_not
from gouji.model.cells import tie_value
from gouji.model.numbers import gap_units
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, whole_number, word

_UNREAD = "两年的这一格没有都读出数字"


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    report, previous = scene.report, before(scene)
    if previous is None:
        return
    roles, now = report.form.roles.applications, report.cells()
    for column in report.form.table(roles.table).columns:
        cell = now[f"{roles.carried_in}.{column.id}"]
        last_cell, right = f"{roles.carried_out}.{column.id}", tie_value(cell)
        left = last_years(scene, previous, last_cell, partial(eq, right))
        readable = not previous.unfit and left is not None and right is not None
        yield Subject(
            kind="carry",
            locus=cell.id,
            fields={"column": column.id, "gap": gap_units(left, right)},
            shows={
                "column_label": column.label,
                "last": shown(left),
                "now": shown(right),
                "last_year": str(previous.year or "上年"),
            },
            evidence=in_cells(cell),
            readable=readable,
            reason=None if readable else why_not(scene, previous, last_cell, _UNREAD),
        )


CARRY: Fact[None, None] = Fact(
    name="carry",
    loci={"carry": "格的编号"},
    kinds=(
        Kind(
            "carry",
            "上年结转与上年报告的结转下年度，每列一个（给出上年报告时才有）。",
            {
                "column": word("列的编号", of="columns"),
                "gap": whole_number("本年减上年，以万分之一为单位的整数"),
            },
            {
                "column_label": "列名",
                "last": "上年报告的数",
                "now": "本年报告的数",
                "last_year": "上年度",
            },
            by_number=True,
        ),
    ),
    subjects=_subjects,
)
