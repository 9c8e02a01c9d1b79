"""Text recognised in a picture accuses nobody: one misread letter makes a right citation wrong."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from gouji.model.document import Document
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Value

_REASON = "这一页是扫描件，文字是识别出来的，个别字可能认错，请人工核对"

_WRONG: Mapping[str, Callable[[Mapping[str, Value]], bool]] = {
    "title": lambda f: not (f["has_agency"] and f["has_year"] and f["has_name"]),
    "heading": lambda f: not f["exact"],
    "notice": lambda f: "wrong" in (f["issuer"], f["title"], f["number"]),
    "period": lambda f: bool(f["stated"]) and not f["full_year"],
    **dict.fromkeys(("claim", "list_sum", "percent", "year"), lambda f: f.get("fits") == "wrong"),
}
"""Kinds of fact that hang on the exact letters, and when they would accuse."""


def doubt_recognised(subject: Subject, document: Document) -> Subject:
    """Return ``subject``, unread where it would accuse on the letters of a recognised page."""
    wrong = _WRONG.get(subject.kind)
    if not document.recognised or wrong is None or not wrong(subject.fields):
        return subject
    pages = {e.place.page for e in subject.evidence if e.place is not None}
    if pages and pages.isdisjoint(document.recognised):
        return subject
    return replace(subject, readable=False, reason=_REASON)
