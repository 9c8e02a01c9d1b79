"""Items as read find their places in the form, both in order; the usual case is seen at once."""

from collections.abc import Sequence

import pytest

from gouji.facts.tables.align import align

NO = -1.0


@pytest.mark.parametrize(
    ("gain", "form", "pairs"),
    [
        ([[1.3, NO], [NO, 1.3]], 2, [(0, 0), (1, 1)]),
        ([[1.3, 1.3], [1.3, 1.3]], 2, [(0, 0), (1, 1)]),  # alike: each in its own place
        ([[NO, 1.3], [NO, NO]], 2, [(0, 1)]),
        ([[NO, 1.3], [1.4, NO]], 2, [(1, 0)]),  # against the order: the likelier of them
        ([[0.1, 1.3, NO], [NO, 0.1, 1.3], [NO, NO, 0.1]], 3, [(0, 1), (1, 2)]),
        ([[1.3, NO], [NO, NO], [NO, 1.3]], 2, [(0, 0), (2, 1)]),
        ([[NO, NO], [NO, NO]], 2, []),
        ([], 0, []),
    ],
)
def test_pairs(gain: Sequence[Sequence[float]], form: int, pairs: list[tuple[int, int]]) -> None:
    assert align(gain, form) == pairs
