"""Each deduction says how it came about: its parts, the caps and what was left of them."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings

from gouji.facts.report import Report
from gouji.model.basis import Basis, Ground
from gouji.reporting.public.audit_json import public_score, to_json
from gouji.scoring import score
from scoring import make
from scoring.recomputing import wrongs
from scoring.test_score import reports

PART = "三、收到和处理政府信息公开申请情况"


def test_an_absent_part_is_told_apart_from_what_it_takes_along() -> None:
    made = make.audit(make.without_section(make.report(make.consistent({})), "s3"))
    told = [(d.code, d.group, str(d.points), d.why) for d in made.score.deductions]
    along = f"缺少「{PART}」带走的：「标题与结构」有 3 项随之无从得分，照全都不符合算，共 6 分"
    assert [(c, g, p) for c, g, p, _ in told] == [
        ("R401", "R", "6"), ("S102", "S", "4"), ("R401", "R", "18"), ("S102", "S", "6"),
    ]  # fmt: skip
    assert told[3][3] == along
    why = told[2][3]
    assert why.startswith("缺少「表三（收到和处理政府信息公开申请情况）」带走的：「表三」有 ")
    assert why.endswith("；本组上限 24 分，已扣 6 分，还可扣 18 分，实扣 18 分）")


def test_many_of_one_rule_end_at_the_cap_of_the_group() -> None:
    basis = Basis(failed=tuple(Ground("A303", f"t2.{n}", "cell", "空白") for n in range(30)))
    found = score(basis, make.BOOK.rules, make.BOOK.profile)
    each = make.BOOK.rules["A303"].points
    whole = int(Decimal(12) / each)
    assert [d.points for d in found.deductions[:whole]] == [each] * whole
    assert sum(d.points for d in found.deductions) == Decimal(12)
    assert [d.points for d in found.uncharged] == [Decimal(0)] * (30 - len(found.deductions))
    last = found.uncharged[-1].why
    assert last == f"空白（应扣 {each} 分；本组上限 12 分，已扣 12 分，还可扣 0 分，实扣 0 分）"


def test_a_sheet_with_every_limit_adds_up_from_the_json_alone() -> None:
    profile = make.BOOK.profile.model_copy(
        update={"caps": {"A303": Decimal(1), "R403": Decimal("2.5")}, "report": Decimal(20)}
    )
    made = make.audit(make.without_table(make.report(make.consistent({}) | BLANKS), "t3"))
    found = json.loads(public_score(score(made.basis, make.BOOK.rules, profile)).model_dump_json())
    assert wrongs(found) == []
    by_rule = sum(Decimal(d["points"]) for d in found["deductions"] if d["code"] == "A303")
    assert by_rule == Decimal(1)
    assert Decimal(found["high"]) >= Decimal(80)


BLANKS = dict.fromkeys(("t2.licence.decisions", "t2.penalty.decisions", "t2.fee.amount"))


@settings(max_examples=40, deadline=None)
@given(reports())
def test_any_score_adds_up_from_the_json_alone(made: Report) -> None:
    assert wrongs(json.loads(to_json(make.audit(made)))["score"]) == []


@pytest.mark.parametrize("key", ["points", "full", "room"])
def test_a_wrong_sum_is_found(key: str) -> None:
    made = make.audit(make.without_table(make.report(make.consistent({})), "t3"))
    told = json.loads(to_json(made))["score"]
    told["deductions"][-1][key] = "17"
    assert wrongs(told)
