"""现行有效 beside last year's, plus 本年制发, less 本年废止 (Y802)."""

from collections.abc import Iterator

from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.neighbours.before import before, last_years, shown, why_not
from gouji.model.cells import tie_value
from gouji.model.filing import Filing
from gouji.model.form import Stock
from gouji.model.numbers import gap_units
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, whole_number, word

_UNREAD = "两年的有关各格没有都读出数字"


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    previous = before(scene)
    if previous is not None:
        for stock in scene.report.form.roles.stocks:
            yield _stock(scene, stock, previous)


def _stock(scene: Scene[None, None], stock: Stock, previous: Filing) -> Subject:
    report, now = scene.report, scene.report.cells()
    cells = [now[i] for i in (stock.valid, stock.made, stock.repealed)]
    valid, made, repealed = (tie_value(cell) for cell in cells)
    change = None if made is None or repealed is None else made - repealed
    past = last_years(
        scene, previous, stock.valid, lambda p: change is not None and p + change == valid
    )
    expected = None if past is None or change is None else past + change
    table_id, row_id, _ = stock.valid.split(".")
    row = next(row for row in report.form.table(table_id).rows if row.id == row_id)
    readable = not previous.unfit and None not in (valid, made, repealed, past)
    return Subject(
        kind="stock",
        locus=stock.valid,
        fields={"row": row_id, "gap": gap_units(expected, valid)},
        shows={
            "row_label": row.label,
            "expected": shown(expected),
            "now": shown(valid),
            "sum": f"{shown(past)}+{shown(made)}−{shown(repealed)}",
        },
        evidence=in_cells(*cells),
        readable=readable,
        reason=None if readable else why_not(scene, previous, stock.valid, _UNREAD),
    )


STOCK: Fact[None, None] = Fact(
    name="stock",
    loci={"stock": "格的编号"},
    kinds=(
        Kind(
            "stock",
            "现行有效件数与上年的衔接（给出上年报告时才有）。",
            {
                "row": word("行的编号", of="rows"),
                "gap": whole_number("本年写的数减应有的数，以万分之一为单位的整数"),
            },
            {"row_label": "行名", "expected": "应有的数", "now": "本年写的数", "sum": "算式"},
            by_number=True,
        ),
    ),
    subjects=_subjects,
)
