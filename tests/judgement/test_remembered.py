"""What is remembered of one subject is said of those alike, and of no others."""

from collections.abc import Sequence

import pytest

from gouji.judgement import remembered
from gouji.judgement.matcher import Fact, Match, Pattern
from gouji.judgement.remembered import Remembered
from gouji.model.verdict import Subject
from gouji.rulebook.condition import parse
from judgement.oracle import OracleMatcher

PATTERNS = [
    Pattern("one", "cell", {"table": "t1"}, parse({"gap": 1})),
    Pattern("true", "cell", {}, parse({"gap": True})),
    Pattern("unread", "cell", {}, parse({"readable": False})),
    Pattern("absent", "cell", {}, parse({"absent": True})),
    Pattern("old", "cell", {}, parse({"year": {"lt": 2020}})),
    Pattern("tie", "tie", {}, parse({"any": [{"gap": 1}, {"row": "a"}]})),
]


def _cell(
    gap: object, kind: str = "cell", *, readable: bool = True, absent: bool = False
) -> Subject:
    fields = {"table": "t1", "gap": gap, "row": "a", "column": "told by no pattern"}
    return Subject(kind, "x", fields, readable=readable, absent=absent)


ALL = [
    _cell(1),
    _cell(True),
    _cell(0),
    _cell(None),
    _cell(1, readable=False),
    _cell(1, absent=True),
    _cell(0, "tie"),
    _cell(1, "claim"),
]
HELD = [{"one"}, {"true"}, set(), set(), {"one", "unread"}, {"one", "absent"}, {"tie"}, set()]


class _Counting(OracleMatcher):
    asked = 0

    def match(self, facts: Sequence[Fact]) -> tuple[Match, ...]:
        self.asked += len(facts)
        return super().match(facts)


def test_each_look_is_asked_about_once_and_answered_as_its_own() -> None:
    matcher = _Counting(PATTERNS)
    memory = Remembered(matcher, PATTERNS)
    told = [memory.holding([*ALL, *ALL], {"year": 2024}) for _ in range(2)]
    told += [memory.holding(ALL[::-1], {"year": 2024})]
    assert told == [[*HELD, *HELD], [*HELD, *HELD], HELD[::-1]]
    assert matcher.asked == len(ALL)
    old = [held | {"old"} if s.kind == "cell" else held for s, held in zip(ALL, HELD, strict=True)]
    assert memory.holding(ALL, {"year": 2019}) == old


def test_what_is_forgotten_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_MOST", 2)
    matcher = _Counting(PATTERNS)
    memory = Remembered(matcher, PATTERNS)
    assert [memory.holding(ALL, {"year": 2024}) for _ in range(2)] == [HELD, HELD]
    assert matcher.asked == 2 * len(ALL)
