"""The score: exact, capped, charged by cause, and never better for what is missing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.model.report import Report
from gouji.model.verdict import Verdict
from gouji.reporting.public.audit_json import to_json
from scoring import make

LEAVES = st.dictionaries(
    st.builds("{}.{}".format, st.sampled_from(make.RESULTS), st.sampled_from(make.COLUMNS[:-1])),
    st.integers(0, 40),
    max_size=6,
)
VALUES = st.one_of(
    st.integers(-3, 60).map(Decimal), st.just(Decimal("1.5")), st.none(), st.just("无")
)
SPOILT = st.dictionaries(st.sampled_from(make.IDS), VALUES, max_size=4)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A consistent report with up to four spoilt cells and up to two lesser faults."""
    made = make.report(make.consistent(draw(LEAVES)) | draw(SPOILT))
    if draw(st.booleans()):
        topics = tuple(replace(t, quote=None) if draw(st.booleans()) else t for t in made.topics)
        made = replace(made, topics=topics)
    return made


def test_a_right_report_has_full_marks() -> None:
    score = make.audit(make.report(make.consistent({"granted.natural": 3}))).score
    assert (score.low, score.high, score.grade) == (Decimal(100), Decimal(100), "优秀")
    assert (score.deductions, score.open) == ((), ())


def test_one_wrong_cell_is_charged_once() -> None:
    values = make.consistent({"granted.natural": 3}) | {"t3.total.other": Decimal(3)}
    audit = make.audit(make.report(values))
    failed = [(j.code, j.locus) for j in audit.with_verdict(Verdict.FAIL)]
    assert failed == [
        ("R411", "t3.row:total"),
        ("R412", "t3.column:other"),
        ("R413", "t3.balance:other"),
    ]
    (deduction,) = audit.score.deductions
    assert (deduction.code, deduction.points) == ("R411", Decimal(4))
    assert deduction.why == "一格写错引起 3 条勾稽不平，按一格扣分"
    assert audit.score.high == Decimal(96)


def test_an_absent_table_costs_the_whole_of_its_group() -> None:
    made = make.report(make.consistent({}))
    audit = make.audit(make.without_table(made, "t3"))
    assert [(d.code, d.points) for d in audit.score.deductions] == [
        ("R401", Decimal(6)),
        ("R401", Decimal(18)),
    ]
    assert audit.score.low == audit.score.high == Decimal(76)


def test_an_unread_table_opens_an_interval() -> None:
    made = make.report(make.consistent({}))
    score = make.audit(make.unread_table(made, "t3")).score
    assert (score.low, score.high, score.grade) == (Decimal(76), Decimal(100), None)
    assert score.deductions == ()


@settings(max_examples=60, deadline=None)
@given(reports())
def test_deductions_sum_to_the_loss_and_respect_the_caps(made: Report) -> None:
    audit = make.audit(made)
    score, groups = audit.score, audit.rulebook.profile.groups
    certain = sum((d.points for d in score.deductions), Decimal(0))
    still_open = sum((d.points for d in score.open), Decimal(0))
    assert score.high == score.out_of - certain
    assert score.low == score.high - still_open
    assert Decimal(0) <= score.low <= score.high <= score.out_of
    for letter, group in groups.items():
        taken = (*score.deductions, *score.open)
        assert sum(d.points for d in taken if d.group == letter) <= group.cap


@settings(max_examples=60, deadline=None)
@given(reports(), st.sets(st.sampled_from(make.IDS), min_size=1, max_size=5))
def test_unread_cells_never_raise_the_low_end(made: Report, cells: set[str]) -> None:
    before, after = make.audit(made).score, make.audit(make.unread_cells(made, cells)).score
    assert after.low <= before.low


@settings(max_examples=40, deadline=None)
@given(reports(), st.sampled_from(["t2", "t3", "t4"]))
def test_losing_a_table_never_raises_the_low_end(made: Report, table: str) -> None:
    before = make.audit(made).score.low
    assert make.audit(make.unread_table(made, table)).score.low <= before
    assert make.audit(make.without_table(made, table)).score.low <= before


@settings(max_examples=40, deadline=None)
@given(reports(), st.sampled_from(["s1", "s2", "s3", "s4", "s5", "s6"]))
def test_deleting_a_section_never_raises_the_low_end(made: Report, section: str) -> None:
    before, after = make.audit(made).score, make.audit(make.without_section(made, section)).score
    assert after.low <= before.low


@settings(max_examples=60, deadline=None)
@given(reports())
def test_mending_a_diagnosed_cause_never_lowers_the_score(made: Report) -> None:
    audit = make.audit(made)
    if not audit.localisation.solutions:
        return
    for cause in audit.localisation.solutions[0].causes:
        if any(change.after is None for change in cause.changes):
            continue
        mended = {c.cell: c.after for c in cause.changes}
        tables = tuple(
            replace(
                t,
                cells=tuple(
                    make.cell(c.id, mended[c.id]) if c.id in mended else c for c in t.cells
                ),
            )
            for t in made.tables
        )
        assert make.audit(replace(made, tables=tables)).score.low >= audit.score.low


@settings(max_examples=30, deadline=None)
@given(reports())
def test_every_rule_gives_one_verdict_a_subject_and_the_same_bytes(made: Report) -> None:
    audit = make.audit(made)
    pairs = [(j.code, j.subject.kind, j.locus) for j in audit.judgements]
    assert len(pairs) == len(set(pairs))
    assert to_json(audit) == to_json(make.audit(made))


@pytest.mark.parametrize("grade", ["优秀", "良好", "合格", "不合格"])
def test_grades_follow_the_profile(grade: str) -> None:
    bounds = {g.title: g.lowest for g in make.BOOK.profile.grades}
    assert make.BOOK.profile.grade(bounds[grade]) == grade
