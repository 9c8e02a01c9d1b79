"""The grammar of conditions in rule files: ``field op value``, ``all``, ``any``; nothing else.

A condition is a mapping; every entry of it must hold::

    gap: {ne: 0}                     # one test
    check: row_sum                   # the same as {eq: row_sum}
    row: {in: [new, carried_over]}   # one of several values
    all: [<condition>, …]            # every one
    any: [<condition>, …]            # at least one

A test holds only where the fact has the field with a value of the test's own type (integer, text
or truth value): what is not there is neither equal to anything nor different from it.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Final, Literal, cast

from gouji.model.written import instead, shown_as
from gouji.records import dataclass

Scalar = int | str | bool
Operator = Literal["eq", "ne", "lt", "le", "gt", "ge", "in"]

INTEGER_LIMIT: Final = 2**53
"""Numbers in conditions stay strictly below this size (where every JSON reader is still exact)."""

_OPERATORS: Final = ("eq", "ne", "lt", "le", "gt", "ge", "in")
_ORDERINGS: Final = frozenset({"lt", "le", "gt", "ge"})
_MISTAKEN: Final = {
    "=": "eq", "==": "eq", "!=": "ne", "<>": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
    "equals": "eq", "neq": "ne", "not": "ne", "lte": "le", "gte": "ge", "oneof": "in",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Test:
    """``field`` compared with ``value``; for ``in`` the value is the tuple of admitted ones."""

    __test__ = False  # pytest collects classes of this name

    field: str
    op: Operator
    value: Scalar | tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Holds where every part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds where at least one part holds."""

    parts: tuple["Node", ...]


Node = Test | All | AnyOf

Path = tuple[str | int, ...]
"""Where something stands inside a condition."""


class ConditionError(ValueError):
    """A fault in a condition: ``text`` says what is wrong, ``path`` where.

    Always a ``ValueError``, also where a type is wrong: pydantic reports only those.
    """

    def __init__(self, path: Path, text: str) -> None:
        at = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
        super().__init__(f"条件{at}：{text}")
        self.path, self.text = path, text


def parse(raw: object) -> Node:
    """Return ``raw``, as read from YAML, in its normal form.

    Raises :class:`ConditionError` with one Chinese sentence and the place in the condition.
    """
    return raw if isinstance(raw, Node) else _mapping(raw, ())


Condition = Annotated[Node, instead(parse), shown_as({"type": "object"})]
"""A condition as a field of a rule file."""


def fields(condition: Node) -> frozenset[str]:
    """Return the names of all fields that ``condition`` reads."""
    if isinstance(condition, Test):
        return frozenset({condition.field})
    return frozenset().union(*(fields(part) for part in condition.parts))


def _mapping(raw: object, at: Path) -> Node:
    if not isinstance(raw, Mapping):
        raise ConditionError(at, f"应写成“字段: 值”或“字段: {{运算符: 值}}”，这里是{_named(raw)}")
    if not raw:
        raise ConditionError(at, "条件是空的，至少要有一项")
    return _joined(tuple(_entry(key, value, at) for key, value in raw.items()))


def _joined(parts: tuple[Node, ...]) -> Node:
    return parts[0] if len(parts) == 1 else All(parts)


def _entry(key: object, raw: object, at: Path) -> Node:
    if not isinstance(key, str) or not key:
        raise ConditionError(at, f"字段名应是文字，这里是{_named(key)}（yes、no、on 等要加引号）")
    here = (*at, key)
    if key == "all":
        return _joined(_parts(raw, here))
    if key == "any":
        parts = _parts(raw, here)
        return parts[0] if len(parts) == 1 else AnyOf(parts)
    if not isinstance(raw, Mapping):
        return Test(key, "eq", _scalar(raw, here))
    if not raw:
        raise ConditionError(here, "没有写运算符")
    return _joined(tuple(_test(key, op, value, here) for op, value in raw.items()))


def _parts(raw: object, at: Path) -> tuple[Node, ...]:
    if not isinstance(raw, list | tuple):
        raise ConditionError(at, f"后面应是条件的列表，这里是{_named(raw)}")
    if not raw:
        raise ConditionError(at, "列表是空的，至少要有一个条件")
    return tuple(_mapping(part, (*at, index)) for index, part in enumerate(raw))


def _test(field: str, op: object, raw: object, at: Path) -> Test:
    here = (*at, str(op))
    if op not in _OPERATORS:
        raise ConditionError(here, f"没有运算符“{op}”{_hint(str(op))}")
    if op == "in":
        return Test(field, "in", _choices(raw, here))
    value = _scalar(raw, here)
    if op in _ORDERINGS and type(value) is not int:
        raise ConditionError(here, f"只有整数能比较大小，这里是{_named(raw)}")
    return Test(field, op, value)


def _choices(raw: object, at: Path) -> tuple[Scalar, ...]:
    if not isinstance(raw, list | tuple) or not raw:
        raise ConditionError(at, "后面应是至少有一个值的列表")
    return tuple(_scalar(value, (*at, index)) for index, value in enumerate(raw))


def _hint(op: str) -> str:
    close = _MISTAKEN.get(op.lower()) or next(iter(get_close_matches(op, _OPERATORS, 1, 0.5)), None)
    return f"，是不是“{close}”？" if close else f"，可用的有 {'、'.join(_OPERATORS)}"


def _scalar(raw: object, at: Path) -> Scalar:
    if isinstance(raw, list | tuple):
        raise ConditionError(at, "值不能是列表；要“其中之一”请写 {in: […]}")
    if type(raw) is int and abs(raw) >= INTEGER_LIMIT:
        raise ConditionError(at, "整数太大，绝对值应小于 2 的 53 次方")
    if type(raw) in (int, str, bool):
        return cast("Scalar", raw)
    raise ConditionError(at, f"值应是整数、文字或 true/false，这里是{_named(raw)}")


_KINDS: Final[tuple[tuple[type | UnionType, Callable[[object], str]], ...]] = (
    (bool, lambda raw: "true" if raw else "false"),
    (float | Decimal, lambda raw: f"小数 {raw}（请换算成整数）"),
    (int, lambda raw: f"整数 {raw}"),
    (str, lambda raw: f"文字“{raw}”"),
    (list, lambda _: "列表"),
    (Mapping, lambda _: "映射"),
    (type(None), lambda _: "空值"),
)


def _named(raw: object) -> str:
    for kind, describe in _KINDS:
        if isinstance(raw, kind):
            return describe(raw)
    return f"{type(raw).__name__} {raw}"
