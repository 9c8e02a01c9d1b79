"""Requests dropped for an unpaid fee, held against the sentence that none was asked for."""

from collections.abc import Iterator

from gouji.expressions import compiled
from gouji.facts.accords.accord import accord_kind
from gouji.facts.fact import Fact, Scene, in_cells, quoted
from gouji.facts.statements import StatementId, statement
from gouji.model.form import Strict
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Subject

_NEVER_ASKED = compiled(
    "(?:未|没有)(?:向申请人)?(?:发出|制发|作出|下达)过?(?:任何)?(?:缴费|收费)"
    "|(?:未|没有)要求[^，。]{0,6}(?:缴费|缴纳)|一律(?:免费|免收|不收)"
)
"""Says that no fee was ever asked for; 「未收取」 may mean that none was paid."""


class UnpaidWording(Strict):
    """The owed sentence (its id) that tells of the fee."""

    statement: StatementId


def _subjects(scene: Scene[UnpaidWording, None]) -> Iterator[Subject]:
    report = scene.report
    cell = report.cells().get(report.form.roles.applications.unpaid)
    said = statement(report, scene.words.statement)
    if cell is None or cell.value is None or said is None or said.quote is None:
        return
    never = _NEVER_ASKED.search(said.quote.text) is not None
    yield Subject(
        kind="accord",
        locus=cell.id,
        fields={"about": "unpaid", "fits": "doubtful" if never and cell.value > 0 else "right"},
        shows={
            "text": said.quote.text,
            "one": decimal_text(cell.value),
            "other": said.quote.text,
        },
        evidence=(*in_cells(cell), *quoted(said.quote)),
    )


UNPAID: Fact[UnpaidWording, None] = Fact(
    name="unpaid",
    loci={"accord": "格的编号"},
    kinds=(accord_kind("unpaid"),),
    wording=UnpaidWording,
    file="laws.yaml",
    subjects=_subjects,
)
