"""Writes the notice for one report, on the template that ships or an office's own."""

from datetime import date
from functools import cache

from gouji.model.audit import AuditJson
from gouji.reporting.one.notice.contents import contents, sample
from gouji.reporting.one.notice.filling import filled
from gouji.reporting.one.notice.shipped import shipped_template
from gouji.rulebook import Rulebook


def needs_notice(audit: AuditJson) -> bool:
    """Tell whether something must be mended: advice and doubts alone ask for no notice."""
    return any(finding.severity != "advice" for finding in audit.findings)


def check_template(template: bytes) -> None:
    """Fill ``template`` with a notice that has one of everything, as a trial.

    Raises :class:`UsageError` where it cannot be filled: before thousands of notices, not amid.
    """
    filled(template, sample())


@cache
def load_notices() -> None:
    """Compile the template that ships, once, so that children forked later have it."""
    check_template(shipped_template())


def notice(
    audit: AuditJson,
    rulebook: Rulebook,
    *,
    agency: str,
    office: str | None = None,
    deadline: date,
    issued: date,
    template: bytes | None = None,
) -> bytes:
    """Return the notice to ``agency`` as DOCX; the same arguments give the same bytes.

    ``rulebook`` is the one that judged. ``template`` is
    an office's own, see ``docs/notices.md``; one that is broken raises :class:`UsageError` with
    the place of the mistake. Needs the extra ``office``.
    """
    said = contents(audit, rulebook, agency=agency, office=office, deadline=deadline, issued=issued)
    return filled(shipped_template() if template is None else template, said)
