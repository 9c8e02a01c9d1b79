"""Grades within a league: quotas are never exceeded, and given only where they are certain."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.rulebook.sheet import Grade
from gouji.scoring import Contender, grades
from scoring.make import BOOK

QUOTA = (
    {"title": "优秀", "from": 90, "quota": 20},
    {"title": "良好", "from": 80, "quota": 50},
    {"title": "合格", "from": 0},
)
TOP = ({"title": "先进", "top": 25}, {"title": "合格", "from": 67}, {"title": "不合格", "from": 0})

Ends = tuple[int, int]


def graded(ends: Sequence[Ends], written: Sequence[dict[str, object]]) -> tuple[str | None, ...]:
    given_ = tuple(Grade.model_validate(each) for each in written)
    profile = BOOK.profile.model_copy(update={"grades": given_})
    all_ = [Contender(str(n), "", Decimal(a), Decimal(b)) for n, (a, b) in enumerate(ends)]
    return grades(all_, profile).grades


def exact(*scores: int) -> list[Ends]:
    return [(score, score) for score in scores]


@pytest.mark.parametrize(
    ("ends", "written", "expected"),
    [
        (exact(99, 95, 91, 85, 70), QUOTA, ["优秀", "良好", "合格", "合格", "合格"]),
        (exact(95, 95, 91, 85, 70), QUOTA, ["良好", "良好", "合格", "合格", "合格"]),
        ([(95, 99), *exact(94, 85, 70, 60)], QUOTA, ["优秀", "良好", "合格", "合格", "合格"]),
        ([(93, 99), *exact(94, 85, 70, 60)], QUOTA, [None, None, "合格", "合格", "合格"]),
        (exact(99, 95, 91, 66), TOP, ["先进", "合格", "合格", "不合格"]),
        (exact(99, 99, 91, 66), TOP, ["先进", "先进", "合格", "不合格"]),
        (exact(), TOP, []),
        (exact(50), QUOTA, ["合格"]),
    ],
)
def test_grades_of_a_league(
    ends: list[Ends], written: Sequence[dict[str, object]], expected: list[str | None]
) -> None:
    assert list(graded(ends, written)) == expected


def test_who_filed_nothing_has_no_grade_and_takes_no_seat() -> None:
    """A scheme that takes 5 points for it leaves 95, more than some who filed."""
    given_ = tuple(Grade.model_validate(each) for each in TOP)
    profile = BOOK.profile.model_copy(update={"grades": given_})
    scores = {"甲": 95, "乙": 94, "丙": 66, "丁": 60}
    all_ = [
        Contender(name, "", Decimal(score), Decimal(score), filed=name != "甲")
        for name, score in scores.items()
    ]
    assert grades(all_, profile).grades == (None, "先进", "不合格", "不合格")


LEAGUE = st.lists(
    st.tuples(st.integers(80, 100), st.integers(0, 6)).map(lambda e: (e[0], min(e[0] + e[1], 100))),
    min_size=1,
    max_size=14,
)


@settings(max_examples=200, deadline=None)
@given(LEAGUE, st.sampled_from([QUOTA, TOP]), st.data())
def test_a_grade_given_is_the_grade_whatever_comes_out(
    ends: list[Ends], written: Sequence[dict[str, object]], data: st.DataObject
) -> None:
    given_ = graded(ends, written)
    settled = exact(*(data.draw(st.integers(low, high)) for low, high in ends))
    later = graded(settled, written)
    assert None not in later
    assert [(n, g) for n, g in enumerate(given_) if g] == [
        (n, later[n]) for n, g in enumerate(given_) if g
    ]


@settings(max_examples=200, deadline=None)
@given(LEAGUE)
def test_quotas_are_never_exceeded(ends: list[Ends]) -> None:
    given_ = graded(ends, QUOTA)
    assert given_.count("优秀") * 100 <= 20 * len(ends)
    assert (given_.count("优秀") + given_.count("良好")) * 100 <= 50 * len(ends)


def test_what_a_quota_is_and_where_equals_meet_it_is_said() -> None:
    given_ = tuple(Grade.model_validate(each) for each in QUOTA)
    profile = BOOK.profile.model_copy(update={"grades": given_})
    all_ = [Contender(n, "县区", Decimal(95), Decimal(95)) for n in "甲乙丙丁戊"]
    equals = "95 分的 5 家并列，都算上就超过名额，都不计入"
    assert grades(all_, profile).notes == (
        f"「县区」「优秀」连同更高等次不超过 5 家的 20%，即 1 家；{equals}",
        f"「县区」「良好」连同更高等次不超过 5 家的 50%，即 2 家；{equals}",
    )
