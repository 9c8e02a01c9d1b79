"""The ties of one report: a group that stands as one row counts for the rows it stands for."""

from collections.abc import Iterator, Mapping, Sequence

from gouji.facts.report import Report
from gouji.model.form import Term, Tie
from gouji.model.ties import expand

Rows = Mapping[str, str]
"""The group (``table.group``) that stands for a row (``table.row``)."""


def ties_of(report: Report) -> tuple[Tie, ...]:
    """Return the ties of the form that ``report`` is printed on, between the cells it has."""
    ties = expand(report.form)
    rows = stood_for(report)
    return tuple(_between(tie, rows) for tie in ties) if rows else ties


def stood_for(report: Report) -> dict[str, str]:
    """Return the group (``table.group``) that stands for a row (``table.row``), where one does."""
    return dict(_standing(report))


def _standing(report: Report) -> Iterator[tuple[str, str]]:
    for found in report.tables:
        table = report.form.table(found.id)
        ids = {cell.id.split(".")[1] for cell in found.wholes}
        for group in table.groups:
            if group.id in ids:
                for row in table.rows:
                    if row.group == group.label:
                        yield f"{table.id}.{row.id}", f"{table.id}.{group.id}"


def _between(tie: Tie, rows: Rows) -> Tie:
    return tie._replace(left=_terms(tie.left, rows), right=_terms(tie.right, rows))


def _terms(terms: Sequence[Term], rows: Rows) -> tuple[Term, ...]:
    """Return ``terms`` with the row of a group once, in place of all of its rows."""
    if len(terms) == 1:
        return tuple(terms)
    found: dict[Term, None] = {}
    for sign, cell in terms:
        row, _, column = cell.rpartition(".")
        found[Term(sign, f"{rows.get(row, row)}.{column}")] = None
    return tuple(found)
