"""Planted errors are found, and nothing larger than what was planted is ever claimed."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gouji.diagnosis import localise
from gouji.model.diagnosis import Cause, Change, Localisation, Solution
from gouji.model.form import Form, Tie
from gouji.model.ties import expand

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "../shared/corpus"
FORM = Form.model_validate(
    yaml.load((ROOT / "rules/editions/2021.yaml").read_text("utf-8"), yaml.CSafeLoader)
)
TIES = expand(FORM)
CELLS = [cell for table in FORM.tables if table.id != "t2" for cell in table.cell_ids()]
ZEROS = dict.fromkeys(CELLS, Decimal(0))
NOTHING = Localisation((), complete=True)


def _numbers(**changed: int) -> dict[str, Decimal]:
    """Return a form full of zeros but for ``changed`` (``t3__total__other=3``)."""
    return ZEROS | {key.replace("__", "."): Decimal(value) for key, value in changed.items()}


def _broken(values: dict[str, Decimal]) -> list[str]:
    def total(tie: Tie) -> Decimal:
        left = sum((values[t.cell] * t.sign for t in tie.left), Decimal(0))
        return left - sum(values[t.cell] * t.sign for t in tie.right)

    return [tie.locus for tie in TIES if tie.relation == "eq" and total(tie)]


def _mended(values: dict[str, Decimal], solution: Solution) -> dict[str, Decimal]:
    assert all(values[change.cell] == change.before for change in solution.changes)
    return values | {c.cell: c.after for c in solution.changes if c.after is not None}


def _cells(tie: Tie) -> set[str]:
    return {term.cell for term in (*tie.left, *tie.right)}


def _wuzhong() -> dict[str, Decimal]:
    """吴忠市公安局 2024: three requests of natural persons, and a 3 in the last row's 其他."""
    return _numbers(
        t3__new__natural=3, t3__new__total=3, t3__unavailable_not_held__natural=3,
        t3__unavailable_not_held__total=3, t3__total__natural=3, t3__total__total=3,
        t3__total__other=3,
    )  # fmt: skip


def test_wuzhong_2024() -> None:
    change = Change("t3.total.other", Decimal(3), Decimal(0))
    explains = ("t3.row:total", "t3.column:other", "t3.balance:other")
    assert localise(TIES, _wuzhong()) == Localisation(
        (((Cause((change,), explains),),),), complete=True
    )


def test_a_consistent_form_has_no_diagnosis() -> None:
    assert localise(TIES, ZEROS) == NOTHING


def test_a_lone_broken_sum_names_the_total_first_and_is_not_unique() -> None:
    parts = {"t4__review__upheld": 1, "t4__review__corrected": 2, "t4__review__pending": 2}
    found = localise(TIES, _numbers(**parts, t4__review__total=7))
    assert not found.unique
    assert [[(c.cell, int(c.after or 0)) for c in s.changes] for s in found.solutions] == [
        [("t4.review.total", 5)],
        [("t4.review.upheld", 3)],
        [("t4.review.corrected", 4)],
        [("t4.review.other", 2)],
        [("t4.review.pending", 4)],
    ]


def test_a_suspect_comes_first() -> None:
    found = localise(TIES, _numbers(t4__review__total=7), suspects={"t4.review.pending"})
    assert found.solutions[0].changes == (Change("t4.review.pending", Decimal(0), Decimal(7)),)


def test_a_negative_value_comes_first_and_never_arises() -> None:
    found = localise(TIES, _numbers(t4__review__upheld=-1))
    assert [s.changes[0].cell for s in found.solutions] == [
        "t4.review.upheld",
        "t4.review.corrected",
        "t4.review.other",
        "t4.review.pending",
    ]


def test_independent_tables_multiply() -> None:
    values = _wuzhong() | {"t4.review.total": Decimal(1), "t4.direct_suit.total": Decimal(1)}
    found = localise(TIES, values)
    assert (len(found.solutions), found.unique, found.complete) == (12, False, True)
    assert [len(cause.changes) for cause in found.solutions[0].causes] == [1, 1, 1]
    assert {len(solution.changes) for solution in found.solutions} == {3}


def test_cells_that_can_only_be_fractions_are_not_blamed() -> None:
    # 1 + 1.5 = 0: whatever 维持 and 总计 were, 1.5 more can be no count
    shown = _numbers(t4__review__upheld=1) | {"t4.review.corrected": Decimal("1.5")}
    found = localise(TIES, shown)
    blamed = [[change.cell for change in solution.changes] for solution in found.solutions]
    assert found.complete
    assert blamed == [
        ["t4.review.corrected", "t4.review.total"],
        ["t4.review.upheld", "t4.review.corrected"],
    ]


