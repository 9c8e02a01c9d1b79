"""An audit as a reader is told it: causes first, then what is left, the heaviest first.

Every report for people (page, notice, workbook, marks on the original) is built on these items,
so that they all name and number the same things.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gouji.model.audit import AuditJson, CauseInfo, ChangeInfo, Finding
from gouji.model.form import Form, cell_name
from gouji.model.verdict import Severity
from gouji.reporting.wording import place_text

_WEIGHT: list[Severity] = ["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to mend: a finding, or all findings that one cause explains.

    ``changes`` are the cells that the cause says are wrong, as 「name」old → new; ``certain`` tells
    that no other set of so few cells explains the findings. Both are empty for a single finding.
    """

    number: int
    severity: Severity
    headline: str
    findings: tuple[Finding, ...]
    changes: tuple[str, ...] = ()
    certain: bool = False
    cells: tuple[str, ...] = ()
    """Ids of the cells in ``changes``."""


def items(audit: AuditJson, form: Form) -> tuple[Item, ...]:
    """Return what is to be mended in ``audit``, numbered from 1; ``form`` names its cells."""
    causes = audit.diagnoses[0].causes if audit.diagnoses else []
    unique = bool(audit.diagnoses) and audit.diagnoses[0].unique
    found = {(f.code, f.locus): f for f in audit.findings}
    told: list[Item] = []
    for cause in causes:
        explained = tuple(found.pop(pair) for pair in cause.explains if pair in found)
        told.append(_cause(len(told) + 1, cause, explained, form, certain=unique))
    rest = by_weight(found.values())
    first = len(told) + 1
    told += (Item(first + n, f.severity, f.message, (f,)) for n, f in enumerate(rest))
    return tuple(told)


def by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the heaviest first, else in their order."""
    return sorted(findings, key=lambda finding: _WEIGHT.index(finding.severity))


def _cause(
    number: int, cause: CauseInfo, findings: tuple[Finding, ...], form: Form, *, certain: bool
) -> Item:
    ties = f"{len(findings)} 条勾稽不平" if len(findings) > 1 else "勾稽不平"
    cells = len(cause.changes)
    mend = "改一处即可都平" if cells == 1 else f"改 {cells} 格即可都平"
    return Item(
        number=number,
        severity="error",
        headline=f"{ties}，{mend}",
        findings=findings,
        changes=tuple(change_text(change, form) for change in cause.changes),
        certain=certain,
        cells=tuple(change.cell for change in cause.changes),
    )


def change_text(change: ChangeInfo, form: Form) -> str:
    """Return a change of one cell: 「name」old → new."""
    after = "另行核定" if change.after is None else change.after
    return f"「{cell_name(form, change.cell)}」{change.before} → {after}"


def places(findings: Sequence[Finding]) -> str:
    """Return the places of the evidence, each once."""
    return "、".join(dict.fromkeys(_places(findings)))


def _places(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield from (place for e in finding.evidence if (place := place_text(e)))
