"""Which edition of the form a report is printed on, told from the heads of its tables."""

from collections.abc import Iterable, Iterator, Mapping

from gouji.facts.fact import Fact, Scene
from gouji.facts.tables.labels import whole
from gouji.model.document import Document
from gouji.model.form import Form
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Kind, flag
from gouji.once import once

_ENOUGH = 2
_LONG = 5
"""Heads at least this long cannot stand in a line by chance."""
_YEAR_UNKNOWN = "看不出是哪一年度的报告，不知道应当用哪一版格式"


def printed_form(document: Document, forms: Mapping[str, Form], due: Form) -> Form:
    """Return the form whose own heads stand in ``document``; ``due`` where that is not clear.

    Only heads that no other edition has count. A report of 2023 on the form of 2019 is read by
    the form of 2019, so that 对外公开总数量 never becomes 现行有效件数.
    """
    own = _own_heads(forms)
    cells = {whole(cell.text) for grid in document.grids() for cell in grid.cells}
    if not cells.isdisjoint(own[due.edition]):
        return due  # as nearly every report
    lines = whole("".join(line.text for line in document.lines()))
    hits = {
        name: sum(label in cells or (len(label) >= _LONG and label in lines) for label in labels)
        for name, labels in own.items()
    }
    others = {name: count for name, count in hits.items() if name != due.edition and count}
    if hits[due.edition] or len(others) != 1 or max(others.values()) < _ENOUGH:
        return due
    return forms[next(iter(others))]


@once
def _own_heads(forms: Mapping[str, Form]) -> dict[str, set[str]]:
    """Return the column labels that only one edition has, by edition."""
    heads = {name: set(_heads(form)) for name, form in forms.items()}
    return {
        name: {
            label
            for label in labels
            if not any(label in other for key in heads if key != name for other in heads[key])
        }
        for name, labels in heads.items()
    }


def _heads(form: Form) -> Iterable[str]:
    return (whole(column.label) for table in form.tables for column in table.columns)


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    """Yield whether the form is the one due; an old form is judged only in a year that is known."""
    report = scene.report
    shows = {
        "printed": report.form.instrument,
        "due": report.due.instrument,
        "year": str(report.year or "报告年度"),
    }
    place = next((table.place for table in report.tables if table.place), None)
    known = report.year is not None or report.form == report.due
    yield Subject(
        kind="edition",
        locus="edition",
        fields={"right": report.form == report.due},
        shows=shows,
        evidence=(Evidence(report.form.tables[0].title, place),) if place else (),
        readable=known,
        reason=None if known else _YEAR_UNKNOWN,
    )


EDITION: Fact[None, None] = Fact(
    name="edition",
    loci={"edition": "`edition`"},
    kinds=(
        Kind(
            "edition",
            "所用的格式版本。每份报告一个。",
            {"right": flag("用的是报告年度应当用的格式")},
            {"printed": "报告所用格式的文号", "due": "应当用的格式的文号", "year": "报告年度"},
        ),
    ),
    subjects=_subjects,
)
