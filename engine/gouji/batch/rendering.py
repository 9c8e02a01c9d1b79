"""What a worker writes for one audit: its page, and its notice where there is something to mend."""

from gouji.auditor import Auditor
from gouji.batch.crossing import Letter, Refused, Rendered
from gouji.batch.tasks import Kit, workshop
from gouji.model.audit import AuditJson
from gouji.model.written import load_checks
from gouji.reporting.one.notice import load_notices, needs_notice, notice
from gouji.reporting.one.selfcheck import load_pages, report_page


def render_task(kit: Kit, document: str, agency: str, letter: Letter) -> Rendered | Refused:
    """Render one audit."""
    return workshop(kit, load_papers).do(_render, document, agency, letter)


def load_papers() -> None:
    """Load what makes pages and notices, so that children forked later have it."""
    load_pages()
    load_notices()
    load_checks(AuditJson)


def _render(auditor: Auditor, document: str, agency: str, letter: Letter) -> Rendered:
    audit = AuditJson.model_validate_json(document)
    book = auditor.rulebook
    form = book.forms[audit.rules.edition]
    page = report_page(audit, form, book.rules, book.profile).encode()
    if not needs_notice(audit):
        return Rendered(page, None)
    made = notice(
        audit,
        book,
        agency=agency,
        office=letter.office,
        issued=letter.issued,
        deadline=letter.deadline,
        template=letter.template,
    )
    return Rendered(page, made)
