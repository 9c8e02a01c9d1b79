"""The audit JSON: one object a document. These names are public API; see docs/audit-json.md."""

from dataclasses import field
from typing import Literal

from gouji.model.verdict import Severity, Verdict
from gouji.model.vocabulary import Value
from gouji.model.written import Written, written_as

Box = tuple[float, float, float, float]


class Published(Written):
    """Base of everything in the audit JSON."""


class DocumentInfo(Published):
    """The file audited. ``pages`` is null where the format has none."""

    path: str
    sha256: str
    format: str
    pages: int | None


class ReportInfo(Published):
    """Whose report it is, of which year, and the edition of the form in force for that year."""

    agency: str | None
    year: int | None
    edition: str


class SettledInfo(Published):
    """What a person saw on paper where nothing could be read, or no rule could decide.

    Without ``code`` the ``locus`` is a cell and ``value`` its number, or 「空白」; else ``value``
    is ``pass`` or ``fail``. ``where`` says which cell it is, or what the rule asks.
    """

    code: str | None
    locus: str
    value: str
    who: str
    reason: str
    evidence: str
    day: str
    where: str


class CellInfo(Published):
    """One cell. ``value`` is an exact decimal, null where the cell has no number.

    ``raw`` is what the document shows, null where the cell is absent or unread; ``state`` tells
    these apart (number, blank, word, absent, unread). A cell that was not read and that a person
    settled shows what that person saw, and has ``settled``. ``bbox`` is in PDF points from the
    page's top left corner.
    """

    value: str | None
    raw: str | None
    page: int | None
    bbox: Box | None
    state: Literal["number", "blank", "word", "absent", "unread"]
    line: int | None = None
    column: int | None = None
    reason: str | None = None
    """Why it is unread."""
    settled: SettledInfo | None = None


class PlaceInfo(Published):
    """A place: page and box, or line and column in a text file."""

    page: int | None
    bbox: Box | None
    line: int | None
    column: int | None


class EvidenceInfo(PlaceInfo):
    """What was read, and where; ``more`` has the places of the lines that a quote runs on over."""

    cell: str | None
    quote: str
    more: list[PlaceInfo] = field(default_factory=list)
    where: str = ""
    """Where a person finds it: table, row and column, or the part of the report; the page."""


class Finding(Published):
    """A failed verdict (or, in ``reviews``, one that needs a person's eye).

    ``reopened`` says of a finding that an office dismissed that other figures are read now.
    """

    code: str
    locus: str
    severity: Severity
    title: str
    message: str
    expected: str | None
    actual: str | None
    basis: str
    remedy: str
    evidence: list[EvidenceInfo]
    reopened: str | None = None
    settled: SettledInfo | None = None


class WaivedInfo(Finding):
    """A finding that costs nothing because it was waived: why, by whom, until which day.

    ``until`` is a date, or 「长期」 where an office dismissed the finding.
    """

    reason: str
    who: str
    until: str


class ChangeInfo(Published):
    """One cell that must change; ``to`` is null where the ties do not determine it."""

    cell: str
    before: str = written_as("from")
    after: str | None = written_as("to")


class CauseInfo(Published):
    """Changes of one diagnosis that hang together, and the findings (code, locus) they mend.

    ``unique`` tells that nothing else so small mends these, whatever is open elsewhere.
    """

    changes: list[ChangeInfo]
    explains: list[tuple[str, str]]
    unique: bool = False


class Diagnosis(Published):
    """A smallest set of changes that makes every failed tie hold; ``explains`` is code, locus.

    ``causes`` has the same changes and findings, parted where they have nothing in common.
    """

    changes: list[ChangeInfo]
    explains: list[tuple[str, str]]
    unique: bool
    causes: list[CauseInfo]


class EditInfo(PlaceInfo):
    """One change of the document: a cell's whole content, or words within ``quote``.

    An empty ``from`` in words means that ``to`` is to be added behind them. ``around`` is the
    clause that a person finds the words by.
    """

    cell: str | None
    before: str = written_as("from")
    after: str = written_as("to")
    quote: str
    around: str = ""


class CandidateInfo(Published):
    """One way to mend: the sentence that orders it, why or why not, and its edits.

    ``sound`` tells that it breaks nothing that holds today.
    """

    text: str
    why: str
    sound: bool
    edits: list[EditInfo]


class InstructionInfo(Published):
    """What to do about ``findings`` (code, locus), which have one cause: ``text``, first of all.

    ``where`` is where a person finds it. ``candidates`` are the ways that there are, the likeliest
    first; ``certain`` tells that the first is the only one that agrees with all the report says.
    """

    findings: list[tuple[str, str]]
    severity: Severity
    headline: str
    text: str
    where: str
    certain: bool
    candidates: list[CandidateInfo]


class VerdictCounts(Published):
    """How many verdicts of each kind; they add up to all pairs of rule and subject."""

    passed: int = written_as("pass")
    fail: int
    review: int
    not_applicable: int
    not_assessable: int
    waived: int


