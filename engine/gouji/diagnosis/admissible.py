"""Whether cells that the ties do not determine can take counts at all.

Such cells (one may grow when another falls) have infinitely many values that solve the equations.
Non-negative ones exist exactly if a corner exists: as many cells at 0 as are free.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import gcd
from typing import TYPE_CHECKING

from gouji.diagnosis.tableau import Tableau

if TYPE_CHECKING:
    from fractions import Fraction

Equation = tuple[Mapping[int, int], int]
"""Coefficients of cells, and what their sum must be, scaled."""


class GaveUpError(Exception):
    """The question cannot be decided within the means allowed."""


def admissible(tableau: Tableau) -> bool:
    """Tell whether the cells taken in ``tableau`` can be counts that make every tie hold.

    Raises :class:`GaveUpError` where only fractions were found: integers might exist elsewhere.
    """
    equations, scale = list(_equations(tableau)), tableau.system.scale
    if any(target % (scale * gcd(*inside.values())) for inside, target in equations):
        return False  # counts add up to a count: to no fraction, and to no odd number by twos
    corners = list(_corners(tableau.taken, equations))
    if any(all(v.denominator == 1 and v % scale == 0 for v in corner) for corner in corners):
        return True
    if corners:
        raise GaveUpError
    return False


def _equations(tableau: Tableau) -> Iterator[Equation]:
    """Yield what the ties ask of the cells taken, all others as they are."""
    cells, values = tableau.taken, tableau.system.values
    for row in tableau.pivots:
        inside = {c: a for c, a in tableau.rows[row].coefficients.items() if c in cells}
        yield inside, sum(a * values[c] for c, a in inside.items()) - tableau.rows[row].residual


def _corners(cells: Sequence[int], equations: Sequence[Equation]) -> "Iterator[list[Fraction]]":
    from fractions import Fraction

    for support in combinations(cells, len(equations)):
        matrix = [[Fraction(e.get(c, 0)) for c in support] + [Fraction(t)] for e, t in equations]
        corner = _solve(matrix)
        if corner is not None and all(value >= 0 for value in corner):
            yield corner


def _solve(matrix: "list[list[Fraction]]") -> "list[Fraction] | None":
    """Return the solution of a square system (last column: right side), ``None`` if singular."""
    for step in range(len(matrix)):
        pivot = next((i for i in range(step, len(matrix)) if matrix[i][step]), None)
        if pivot is None:
            return None
        matrix[step], matrix[pivot] = matrix[pivot], matrix[step]
        matrix[step] = [a / matrix[step][step] for a in matrix[step]]
        for i, row in enumerate(matrix):
            if i != step:
                matrix[i] = [a - row[step] * b for a, b in zip(row, matrix[step], strict=True)]
    return [row[-1] for row in matrix]