def test_ties_with_a_missing_cell_are_left_out() -> None:
    values = _numbers(t4__review__total=7)
    del values["t4.review.other"]
    assert localise(TIES, values) == NOTHING


def test_giving_up_says_nothing() -> None:
    assert localise(TIES, _wuzhong(), nodes=1) == Localisation((), complete=False)
    shuffled = {cell: Decimal(index * 7919 % 101) for index, cell in enumerate(CELLS)}
    assert localise(TIES, shuffled) == Localisation((), complete=False)


TIE_CODES = {"R411", "R412", "R413", "L511"}


def _truths() -> Iterator[tuple[str, dict]]:
    for path in sorted(CORPUS.glob("*/truth.json")):
        truth = json.loads(path.read_text("utf-8"))
        yield path.parent.name, truth


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")
def test_truth_of_the_corpus() -> None:
    seen = 0
    for name, truth in _truths():
        values = {cell: Decimal(v) for cell, v in truth["cells"].items() if v is not None}
        found, expected = localise(TIES, values), truth.get("diagnosis")
        if expected is None:
            continue
        seen += 1
        first = sorted((c.cell, str(c.before), str(c.after)) for c in found.solutions[0].changes)
        assert first == sorted((c["cell"], c["from"], c["to"]) for c in expected["changes"]), name
        assert (found.unique, found.complete) == (expected["unique"], True), name
        explained = {locus for cause in found.solutions[0].causes for locus in cause.explains}
        ties = {f["locus"] for f in truth["findings"] if f["code"] in TIE_CODES}
        assert explained == ties, name
    assert seen


KINDS = [column.id for column in FORM.table("t3").columns][:-1]
ROWS = [row.id for row in FORM.table("t3").rows]
LEAVES = ROWS[2 : ROWS.index("total")]


@st.composite
def consistent_forms(draw: st.DrawFn) -> dict[str, Decimal]:
    numbers = dict.fromkeys(CELLS, 0)
    filled = st.tuples(st.sampled_from(LEAVES), st.sampled_from(KINDS), st.integers(1, 300))
    for row, kind, number in draw(st.lists(filled, max_size=25)):
        numbers[f"t3.{row}.{kind}"] = number
    for kind in KINDS:
        decided = numbers[f"t3.total.{kind}"] = sum(numbers[f"t3.{r}.{kind}"] for r in LEAVES)
        left = numbers[f"t3.carried_out.{kind}"] = draw(st.integers(0, 2))
        old = numbers[f"t3.carried_over.{kind}"] = draw(st.integers(0, decided + left))
        numbers[f"t3.new.{kind}"] = decided + left - old
    for row in ROWS:
        numbers[f"t3.{row}.total"] = sum(numbers[f"t3.{row}.{kind}"] for kind in KINDS)
    for group in FORM.table("t4").rows:
        outcomes = [f"t4.{group.id}.{c}" for c in ("upheld", "corrected", "other", "pending")]
        numbers |= {cell: draw(st.integers(0, 5)) for cell in outcomes}
        numbers[f"t4.{group.id}.total"] = sum(numbers[cell] for cell in outcomes)
    return {cell: Decimal(number) for cell, number in numbers.items()}


WRONG = st.one_of(st.integers(-3, 12), st.integers(0, 4000), st.sampled_from(["1.5", "0.25"]))


@settings(max_examples=150, deadline=None)
@example(ZEROS, {"t4.after_review_suit.upheld": 1, "t4.after_review_suit.corrected": "1.5"})
@given(consistent_forms(), st.dictionaries(st.sampled_from(CELLS), WRONG, min_size=1, max_size=3))
def test_planted_errors(right: dict[str, Decimal], wrong: dict[str, int | str]) -> None:
    shown = right | {cell: Decimal(value) for cell, value in wrong.items()}
    planted = {cell for cell in wrong if shown[cell] != right[cell]}
    broken = _broken(shown)
    found = localise(TIES, shown)
    assert found.complete
    assert bool(found.solutions) == bool(broken)
    for solution in found.solutions:
        assert len(solution.changes) <= len(planted)
        undetermined = {c.cell for c in solution.changes if c.after is None}
        settled = {tie.locus for tie in TIES if undetermined.isdisjoint(_cells(tie))}
        assert settled.isdisjoint(_broken(_mended(shown, solution)))
        assert all(c.after is None or c.after >= 0 == c.after % 1 for c in solution.changes)
        explained = {locus for cause in solution.causes for locus in cause.explains}
        assert explained == set(broken)
    if found.unique and len(found.solutions[0].changes) == len(planted):
        changes = {c.cell: c.after for c in found.solutions[0].changes}
        assert changes == {cell: right[cell] for cell in planted}
    if broken and len(found.solutions) < 12 and len(found.solutions[0].changes) == len(planted):
        assert planted in [{c.cell for c in s.changes} for s in found.solutions]
