"""Keeps of a report what other reports are compared with."""

from gouji.facts.similarity import narrative
from gouji.model.cells import tie_value
from gouji.model.filing import Filing
from gouji.model.report import Report


def filing(report: Report) -> Filing:
    """Return ``report`` as others need it."""
    return Filing(
        agency=report.agency,
        year=report.year,
        edition=report.form.edition,
        values={cell.id: tie_value(cell) for cell in report.cells().values()},
        narrative=narrative(report),
    )
