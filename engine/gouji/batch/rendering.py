"""What a worker writes for one audit: its page, and its notice where there is something to mend."""

from dataclasses import dataclass
from datetime import date

from gouji.auditor import Auditor
from gouji.batch.tasks import Kit, Refused, workshop
from gouji.model.audit import AuditJson
from gouji.reporting.one.notice import needs_notice, notice
from gouji.reporting.one.selfcheck import report_page


@dataclass(frozen=True, slots=True)
class Letter:
    """What an office's notices say beside the findings."""

    issued: date
    deadline: date
    office: str | None = None
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """The page of an audit as HTML, and its notice as DOCX where one is due."""

    page: str
    notice: bytes | None


def render_task(kit: Kit, document: str, agency: str, letter: Letter) -> Rendered | Refused:
    """Render one audit."""
    return workshop(kit).do(kit, _render, document, agency, letter)


def _render(auditor: Auditor, document: str, agency: str, letter: Letter) -> Rendered:
    audit = AuditJson.model_validate_json(document)
    book = auditor.rulebook
    form = book.forms[audit.rules.edition]
    page = report_page(audit, form, book.rules, book.profile)
    if not needs_notice(audit):
        return Rendered(page, None)
    made = notice(
        audit,
        form,
        book,
        agency=agency,
        office=letter.office,
        issued=letter.issued,
        deadline=letter.deadline,
        template=letter.template,
    )
    return Rendered(page, made)
