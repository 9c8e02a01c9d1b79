"""What rules look at, in the words of those who write reports, not of those who write rules."""

from collections.abc import Mapping
from decimal import Decimal

from gouji.facts.vocabulary import KINDS
from gouji.model.bodies import BODIES
from gouji.model.numbers import decimal_text
from gouji.model.vocabulary import COMMON, Field, Value
from gouji.rulebook.rule import Rule

_FINE = "，以万分之一为单位"
_WORDS = {
    "number": "数字",
    "blank": "空白",
    "word": "文字或者符号",
    "absent": "没有这一格",
    "right": "写对",
    "wrong": "写错",
    "doubtful": "不能断定写没写对",
    "none": "没有写",
    "address": "地址",
    "telephone": "电话",
} | BODIES
_WHERE = {"table", "row", "column", "section", "topic", "statement", "tie"}
"""Which part of the report an example speaks of; the rule's own title says that."""


def example_in_words(rule: Rule, example: Mapping[str, Value]) -> str:
    """Return what is so in an example of ``rule``."""
    told = facts_in_words(rule, example)
    if example.get("absent"):
        told.append("报告里没有它所在的部分")
    if not example.get("readable", True):
        told.append("这一处没有读出来")
    if "year" in example:
        told.append(f"{example['year']} 年度的报告")
    if "body" in example:
        told.append(f"{COMMON['body'].doc}：{_WORDS[str(example['body'])]}")
    return "；".join(told) or "各项都合乎规定"


def facts_in_words(rule: Rule, values: Mapping[str, Value]) -> list[str]:
    """Return what ``rule`` may look at in a subject, but for what part of the report it is of."""
    fields = KINDS[rule.judges].fields
    return [
        _fact(fields[name], value)
        for name, value in values.items()
        if name in fields and name not in _WHERE and name not in rule.where
    ]


def _fact(field: Field, value: Value) -> str:
    doc, fine, _ = field.doc.partition(_FINE)
    if fine:
        return f"{doc}：{decimal_text(Decimal(value) / 10_000)}"
    if isinstance(value, bool):
        return f"{doc}：{'是' if value else '否'}"
    alternatives = doc.rpartition("：")[2].split("、")
    if len(alternatives) == len(field.choices) > 1:
        return alternatives[field.choices.index(str(value))]
    return f"{doc}：{_WORDS.get(str(value), str(value))}"
