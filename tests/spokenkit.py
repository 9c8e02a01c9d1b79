"""Audits that say everything an audit can say, for exports and comparisons."""

from pathlib import Path

from gouji.auditor import Auditor
from gouji.model.audit import AuditJson, EvidenceInfo, Finding, Unread, WaivedInfo
from gouji.reading import read
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook

ROOT = Path(__file__).parents[1]
BOOK = load_rulebook()
FORM = BOOK.form_for(2024)


def audited(name: str, path: str | None = None) -> AuditJson:
    """The audit of a fixture, told as ``path``."""
    file = ROOT / "fixtures" / name
    return to_public(Auditor(BOOK).audit_document(read(file), path or f"fixtures/{name}"))


def finding(code: str = "P206", locus: str = "contact", **changed: object) -> Finding:
    """A finding of a rule that ships."""
    rule = BOOK.rules[code]
    return Finding(
        code=code, locus=locus, severity=rule.severity, title=rule.title, message=rule.message,
        expected=None, actual=None, basis="依据", remedy=rule.remedy, evidence=[],
    ).model_copy(update=changed)  # fmt: skip


def evidence(cell: str | None = None, **changed: object) -> EvidenceInfo:
    """Something read, nowhere unless ``changed`` says so."""
    return EvidenceInfo(
        cell=cell, page=None, bbox=None, line=None, column=None, quote="3"
    ).model_copy(update=changed)


def waived(code: str = "P206", locus: str = "contact") -> WaivedInfo:
    """A waived finding."""
    return WaivedInfo(**vars(finding(code, locus)), reason="网站改版", who="张三", until="长期")


def saying(base: AuditJson, **changed: object) -> AuditJson:
    """``base`` with other parts."""
    return base.model_copy(update=changed)


def counted(base: AuditJson, code: str, **counts: int) -> AuditJson:
    """``base`` with other counts of verdicts for a rule."""
    changed = base.by_rule[code].model_copy(update=counts)
    return saying(base, by_rule={**base.by_rule, code: changed})


UNREAD = [Unread(what="表三未读出：表格线不全", verdicts=200)]
