"""Pieces of lines to rulings, rulings to groups."""

import pytest

from gouji.errors import LimitExceeded
from gouji.reading.pages import rulings
from gouji.reading.pages.content import Ruling
from gouji.reading.pages.rulings import DisjointSets, Rulings, connected, joined


@pytest.mark.parametrize(
    ("pieces", "whole"),
    [
        ([], []),
        ([(10, 0, 50)], [(10, 0, 50)]),
        ([(10, 0, 50), (10, 50, 90)], [(10, 0, 90)]),
        ([(10, 53, 90), (10, 0, 50)], [(10, 0, 90)]),
        ([(10, 0, 50), (10, 54, 90)], [(10, 0, 50), (10, 54, 90)]),
        ([(10, 0, 90), (10, 20, 30)], [(10, 0, 90)]),
        ([(10, 0, 50), (11.5, 50, 90)], [(10, 0, 90)]),
        ([(10, 0, 50), (20, 50, 90)], [(10, 0, 50), (20, 50, 90)]),
        ([(10, x, x + 1) for x in range(0, 40, 2)], [(10, 0, 39)]),
        ([(10, 0, 1), (30, 5, 8)], []),
    ],
)
def test_pieces_join(pieces: list[tuple[float, ...]], whole: list[tuple[float, ...]]) -> None:
    assert joined([Ruling(*piece) for piece in pieces]) == [Ruling(*ruling) for ruling in whole]


def test_what_touches_belongs_together() -> None:
    top, bottom, apart = Ruling(0, 0, 50), Ruling(40, 0, 50), Ruling(100, 0, 50)
    left, alone = Ruling(0, 2, 39), Ruling(200, 0, 50)
    assert connected(Rulings([top, bottom, apart], [left, alone])) == [
        Rulings([top, bottom], [left]),
        Rulings([apart], []),
        Rulings([], [alone]),
    ]


def test_disjoint_sets() -> None:
    sets = DisjointSets(6)
    for a, b in ((4, 1), (5, 4), (2, 3)):
        sets.unite(a, b)
    assert sets.groups() == [[0], [1, 4, 5], [2, 3]]


def test_too_many_rulings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulings, "MAX_JOINED_RULINGS", 3)
    lines = [Ruling(y, 0, 50) for y in (0, 40, 80, 120)]
    with pytest.raises(LimitExceeded, match="线条"):
        connected(Rulings(lines, []))
