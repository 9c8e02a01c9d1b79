"""Tables that are drawn more than once: whether they show the same each time."""

from collections.abc import Iterator

from gouji.facts.accords.accord import accord_kind
from gouji.facts.fact import Fact, Scene
from gouji.model.form import cell_name
from gouji.model.verdict import Evidence, Subject

_MOST_NAMES = 3


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    """Name the tables that are drawn more than once and differ."""
    report = scene.report
    for table in report.tables:
        cells = {cell.id: cell for cell in table.cells}
        differing = [cells[cell_id] for cell_id in table.contradicted]
        names = "、".join(f"「{cell_name(report.form, c.id)}」" for c in differing[:_MOST_NAMES])
        more = f"等{len(differing)}格" if len(differing) > _MOST_NAMES else ""
        yield Subject(
            kind="accord",
            locus=table.id,
            fields={"about": "copies", "fits": "doubtful" if differing else "right"},
            shows={"text": "", "one": report.form.table(table.id).title, "other": names + more},
            evidence=tuple(Evidence("", cell.place, cell.id) for cell in differing),
        )


COPIES: Fact[None, None] = Fact(
    name="copies",
    loci={"accord": "表的编号"},
    kinds=(accord_kind("copies"),),
    subjects=_subjects,
)
