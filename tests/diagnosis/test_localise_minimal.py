"""Small systems of any shape, against trying every set of cells with every value."""

from decimal import Decimal
from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gouji.diagnosis.localise import localise
from gouji.model.diagnosis import Change, Localisation
from gouji.model.form import Term, Tie

NAMES = "abcdef"
HIGHEST = 14


def _tie(number: int, left: str, right: str) -> Tie:
    return Tie(
        kind="sum",
        table="t",
        locus=f"t.{number}",
        relation="eq",
        left=tuple(Term(1, cell) for cell in left),
        right=tuple(Term(1, cell) for cell in right),
        row=None,
        column=None,
    )


def _holds(ties: list[Tie], values: dict[str, int]) -> bool:
    return all(
        sum(values[t.cell] for t in tie.left) == sum(values[t.cell] for t in tie.right)
        for tie in ties
    )


def _brute(ties: list[Tie], values: dict[str, int]) -> dict[tuple[str, ...], int]:
    """Return the smallest sets and how many admissible values each has; at most three cells."""
    for size in range(1, 4):
        found = {}
        for cells in combinations(NAMES, size):
            tries = product(range(HIGHEST), repeat=size)
            good = sum(_holds(ties, values | dict(zip(cells, one, strict=True))) for one in tries)
            if good:
                found[cells] = good
        if found:
            return found
    return {}


SIDES = st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True)
SYSTEMS = st.lists(st.tuples(SIDES, st.integers(1, 3)), min_size=1, max_size=4)
VALUES = st.fixed_dictionaries({name: st.integers(-1, 3) for name in NAMES})


@settings(max_examples=150, deadline=None)
@given(SYSTEMS, VALUES)
def test_against_trying_everything(
    sides: list[tuple[list[str], int]], values: dict[str, int]
) -> None:
    ties = [
        _tie(index, "".join(cells[: min(cut, len(cells) - 1)]), "".join(cells[cut:]) or cells[-1])
        for index, (cells, cut) in enumerate(sides)
    ]
    assume(not _holds(ties, values))
    expected = _brute(ties, values)
    assume(0 < len(expected) <= 12)
    found = localise(ties, {name: Decimal(value) for name, value in values.items()})
    # With c = d twice over and c + d = a + 1 only fractions are found; the search then says so.
    assume(found.complete)
    assume(all((c.after or 0) < HIGHEST for s in found.solutions for c in s.changes))
    sets = [tuple(sorted(c.cell for c in s.changes)) for s in found.solutions]
    assert sorted(sets) == sorted(expected)
    assert found.unique == (len(expected) == 1)
    for solution, cells in zip(found.solutions, sets, strict=True):
        after = {c.cell: c.after for c in solution.changes}
        if expected[cells] > 1:
            assert None in after.values()
        elif None not in after.values():
            assert _holds(ties, values | {cell: int(v or 0) for cell, v in after.items()})


def test_where_only_fractions_are_found_nothing_is_said() -> None:
    ties = [_tie(0, "c", "d"), _tie(1, "c", "d"), _tie(2, "cd", "ab")]
    values = dict(zip("abcd", map(Decimal, (0, 1, -1, -1)), strict=True))
    assert localise(ties, values) == Localisation((), complete=False)


def test_values_that_the_ties_do_not_determine_are_not_invented() -> None:
    """The total 1 is held by two other ties; its parts 2 and 2 must both change, 0+1 or 1+0."""
    ties = [_tie(0, "ab", "t"), _tie(1, "t", "u"), _tie(2, "t", "v"), _tie(3, "u", "v")]
    values = {"a": Decimal(2), "b": Decimal(2), **dict.fromkeys("tuv", Decimal(1))}
    found = localise(ties, values)
    assert (found.unique, found.complete) == (True, True)
    assert found.solutions[0].changes == (
        Change("a", Decimal(2), None),
        Change("b", Decimal(2), None),
    )


@pytest.mark.parametrize(("parts", "total", "after"), [("10", "100", "10"), ("1.5", "2", None)])
def test_exact_decimals(parts: str, total: str, after: str | None) -> None:
    ties = [_tie(0, "a", "t"), _tie(1, "a", "u")]
    values = {"a": Decimal(parts), "t": Decimal(total), "u": Decimal(after or total)}
    found = localise(ties, values)
    cell = "t" if after else "a"
    assert found.solutions[0].changes == (Change(cell, values[cell], Decimal(after or total)),)
    assert found.unique
