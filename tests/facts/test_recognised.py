"""On a scan nothing is accused for its letters; on other pages everything is judged as ever."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from gouji.facts.contact import CONTACT, Contact
from gouji.facts.notice import NOTICE, Citation
from gouji.facts.period import PERIOD
from gouji.facts.period_found import Period
from gouji.facts.registry import AnyFact
from gouji.facts.report import Report
from gouji.facts.statements import STATEMENTS, Statement
from gouji.model.document import Document, Place
from gouji.model.prose import Quote
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from reportkit import FAULTS
from reportkit import make as make_content
from reportkit.renderers import RENDERERS
from scoring import make

CITED = Citation(Quote("某通知", Place(page=1)), "wrong", "", "right", "", "right", "")


def report(recognised: tuple[int, ...]) -> Report:
    made = make.report(make.consistent({}))
    document = Document("pdf", 2, (), recognised=recognised)
    return NOTICE.put(replace(made, document=document), CITED)


@pytest.mark.parametrize(
    ("recognised", "expected"),
    [((), Verdict.FAIL), ((2,), Verdict.FAIL), ((1, 2), Verdict.NOT_ASSESSABLE)],
)
def test_a_wrong_citation(recognised: tuple[int, ...], expected: Verdict) -> None:
    audit = make.audit(report(recognised))
    assert [j.verdict for j in audit.judgements if j.code == "P204"] == [expected]


def test_what_is_right_passes_on_a_scan_too() -> None:
    audit = make.audit(NOTICE.put(report((1, 2)), NOTICE.of(make.report(make.consistent({})))))
    assert {j.verdict for j in audit.judgements} == {Verdict.PASS}


ABSENT = [
    ("P201", PERIOD, Period(None)),
    ("P203", STATEMENTS, (Statement("basis", "", None),)),
    ("P205", NOTICE, Citation(None)),
    ("P206", CONTACT, Contact(None, None, None)),
    ("P208", STATEMENTS, (Statement("fee_disclosure", "", None),)),
    ("P210", STATEMENTS, (Statement("download", "", None),)),
]


@pytest.mark.parametrize(("code", "fact", "value"), ABSENT, ids=[a[0] for a in ABSENT])
@pytest.mark.parametrize(
    ("recognised", "expected"), [((), Verdict.FAIL), ((2,), Verdict.NOT_ASSESSABLE)]
)
def test_what_was_not_recognised(
    code: str, fact: AnyFact, value: object, recognised: tuple[int, ...], expected: Verdict
) -> None:
    made = fact.put(report(recognised), value)
    assert [j.verdict for j in make.audit(made).judgements if j.code == code] == [expected]


@pytest.mark.parametrize(
    ("recognised", "expected"), [((), Verdict.FAIL), ((2,), Verdict.NOT_ASSESSABLE)]
)
def test_a_heading_that_was_not_recognised(recognised: tuple[int, ...], expected: Verdict) -> None:
    audit = make.audit(make.without_section(report(recognised), "s5"))
    told = [j.verdict for j in audit.judgements if (j.code, j.subject.locus) == ("S102", "s5")]
    assert told == [expected]


DOUBTFUL: list[tuple[dict[str, Any], Verdict]] = [
    ({"perhaps": Quote("困难和打算", Place(page=2))}, Verdict.REVIEW),
    ({"pictures": True}, Verdict.NOT_ASSESSABLE),
]


@pytest.mark.parametrize(("changes", "expected"), DOUBTFUL)
def test_a_section_whose_heading_may_be_there(changes: dict[str, Any], expected: Verdict) -> None:
    made = make.without_section(NOTICE.put(report(()), replace(CITED, issuer="right")), "s5")
    sections = tuple(replace(s, **changes) if s.id == "s5" else s for s in made.sections)
    audit = make.audit(replace(made, sections=sections))
    told = {(j.code, j.verdict) for j in audit.judgements if j.verdict is not Verdict.PASS}
    lost = {(code, Verdict.NOT_ASSESSABLE) for code in ("S103", "S104", "S105", "S107")}
    assert {t for t in told if t[0][0] == "S"} == {("S102", expected), *lost}
    assert audit.score.high == 100


LETTERS = (
    "title_without_agency",
    "title_without_year",
    "title_without_name",
    "section_absent_s3",
    "section_empty_s5",
    "heading_changed_s2",
    "sections_swapped_s3_s4",
    "aspect_missing_platform",
    "problems_missing",
    "period_missing",
    "period_short",
    "basis_missing",
    "notice_wrong_title",
    "notice_missing",
    "contact_missing",
    "fee_disclosure_missing",
    "download_missing",
    "placeholder_crosses",
    "table_absent_t4",
    "absent_t3.granted",
    "absent_t3.:legal",
    "unit_t3.new.total",
    "word_t4.review.other",
)
NUMBERS = (
    "blank_t3",
    "sum_leaf",
    "sum_review",
    "negative_t2.fee.amount",
    "fraction_t3.granted.natural",
)


@cache
def planted(name: str) -> tuple[Document, frozenset[tuple[str, str]]]:
    """Return a printed report with a fault, and what an audit of it must find."""
    fault = FAULTS[name].plant(make_content(5))
    return read_bytes(RENDERERS["pdf-lines"](fault.content)), fault.findings


def verdicts(document: Document, pages: Iterable[int]) -> dict[tuple[str, str], Verdict]:
    scan = replace(document, recognised=tuple(pages))
    return {(j.code, j.locus): j.verdict for j in make.AUDITOR.audit_document(scan).judgements}


def pages_of(document: Document) -> range:
    return range(1, (document.pages or 0) + 1)


@pytest.mark.parametrize("name", LETTERS)
def test_what_hangs_on_letters_is_not_assessable_on_a_scan(name: str) -> None:
    document, findings = planted(name)
    printed, scanned = verdicts(document, ()), verdicts(document, pages_of(document))
    assert {found: printed[found] for found in findings} == dict.fromkeys(findings, Verdict.FAIL)
    assert Verdict.FAIL not in scanned.values()
    assert Verdict.NOT_ASSESSABLE in scanned.values()
    passes = {key for key, verdict in scanned.items() if verdict is Verdict.PASS}
    assert {printed[key] for key in passes & printed.keys()} <= {Verdict.PASS}


@pytest.mark.parametrize("name", NUMBERS)
def test_what_hangs_on_numbers_is_judged_on_a_scan_too(name: str) -> None:
    document, findings = planted(name)
    scanned = verdicts(document, pages_of(document))
    assert {key for key, verdict in scanned.items() if verdict is Verdict.FAIL} == findings


@pytest.mark.parametrize(
    ("name", "page", "expected"),
    [
        ("aspect_missing_platform", 1, Verdict.NOT_ASSESSABLE),
        ("aspect_missing_platform", 4, Verdict.FAIL),
        ("heading_changed_s2", 4, Verdict.FAIL),
        ("title_without_year", 4, Verdict.FAIL),
        ("contact_missing", 4, Verdict.NOT_ASSESSABLE),
    ],
)
def test_only_what_may_stand_on_the_scanned_page_is_doubted(
    name: str, page: int, expected: Verdict
) -> None:
    document, findings = planted(name)
    found = verdicts(document, (page,))
    assert {found[finding] for finding in findings} == {expected}


def test_the_reason_says_that_the_page_is_a_scan() -> None:
    document, _ = planted("heading_changed_s2")
    scan = replace(document, recognised=tuple(pages_of(document)))
    (judgement,) = (
        j
        for j in make.AUDITOR.audit_document(scan).judgements
        if (j.code, j.locus) == ("S103", "s2")
    )
    assert judgement.subject.reason == (
        "这一处在扫描件上，文字由辨认得来，个别字可能认错，请人工核对"
    )


def test_a_recognised_name_is_told_as_unsure() -> None:
    document, _ = planted("blank_t3")
    notes = make.AUDITOR.audit_document(replace(document, recognised=(1,))).notes
    agency = make_content(5).agency
    assert notes == (
        f"机关名称「{agency}」由扫描件辨认得来，个别字可能认错，存入历史、排名和汇总之前请核对",
    )
    assert make.AUDITOR.audit_document(replace(document, recognised=(4,))).notes == ()
