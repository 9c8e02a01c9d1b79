"""``gouji.records.dataclass`` makes what the standard decorator makes."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from gouji import records

VALUES = (
    {"a": 1},
    {"a": 1, "b": [2], "c": "x"},
    {"a": 2},
    {"a": 1, "d": 5},
    {},
    {"a": 1, "nothing": 1},
    {"a": 1, "g": 1},
)
SETTINGS = (
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "eq": False},
    {"frozen": True},
    {"slots": True},
    {"slots": True, "eq": False},
    {"frozen": True, "kw_only": True},
    {},
)


def kind(decorator: Callable[..., Any], settings: dict[str, bool]) -> type[Any]:
    @decorator(**settings)
    class Base:
        a: int
        b: list[int] = dataclasses.field(default_factory=list)
        c: str = "c"

    @decorator(**settings)
    class Value(Base):
        """Ours."""

        d: int = dataclasses.field(default=0, compare=False, repr=False)
        e: int = dataclasses.field(init=False, compare=False)
        f: list[int] = dataclasses.field(init=False, default_factory=list)
        g: int = dataclasses.field(init=False, default=7)

        def __post_init__(self) -> None:
            object.__setattr__(self, "e", self.a + 1)

    return Value


def tried(function: Callable[[], Any]) -> str:
    """Return what a function gives, or why it fails."""
    try:
        return repr(function())
    except (TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


def seen(made: type[Any]) -> dict[str, object]:
    """Return all that can be seen of a class of values."""
    built = [made(**each) for each in VALUES[:4]]
    first = built[0]
    return {
        "made": [tried(lambda each=each: made(**each)) for each in VALUES],
        "by place": tried(lambda: made(1, [2], "c", 4)),
        "too many": tried(lambda: made(1, [2], "c", 4, 5)),
        "equal": [[one == other for one in built] for other in built],
        "another": first == 1,
        "hash": [tried(lambda each=each: hash(each) == hash(copy.copy(each))) for each in built],
        "set": tried(lambda: setattr(first, "a", 3)),
        "deleted": tried(lambda: delattr(first, "c")),
        "replaced": tried(lambda: dataclasses.replace(built[1], c="y")),
        "fields": [(field.name, field.type) for field in dataclasses.fields(made)],
        "dict": dataclasses.asdict(built[1]),
        "match": made.__match_args__,
        "doc": made.__doc__,
        "slots": hasattr(first, "__dict__"),
        "copy": repr(copy.copy(built[1])),
    }


@pytest.mark.parametrize("few", [0, 20, 1000], ids=["written", "written later", "never written"])
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_a_class_of_values_is_that_of_the_standard_decorator(
    settings: dict[str, bool], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "_FEW", few)
    ours, standard = (
        seen(kind(each, settings)) for each in (records.dataclass, dataclasses.dataclass)
    )
    assert ours == standard


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_first_values_are_made_as_all_that_follow(settings: dict[str, bool]) -> None:
    takes = [each for each in VALUES if "a" in each and "nothing" not in each]
    for refused in ({}, {"a": 1, "nothing": 1}, {"a": 1, "e": 3}):
        tries = [*takes * 9, refused, *takes]
        assert made(records.dataclass, settings, tries) == made(
            dataclasses.dataclass, settings, tries
        )


def made(
    decorator: Callable[..., Any], settings: dict[str, bool], tries: list[dict[str, Any]]
) -> list[str]:
    of = kind(decorator, settings)
    return [tried(partial(of, **each)) for each in tries]


@records.dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: "Pair | None" = None


@records.dataclass(slots=True, eq=False)
class Ring:
    next: "Ring | None" = None


@records.dataclass(frozen=True, slots=True)
class Own:
    a: int

    def __repr__(self) -> str:
        return "own"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


def test_values_cross_pickled_and_may_go_round() -> None:
    pair = Pair(1, Pair(2))
    assert pickle.loads(pickle.dumps(pair)) == pair  # noqa: S301 - our own
    ring = Ring()
    ring.next = ring
    assert repr(ring) == "Ring(next=...)"


def test_methods_of_its_own_stay() -> None:
    assert (repr(Own(1)), Own(1) == Own(2), hash(Own(1))) == ("own", True, 7)
