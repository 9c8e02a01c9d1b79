"""Packings: what was packed comes back whole, and nothing is made that is not on the list."""

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import msgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.packing import NOT, Packing, PackingError


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    edges: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[Leaf, ...]
    first: Leaf


class Colour(StrEnum):
    RED = "red"


class Word(str):
    """A string of another type."""

    __slots__ = ()


PACKING = Packing((Leaf, Tree, Colour))

PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(st.characters(codec=None)),
    st.binary(),
    st.decimals(allow_nan=False),
    st.dates(),
    st.datetimes(timezones=st.sampled_from((None, UTC))).map(lambda time: time.replace(fold=0)),
    st.just(Colour.RED),
    st.frozensets(st.text()),
    st.just(Path("/a/b")),
)
LEAVES = st.builds(
    Leaf, st.text(), st.lists(st.tuples(st.floats(0, 9), st.floats(0, 9))).map(tuple)
)
MANY = st.one_of(
    *(
        st.lists(each, min_size=5).map(tuple)
        for each in (
            st.integers(),
            st.one_of(st.none(), st.integers(), st.text()),
            st.one_of(st.none(), st.decimals(allow_nan=False)),
            st.one_of(st.none(), LEAVES),
            st.just(Colour.RED),
            LEAVES,
            st.builds(Tree, st.lists(LEAVES, min_size=4).map(tuple), LEAVES),
        )
    )
)
VALUES = st.recursive(
    st.one_of(PLAIN, MANY),
    lambda inner: st.one_of(
        st.lists(inner),
        st.lists(inner).map(tuple),
        st.dictionaries(st.text(), inner),
        st.dictionaries(st.tuples(st.text(), st.integers()), inner),
    ),
)


def typed(value: object) -> object:
    """Return ``value`` with the types of all it holds, for 1 == 1.0 == True."""
    match value:
        case tuple() | list():
            return type(value), [typed(each) for each in value]
        case frozenset():
            return frozenset, sorted(map(repr, value))
        case dict():
            return dict, [(typed(k), typed(v)) for k, v in value.items()]
    return type(value), repr(value)


@given(VALUES)
def test_what_was_packed_comes_back(value: object) -> None:
    assert typed(PACKING.unpack(PACKING.pack(value))) == typed(value)


def test_what_is_shared_is_shared_again() -> None:
    leaf = Leaf("叶", ((0.5, 1.5),))
    tree = PACKING.unpack(PACKING.pack(Tree((leaf, Leaf("叶"), leaf), leaf)))
    assert tree == Tree((leaf, Leaf("叶"), leaf), leaf)
    assert tree.leaves[0] is tree.leaves[2] is tree.first is not tree.leaves[1]


def planted(names: object, root: object) -> bytes:
    packed: bytes = msgpack.packb([names, root])
    return zlib.compress(packed)


LEAF = f"{Leaf.__module__}.Leaf"
TYPE = 13
"""The number of the first type of a packing."""

A, B, C, D, E, F = (Leaf(text) for text in "甲乙丙丁戊己")
SHARED = [
    ((A, B, C, D, E), (A, B, C, D, E, A)),
    ((A, B, C, D, E), (A, None, C, D, E), (E, F, F, F, A)),
    (A, (A, B, C, D, E), (B, C, D, E, A)),
    ((A, A, A, A, A, B), tuple(Tree((A, each), each) for each in (B, C, D, E, F))),
    tuple(Tree((each,), each) for each in (A, B, C, D, E, F)),
]


@pytest.mark.parametrize("value", SHARED)
def test_what_is_shared_by_many_is_shared_again(value: tuple[object, ...]) -> None:
    again = PACKING.unpack(PACKING.pack(value))
    assert again == value
    assert shapes(again) == shapes(value)


def shapes(value: object) -> list[int]:
    """Return of all leaves, in order, which are the same one."""
    numbers: dict[int, int] = {}
    return [numbers.setdefault(id(leaf), len(numbers)) for leaf in leaves(value)]


def leaves(value: object) -> Iterator[Leaf]:
    match value:
        case tuple():
            for each in value:
                yield from leaves(each)
        case Tree(several, first):
            yield from leaves((*several, first))
        case Leaf():
            yield value


