"""Packed reports: every report comes back whole, and the list of their types is exact."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import get_args, get_origin, get_type_hints

import pytest

from gouji.auditor import Auditor
from gouji.facts.packed import CONTEXT_TYPES, REPORT_TYPES, report_packing
from gouji.facts.registry import FACTS
from gouji.facts.report import Report
from gouji.model.context import Context
from gouji.model.form import Form
from gouji.reading import read_bytes
from gouji.rulebook import load_rulebook
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS

BOOK = load_rulebook()
AUDITOR = Auditor(BOOK)
PACKING = report_packing(BOOK.forms.values())
LAYOUTS = ("txt-tabs", "html", "docx", "pdf-lines")
KINDS = (None, *FAULTS)


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_a_report_comes_back_whole(number: int) -> None:
    content = make(number, agency="清梧市水利局", year=2021 + number % 4)
    kind = KINDS[number]
    if kind is not None:
        content = FAULTS[kind].plant(content).content
    data = RENDERERS[LAYOUTS[number % len(LAYOUTS)]](content)
    report = AUDITOR.recognise(read_bytes(data))
    again = PACKING.unpack(PACKING.pack(report))
    assert again == report
    assert again.form is report.form
    assert set(types_in(report)) <= set(REPORT_TYPES)


def types_in(value: object) -> Iterator[type]:
    """Yield the types of all that is packed of a value: a form is known to both sides."""
    if isinstance(value, Form):
        return
    if is_dataclass(value):
        yield type(value)
        for field in fields(value):
            yield from types_in(getattr(value, field.name))
    elif isinstance(value, Enum):
        yield type(value)
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from types_in(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from types_in((key, each))


def declared(kind: object, found: set[type]) -> set[type]:
    """Add every dataclass and enumeration that a value of ``kind`` may hold to ``found``."""
    own = get_origin(kind) or kind
    if own is Form:
        return found
    if isinstance(own, type) and (is_dataclass(own) or issubclass(own, Enum)) and own not in found:
        found.add(own)
        for each in get_type_hints(own).values() if is_dataclass(own) else ():
            declared(each, found)
    for each in get_args(kind):
        declared(each, found)
    return found


VALUES = {
    "presenting", "presented", "parts", "placeholders", "topics", "title", "period", "notice",
    "contact", "counts", "statements", "claims",
}  # fmt: skip


def test_every_fact_that_is_read_is_known_here() -> None:
    assert {fact.name for fact in FACTS if fact.read is not None} == VALUES


def test_the_list_is_exact() -> None:
    whole: set[type] = declared(Report, set())
    for fact in FACTS:
        if fact.sample is not None and fact.read is not None:
            for kind in set(types_in(fact.sample(fact.words(BOOK.wording)))):
                declared(kind, whole)
    for kind in REPORT_TYPES:
        declared(kind, whole)
    assert whole == set(REPORT_TYPES)
    assert declared(Context, set()) == set(CONTEXT_TYPES)
    for kind in (*REPORT_TYPES, *CONTEXT_TYPES):
        assert kind.__module__.startswith(("gouji.model.", "gouji.facts."))
