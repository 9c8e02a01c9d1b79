"""Keeps of a report what other reports are compared with."""

from gouji.facts.fact import Wording
from gouji.facts.neighbours.similar import SIMILAR
from gouji.facts.recognised import has_recognised_name
from gouji.facts.report import Report
from gouji.facts.similarity import narrative
from gouji.model.cells import tie_value
from gouji.model.filing import Filing


def filing(report: Report, wording: Wording) -> Filing:
    """Return ``report`` as others need it."""
    return Filing(
        agency=report.agency,
        year=report.year,
        edition=report.form.edition,
        values={cell.id: tie_value(cell) for cell in report.cells().values()},
        narrative=narrative(report, SIMILAR.words(wording)),
        recognised_name=has_recognised_name(report),
        sha256=report.document.sha256,
    )
