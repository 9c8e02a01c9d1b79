"""What the types alone cannot tell: names a rule uses that do not exist, and gaps in a rulebook."""

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from gouji.model.form import Form
from gouji.model.names import Loc
from gouji.model.nearest import nearest
from gouji.model.ties import expand
from gouji.model.vocabulary import COMMON, Field, Kind, Value
from gouji.rulebook.condition import All, AnyOf, Node, Test
from gouji.rulebook.rule import Rule
from gouji.rulebook.source import Fault

_CONDITIONS = ("unless", "unread_when", "fails_when", "review_when")
_TEMPLATES = ("message", "review_message", "expected", "actual", "remedy")
_TYPES = {"int": "整数", "str": "文字", "bool": "true 或 false"}


def check_rule(
    rule: Rule, at: Loc, editions: Mapping[str, Form], kinds: Mapping[str, Kind]
) -> Iterator[Fault]:
    """Yield every fault in ``rule``, which stands at ``at`` in its file."""
    for edition in rule.editions:
        if edition not in editions:
            yield Fault(
                (*at, "editions"), f"没有「{edition}」这一版格式{nearest(edition, editions)}"
            )
    if rule.severity == "advice" and rule.points:
        yield Fault((*at, "points"), "建议（advice）不扣分，分值应为 0")
    if rule.review_when is not None and not rule.examples.review:
        yield Fault((*at, "examples"), "有 review_when 的规则要给出 review 的例子")
    kind = kinds.get(rule.judges)
    if kind is None:
        yield Fault((*at, "judges"), f"没有「{rule.judges}」这类事实{nearest(rule.judges, kinds)}")
    else:
        yield from _check_body(rule, kind, at, editions)


def _check_body(rule: Rule, kind: Kind, at: Loc, editions: Mapping[str, Form]) -> Iterator[Fault]:
    for name, value in rule.where.items():
        if name == "tie" and kind.name == "tie":
            yield from _check_tie(rule, (*at, "where", name), editions)
        else:
            yield from _check_value(kind, name, value, (*at, "where", name))
    for key in _CONDITIONS:
        condition = getattr(rule, key)
        if condition is not None:
            yield from _check_condition(kind, condition, (*at, key))
    for path, template in _templates(rule):
        yield from _check_template(kind, template, (*at, *path))
    for path, facts in _facts(rule):
        for name, value in facts.items():
            yield from _check_value(kind, name, value, (*at, *path, name))


def _facts(rule: Rule) -> Iterator[tuple[Loc, Mapping[str, Value]]]:
    """Yield the fields that examples and repairs are given for, by their paths."""
    for verdict, examples in rule.examples.by_verdict():
        for index, example in enumerate(examples):
            yield ("examples", verdict, index), example
    for index, mend in enumerate(rule.mend):
        yield ("mend", index, "where"), mend.where


def _templates(rule: Rule) -> Iterator[tuple[Loc, str | None]]:
    """Yield every template of a rule by its path."""
    for key in _TEMPLATES:
        yield (key,), getattr(rule, key)
    for index, mend in enumerate(rule.mend):
        yield ("mend", index, "put"), mend.put
        yield ("mend", index, "find"), mend.find


def _check_tie(rule: Rule, at: Loc, editions: Mapping[str, Form]) -> Iterator[Fault]:
    known = {tie.kind for form in editions.values() for tie in expand(form)}
    if rule.where["tie"] not in known:
        name = str(rule.where["tie"])
        yield Fault(at, f"没有「{name}」这条勾稽关系{nearest(name, known)}")


def _field(kind: Kind, name: str, at: Loc) -> Field | Fault:
    found = kind.fields.get(name) or COMMON.get(name)
    names = [*kind.fields, *COMMON]
    return found or Fault(at, f"「{kind.name}」没有字段「{name}」{nearest(name, names)}")


def _check_value(kind: Kind, name: str, value: Value, at: Loc) -> Iterator[Fault]:
    field = _field(kind, name, at)
    if isinstance(field, Fault):
        yield field
    elif type(value).__name__ != field.type:
        yield Fault(at, f"字段「{name}」是{_TYPES[field.type]}，这里写的是「{value}」")
    elif field.choices and value not in field.choices:
        yield Fault(at, f"字段「{name}」没有「{value}」这个值{nearest(str(value), field.choices)}")


def _check_condition(kind: Kind, node: Node, at: Loc) -> Iterator[Fault]:
    if isinstance(node, All | AnyOf):
        for part in node.parts:
            yield from _check_condition(kind, part, at)
        return
    here = (*at, node.field)
    field = _field(kind, node.field, here)
    if isinstance(field, Fault):
        yield field
    elif node.op in ("lt", "le", "gt", "ge") and field.type != "int":
        yield Fault((*here, node.op), f"字段「{node.field}」不是整数，不能用「{node.op}」比较")
    else:
        for value in _values(node):
            yield from _check_value(kind, node.field, value, here)


def _values(test: Test) -> tuple[Value, ...]:
    return test.value if isinstance(test.value, tuple) else (test.value,)


def _check_template(kind: Kind, template: str | None, at: Loc) -> Iterator[Fault]:
    if template is None:
        return
    try:
        pieces = list(Formatter().parse(template))
    except ValueError:
        yield Fault(at, "模板里的花括号不成对（变量写成 {变量名}）")
        return
    for _, name, spec, conversion in pieces:
        if name is None:
            continue
        if spec or conversion or not re.fullmatch(r"[a-z_]+", name):
            yield Fault(at, f"模板变量只写名称，如 {{left}}；这里是「{{{name}}}」")
        elif name not in kind.variables():
            yield Fault(
                at, f"「{kind.name}」没有可填的变量「{name}」{nearest(name, kind.variables())}"
            )
