"""Scores, broken rules, applications and last year, worked out by hand."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from gouji.model.audit import AuditJson
from gouji.model.grading import Agency, Entry, Grading
from gouji.summary.amounts import Amount
from gouji.summary.annual import LastYear
from gouji.summary.applications import Disputes
from gouji.summary.broken import Broken
from gouji.summary.scores import Marks, Scores
from yearkit import BOOK, Filed, annual, grading

A, B, C, D = "甲局", "乙局", "丙局", "丁县人民政府"
LISTED = (Agency(A, "清梧市"), Agency(B, "清梧市"), Agency(C, D), Agency(D, None, "government"))
REPORTS = (
    Filed(A, low="92.5", high="92.5", broken={"R411": 2, "P205": 1}),
    Filed(B, low="70", high="95.5", grade=None, open=("R411", "R412"), broken={"P205": 1}),
    Filed(C, low="100", high="100", broken={"A303": 4}),
    Filed(D, low="61", high="61", grade="合格", broken={"R411": 1, "A303": 1}, body="government"),
)
BEFORE = (
    Filed(
        A, {"t3.new.total": "8"}, year=2023, broken={"R411": 1}, low="80", grade="良好", high="80"
    ),
    Filed(B, {"t3.new.total": "4"}, year=2023),
    Filed("戊局", {"t3.new.total": "1"}, year=2023),
)
FOUND = annual(grading(*REPORTS), grading(*BEFORE), LISTED, BOOK)


def amount(value: int, *missing: str) -> Amount:
    return Amount(Decimal(value), frozenset(missing))


def test_means_are_exact_and_open_grades_are_counted_apart() -> None:
    """(92.5 + 70 + 100 + 61) / 4 = 80.875; (92.5 + 95.5 + 100 + 61) / 4 = 87.25."""
    assert FOUND.scores == Scores(
        titles=("优秀", "良好", "合格", "不合格"),
        whole=Marks(None, 4, Fraction(647, 8), Fraction(349, 4), (2, 0, 1, 0), 1),
        by_body=(
            Marks("government", 1, Fraction(61), Fraction(61), (0, 0, 1, 0), 0),
            Marks("department", 3, Fraction(175, 2), Fraction(96), (2, 0, 0, 0), 1),
        ),
        by_parent=(
            Marks(None, 1, Fraction(61), Fraction(61), (0, 0, 1, 0), 0),
            Marks(D, 1, Fraction(100), Fraction(100), (1, 0, 0, 0), 0),
            Marks("清梧市", 2, Fraction(325, 4), Fraction(94), (1, 0, 0, 0), 1),
        ),
    )


def test_rules_by_the_reports_that_break_them() -> None:
    titles = {code: BOOK.rules[code].title for code in ("A303", "R411", "P205")}
    assert FOUND.broken == (
        Broken("A303", titles["A303"], "warning", 2, 5, 0, 4, Fraction(0)),
        Broken("R411", titles["R411"], "error", 2, 3, 1, 3, Fraction(1, 3)),
        Broken("P205", titles["P205"], "advice", 2, 2, 0, 4, Fraction(0)),
    )
    assert [b.share for b in FOUND.broken] == [Fraction(1, 2), Fraction(2, 3), Fraction(1, 2)]


def test_last_year_is_summed_up_in_its_own_right() -> None:
    """戊局 is no longer on the list and reported all the same; D, C did not."""
    last = FOUND.last
    assert last == LastYear(
        year=2023,
        edition="2021",
        marks=Marks(None, 3, Fraction(280, 3), Fraction(280, 3), (2, 1, 0, 0), 0),
        totals=last.totals,
    )
    assert last.totals["t3.new.total"] == amount(13, C, D)


def test_without_last_year_nothing_is_compared() -> None:
    found = annual(grading(*REPORTS), None, LISTED, BOOK)
    assert found.last is None
    assert {b.before for b in found.broken} == {None}


def test_a_year_must_be_known() -> None:
    with pytest.raises(ValueError, match="no report has a year"):
        annual(grading(), None, LISTED, BOOK)


def test_a_year_without_reports() -> None:
    found = annual(grading(), None, LISTED, BOOK, 2024)
    assert found.scores.whole == Marks(None, 0, Fraction(0), Fraction(0), (0, 0, 0, 0), 0)
    assert (found.participation.whole.missing, found.broken) == (4, ())
    assert found.totals["t3.new.total"] == amount(0, A, B, C, D)


APPLICATIONS = Filed(
    A,
    {
        "t3.new.natural": "7", "t3.new.business": "2", "t3.new.other": "1", "t3.new.total": "10",
        "t3.carried_over.total": "3", "t3.granted.total": "5", "t3.partly_granted.total": "1",
        "t3.denied_law.total": "2", "t3.denied_process.total": "1",
        "t3.refused_petition.total": "2", "t3.other_other.total": "1", "t3.total.total": "12",
        "t3.carried_out.total": "1", "t4.review.upheld": "3", "t4.review.pending": "1",
        "t4.review.total": "4",
    },
)  # fmt: skip


def test_applications_and_what_came_of_them() -> None:
    """The second agency's row 予以公开 was not read: outcomes are a lower bound, the rest is not."""
    second = Filed(B, {"t3.granted.total": None, "t3.new.total": "4", "t3.total.total": "4"})
    told = annual(grading(APPLICATIONS, second), None, LISTED[:2], BOOK).applications
    flow = (told.new, told.carried_over, told.handled, told.carried_out)
    assert flow == (amount(14), amount(3), amount(16), amount(1))
    assert {label: n.value for label, n in told.applicants} == {
        "自然人": 7, "商业企业": 2, "科研机构": 0, "社会公益组织": 0, "法律服务机构": 0, "其他": 1,
    }  # fmt: skip
    assert {o.label[:7]: (o.amount, len(o.grounds)) for o in told.outcomes} == {
        "（一）予以公开": (amount(5, B), 0),
        "（二）部分公开": (amount(1), 0),
        "（三）不予公开": (amount(3), 8),
        "（四）无法提供": (amount(0), 3),
        "（五）不予处理": (amount(2), 5),
        "（六）其他处理": (amount(1), 3),
    }
    assert told.outcome_sum == amount(12, B)


def test_reviews_and_suits_by_outcome() -> None:
    found = annual(grading(APPLICATIONS), None, LISTED[:1], BOOK).disputes
    labels = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")

    def kind(label: str, *counts: int) -> Disputes:
        return Disputes(label, tuple(zip(labels, map(amount, counts), strict=True)))

    assert found == (
        kind("行政复议", 3, 0, 0, 1, 4),
        kind("未经复议直接起诉", 0, 0, 0, 0, 0),
        kind("复议后起诉", 0, 0, 0, 0, 0),
    )


def test_the_older_form_has_one_row_of_other_outcomes() -> None:
    old = Filed(A, {"t3.other.total": "2"}, edition="2019", year=2020)
    told = annual(grading(old), None, LISTED[:1], BOOK).applications
    assert [(o.label, o.amount.value) for o in told.outcomes][-1] == ("（六）其他处理", 2)


def test_audits_are_asked_for_once() -> None:
    asked: list[int] = []
    one = grading(*REPORTS)

    def audits(some: Sequence[Entry]) -> Iterator[AuditJson]:
        asked.append(len(some))
        return one.audits(some)

    annual(Grading(one.entries, (), audits), None, LISTED, BOOK)
    assert asked == [4]
