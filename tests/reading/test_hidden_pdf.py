"""Digits hidden in PDF reports are never read as shown, and what only looks so is read."""

from random import Random

import pytest

from hidingkit import read, traps_in
from hidingkit.pdf import HIDING, HONEST, SWITCHED_OFF, write
from reportkit import make
from reportkit.style import Style


@pytest.mark.parametrize("way", HIDING)
def test_hidden_digits_are_not_read(way: str) -> None:
    seed = sorted(HIDING).index(way)
    content = make(seed)
    traps = traps_in(content, Random(seed))  # noqa: S311 - a choice, no secret
    outcome = read(write(content, traps, HIDING[way], Style()), content, traps)
    assert (outcome.misread, outcome.accused, outcome.refused) == ({}, frozenset(), None)
    if way in SWITCHED_OFF:
        assert outcome.unread == frozenset()


@pytest.mark.parametrize("way", HONEST)
def test_what_is_shown_is_read(way: str) -> None:
    seed = sorted(HONEST).index(way)
    content = make(seed)
    traps = traps_in(content, Random(seed))  # noqa: S311 - a choice, no secret
    outcome = read(write(content, traps, HONEST[way], Style()), content, traps)
    assert (outcome.misread, outcome.unread, outcome.refused) == ({}, frozenset(), None)
