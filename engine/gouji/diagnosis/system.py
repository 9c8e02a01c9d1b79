"""The ties of a report as systems of linear equations over integers."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from gouji.model.form import Tie
from gouji.once import once
from gouji.records import dataclass


class Equation(NamedTuple):
    """A tie: the cells' coefficients, and what their sum is now (0 where the tie holds)."""

    locus: str
    coefficients: Mapping[int, int]
    residual: int


class _Group(NamedTuple):
    """Ties that share cells: each tie's locus and coefficients, as :class:`Equation` has them."""

    cells: tuple[str, ...]
    ties: tuple[tuple[str, Mapping[int, int]], ...]


@dataclass(frozen=True, slots=True)
class System:
    """Ties that share cells, apart from all others.

    Cells are numbered in the order of the ties. ``values`` and residuals are multiplied by
    ``scale``, so that a fraction that someone wrote is an integer here as well.
    """

    cells: tuple[str, ...]
    values: tuple[int, ...]
    scale: int
    equations: tuple[Equation, ...]

    def valid(self, value: int) -> bool:
        """Tell whether ``value`` (scaled) is a count: an integer, not negative."""
        return value >= 0 and value % self.scale == 0


def broken_systems(ties: Sequence[Tie], values: Mapping[str, Decimal]) -> tuple[System, ...]:
    """Return the independent systems in which some tie is broken.

    Inequalities take no part, nor do ties with a cell that has no entry in ``values``.
    """
    equal = _equalities(ties)
    usable = tuple(tie for tie, cells in equal if cells <= values.keys())
    groups = _all_connected(ties) if len(usable) == len(equal) else _connected(usable)
    systems = (_system(group, values) for group in groups)
    return tuple(s for s in systems if any(e.residual for e in s.equations))


@once
def _equalities(ties: Sequence[Tie]) -> tuple[tuple[Tie, AbstractSet[str]], ...]:
    """Return the ties that are equations, each with its cells."""
    equal = (tie for tie in ties if tie.relation == "eq")
    return tuple((t, frozenset(term.cell for term in (*t.left, *t.right))) for t in equal)


@once
def _all_connected(ties: Sequence[Tie]) -> tuple[_Group, ...]:
    """Return the groups of ``ties`` where every cell has a value, as in most reports."""
    return _connected(tuple(tie for tie, _ in _equalities(ties)))


@lru_cache(maxsize=16)
def _connected(ties: tuple[Tie, ...]) -> tuple[_Group, ...]:
    """Split ``ties`` into groups that have no cell in common."""
    groups: list[tuple[set[str], list[int]]] = []
    for index, tie in enumerate(ties):
        cells, members = {term.cell for term in (*tie.left, *tie.right)}, [index]
        apart = []
        for group in groups:
            if group[0].isdisjoint(cells):
                apart.append(group)
            else:
                cells |= group[0]
                members += group[1]
        groups = [*apart, (cells, members)]
    ordered = sorted(sorted(members) for _, members in groups)
    return tuple(_group([ties[index] for index in members]) for members in ordered)


def _group(ties: Sequence[Tie]) -> _Group:
    cells = tuple(dict.fromkeys(t.cell for tie in ties for t in (*tie.left, *tie.right)))
    number = {cell: index for index, cell in enumerate(cells)}
    return _Group(cells, tuple((tie.locus, _coefficients(tie, number)) for tie in ties))


def _coefficients(tie: Tie, number: Mapping[str, int]) -> Mapping[int, int]:
    coefficients = dict.fromkeys((number[t.cell] for t in (*tie.left, *tie.right)), 0)
    for side, terms in ((1, tie.left), (-1, tie.right)):
        for term in terms:
            coefficients[number[term.cell]] += side * term.sign
    return {cell: c for cell, c in coefficients.items() if c}


def _system(group: _Group, values: Mapping[str, Decimal]) -> System:
    ratios = [values[cell].as_integer_ratio() for cell in group.cells]
    scale = lcm(*(denominator for _, denominator in ratios))
    scaled = tuple(numerator * (scale // denominator) for numerator, denominator in ratios)
    equations = (
        Equation(locus, of, sum(c * scaled[cell] for cell, c in of.items()))
        for locus, of in group.ties
    )
    return System(group.cells, scaled, scale, tuple(equations))
