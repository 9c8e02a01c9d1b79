"""Whether cells that the ties leave open can be counts: decided, or given up, never guessed."""

import pytest

from gouji.diagnosis.admissible import GaveUpError, admissible
from gouji.diagnosis.system import Equation, System
from gouji.diagnosis.tableau import Tableau

SUM, DIFFERENCE, TWICE = {0: 1, 1: 1, 2: -1}, {0: 1, 1: -1, 2: -1}, {0: 2, 1: -2, 2: -1}


def _taken(coefficients: dict[int, int], third: int, scale: int) -> Tableau:
    """Return the tableau of one tie between three cells, the first two taken to be wrong."""
    values = (0, 0, third)
    residual = sum(a * values[cell] for cell, a in coefficients.items())
    system = System(("a", "b", "c"), values, scale, (Equation("tie", coefficients, residual),))
    return Tableau.of(system).take(0).take(1)


@pytest.mark.parametrize(
    ("coefficients", "third", "scale", "can"),
    [
        (SUM, 4, 1, True),  # a + b = 4
        (SUM, 40, 10, True),
        (SUM, -4, 1, False),  # a + b = −4
        (SUM, 25, 10, False),  # a + b = 2.5
        (DIFFERENCE, 15, 10, False),  # a = b + 1.5
        (DIFFERENCE, -3, 1, True),  # a + 3 = b
        (TWICE, 4, 1, True),  # 2a − 2b = 4
        (TWICE, 3, 1, False),  # 2a − 2b = 3
    ],
)
def test_two_cells(coefficients: dict[int, int], third: int, scale: int, can: bool) -> None:
    assert admissible(_taken(coefficients, third, scale)) is can


def test_where_only_corners_are_no_counts_it_gives_up() -> None:
    # 2a + 3b = 7 has the solution a = 2, b = 1, which is no corner
    with pytest.raises(GaveUpError):
        admissible(_taken({0: 2, 1: 3, 2: -1}, 7, 1))
