"""What an audit leaves on the shelf: the audit, and files for people to read and take away."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from gouji.annotation.isolation import annotate_isolated, caution_isolated
from gouji.errors import DocumentError
from gouji.model.audit import AuditJson
from gouji.model.form import Form
from gouji.reading.formats import FORMATS
from gouji.records import dataclass
from gouji.reporting.one.checklist import checklist
from gouji.reporting.one.items import items
from gouji.reporting.one.notice import needs_notice, notice
from gouji.reporting.one.selfcheck import page_pictures, report_page
from gouji.rulebook import Rulebook

AUDIT = "audit.json"
REPORT = "report.html"
CHECKLIST = "checklist.docx"
NOTICE = "notice.docx"
"""What an office sends; nobody else is given it."""
ANNOTATED = {each.name: f"annotated{each.suffixes[0]}" for each in FORMATS if each.annotator}
"""The original with its faults marked, by format."""

TIME_TO_MEND = timedelta(days=15)
"""What a notice gives an agency; whoever sends it may write another day."""

_NO_NAME = "（机关名称没有读出）"


@dataclass(frozen=True, slots=True)
class Products:
    """File names of what was made, and what lists show of the audit."""

    names: tuple[str, ...]
    digest: dict[str, Any]


def make_products(
    audit: AuditJson, book: Rulebook, data: bytes, folder: Path, today: date, *, people: bool
) -> Products:
    """Write the audit of ``data`` into ``folder``, and what people need; tell what was made."""
    form = book.forms[audit.report.edition]
    made = {AUDIT: audit.to_json(indent=1).encode()}
    missing = caution = ""
    if people:
        made |= _for_people(audit, book, data, today)
        try:
            annotated = _annotated(audit, data, form)
            caution = caution_isolated(data) if annotated else ""
            made |= annotated
        except DocumentError as error:
            missing = str(error)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return Products(tuple(made), digest(audit) | {"missing": missing, "caution": caution})


def _annotated(audit: AuditJson, data: bytes, form: Form) -> dict[str, bytes]:
    """Return the original with its comments, if it takes any and there is something to say."""
    name = ANNOTATED.get(audit.document.format)
    if name is None:
        return {}
    copy = annotate_isolated(data, audit, form)
    return {} if copy == data else {name: copy}


def _for_people(audit: AuditJson, book: Rulebook, data: bytes, today: date) -> dict[str, bytes]:
    form = book.forms[audit.report.edition]
    pictures = page_pictures(data, audit)
    page = report_page(audit, form, book.rules, book.profile, pictures)
    made = {REPORT: page.encode()}
    if audit.findings or audit.reviews:
        made[CHECKLIST] = checklist(audit)
    if needs_notice(audit):
        made[NOTICE] = notice(
            audit,
            book,
            agency=audit.report.agency or _NO_NAME,
            issued=today,
            deadline=today + TIME_TO_MEND,
        )
    return made


def digest(audit: AuditJson) -> dict[str, Any]:
    """Return what lists show of an audit; problems are counted as the report numbers them."""
    score = audit.score
    weights = [item.severity for item in items(audit)]
    return {
        "agency": audit.report.agency,
        "year": audit.report.year,
        "low": score.low,
        "high": score.high,
        "grade": score.grade,
        "errors": weights.count("error"),
        "warnings": weights.count("warning"),
        "advice": weights.count("advice"),
    }
