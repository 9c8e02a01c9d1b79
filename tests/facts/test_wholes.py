"""A figure of a whole beside its members': one comparison for the grading and the summary."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.wholes import Admissible, Comparison, State, admissible, compared


def parts(*figures: tuple[int, ...]) -> list[Admissible]:
    return [tuple(map(Decimal, figure)) for figure in figures]


CASES: list[tuple[str, int | None, list[Admissible], bool, State, int]] = [
    ("the sum", 7, parts((3,), (4,)), True, "equal", 7),
    ("another number", 8, parts((3,), (4,)), True, "differs", 7),
    ("no members' figures are needed where there are none", 0, [], True, "equal", 0),
    ("the sum as mended", 7, parts((3,), (9, 4)), True, "equal", 7),
    ("the sum as printed", 12, parts((3,), (9, 4)), True, "equal", 7),
    ("neither", 10, parts((3,), (9, 4)), True, "differs", 7),
    ("a member lacks it", 8, parts((3,), ()), True, "lacking", 3),
    ("the others are more all the same", 2, parts((3,), ()), True, "exceeds", 3),
    ("only as printed are they more", 2, parts((3, 1), ()), True, "lacking", 1),
    ("not all are listed", 8, parts((3,), (4,)), False, "lacking", 7),
    ("not all are listed, and these are more", 6, parts((3,), (4,)), False, "exceeds", 7),
    ("the whole has no figure", None, parts((3,)), True, "open", 3),
]


@pytest.mark.parametrize(("name", "whole", "figures", "all_listed", "state", "total"), CASES)
def test_states(
    name: str,
    whole: int | None,
    figures: list[Admissible],
    all_listed: bool,
    state: State,
    total: int,
) -> None:
    own = None if whole is None else Decimal(whole)
    found = compared(own, figures, all_listed=all_listed, signed=False)
    assert found == Comparison(state, Decimal(total)), name


def test_a_decrease_bounds_nothing() -> None:
    assert compared(Decimal(-5), parts((-2,), ()), all_listed=True, signed=True).state == "lacking"


def test_a_count_below_nought_is_no_figure() -> None:
    assert admissible(Decimal(-2), None, signed=False) == ()
    assert admissible(Decimal(-2), None, signed=True) == (Decimal(-2),)
    assert admissible(Decimal(4), (Decimal(4), Decimal(-1)), signed=False) == (Decimal(4),)
    assert admissible(Decimal(4), (), signed=False) == ()


def test_where_too_many_are_in_doubt_nobody_is_accused() -> None:
    many = [(Decimal(0), Decimal(2**n)) for n in range(14)]
    assert compared(Decimal(1) / 2, many, all_listed=True, signed=False).state == "lacking"


_FIGURES = st.lists(
    st.lists(st.integers(0, 9).map(Decimal), min_size=1, max_size=3).map(tuple), max_size=5
)


@given(_FIGURES, st.integers(0, 40).map(Decimal))
def test_a_whole_is_accused_only_where_no_admissible_sum_fits(
    figures: list[Admissible], whole: Decimal
) -> None:
    found = compared(whole, figures, all_listed=True, signed=False)
    fits = whole in {sum(chosen, Decimal(0)) for chosen in product(*figures)}
    assert found.state == ("equal" if fits else "differs")


@given(_FIGURES, st.integers(0, 40).map(Decimal))
def test_losing_a_member_never_accuses_anew(figures: list[Admissible], whole: Decimal) -> None:
    """Where all together fit, fewer of them never are more than the whole."""
    if compared(whole, figures, all_listed=True, signed=False).state == "equal":
        for lost in range(len(figures)):
            rest = [() if n == lost else part for n, part in enumerate(figures)]
            assert compared(whole, rest, all_listed=True, signed=False).state == "lacking"
