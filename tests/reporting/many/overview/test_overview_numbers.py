"""The numbers of the overview: formats, changes, shares, bands and groups."""

from dataclasses import replace
from decimal import Decimal

import pytest

from gouji.model.grading import Entry, Grading
from gouji.reporting.many.overview.cells import LONGEST_TEXT, begins_a_formula, clean, number_format
from gouji.reporting.many.overview.columns import Column, row_height, wrapping
from gouji.reporting.many.overview.counting import counted, share_of
from gouji.reporting.many.overview.groups import (
    NO_PARENT,
    Band,
    Group,
    bands,
    by_body,
    by_parent,
    grade_titles,
)
from gouji.reporting.many.overview.scores import Change, change_of
from gouji.reporting.many.overview.view import link_to, percent
from gouji.reporting.wording import score_text
from gradingkit import BOOK, SAMPLE, crowd, entry, graded

PLAIN = replace(entry(SAMPLE[0]), parent=None)
D = Decimal


def scored(low: str, high: str | None = None, **other: object) -> Entry:
    top = D(low if high is None else high)
    grades = {BOOK.profile.grade(D(low)), BOOK.profile.grade(top)}
    grade = grades.pop() if len(grades) == 1 else None
    return replace(PLAIN, low=D(low), high=top, grade=grade, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("92.5", "0.0"),
        ("12.50", "0.00"),
        ("-3", "0"),
        ("1E+3", "0"),
        ("123456789012345", "0"),
        ("1234567890123456", None),
        ("0.1234567890123456", None),
        ("1E+15", None),
        ("NaN", None),
    ],
)
def test_a_number_has_the_format_that_shows_it_or_stays_text(value: str, shown: str | None) -> None:
    assert number_format(D(value)) == shown


def test_a_cell_is_cut_between_characters() -> None:
    cut = clean("\U00020000" * LONGEST_TEXT)
    assert len(cut.encode("utf-16-le")) // 2 in {LONGEST_TEXT, LONGEST_TEXT - 1}
    assert set(cut[:-12]) == {"\U00020000"}


@pytest.mark.parametrize(
    ("text", "risky"), [("=1", True), ("\t@a", True), ("−1", False), ("1=1", False), ("", False)]
)
def test_what_excel_would_take_for_a_formula(text: str, risky: bool) -> None:
    assert begins_a_formula(text) is risky


def test_a_row_is_as_tall_as_its_longest_text_needs() -> None:
    """A column of 11 shows five Chinese characters a line."""
    narrow, wide = Column("a", 11, wrap=True), Column("b", 11)
    heights = [
        row_height((t, "字" * 99), wrapping((narrow, wide)))
        for t in ("", "字" * 5, "字" * 6, "a\nb\nc")
    ]
    one = heights[0]
    assert [h - one for h in heights] == [0, 0, 13.5, 27]
    assert row_height(("字" * 9999, None), wrapping((narrow, wide))) == 409


@pytest.mark.parametrize(
    ("now", "then", "text", "direction"),
    [
        (("90",), ("86.5",), "+3.5", "up"),
        (("90",), ("90.0",), "0", "same"),
        (("80",), ("90",), "−10", "down"),
        (("80", "90"), ("70",), "+10 至 +20", "up"),
        (("80", "90"), ("80",), "0 至 +10", "open"),
        (("80",), ("70", "90"), "−10 至 +10", "open"),
        (("60", "65"), ("70", "90"), "−30 至 −5", "down"),
    ],
)
def test_a_change_is_told_with_all_that_is_open(
    now: tuple[str, ...], then: tuple[str, ...], text: str, direction: str
) -> None:
    entry_, before = scored(*now), scored(*then)
    grading = Grading((entry_,), (), lambda _: iter(()), {(entry_.agency, 2024): before})
    change = change_of(entry_, grading)
    assert change is not None
    assert (change.text, change.direction) == (text, direction)


def test_scores_out_of_different_sums_are_not_compared() -> None:
    before = scored("40", out_of=D(50))
    grading = Grading((PLAIN,), (), lambda _: iter(()), {(PLAIN.agency, 2024): before})
    assert change_of(PLAIN, grading) is None
    assert change_of(replace(PLAIN, year=None), grading) is None


def test_a_change_may_be_nothing() -> None:
    assert Change(D(0), D("0.0")).direction == "same"


@pytest.mark.parametrize(
    ("low", "high", "text"), [("92.50", "92.5", "92.5"), ("76", "100", "76–100")]
)
def test_a_score_is_told_with_both_ends(low: str, high: str, text: str) -> None:
    assert score_text(D(low), D(high)) == text


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(1, 29, "—"), (1, 30, "3.3%"), (1, 80, "1.3%"), (30, 30, "100.0%"), (0, 0, "—")],
)
def test_a_share_is_told_of_thirty_or_more(part: int, whole: int, text: str) -> None:
    assert percent(share_of(part, whole)) == text


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("清梧 市/a&b.html", "./%E6%B8%85%E6%A2%A7%20%E5%B8%82/a%26b.html"),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ("//a.example/x", ".///a.example/x"),
        ('"><b>?#', "./%22%3E%3Cb%3E%3F%23"),
    ],
)
def test_a_link_leads_below_the_page(page: str, link: str) -> None:
    assert link_to(page) == link


def test_bands_reach_from_the_lowest_score_to_the_best() -> None:
    entries = [scored(s) for s in ("100", "95", "94.9", "84.5")] + [scored("85", "100")]
    assert bands(entries, D(100)) == (
        Band(D(80), D(85), 1, 0),
        Band(D(85), D(90), 0, 1),
        Band(D(90), D(95), 1, 0),
        Band(D(95), D(100), 2, 0),
    )


def test_groups_have_means_grades_and_errors() -> None:
    entries = [
        scored("100", parent="甲市"),
        scored("90.5", parent="乙市", errors=1),
        scored("60", "80", parent="乙市", body="town"),
        scored("70"),
    ]
    assert grade_titles(BOOK.profile) == ("优秀", "良好", "合格", "不合格", "等次待定")
    assert by_parent(entries, BOOK.profile) == (
        Group("乙市", 2, D("75.3"), D("85.3"), (1, 0, 0, 0, 1), 1),
        Group("甲市", 1, D(100), D(100), (1, 0, 0, 0, 0), 0),
        Group(NO_PARENT, 1, D(70), D(70), (0, 0, 1, 0, 0), 0),
    )
    assert [(g.name, g.reports) for g in by_body(entries, BOOK.profile)] == [
        ("政府部门", 3),
        ("乡镇、街道", 1),
    ]


def test_rules_that_most_reports_break_come_first() -> None:
    """The sample breaks each rule in one report; sixty copies of it in twelve."""
    counts = counted(crowd(60), BOOK).most_broken(2024)
    assert [c.code for c in counts] == [
        "L501",
        "P203",
        "P206",
        "R404",
        "R411",
        "R413",
        "S103",
        "S105",
    ]
    assert {(c.broken_in, c.judged_in, c.share) for c in counts} == {(12, 60, D("0.2"))}
    assert counted(graded(SAMPLE[0]), BOOK).most_broken(2024) == ()
    assert counted(graded(SAMPLE[0]), BOOK).most_broken(2023) == ()
