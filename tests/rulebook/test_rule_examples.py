"""Every rule's own examples get the verdict they claim, and its texts can be filled."""

import pytest

from gouji.facts.vocabulary import KINDS
from gouji.judgement import Judge
from gouji.model.verdict import Judgement, Subject, Verdict
from gouji.model.vocabulary import COMMON, Value
from gouji.rulebook.loading import whole_rulebook
from gouji.rulebook.rule import Rule

BOOK = whole_rulebook()
JUDGE = Judge(tuple(BOOK.rules.values()))
EXAMPLES = [
    (rule, Verdict(verdict), example)
    for rule in BOOK.rules.values()
    for verdict, examples in rule.examples.by_verdict()
    for example in examples
]


def judged(rule: Rule, example: dict[str, Value], **common: bool) -> Judgement:
    kind = KINDS[rule.judges]
    fields = {name: field.default for name, field in kind.fields.items()}
    fields |= rule.where | {k: v for k, v in example.items() if k in kind.fields}
    flags = {k: bool(v) for k, v in example.items() if k in ("readable", "absent")} | common
    body = str(example.get("body", COMMON["body"].default))
    shows = dict.fromkeys(kind.shows, "甲")
    subject = Subject(kind.name, "here", fields, shows, **flags)
    (judgement,) = [
        j for j in JUDGE.judge([subject], BOOK.form_for(2024), 2024, body) if j.code == rule.code
    ]
    return judgement


@pytest.mark.parametrize(
    ("rule", "verdict", "example"), EXAMPLES, ids=[f"{r.code}-{v}-{e}" for r, v, e in EXAMPLES]
)
def test_example(rule: Rule, verdict: Verdict, example: dict[str, Value]) -> None:
    assert judged(rule, example).verdict is verdict


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=BOOK.rules)
def test_a_failing_example_says_what_to_do(rule: Rule) -> None:
    judgement = judged(rule, rule.examples.fails[0])
    texts = (judgement.message, judgement.basis, judgement.remedy)
    assert all(texts)
    assert not any(mark in text for text in texts for mark in "{}")


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=BOOK.rules)
def test_unread_and_absent_come_before_any_condition(rule: Rule) -> None:
    example = rule.examples.fails[0]
    unread = judged(rule, example, readable=False)
    absent = judged(rule, example, readable=False, absent=True)
    assert (unread.verdict, unread.lost) == (Verdict.NOT_ASSESSABLE, False)
    assert (absent.verdict, absent.lost) == (Verdict.NOT_APPLICABLE, True)


def judged_in(year: int, code: str) -> Judgement:
    rule = BOOK.rules[code]
    kind = KINDS[rule.judges]
    fields = {n: f.default for n, f in kind.fields.items()} | rule.where | rule.examples.fails[0]
    subject = Subject(kind.name, "here", fields, dict.fromkeys(kind.shows, "甲"))
    (judgement,) = [j for j in JUDGE.judge([subject], BOOK.form_for(year), year) if j.code == code]
    return judgement


def test_a_rule_of_one_edition_is_not_applied_to_another() -> None:
    assert judged_in(2024, "P204").verdict is Verdict.FAIL
    assert judged_in(2020, "P204").verdict is Verdict.NOT_APPLICABLE


def test_the_clause_is_that_of_the_form_in_force() -> None:
    assert judged_in(2024, "R411").basis == "国办公开办函〔2021〕30号 格式 三"
    assert judged_in(2020, "R411").basis == "国办公开办函〔2019〕60号 格式 三"
