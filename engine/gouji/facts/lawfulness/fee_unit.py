"""The unit of the fees: the form asks for 万元."""

from collections.abc import Iterator

from gouji.expressions import compiled
from gouji.facts.fact import Fact, Scene
from gouji.model.cells import CellState, Presence
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Kind, flag

_SCALED = compiled("[万亿]")


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    report = scene.report
    cell = report.cells().get(report.form.roles.fees)
    if cell is None:
        return
    raw = "".join((cell.raw or "").split())
    in_yuan = "元" in raw and not _SCALED.search(raw) and bool(cell.value)
    yield Subject(
        kind="fee_unit",
        locus=cell.id,
        fields={"in_yuan": in_yuan},
        shows={"raw": raw},
        evidence=(Evidence(raw, cell.place, cell.id),),
        readable=cell.state is not CellState.UNREAD,
        absent=report.table_of(cell.id).presence is Presence.ABSENT,
        reason=cell.reason,
    )


FEE_UNIT: Fact[None, None] = Fact(
    name="fee_unit",
    loci={"fee_unit": "格的编号"},
    kinds=(
        Kind(
            "fee_unit",
            "行政事业性收费一格的单位。",
            {
                "in_yuan": flag("格内写了「元」而不是「万元」", default=False),
            },
            {"raw": "格内原文"},
        ),
    ),
    subjects=_subjects,
)
