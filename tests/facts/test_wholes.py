"""A figure of a whole beside its members': one comparison for the grading and the summary."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.facts.wholes import Admissible, Comparison, State, admissible, compared
from gouji.model.form import Nature


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


COUNT, AMOUNT, CHANGE = Nature(), Nature(amount=True), Nature(signed=True)
WHAT_A_FIGURE_MAY_BE: list[tuple[str, str | None, tuple[str, ...] | None, Nature, tuple[str, ...]]] = [
    ("a count", "4", None, COUNT, ("4",)),
    ("a count with noughts behind", "4.00", None, COUNT, ("4.00",)),
    ("no number", None, None, COUNT, ()),
    ("a count below nought", "-2", None, COUNT, ()),
    ("a count with a fraction", "4.5", None, COUNT, ()),
    ("a change below nought", "-2", None, CHANGE, ("-2",)),
    ("a change with a fraction", "-2.5", None, CHANGE, ()),
    ("an amount with a fraction", "4.5", None, AMOUNT, ("4.5",)),
    ("an amount below nought", "-4.5", None, AMOUNT, ()),
    ("as printed or as mended", "4", ("4", "-1"), COUNT, ("4",)),
    ("printed with a fraction, mended", "4.5", ("4.5", "9"), COUNT, ("9",)),
    ("nobody can say", "4", (), COUNT, ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "doubted", "nature", "expected"), WHAT_A_FIGURE_MAY_BE)
def test_what_a_figure_may_be(
    name: str,
    value: str | None,
    doubted: tuple[str, ...] | None,
    nature: Nature,
    expected: tuple[str, ...],
) -> None:
    own = None if value is None else Decimal(value)
    others = None if doubted is None else tuple(map(Decimal, doubted))
    assert admissible(own, others, nature) == tuple(map(Decimal, expected)), name


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
