"""Finds an audit that the history keeps, for the pages that show it."""

from http import HTTPStatus

from gouji.model.audit import AuditJson
from gouji.model.grading import Entry
from gouji.web.refusals import Refusal
from gouji.web.site import Site

_NO_NUMBER = 10**9


def kept_audit(site: Site, number: int) -> tuple[Entry, AuditJson]:
    """Return an audit and its entry; raises :class:`Refusal` where the history has none."""
    if number > _NO_NUMBER:
        raise Refusal(HTTPStatus.NOT_FOUND)
    history = site.history()
    entry, text = history.entry(number), history.document(number)
    if entry is None or text is None:
        raise Refusal(HTTPStatus.NOT_FOUND)
    return entry, AuditJson.model_validate_json(text)
