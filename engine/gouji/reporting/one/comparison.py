"""What a corrected report mended, what remains and what is new, beside the one before it.

Findings are the same by (code, locus). One that is no longer found is mended only where the new
audit could judge it: what was not read, or is gone from the report, proves nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.model.audit import (
    AuditJson,
    CellInfo,
    DocumentInfo,
    Finding,
    InstructionInfo,
    Published,
    ReportInfo,
    ScoreInfo,
)
from gouji.model.form import Form, cell_name
from gouji.reporting.one.items import item_of, plain

_STATES = {"blank": "（空白）", "absent": "（没有这一格）", "unread": "（未读出）"}
_GONE = ("absent", "unread")


class Side(Published):
    """One of the two audits, by its document, report and score."""

    document: DocumentInfo
    report: ReportInfo
    score: ScoreInfo


class Undecided(Published):
    """A finding of the old report of which the new one does not tell whether it was mended."""

    finding: Finding
    why: str


class CellChange(Published):
    """A cell that shows something else now; ``name`` is its Chinese name."""

    cell: str
    name: str
    before: str
    after: str


class Comparison(Published):
    """Two audits compared. ``notes`` say what speaks against comparing them.

    ``instructions`` are those of the new audit, on what remains and what is new.
    """

    schema_version: str = "1"
    old: Side
    new: Side
    notes: list[str]
    mended: list[Finding]
    undecided: list[Undecided]
    remaining: list[Finding]
    added: list[Finding]
    reviews_gone: list[Finding]
    reviews_remaining: list[Finding]
    reviews_added: list[Finding]
    unread_gone: list[str]
    unread_remaining: list[str]
    unread_added: list[str]
    cells: list[CellChange]
    instructions: list[InstructionInfo]

    def orders(self, finding: Finding) -> tuple[str, ...]:
        """Return what to do about a finding of the new audit, as every report says it."""
        for told in self.instructions:
            if _key(finding) in told.findings:
                return item_of(0, told, (finding,)).orders
        return plain(0, finding).orders

    @property
    def is_costly(self) -> bool:
        """Whether a finding of the new report costs points."""
        return any(Decimal(deduction.points) > 0 for deduction in self.new.score.deductions)


def compare(old: AuditJson, new: AuditJson, forms: Mapping[str, Form]) -> Comparison:
    """Compare two audits; ``forms`` are the editions by name.

    What remains is told as the new audit tells it.
    """
    gone = _without(old.findings, new.findings)
    reasons = [(finding, _why_undecided(finding, new)) for finding in gone]
    reviews_gone = _without(old.reviews, new.reviews)
    unread = [part.what for part in old.unread], [part.what for part in new.unread]
    return Comparison(
        old=_side(old),
        new=_side(new),
        notes=list(_notes(old, new)),
        mended=[finding for finding, why in reasons if why is None],
        undecided=[Undecided(finding=finding, why=why) for finding, why in reasons if why],
        remaining=_within(new.findings, old.findings),
        added=_without(new.findings, old.findings),
        reviews_gone=_without(reviews_gone, new.findings),
        reviews_remaining=_within(new.reviews, old.reviews),
        reviews_added=_without(new.reviews, old.reviews),
        unread_gone=[what for what in unread[0] if what not in unread[1]],
        unread_remaining=[what for what in unread[1] if what in unread[0]],
        unread_added=[what for what in unread[1] if what not in unread[0]],
        cells=list(_cells(old, new, forms)),
        instructions=new.instructions,
    )


def _side(audit: AuditJson) -> Side:
    return Side(document=audit.document, report=audit.report, score=audit.score)


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.locus


def _within(findings: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    known = {_key(other) for other in others}
    return [finding for finding in findings if _key(finding) in known]


def _without(findings: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    known = {_key(other) for other in others}
    return [finding for finding in findings if _key(finding) not in known]


def _why_undecided(finding: Finding, new: AuditJson) -> str | None:
    """Return why a finding that is no longer there is not known to be mended."""
    if _within([finding], new.reviews):
        return "这一稿要人工核对"
    if _within([finding], new.waived):
        return "这一稿已豁免"
    counts = new.by_rule.get(finding.code)
    if counts is None:
        return "这一稿没有按这条规则审核"
    if counts.not_assessable:
        return f"这条规则这一稿有 {counts.not_assessable} 项无法判定"
    ids = {finding.locus, *(e.cell for e in finding.evidence)}
    if any(cell.state in _GONE for name, cell in new.cells.items() if name in ids):
        return "这一稿没有这一格，或者没有读出"
    lost = counts.not_applicable and not counts.passed
    return "这一稿没有可以按这条规则判定的内容" if lost else None


def _notes(old: AuditJson, new: AuditJson) -> Iterator[str]:
    if old.report.agency != new.report.agency:
        names = [audit.report.agency or "（未读出）" for audit in (old, new)]
        yield f"两份报告的机关不同：{names[0]}、{names[1]}，请确认没有拿错文件"
    if old.report.year != new.report.year:
        years = [audit.report.year or "（未读出）" for audit in (old, new)]
        yield f"两份报告的年度不同：{years[0]}、{years[1]}，各格数字的变化不是改动"
    if old.report.edition != new.report.edition:
        yield "两份报告的格式版本不同，只比较两版都有的格"
    if old.rules != new.rules:
        yield "两次审核用的规则或评分标准不同，得分和问题的增减不全是改动所致"
    if old.document.sha256 == new.document.sha256:
        yield "两份文件的内容完全相同"


def _cells(old: AuditJson, new: AuditJson, forms: Mapping[str, Form]) -> Iterator[CellChange]:
    form = forms[new.report.edition]
    for name, after in new.cells.items():
        before = old.cells.get(name)
        if before is not None and _shown(before) != _shown(after):
            yield CellChange(
                cell=name,
                name=cell_name(form, name),
                before=_shown(before),
                after=_shown(after),
            )


def _shown(cell: CellInfo) -> str:
    return _STATES.get(cell.state, cell.raw or "")