KEPT = [
    planted([LEAF], [2, [TYPE, "叶", [3, [[0.5, 1.5]]]], [0, 0], [8, "1.50"]]),
    planted([LEAF], [5, "a", [8, "1.50"], "b", None]),
]
"""As earlier versions packed what stands in histories."""


def test_what_was_packed_earlier_is_unpacked() -> None:
    leaf = Leaf("叶", ((0.5, 1.5),))
    found = [PACKING.unpack(each) for each in KEPT]
    assert found == [(leaf, leaf, Decimal("1.50")), {"a": Decimal("1.50"), "b": None}]


def test_what_is_not_compressed_is_unpacked_alike_and_no_bit_of_it_may_differ() -> None:
    leaf = Leaf("叶" * 100)
    packed = Packing((Leaf,), level=NOT).pack(leaf)
    assert len(packed) > 300 > len(PACKING.pack(leaf))
    assert PACKING.unpack(packed) == leaf
    with pytest.raises(PackingError):
        PACKING.unpack(packed.replace("叶".encode(), "页".encode(), 1))


def test_what_both_sides_have_is_told_by_its_name() -> None:
    known = Leaf("共有")
    packing = Packing((Tree,), {"common": known})
    assert packing.unpack(packing.pack(Tree((known,), known))).first is known
    with pytest.raises(PackingError):
        packing.pack(Leaf("共有"))
    with pytest.raises(PackingError):
        Packing((Tree,)).unpack(packing.pack(known))


class Other:
    """On no list."""


REFUSED = [object(), Other(), Other, print, {1, 2}, Word("a"), b"".join, [Other()], Packing]


@pytest.mark.parametrize("value", REFUSED)
def test_what_is_not_on_the_list_is_not_packed(value: object) -> None:
    with pytest.raises(PackingError):
        PACKING.pack(value)


PLANTED = [
    b"",
    b"junk",
    pickle.dumps(Leaf("叶")),
    zlib.compress(pickle.dumps(Leaf("叶"))),
    planted([LEAF], [TYPE, "叶"])[:-3],
    planted([LEAF], [TYPE, "叶"]) + b"more",
    planted(["os.system"], [TYPE, "touch planted"]),
    planted(["builtins.eval"], [TYPE, "1"]),
    planted([f"{LEAF}.__init__"], [TYPE, "叶"]),
    planted([f"{Leaf.__module__}.Packing"], [TYPE, "叶"]),
    planted([Leaf.__module__], [TYPE]),
    planted([], [TYPE, "叶"]),
    planted([LEAF], [TYPE]),
    planted([LEAF], [TYPE, 1, 2, 3]),
    planted([LEAF], [-99]),
    planted([LEAF], [-2, TYPE, [12, ["叶"]], [12, []]]),
    planted([LEAF], [-2, TYPE + 1, [12, ["叶"]]]),
    planted([LEAF], [-3, ["x"]]),
    planted([LEAF], [-4, [0]]),
    planted([LEAF], [-1, [12, ["a"]], [12, []]]),
    planted([LEAF], ["text"]),
    planted([LEAF], []),
    planted([], [0, 0]),
    planted([], [1, "common"]),
    planted([], [8, "x"]),
    planted({}, None)[:-1],
    planted(None, None),
    zlib.compress(msgpack.packb([1, 2, 3])),
    zlib.compress(b"\x91" * 5000 + b"\x90"),
    zlib.compress(b"\x92\x90\xd5\x00\x00\x00"),
]


@pytest.mark.parametrize("data", PLANTED)
def test_what_was_planted_is_refused(data: bytes) -> None:
    with pytest.raises(PackingError):
        PACKING.unpack(data)


@given(st.binary(max_size=60))
def test_junk_is_refused_or_plain(data: bytes) -> None:
    try:
        value = PACKING.unpack(zlib.compress(b"\x92\x90" + data))
    except PackingError:
        return
    assert type(value).__module__ in {"builtins", "decimal", "datetime", "pathlib"}


def test_plain_values() -> None:
    assert PACKING.unpack(PACKING.pack((Decimal("1.50"), date(2024, 1, 2)))) == (
        Decimal("1.50"),
        date(2024, 1, 2),
    )
    assert isinstance(PACKING.unpack(PACKING.pack(datetime(2024, 1, 2, 3, tzinfo=UTC))), datetime)
