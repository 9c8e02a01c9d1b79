"""Makes gradings of a year by hand: every figure of every report is written down by the test.

Cells that a report does not name hold 0. ``Filed`` says the rest: which rules it breaks, which
could not be judged, its score. No document is read and nothing is audited.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gouji.diagnosis import doubts
from gouji.model.audit import (
    AuditJson,
    CellInfo,
    DocumentInfo,
    ReportInfo,
    RulesInfo,
    ScoreInfo,
    VerdictCounts,
)
from gouji.model.digest import Digest, digest
from gouji.model.grading import Agency, Entry, Failure, Grading
from gouji.model.register import Register, Registered
from gouji.register.due import due
from gouji.register.names import Names
from gouji.rulebook import Rulebook, load_rulebook
from gouji.summary import AnnualSummary
from gouji.summary import annual as summed_up

BOOK = load_rulebook()

_STATES = {None: "unread", "": "blank"}


@dataclass(frozen=True)
class Filed:
    """A report. A cell is given as shown: digits, 「/」, 「」 for blank, ``None`` for unread.

    ``unread`` names tables of which no cell was read.
    """

    agency: str
    cells: Mapping[str, str | None] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    year: int = 2024
    edition: str = "2021"
    parent: str | None = None
    body: str = "department"
    low: str = "100"
    high: str = "100"
    grade: str | None = "优秀"
    broken: Mapping[str, int] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    audit: int = 0
    ties: bool = False
    """Whether its own ties are looked at: most of these figures are written down without them."""


def grading(
    *reports: Filed, failures: Sequence[Failure] = (), notes: Sequence[str] = ()
) -> Grading:
    """Return the grading of ``reports``, in the order given."""
    entries = tuple(_entry(report, n) for n, report in enumerate(reports, 1))
    kept = dict(zip(entries, reports, strict=True))

    def audits(some: Sequence[Entry]) -> Iterator[AuditJson]:
        return (_audit(kept[entry]) for entry in some)

    def digests(some: Sequence[Entry]) -> Iterator[Digest]:
        return (_digest(kept[entry]) for entry in some)

    return Grading(entries, tuple(failures), audits, notes=tuple(notes), digests=digests)


def annual(
    found: Grading,
    before: Grading | None,
    listed: Sequence[Agency],
    book: Rulebook,
    year: int | None = None,
) -> AnnualSummary:
    """Return the summary of ``found`` where all that are ``listed`` have to report."""
    last = before and owing(before, listed, before.year())
    return summed_up(owing(found, listed, year or found.year()), last, book, year)


def owing(found: Grading, listed: Sequence[Agency], year: int | None) -> Grading:
    """Return ``found`` with what became of those that are ``listed``."""
    if year is None:
        return found
    agencies = [Registered(a.name, parent=a.parent, body=a.body) for a in listed]
    register = Register(year, tuple(agencies))
    filed = [entry.agency for entry in found.entries if entry.year == year]
    failed = [f.agency for f in found.failures if f.agency and f.year in {None, year}]
    return replace(found, due=due(register, Names(register), filed, failed))


def _entry(report: Filed, number: int) -> Entry:
    return Entry(
        audit=report.audit or number,
        name=f"{number:02}-{report.agency}.pdf",
        sha256="0" * 64,
        agency=report.agency,
        year=report.year,
        format="pdf",
        low=Decimal(report.low),
        high=Decimal(report.high),
        out_of=Decimal(100),
        grade=report.grade,
        errors=0,
        warnings=0,
        advice=0,
        reviews=0,
        waived=0,
        unread=0,
        parent=report.parent,
        body=report.body,
    )


def _audit(report: Filed) -> AuditJson:
    form = BOOK.forms[report.edition]
    ids = [(table.id, cell) for table in form.tables for cell in table.cell_ids()]
    shown = {
        cell: None if table in report.unread else report.cells.get(cell, "0") for table, cell in ids
    }
    assert report.cells.keys() <= shown.keys()
    return AuditJson(
        document=DocumentInfo(path="x.pdf", sha256="0" * 64, format="pdf", pages=1),
        report=ReportInfo(agency=report.agency, year=report.year, edition=report.edition),
        cells={cell: _cell(raw) for cell, raw in shown.items()},
        findings=[], reviews=[], waived=[], diagnoses=[], unread=[], notes=[],
        verdicts=_counts(), by_rule=dict(_by_rule(report)),
        score=ScoreInfo(
            low=report.low, high=report.high, out_of="100", grade=report.grade,
            deductions=[], open=[],
        ),
        rules=RulesInfo(edition=report.edition, profile="default", sha256="0" * 64),
    )  # fmt: skip


def _digest(report: Filed) -> Digest:
    audit = _audit(report)
    values = {name: _value(cell) for name, cell in audit.cells.items()}
    own = doubts(BOOK.forms[report.edition], values) if report.ties else {}
    return digest(audit, own)


def _value(cell: CellInfo) -> Decimal | None:
    return None if cell.value is None else Decimal(cell.value)


def _cell(raw: str | None) -> CellInfo:
    number = raw is not None and raw.lstrip("-").replace(".", "", 1).isdigit()
    state = _STATES.get(raw, "number" if number else "word")
    return CellInfo(value=raw if number else None, raw=raw, page=1, bbox=None, state=state)


def _by_rule(report: Filed) -> Iterator[tuple[str, VerdictCounts]]:
    for code in BOOK.rules:
        failed, unknown = report.broken.get(code, 0), int(code in report.open)
        kept = int(not failed and not unknown)
        yield code, _counts(**{"pass": kept, "fail": failed, "not_assessable": unknown})


def _counts(**some: int) -> VerdictCounts:
    kinds = ("pass", "fail", "review", "not_applicable", "not_assessable", "waived")
    return VerdictCounts.model_validate(dict.fromkeys(kinds, 0) | some)
