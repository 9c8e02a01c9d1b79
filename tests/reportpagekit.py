"""Audits of fixtures and of texts, the pages made of them, and what these pages say."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from gouji.auditor import Auditor
from gouji.model.audit import AuditJson
from gouji.reading import read_bytes
from gouji.reporting.one.selfcheck import NO_PICTURES, Pictures, report_page
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook

FIXTURES = Path(__file__).parents[1] / "fixtures"
BOOK = load_rulebook()
FORM = BOOK.form_for(2024)


@cache
def _auditor() -> Auditor:
    return Auditor(BOOK)


def audited(data: bytes, name: str = "report.txt") -> AuditJson:
    return to_public(_auditor().audit_document(read_bytes(data), name))


@cache
def fixture(name: str) -> AuditJson:
    return audited((FIXTURES / name).read_bytes(), f"fixtures/{name}")


def page_of(audit: AuditJson, pictures: Pictures = NO_PICTURES) -> str:
    form = BOOK.forms[audit.rules.edition]
    return report_page(audit, form, BOOK.rules, BOOK.profile, pictures)


def parsed(page: str) -> Any:
    return lxml_html.fromstring(page)


def said(element: Any) -> str:
    """Return the words of an element, white space aside."""
    return " ".join(element.text_content().split())


def numbers_changed(text: str, change: Callable[[str], str]) -> str:
    """Return a report as text (cells parted by tabs) with every number of its tables changed."""
    return "\n".join(
        "\t".join(
            change(cell) if re.fullmatch(r"\s*\d+\s*", cell) else cell for cell in line.split("\t")
        )
        for line in text.split("\n")
    )


def everywhere(audit: AuditJson, text: str) -> AuditJson:
    """Return ``audit`` with ``text`` put before all words that a document or a rule may bring."""
    data = audit.model_dump(by_alias=True)
    return AuditJson.model_validate(_with(data, text))


_BROUGHT = {"path", "agency", "raw", "title", "message", "expected", "actual", "basis", "remedy"}
_BROUGHT |= {"quote", "reason", "who", "why", "what", "until"}


def _with(data: Any, text: str, key: str = "") -> Any:
    if isinstance(data, dict):
        return {name: _with(value, text, name) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_with(value, text, key) for value in data]
    return text + data if isinstance(data, str) and key in _BROUGHT else data
