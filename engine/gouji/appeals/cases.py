"""The reports that stand in a history, as cases that people decide on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gouji.errors import UsageError
from gouji.model.audit import AuditJson, Finding
from gouji.model.form import Form
from gouji.model.grading import Entry
from gouji.model.settlement import Key
from gouji.records import dataclass

if TYPE_CHECKING:
    from gouji.store import History

Forms = Mapping[str, Form]
"""The forms by edition."""


@dataclass(frozen=True, slots=True)
class Case:
    """An audit that is kept, as the history knows it, and the form that its report is on."""

    agency: str
    year: int
    audit: AuditJson
    form: Form

    @property
    def findings(self) -> dict[Key, Finding]:
        """Return all findings, also those for review and those waived."""
        found = (*self.audit.findings, *self.audit.reviews, *self.audit.waived)
        return {(f.code, f.locus): f for f in found}

    def finding(self, code: str, locus: str) -> Finding:
        """Return a finding; raises :class:`UsageError` where the report does not have it."""
        found = self.findings.get((code, locus))
        if found is not None:
            return found
        loci = [at for own, at in self.findings if own == code]
        where = f"{code} 的位置有：{'、'.join(loci)}" if loci else f"它没有 {code} 的问题"
        raise UsageError(
            f"「{self.agency}」{self.year} 年的报告没有 {code} {locus} 这个问题（{where}）"
        )


def case_of(history: "History", agency: str, year: int, forms: Forms) -> Case:
    """Return the report that stands; raises :class:`UsageError` where there is none."""
    entry = history.standing(agency, year)
    if entry is None:
        hint = f"机关名称可用 gouji history --year {year} 查看"
        raise UsageError(f"历史记录里没有「{agency}」{year} 年的报告（{hint}）")
    return next(cases(history, [entry], forms))


def cases(history: "History", entries: Sequence[Entry], forms: Forms) -> Iterator[Case]:
    """Yield the cases of entries that have a year, in their order; few are in memory at once."""
    dated = [(entry, entry.year) for entry in entries if entry.year is not None]
    audits = history.audits([entry for entry, _ in dated])
    for (entry, year), audit in zip(dated, audits, strict=True):
        yield Case(entry.agency, year, audit, _form(audit, forms))


def _form(audit: AuditJson, forms: Forms) -> Form:
    edition = audit.rules.edition
    if edition not in forms:
        raise UsageError(f"没有 {edition} 年格式的规则，请用 --rules 写明审核时用的规则")
    return forms[edition]
