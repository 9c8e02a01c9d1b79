"""What is written in files is checked as it is read, and told again as it was written."""

import json
from dataclasses import FrozenInstanceError, field
from decimal import Decimal
from typing import Annotated, Literal

import pytest
from pydantic import TypeAdapter, ValidationError

from gouji.model.audit import AuditJson
from gouji.model.written import (
    Written,
    after,
    before,
    derived,
    instead,
    limits,
    make_written,
    members,
    shown_as,
    written_as,
)
from spokenkit import audited


def _not_x(text: str) -> str:
    if text == "x":
        raise ValueError("不能是 x")
    return text


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Part(Written):
    """A part."""

    first: int = written_as("from", default=0)
    name: Annotated[str, limits(min_length=1), after(_not_x)]


class Whole(Written):
    """A whole: fields with defaults stand before one without."""

    kind: Literal["a", "b"] = "a"
    points: Annotated[Decimal, limits(ge=0, le=100)] = Decimal(1)
    words: Annotated[tuple[str, ...], before(_as_tuple), limits(min_length=1)]
    parts: tuple[Part, ...] = ()
    by_name: dict[str, Part] = field(default_factory=dict)
    sign: Annotated[str, instead(lambda raw: f"<{raw}>"), shown_as({"type": "integer"})] = ""


class More(Whole):
    """A whole and something more."""

    keyed: str | None = written_as("keys", default=None)


READ = (
    ({"words": "甲"}, Whole(words=("甲",))),
    (
        {"words": ["甲", "乙"], "points": "1.50", "parts": [{"from": 3, "name": "n"}], "sign": 7},
        Whole(
            words=("甲", "乙"),
            points=Decimal("1.50"),
            parts=(Part(first=3, name="n"),),
            sign="<7>",
        ),
    ),
    (
        {"words": "甲", "by_name": {"k": {"name": "n"}}, "kind": "b"},
        Whole(words=("甲",), by_name={"k": Part(name="n")}, kind="b"),
    ),
)


@pytest.mark.parametrize(("data", "made"), READ)
def test_what_is_written_is_read(data: object, made: Whole) -> None:
    assert Whole.model_validate(data) == made
    assert Whole.model_validate_json(json.dumps(data)) == made
    assert repr(Whole.model_validate(data)) == repr(made)


REFUSED = (
    ({}, ("words",), "missing"),
    ({"words": []}, ("words",), "too_short"),
    ({"words": "甲", "word": 1}, ("word",), "unexpected_keyword_argument"),
    ({"words": "甲", "kind": "c"}, ("kind",), "literal_error"),
    ({"words": "甲", "points": 101}, ("points",), "less_than_equal"),
    ({"words": "甲", "parts": [{"name": ""}]}, ("parts", 0, "name"), "string_too_short"),
    ({"words": "甲", "parts": [{"name": "x"}]}, ("parts", 0, "name"), "value_error"),
    ({"words": "甲", "parts": [{"name": "n", "from": "y"}]}, ("parts", 0, "from"), "int_parsing"),
    ({"words": "甲", "parts": [{"name": "n", "first": 1}]}, ("parts", 0, "first"),
     "unexpected_keyword_argument"),
    ({"words": "甲", "parts": [3]}, ("parts", 0), "dataclass_type"),
    ([], (), "dataclass_type"),
)  # fmt: skip


@pytest.mark.parametrize(("data", "where", "kind"), REFUSED)
def test_what_may_not_be_written_is_refused_where_it_stands(
    data: object, where: tuple[object, ...], kind: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Whole.model_validate(data)
    assert [(e["loc"], e["type"]) for e in refused.value.errors()] == [(where, kind)]


def test_it_is_told_by_the_names_of_files_and_of_fields() -> None:
    made = More(words=("甲",), parts=(Part(first=3, name="n"),), keyed="k", points=Decimal("0.50"))
    plain = {"kind": "a", "points": Decimal("0.50"), "words": ("甲",), "by_name": {}, "sign": ""}
    assert made.model_dump() == plain | {"parts": ({"first": 3, "name": "n"},), "keyed": "k"}
    assert made.model_dump(by_alias=True) == plain | {
        "parts": ({"from": 3, "name": "n"},),
        "keys": "k",
    }
    assert list(made.model_dump(by_alias=True)) == [*members(Whole), "keys"]
    assert More.model_validate(made.model_dump(by_alias=True) | {"sign": ""}) == made.model_copy(
        update={"sign": "<>"}
    )
    assert json.loads(made.model_dump_json(by_alias=True))["points"] == "0.50"
    dumped = json.dumps(made.model_dump(by_alias=True), default=str, ensure_ascii=False, indent=1)
    assert made.model_dump_json(by_alias=True, indent=1) == dumped


def test_values_do_not_change() -> None:
    part = Part(name="n")
    with pytest.raises(FrozenInstanceError):
        part.name = "m"  # type: ignore[misc]
    assert part.model_copy(update={"name": "m"}) == Part(name="m")
    assert hash(part) == hash(Part(name="n", first=0))
    assert part != Part(name="n", first=1)


def test_classes_are_made_and_found() -> None:
    made = make_written(Part, "Made", "Made here.", {"more": Annotated[int, limits(gt=1)]})
    assert made.model_validate({"name": "n", "more": 2}).model_dump() == {
        "first": 0,
        "name": "n",
        "more": 2,
    }
    assert made in set(derived(Written))
    with pytest.raises(ValidationError):
        made.model_validate({"name": "n", "more": 1})


def test_the_schema_says_what_is_checked() -> None:
    schema = TypeAdapter(Whole).json_schema()
    assert schema["additionalProperties"] is False
    assert schema["required"] == ["words"]
    assert schema["properties"]["sign"] == {"type": "integer", "default": "", "title": "Sign"}
    assert set(schema["$defs"]["Part"]["properties"]) == {"from", "name"}


@pytest.mark.parametrize("name", ["clean-2024.txt", "wuzhong-2024.txt", "zhongwei-2024.pdf"])
def test_an_audit_is_of_the_types_that_it_says(name: str) -> None:
    audit = audited(name)
    again = AuditJson.model_validate_json(audit.to_json())
    assert again == audit
    assert repr(again) == repr(audit)
