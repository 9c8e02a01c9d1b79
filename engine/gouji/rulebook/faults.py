"""Turns pydantic's errors into faults in Chinese, with the nearest valid name as a hint."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, get_args

from gouji.model.names import Loc
from gouji.model.nearest import nearest
from gouji.model.written import Written, members
from gouji.rulebook.condition import ConditionError
from gouji.rulebook.source import Fault

if TYPE_CHECKING:
    from pydantic import ValidationError

_TEXTS = {
    "missing": "缺少「{name}」",
    "string_type": "「{name}」应是文字",
    "int_type": "「{name}」应是整数",
    "int_parsing": "「{name}」应是整数",
    "bool_type": "「{name}」应是 true 或 false",
    "decimal_type": "「{name}」应是数",
    "decimal_parsing": "「{name}」应是数，这里是「{input}」",
    "decimal_max_digits": "「{name}」位数太多",
    "less_than_equal": "「{name}」太大，最多是 {le}",
    "greater_than_equal": "「{name}」太小，至少是 {ge}",
    "tuple_type": "「{name}」应是列表",
    "list_type": "「{name}」应是列表",
    "dict_type": "「{name}」应是「键: 值」的形式",
    "dataclass_type": "「{name}」应是「键: 值」的形式",
    "too_short": "「{name}」不能是空的",
    "string_too_short": "「{name}」不能是空的",
    "string_pattern_mismatch": "「{name}」写成了「{input}」，不合格式 {pattern}",
}


def slip(name: str, names: Iterable[str]) -> str | None:
    """Return the first of ``names`` of which ``name`` differs by one slip of the hand.

    A slip is a letter changed, left out, added, or two that changed places.
    """
    return next((other for other in sorted(names) if _one_slip(name, other)), None)


def _one_slip(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if start is None:
        return True
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )


def from_validation(error: "ValidationError", model: type[Written], at: Loc = ()) -> list[Fault]:
    """Return one fault for each mistake that pydantic found in data for ``model`` at ``at``."""
    return [_fault(dict(item), model, at) for item in error.errors(include_url=False)]


def _fault(item: dict[str, object], model: type[Written], at: Loc) -> Fault:
    loc: Loc = item["loc"]  # type: ignore[assignment]
    kind, raw = str(item["type"]), item.get("input")
    context: dict[str, object] = item.get("ctx") or {}  # type: ignore[assignment]
    name = next((str(part) for part in reversed(loc) if isinstance(part, str)), "内容")
    if kind == "unexpected_keyword_argument":
        return Fault(
            (*at, *loc), f"没有「{loc[-1]}」这个键{nearest(str(loc[-1]), _keys(model, loc))}"
        )
    if kind == "literal_error":
        valid = [
            part.strip("' ") for part in str(context["expected"]).replace(" or ", ",").split(",")
        ]
        return Fault((*at, *loc), f"「{name}」不能是「{raw}」{nearest(str(raw), valid)}")
    if kind == "value_error":
        cause = context["error"]
        if isinstance(cause, ConditionError):
            return Fault((*at, *loc, *cause.path), cause.text)
        return Fault((*at, *loc), str(cause))
    template = _TEXTS.get(kind, "「{name}」的值不合要求")
    return Fault((*at, *loc), template.format(name=name, input=raw, **context))


def _keys(model: type[Written], loc: Loc) -> list[str]:
    """Return the keys that ``model`` allows beside the one at ``loc``."""
    for part in loc[:-1]:
        if isinstance(part, int):
            continue
        member = members(model).get(part)
        model = next(iter(_models(member.annotation if member else None)), model)
    return list(members(model))


def _models(annotation: object) -> Iterable[type[Written]]:
    if isinstance(annotation, type) and issubclass(annotation, Written):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
