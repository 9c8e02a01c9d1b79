"""Claims and the score: what is lost is never good news, what is unread is not judged."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stated import TABLES, found, telling

from gouji.facts.claims.found import Claims
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.report import Report
from gouji.facts.subjects import subjects_of
from gouji.model.cells import Presence
from gouji.model.document import Document, Place
from gouji.model.prose import Quote
from gouji.model.verdict import Verdict
from scoring import make

SENTENCES = (
    "2023年，我局认真落实公开任务。",
    "收到政府信息公开申请39件，办结34件，结转下年度2件。",
    "收到政府信息公开申请36件，予以公开14件，无法提供8件。",
    "因政府信息公开引起行政复议4件、行政诉讼4件。",
    "制发行政规范性文件5件，废止2件，现行有效19件。",
    "作出行政许可决定1件。",
    "公开信息50条，其中机构概况30条、通知公告25条。",
)
TEXTS = st.lists(st.sampled_from(SENTENCES), unique=True).map("".join)


def low(report: Report) -> Decimal:
    return make.audit(report).score.low


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.sampled_from(["t2", "t3", "t4"]))
def test_losing_a_table_never_pays(text: str, table: str) -> None:
    report = telling(text)
    assert low(make.unread_table(report, table)) <= low(report)
    assert low(make.without_table(report, table)) <= low(report)


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.sampled_from(["s1", "s2", "s3", "s4", "s5", "s6"]))
def test_losing_a_section_never_pays(text: str, section: str) -> None:
    report = telling(text)
    smaller = make.without_section(report, section)
    if section == "s1":
        smaller = CLAIMS.put(smaller, Claims())
    assert low(smaller) <= low(report)


def test_a_section_of_pictures_is_not_assessable() -> None:
    report = telling("收到政府信息公开申请36件。")
    sections = tuple(
        replace(s, filled=False, pictures=True) if s.id == "s1" else s for s in report.sections
    )
    audit = make.audit(CLAIMS.put(replace(report, sections=sections), Claims()))
    unread = [j.code for j in audit.with_verdict(Verdict.NOT_ASSESSABLE) if j.code[0] == "N"]
    assert sorted(unread) == ["N601", "N602", "N603", "N604", "N606"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("无", "unread"), (None, "right"), (Decimal(36), "right"), (Decimal(35), "wrong")],
)
def test_a_cell_without_a_value_is_not_held_against_the_text(
    value: Decimal | str | None, expected: str
) -> None:
    report = telling("收到政府信息公开申请36件。")
    spoilt = make.report({**TABLES, "t3.new.total": value})
    assert found(CLAIMS.put(spoilt, CLAIMS.of(report))) == {"t3.new.total": expected}


def test_a_blank_total_is_the_sum_beside_it_or_unread() -> None:
    report = telling("收到政府信息公开申请36件。")
    row = {name: None for name in TABLES if name.startswith("t3.new.")}
    blank = make.report({**TABLES, **row})
    put = CLAIMS.put(blank, CLAIMS.of(report))
    (told,) = [s for s in subjects_of(put, make.BOOK.wording) if s.kind == "claim"]
    assert (told.readable, told.reason) == (False, "表中这一格是空的，旁边也没有可以相加的数")
    partly = make.report({**TABLES, **row, "t3.new.natural": Decimal(35)})
    assert found(CLAIMS.put(partly, CLAIMS.of(report))) == {"t3.new.total": "wrong"}


def test_a_claim_about_an_absent_table_is_none() -> None:
    audit = make.audit(make.without_table(telling("收到政府信息公开申请39件。"), "t3"))
    verdicts = {j.locus: j.verdict for j in audit.judgements if j.code == "N601"}
    assert verdicts == {"t3.new.total": Verdict.NOT_APPLICABLE}
    charged = [d.code for d in audit.score.deductions if d.group == "N"]
    assert charged == ["R401"]


def test_several_sentences_about_one_cell_are_one_finding() -> None:
    report = telling("收到政府信息公开申请36件。全年受理政府信息公开申请39件。")
    assert found(report) == {"t3.new.total": "wrong"}
    (finding,) = [j for j in make.audit(report).with_verdict(Verdict.FAIL) if j.code == "N601"]
    assert finding.message == (
        "文字写「全年受理政府信息公开申请39件」，受理申请为39；表三「本年新收」是36"
    )
    assert [(e.quote, e.cell) for e in finding.subject.evidence] == [
        ("全年受理政府信息公开申请39件", None),
        ("36", "t3.new.total"),
    ]


def test_an_absent_section_is_charged_by_its_name() -> None:
    report = make.without_section(telling(""), "s1")
    assert report.section("s1").presence is Presence.ABSENT
    (charge,) = [d for d in make.audit(report).score.deductions if d.group == "N"]
    assert (charge.points, charge.code) == (Decimal(10), "S102")
    assert "一、总体情况" in charge.why


def test_a_number_recognised_in_a_picture_accuses_nobody() -> None:
    report = telling("收到政府信息公开申请39件。")
    told = CLAIMS.of(report).claims
    quotes = [replace(c, quote=Quote(c.quote.text, Place(page=1))) for c in told]
    document = Document("pdf", 1, (), recognised=(1,))
    scan = CLAIMS.put(replace(report, document=document), Claims(claims=tuple(quotes)))
    (verdict,) = [j.verdict for j in make.audit(scan).judgements if j.code == "N601"]
    assert verdict is Verdict.NOT_ASSESSABLE
