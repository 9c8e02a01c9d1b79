"""Whether cells that the ties do not determine can take counts at all.

Such cells (one may grow when another falls) have infinitely many values that solve the equations.
Non-negative ones exist exactly if a corner exists: as many cells at 0 as are free.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from gouji.diagnosis.tableau import Tableau


class GaveUpError(Exception):
    """The question cannot be decided within the means allowed."""


def admissible(tableau: Tableau) -> bool:
    """Tell whether the cells taken in ``tableau`` can be counts that make every tie hold.

    Raises :class:`GaveUpError` where only fractions were found: integers might exist elsewhere.
    """
    corners = list(_corners(tableau))
    scale = tableau.system.scale
    if any(all(v.denominator == 1 and v % scale == 0 for v in corner) for corner in corners):
        return True
    if corners:
        raise GaveUpError
    return False


def _corners(tableau: Tableau) -> Iterator[list[Fraction]]:
    cells, values = tableau.taken, tableau.system.values
    equations = []
    for row in tableau.pivots:
        inside = {c: a for c, a in tableau.rows[row].coefficients.items() if c in cells}
        target = sum(a * values[c] for c, a in inside.items()) - tableau.rows[row].residual
        equations.append((inside, target))
    for support in combinations(cells, len(equations)):
        matrix = [[Fraction(e.get(c, 0)) for c in support] + [Fraction(t)] for e, t in equations]
        corner = _solve(matrix)
        if corner is not None and all(value >= 0 for value in corner):
            yield corner


def _solve(matrix: list[list[Fraction]]) -> list[Fraction] | None:
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
