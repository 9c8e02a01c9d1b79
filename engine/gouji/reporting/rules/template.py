"""A new rule to start from: it loads, its examples hold, and it names everything it may use."""

import json
import re
from collections.abc import Iterator

from gouji.errors import UsageError
from gouji.model.form import TieKind
from gouji.model.nearest import nearest
from gouji.model.vocabulary import Field, Kind, Value
from gouji.rulebook import Rulebook

_TYPES = {"int": "整数", "str": "文字", "bool": "true 或 false"}


def rule_template(code: str, judges: str, book: Rulebook) -> str:
    """Return the text of a rule file with one rule ``code``; raises :class:`UsageError`."""
    _check(code, book)
    kinds = book.kinds
    kind = kinds.get(judges)
    if kind is None:
        raise UsageError(f"没有「{judges}」这类事实{nearest(judges, kinds)}")
    return "\n".join(_lines(code, kind, book)) + "\n"


def _check(code: str, book: Rulebook) -> None:
    if not re.fullmatch(r"[A-Z]\d{3}", code):
        raise UsageError(f"规则编号「{code}」应是一个大写字母加三位数字，如 R490")
    if code in book.rules:
        raise UsageError(f"规则编号「{code}」已经用过，请换一个")
    if code[0] not in book.profile.groups:
        groups = "、".join(f"{k} {group.title}" for k, group in book.profile.groups.items())
        raise UsageError(f"没有规则组「{code[0]}」（可用的有：{groups}）")


def _lines(code: str, kind: Kind, book: Rulebook) -> Iterator[str]:
    name, field = _tested(kind)
    wrong = _other(field)
    tie = _newest_tie(book) if kind.name == "tie" else None
    yield f"# {kind.name}：{kind.doc}"
    yield "# 可以判定的字段："
    for each, described in kind.fields.items():
        choices = f"，取值 {described.told('、')}" if described.choices else ""
        yield f"#   {each}（{_TYPES[described.type]}{choices}）{described.doc}"
    if kind.shows:
        yield f"# 写话时还可以用：{'、'.join(f'{{{n}}} {doc}' for n, doc in kind.shows.items())}"
    yield "rules:"
    yield f"  - code: {code}"
    yield "    title: 请写规则的名称"
    yield "    clause: {instrument: 请写依据的文件, place: 请写条款}"
    yield "    severity: warning"
    yield "    points: 1"
    yield f"    judges: {kind.name}"
    if tie is not None:
        yield f"    where: {{tie: {tie.id}}}"
    yield f"    fails_when: {{{name}: {_failing(name, wrong, tie)}}}"
    yield "    message: 请写不符合时说的话"
    yield "    remedy: 请写怎么改"
    yield "    examples:"
    yield f"      pass: [{{{name}: {_yaml(field.default)}}}]"
    yield f"      fail: [{{{name}: {_yaml(wrong)}}}]"


def _tested(kind: Kind) -> tuple[str, Field]:
    """Return the field that says most: a gap, else a closed choice or a flag, else any."""
    ranked = sorted(
        kind.fields.items(),
        key=lambda item: (item[0] != "gap", item[0] == "table", _rank(item[1])),
    )
    return ranked[0]


def _rank(field: Field) -> int:
    return ("bool", "int", "str").index(field.type) if not field.choices else 0


def _other(field: Field) -> Value:
    if field.type == "bool":
        return not field.default
    if field.type == "int":
        return int(field.default) + 1
    return next((c for c in reversed(field.choices) if c != field.default), "请写一个值")


def _failing(name: str, wrong: Value, tie: TieKind | None) -> str:
    if isinstance(wrong, bool | str):
        return _yaml(wrong)
    either_way = name == "gap" and (tie is None or tie.relation == "eq")
    return "{ne: 0}" if either_way else f"{{ge: {wrong}}}"


def _newest_tie(book: Rulebook) -> TieKind:
    """Return the tie that was declared last among those no rule judges, else any."""
    taken = {str(rule.where.get("tie")) for rule in book.rules.values()}
    ties = book.form_for(None).ties
    return next((tie for tie in reversed(ties) if tie.id not in taken), ties[0])


def _yaml(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
