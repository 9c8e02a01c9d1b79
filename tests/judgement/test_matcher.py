"""The engine against an independent matcher, and the traps it must not fall into."""

import os
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.errors import JudgementError
from gouji.judgement.matcher import DurableMatcher, Match, Pattern, _fire
from gouji.rulebook.condition import parse
from judgement.oracle import OracleMatcher

FIELDS = ("gap", "check", "state", "部门", "id", "sid", "kind2", "$s", "a.b", "and")
KINDS = ("cell", "tie", "claim", "报告")
WORDS = (
    "",
    "0",
    "1",
    "true",
    "行政复议",
    "规章",
    'a"b',
    "back\\slash",
    "line\nbreak",
    "\0",
    "😀",
    "e1",
)
INTEGERS = st.one_of(st.integers(-3, 3), st.sampled_from([10**6, -(10**6), 2**53 - 1, 1 - 2**53]))
SCALARS = st.one_of(INTEGERS, st.sampled_from(WORDS), st.booleans())


def _mapping(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    parts = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(st.fixed_dictionaries({"all": parts}), st.fixed_dictionaries({"any": parts}))


TESTS = st.one_of(
    st.fixed_dictionaries({"eq": SCALARS}),
    st.fixed_dictionaries({"ne": SCALARS}),
    st.fixed_dictionaries({"in": st.lists(SCALARS, min_size=1, max_size=4)}),
    *(st.fixed_dictionaries({op: INTEGERS}) for op in ("lt", "le", "gt", "ge")),
)
LEAVES = st.dictionaries(st.sampled_from(FIELDS), st.one_of(SCALARS, TESTS), min_size=1, max_size=2)
CONDITIONS = st.recursive(LEAVES, _mapping, max_leaves=5).map(parse)
WHERES = st.dictionaries(st.sampled_from(FIELDS), SCALARS, max_size=2)
BODIES = st.tuples(st.sampled_from(KINDS), WHERES, st.one_of(st.none(), CONDITIONS))
FACTS = st.builds(
    lambda kind, rest: {**rest, "kind": kind},
    st.sampled_from((*KINDS, "unheard_of")),
    st.dictionaries(
        st.sampled_from(FIELDS), st.one_of(SCALARS, st.sampled_from(["x", 10**40, -(10**40)]))
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(BODIES, min_size=1, max_size=12), st.lists(FACTS, max_size=25))
def test_engine_and_oracle_agree(bodies: list, facts: list) -> None:
    patterns = [Pattern(f"P{index}", *body) for index, body in enumerate(bodies)]
    assert DurableMatcher(patterns).match(facts) == OracleMatcher(patterns).match(facts)


@pytest.mark.parametrize(
    ("condition", "fact", "expected"),
    [
        ({"gap": {"ne": 0}}, {"gap": -5}, True),
        ({"gap": {"ne": 0}}, {"gap": 0}, False),
        ({"gap": {"ne": 0}}, {}, False),
        ({"gap": {"ne": 0}}, {"gap": None}, False),
        ({"gap": {"ne": 0}}, {"gap": "5"}, False),
        ({"flag": True}, {"flag": 1}, False),
        ({"flag": 1}, {"flag": True}, False),
        ({"flag": {"in": [1, True]}}, {"flag": True}, True),
        ({"word": "5"}, {"word": 5}, False),
        ({"word": {"ne": "无"}}, {"word": "/"}, True),
        ({"gap": {"gt": 2**53 - 1}}, {"gap": 10**30}, True),
        ({"gap": {"lt": 1 - 2**53}}, {"gap": -(10**30)}, True),
        ({"gap": {"ge": 1, "le": 3}}, {"gap": 3}, True),
        ({"gap": {"ge": 1, "le": 3}}, {"gap": 4}, False),
    ],
)
def test_what_a_test_means(condition: dict, fact: dict, expected: bool) -> None:
    matcher = DurableMatcher([Pattern("P", "cell", {}, parse(condition))])
    assert matcher.match([{"kind": "cell", **fact}]) == ((Match("P", 0),) if expected else ())


class _State(StrEnum):
    BLANK = "blank"


def test_members_of_a_text_enumeration_are_texts() -> None:
    matcher = DurableMatcher([Pattern("P", "cell", {"state": "blank"})])
    assert matcher.match([{"kind": "cell", "state": _State.BLANK}]) == (Match("P", 0),)


def test_a_value_of_another_type_is_refused_not_overlooked() -> None:
    matcher = DurableMatcher([Pattern("P", "cell", {}, parse({"gap": {"ne": 0}}))])
    with pytest.raises(JudgementError, match="float"):
        matcher.match([{"kind": "cell", "gap": 0.5}])


def _wide(alternatives: int) -> list[Pattern]:
    """Patterns of one kind that all hold of one fact."""
    return [
        Pattern(f"P{index:03}", "report", {}, parse({f"f{index}": {"le": 0}}))
        for index in range(alternatives)
    ]


@pytest.mark.parametrize("number", [1, 59, 60, 61, 64, 65, 200])
def test_one_fact_may_break_every_rule(number: int) -> None:
    fact = {"kind": "report", **{f"f{index}": 0 for index in range(number)}}
    assert DurableMatcher(_wide(number)).match([fact, fact]) == tuple(
        Match(f"P{index:03}", fact) for index in range(number) for fact in (0, 1)
    )


@pytest.mark.parametrize("size", [2, 13, 14, 20])
def test_alternatives_multiply_out(size: int) -> None:
    values = list(range(size))
    condition = parse({"a": {"in": values}, "b": {"in": values}, "c": {"ne": 0}})
    pattern = Pattern("P", "cell", {}, condition)
    facts = [
        {"kind": "cell", "a": a, "b": b, "c": 1} for a, b in product(range(size + 1), repeat=2)
    ]
    assert DurableMatcher([pattern]).match(facts) == OracleMatcher([pattern]).match(facts)


def test_a_condition_beyond_measure_is_refused_by_name() -> None:
    condition = parse({name: {"in": list(range(8))} for name in "abcdefghij"})
    with pytest.raises(JudgementError, match=r"规则“R999”：条件展开后超过 400 种情形"):
        DurableMatcher([Pattern("R999", "cell", {}, condition)])


def test_an_id_may_be_used_once() -> None:
    with pytest.raises(JudgementError, match="规则标识“P”用了两次"):
        DurableMatcher([Pattern("P", "cell"), Pattern("P", "tie")])


PATTERNS = [
    Pattern("A", "tie", {}, parse({"gap": {"ne": 0}, "check": "row_sum"})),
    Pattern("B", "tie", {}, parse({"any": [{"gap": {"lt": 0}}, {"gap": {"gt": 90}}]})),
    Pattern("C", "cell", {"state": "blank"}),
]
DOCUMENT = [
    {"kind": ("tie", "cell")[n % 2], "gap": n - 50, "check": "row_sum", "state": "blank"}
    for n in range(200)
]
EXPECTED = OracleMatcher(PATTERNS).match(DOCUMENT)


def test_nothing_to_judge() -> None:
    assert DurableMatcher([]).match(DOCUMENT) == ()
    assert DurableMatcher(PATTERNS).match([]) == ()
    assert DurableMatcher(PATTERNS).match([{"kind": "other"}]) == ()


def test_a_batch_that_the_engine_stops_reading_is_noticed() -> None:
    matcher = DurableMatcher(PATTERNS)
    ((_, handle),) = matcher._programs
    with pytest.raises(JudgementError, match="没有读完全部事实"):
        _fire(handle, ['"id":"0","k":1e-05', '"id":"1","k":2'])
    assert matcher.match(DOCUMENT) == EXPECTED


def _resident_pages() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1])


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="needs /proc")  # noqa: PTH110
def test_two_thousand_documents_leave_nothing_behind() -> None:
    matcher = DurableMatcher(PATTERNS)
    clean = [{"kind": "tie", "gap": 0, "check": "row_sum"}] * 50
    for _ in range(200):
        matcher.match(DOCUMENT)
        matcher.match(clean)
    before = _resident_pages()
    for _ in range(900):
        assert matcher.match(DOCUMENT) == EXPECTED
        assert matcher.match(clean) == ()
    assert _resident_pages() - before < 512


def test_eight_threads_share_one_matcher() -> None:
    matcher = DurableMatcher(PATTERNS)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: matcher.match(DOCUMENT), range(200)))
    assert results == [EXPECTED] * 200


def test_a_child_process_inherits_a_working_matcher() -> None:
    matcher = DurableMatcher(PATTERNS)
    matcher.match(DOCUMENT)
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            right = all(matcher.match(DOCUMENT) == EXPECTED for _ in range(20))
            os._exit(0 if right else 1)
        children.append(child)
    assert matcher.match(DOCUMENT) == EXPECTED
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
