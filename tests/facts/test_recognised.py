"""On a scan nothing is accused for its letters; on other pages everything is judged as ever."""

from dataclasses import replace
from typing import Any

import pytest

from gouji.facts.contact import CONTACT, Contact
from gouji.facts.notice import NOTICE, Citation
from gouji.facts.period import PERIOD, Period
from gouji.facts.registry import AnyFact
from gouji.facts.report import Report
from gouji.facts.statements import STATEMENTS, Statement
from gouji.model.document import Document, Place
from gouji.model.prose import Quote
from gouji.model.verdict import Verdict
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
