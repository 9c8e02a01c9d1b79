"""Fellegi–Holt: all smallest sets of cells whose change makes every tie of a system hold.

Sizes are tried upwards. A set that is not enough leaves demands, sets of cells of which at least
one must be wrong as well; the search takes the cells of the smallest demand in turn, and in later
turns leaves out those already tried, so that every set is met once. Nothing is left out: each
solution has a cell in every demand.
"""

from collections.abc import Iterator, Sequence

from gouji.diagnosis.admissible import GaveUpError, admissible
from gouji.diagnosis.system import System
from gouji.diagnosis.tableau import Tableau

Values = dict[int, int | None]
"""The cells of a solution, and their new values, scaled; ``None`` where not determined."""


def smallest_sets(system: System, nodes: int) -> list[Values]:
    """Return all smallest solutions of ``system``.

    Raises :class:`GaveUpError` once ``nodes`` sets have been looked at.
    """
    search = _Search(nodes)
    for size in range(1, len(system.cells) + 1):
        found = list(search.sets(Tableau.of(system), size, frozenset()))
        if found:
            return [_values(tableau) for tableau in found]
    raise GaveUpError


class _Search:
    def __init__(self, nodes: int) -> None:
        self._left = nodes

    def sets(self, tableau: Tableau, slots: int, excluded: frozenset[int]) -> Iterator[Tableau]:
        """Yield the solutions that add at most ``slots`` cells, none of them ``excluded``."""
        self._left -= 1
        if self._left < 0:
            raise GaveUpError
        demands = [demand - excluded for demand in tableau.demands()]
        if not demands and tableau.free and not admissible(tableau):
            demands = [frozenset(range(len(tableau.system.cells))) - excluded - {*tableau.taken}]
        if not demands:
            yield tableau
            return
        tried: set[int] = set()
        for cell in _choices(demands, slots):
            yield from self.sets(tableau.take(cell), slots - 1, excluded | tried)
            tried.add(cell)


def _choices(demands: Sequence[frozenset[int]], slots: int) -> list[int]:
    """Return the cells to try next; none where ``slots`` cells cannot meet all ``demands``."""
    if slots == 0 or _apart(demands) > slots:
        return []
    if slots == 1:
        return sorted(frozenset.intersection(*demands))
    smallest = min(demands, key=len)
    return sorted(smallest)


def _apart(demands: Sequence[frozenset[int]]) -> int:
    """Count demands that share no cell: each needs a cell of its own."""
    seen: set[int] = set()
    number = 0
    for demand in sorted(demands, key=len):
        if seen.isdisjoint(demand):
            seen |= demand
            number += 1
    return number


def _values(tableau: Tableau) -> Values:
    values: Values = dict.fromkeys(tableau.taken)
    for row, cell in tableau.pivots.items():
        values[cell] = tableau.value(row)
    return values
