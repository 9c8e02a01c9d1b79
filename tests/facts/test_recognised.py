"""On a scan nothing is accused for its letters; on other pages everything is judged as ever."""

from dataclasses import replace

import pytest

from gouji.facts.notice import NOTICE, Citation
from gouji.facts.report import Report
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
