"""Digits that a web page does not show never become part of a number, however they are hidden."""

from random import Random

import pytest

from gouji.reading.html.longhands import KEPT
from gouji.reading.html.risks import _HARMLESS
from hidingkit import read, traps_in
from hidingkit.html import NOTHING, WAYS, write
from reportkit import make

SEEDED = [(name, seed) for seed, name in enumerate(WAYS)]
ALONE = [(name, seed) for seed, name in enumerate(NOTHING)]


@pytest.mark.parametrize(("name", "seed"), SEEDED, ids=[name for name, _ in SEEDED])
def test_a_cell_is_read_as_it_shows_or_not_at_all(name: str, seed: int) -> None:
    content, way, rng = make(seed), WAYS[name], Random(seed)  # noqa: S311
    traps = traps_in(content, rng)
    outcome = read(write(content, traps, way, rng), content, traps)
    assert (dict(outcome.misread), outcome.accused) == ({}, frozenset())
    assert not way.certain or not outcome.unread


@pytest.mark.parametrize(("name", "seed"), ALONE, ids=[name for name, _ in ALONE])
def test_a_cell_that_shows_nothing_has_no_number(name: str, seed: int) -> None:
    content, way, rng = make(seed), NOTHING[name], Random(seed)  # noqa: S311
    traps = traps_in(content, rng, nothing_shows=True)
    assert not read(write(content, traps, way, rng), content, traps).misread


def test_every_risk_is_a_property_that_the_cascade_keeps() -> None:
    assert _HARMLESS.keys() - KEPT == set()
