"""Names what could not be read: one line for each cause, not one for each consequence."""

from gouji.auditor import Audit
from gouji.facts.report import Report
from gouji.model.cells import CellState, Presence
from gouji.model.form import cell_name
from gouji.model.verdict import Judgement, Verdict
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class UnreadPart:
    """Something unread, in Chinese, and how many verdicts it leaves open."""

    what: str
    verdicts: int


def unread_parts(audit: Audit) -> tuple[UnreadPart, ...]:
    """Return what was not read: whole tables first, then single cells, then the rest."""
    report = audit.report
    blocked = audit.with_verdict(Verdict.NOT_ASSESSABLE)
    parts: list[UnreadPart] = []
    for table in report.tables:
        here = [j for j in blocked if j.subject.fields.get("table") == table.id]
        if table.presence is Presence.UNREAD:
            title = report.form.table(table.id).title
            parts.append(UnreadPart(f"{title}未读出：{table.reason or '原因不明'}", len(here)))
            continue
        for cell in table.cells:
            if cell.state is CellState.UNREAD:
                count = sum(any(e.cell == cell.id for e in j.subject.evidence) for j in here)
                name = cell_name(report.form, cell.id)
                parts.append(UnreadPart(f"「{name}」未读出：{cell.reason or '原因不明'}", count))
    told = _told_cells(audit)
    here_alone = (j for j in blocked if not j.subject.elsewhere)
    others = [j for j in here_alone if _stands_alone(j, report, told)]
    for reason in dict.fromkeys(j.subject.reason or "没有读出" for j in others):
        count = sum((j.subject.reason or "没有读出") == reason for j in others)
        parts.append(UnreadPart(reason, count))
    parts.extend(UnreadPart(text, 0) for text in report.unread)
    return tuple(parts)


def _told_cells(audit: Audit) -> frozenset[str | None]:
    """Return the cells that hold no number and of which a finding says so: they were read."""
    words = {c.id for t in audit.report.tables for c in t.cells if c.state is CellState.WORD}
    failed = (j for j in audit.with_verdict(Verdict.FAIL) if j.subject.kind == "cell")
    return frozenset(e.cell for j in failed for e in j.subject.evidence if e.cell in words)


def _stands_alone(judgement: Judgement, report: Report, told: frozenset[str | None]) -> bool:
    """Tell whether no table or cell that was not read, or is told already, is the cause."""
    subject = judgement.subject
    table_id = subject.fields.get("table")
    if not isinstance(table_id, str):
        return True
    if all(e.cell is not None for e in subject.evidence) or subject.kind == "line":
        return False
    table = report.table(table_id)
    blank = {cell.id for cell in table.cells if cell.state is CellState.UNREAD}
    cells = {e.cell for e in subject.evidence}
    return table.presence is not Presence.UNREAD and (blank | told).isdisjoint(cells)
