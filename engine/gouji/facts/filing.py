"""Keeps of a report what other reports are compared with."""

from gouji.facts.body import body_of_report
from gouji.facts.fact import Wording
from gouji.facts.neighbours.similar import SIMILAR
from gouji.facts.recognised import has_recognised_name
from gouji.facts.report import Report
from gouji.facts.similarity import narrative
from gouji.model.cells import CellState, tie_value
from gouji.model.figures import Figures, letters
from gouji.model.filing import Filing
from gouji.model.received import DRAFT, Noted

_TITLE = 60
"""Characters of a line that may be a title."""


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


def noted(report: Report, own: Filing, wording: Wording) -> Noted:
    """Return what is noted of ``report`` when it is received; ``own`` is what others need of it."""
    cells = report.cells().values()
    text = letters("".join(line.text for line in report.document.lines()))
    return Noted(
        body=body_of_report(report, wording),
        draft=_draft(report),
        unread=len(report.unread) + sum(cell.state is CellState.UNREAD for cell in cells),
        format=report.document.format,
        scanned=bool(report.document.recognised),
        figures=Figures.of(own.values, own.narrative, text).packed(),
    )


def _draft(report: Report) -> str:
    """Return the word by which the title, or a short line beside it, is that of a draft."""
    lines = (line.text for line in report.lead if len(line.text) <= _TITLE)
    return next((found[0] for line in lines if (found := DRAFT.search(line))), "")
