"""A system of ties after elimination of the cells that are taken to be wrong.

For every cell taken, one row is solved for it (its pivot row) and the cell vanishes from all other
rows. What is left of a row is a combination of ties, that is an edit implied by them: it names the
cells that alone could still put it right. That is what the search branches on.
"""

from collections.abc import Mapping
from math import gcd
from typing import NamedTuple

from gouji.diagnosis.system import System
from gouji.records import dataclass


class Row(NamedTuple):
    """A combination of ties: coefficients of cells, and their sum with the values as they are."""

    coefficients: Mapping[int, int]
    residual: int


@dataclass(frozen=True, slots=True)
class Tableau:
    """The rows once the cells in ``pivots`` (row to cell) and ``free`` are taken to be wrong.

    ``free`` cells depend on the ones taken before them: the ties alone do not determine them.
    """

    system: System
    rows: tuple[Row, ...]
    pivots: Mapping[int, int]
    free: tuple[int, ...] = ()

    @classmethod
    def of(cls, system: System) -> "Tableau":
        """Return the tableau in which no cell is taken to be wrong."""
        return cls(system, tuple(Row(e.coefficients, e.residual) for e in system.equations), {})

    @property
    def taken(self) -> tuple[int, ...]:
        """Return the cells taken to be wrong, in the form's order."""
        return tuple(sorted((*self.pivots.values(), *self.free)))

    def take(self, cell: int) -> "Tableau":
        """Return the tableau in which ``cell`` is taken to be wrong, too."""
        able = [
            i for i, r in enumerate(self.rows) if cell in r.coefficients and i not in self.pivots
        ]
        if not able:
            return Tableau(self.system, self.rows, self.pivots, (*self.free, cell))
        pivot = min(able, key=lambda i: len(self.rows[i].coefficients))
        source = self.rows[pivot]
        rows = tuple(
            _without(cell, row, source) if i != pivot and cell in row.coefficients else row
            for i, row in enumerate(self.rows)
        )
        return Tableau(self.system, rows, {**self.pivots, pivot: cell}, self.free)

    def value(self, row: int) -> int | None:
        """Return the value, scaled, that pivot row ``row`` gives its cell.

        ``None`` where that depends on a free cell, or is no multiple of the scale's unit.
        """
        coefficients, residual = self.rows[row]
        cell = self.pivots[row]
        change, rest = divmod(-residual, coefficients[cell])
        if rest or not coefficients.keys().isdisjoint(self.free):
            return None
        return self.system.values[cell] + change

    def demands(self) -> list[frozenset[int]]:
        """Return sets of cells of each of which at least one must be wrong as well."""
        found = []
        for index, row in enumerate(self.rows):
            if index in self.pivots:
                if row.coefficients.keys().isdisjoint(self.free):
                    demand = self._for_pivot(index)
                    if demand is not None:
                        found.append(demand)
            elif row.residual:
                found.append(self._movers(row, 1 if row.residual > 0 else -1))
        return found

    def _for_pivot(self, index: int) -> frozenset[int] | None:
        """Return the cells that could mend an inadmissible value, ``None`` where it is a count."""
        row, cell, value = self.rows[index], self.pivots[index], self.value(index)
        if value is not None and self.system.valid(value):
            return None
        if value is not None and value < 0:
            return self._movers(row, 1 if row.coefficients[cell] > 0 else -1) - {cell}
        return frozenset(row.coefficients) - {cell}

    def _movers(self, row: Row, sign: int) -> frozenset[int]:
        """Return the cells whose change can move the row's sum against ``sign``.

        A count can always grow; it can fall only where it is above zero.
        """
        values = self.system.values
        return frozenset(
            cell for cell, c in row.coefficients.items() if c * sign < 0 or values[cell] > 0
        )


def _without(cell: int, row: Row, source: Row) -> Row:
    """Return ``row`` less the multiple of ``source`` that cancels ``cell``."""
    by, of = row.coefficients[cell], source.coefficients[cell]
    coefficients = {c: of * a for c, a in row.coefficients.items()}
    for other, a in source.coefficients.items():
        coefficients[other] = coefficients.get(other, 0) - by * a
    residual = of * row.residual - by * source.residual
    divisor = gcd(residual, *coefficients.values()) or 1  # dependent rows cancel to nothing
    kept = {c: a // divisor for c, a in coefficients.items() if a}
    return Row(kept, residual // divisor)
