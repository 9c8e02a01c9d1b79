"""The cells of 规章: a county's government or department cannot make any."""

from collections.abc import Iterator

from gouji.expressions import compiled
from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.report import Report
from gouji.model.cells import Cell, CellState, Presence, tie_value
from gouji.model.form import Strict, cell_name
from gouji.model.names import Pattern
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag


class RulemakingWording(Strict):
    """A regular expression for names of counties' governments and of their departments."""

    county: Pattern


def _subjects(scene: Scene[RulemakingWording, None]) -> Iterator[Subject]:
    report, cells = scene.report, scene.report.cells()
    county = compiled(scene.words.county).search(report.agency or "") is not None
    for cell_id in report.form.roles.regulations:
        yield _rulemaking(report, cells[cell_id], county=county)


def _rulemaking(report: Report, cell: Cell, *, county: bool) -> Subject:
    value = tie_value(cell)
    return Subject(
        kind="rulemaking",
        locus=cell.id,
        fields={"positive": value is not None and value > 0, "county": county},
        shows={
            "name": cell_name(report.form, cell.id),
            "value": "" if value is None else decimal_text(value),
            "agency": report.agency or "本机关",
        },
        evidence=in_cells(cell),
        readable=cell.state is not CellState.UNREAD,
        absent=report.table_of(cell.id).presence is Presence.ABSENT,
        reason=cell.reason,
    )


RULEMAKING: Fact[RulemakingWording, None] = Fact(
    name="rulemaking",
    loci={"rulemaking": "格的编号"},
    kinds=(
        Kind(
            "rulemaking",
            "规章一行的制发、现行有效件数。",
            {
                "positive": flag("大于零", default=False),
                "county": flag("从名称看是县级政府或其部门", default=False),
            },
            {"name": "格的名称", "value": "件数", "agency": "机关"},
        ),
    ),
    wording=RulemakingWording,
    file="laws.yaml",
    subjects=_subjects,
)