class PartInfo(Published):
    """Findings of one rule in a deduction: so many ``times``, so many ``points`` each."""

    code: str
    times: int
    points: str


class LimitInfo(Published):
    """The most that ``what`` may cost, and what was left of it (``room``) before a deduction.

    ``what`` is the code of a rule, for its parts alone; or names all rules, or the full marks.
    """

    what: str
    cap: str
    room: str


class DeductionInfo(Published):
    """Points taken off for one reason.

    ``full`` is the sum of ``parts``, before limits. ``cap`` is the most that its ``group`` may
    cost, ``room`` what was left of that; null where the group has none. ``points`` is the least of
    ``room``, the rooms in ``limits`` and what these leave of the parts.
    """

    code: str
    points: str
    why: str
    loci: list[str]
    group: str = ""
    group_title: str = ""
    full: str = ""
    cap: str | None = None
    room: str | None = None
    parts: list[PartInfo] = field(default_factory=list)
    limits: list[LimitInfo] = field(default_factory=list)


class AdditionInfo(Published):
    """Points given for something that a person entered, ``full``; ``room`` is what may be added."""

    code: str
    title: str
    points: str
    why: str
    full: str
    room: str


class ScoreInfo(Published):
    """``high`` = out_of − Σ deductions + Σ additions, ``low`` = high − Σ open.

    There is no ``grade`` where they differ in it, or where it hangs on the other reports of the
    ``league``. ``uncharged`` are findings for which the limits left nothing. ``most`` is what can
    be reached with additions.
    """

    low: str
    high: str
    out_of: str
    grade: str | None
    deductions: list[DeductionInfo]
    open: list[DeductionInfo]
    uncharged: list[DeductionInfo] = field(default_factory=list)
    additions: list[AdditionInfo] = field(default_factory=list)
    most: str = ""
    league: str = ""


class OpenInfo(Published):
    """A verdict that could not be given, because of ``reason``; not those on single cells."""

    code: str
    locus: str
    title: str
    reason: str


class Unread(Published):
    """Something that could not be read, by name, and how many verdicts that left open."""

    what: str
    verdicts: int


class LayerInfo(Published):
    """Rules of an office's own, laid over those that ship; the name is free of any path."""

    name: str
    sha256: str


class RulesInfo(Published):
    """The rules and the profile that shaped the result, with the hash of all rule files."""

    edition: str
    profile: str
    sha256: str
    layers: list[LayerInfo] = field(default_factory=list)


class KeysInfo(Published):
    """What the result hangs on: the same three keys mean the same result, of whatever version.

    ``reading`` is of the code and the words that read; ``judging`` adds the rules, the document and
    what stood beside it; ``scoring`` is of the profile and of what was filed or entered.
    """

    reading: str
    judging: str
    scoring: str


class UnusedNumber(Published):
    """A number of the text that nothing was made of, with the clause it stands in, and why."""

    text: str
    reason: str
    page: int | None
    bbox: Box | None
    line: int | None
    column: int | None


class AuditJson(Published):
    """One audit. ``by_rule`` parts ``verdicts`` by rule, for every rule in the book."""

    schema_version: Literal["1"] = "1"
    document: DocumentInfo
    report: ReportInfo
    cells: dict[str, CellInfo]
    findings: list[Finding]
    reviews: list[Finding]
    waived: list[WaivedInfo]
    diagnoses: list[Diagnosis]
    instructions: list[InstructionInfo] = field(default_factory=list)
    unread: list[Unread]
    open: list[OpenInfo] = field(default_factory=list)
    settled: list[SettledInfo] = field(default_factory=list)
    unused_numbers: list[UnusedNumber] = field(default_factory=list)
    notes: list[str]
    verdicts: VerdictCounts
    by_rule: dict[str, VerdictCounts]
    score: ScoreInfo
    rules: RulesInfo
    keyed: KeysInfo | None = written_as("keys", default=None)
    """Missing in audits of versions that had none; a mapping has ``keys`` of its own."""

    def to_json(self, *, indent: int | None = None) -> str:
        """Return the audit as JSON text, on one line unless ``indent`` is given."""
        return self.model_dump_json(by_alias=True, indent=indent)


class JudgementInfo(Published):
    """A rule's verdict on one subject, and what it was made of.

    ``kind`` is the subject's kind in the vocabulary of rules; ``fields`` is what conditions look
    at, ``shows`` what messages may tell. ``unread`` says why the subject could not be read,
    ``absent`` that the part of the report that it belongs to is not there.
    """

    code: str
    locus: str
    kind: str
    verdict: Verdict
    message: str
    unread: str | None
    absent: bool
    fields: dict[str, Value]
    shows: dict[str, str]
    evidence: list[EvidenceInfo]


class ExplainedAudit(AuditJson):
    """An audit with every verdict that ``by_rule`` counts, those that passed too."""

    judgements: list[JudgementInfo]
