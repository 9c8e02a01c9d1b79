"""Digits hidden in word processor files: whatever the way, no cell is misread."""

from random import Random

import pytest

from hidingkit import Outcome, read, traps_in
from hidingkit.docx import HONEST, OFF, UNSEEN, Way, write
from reportkit import make

SEEDS = (3, 4)


def outcome(way: Way, seed: int) -> Outcome:
    content = make(seed)
    rng = Random(seed)  # noqa: S311 - reproducible
    traps = traps_in(content, rng, nothing_shows=way.nothing_shows)
    return read(write(content, traps, way), content, traps)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [*OFF, *HONEST])
def test_what_shows_is_read(name: str, seed: int) -> None:
    found = outcome((OFF | HONEST)[name], seed)
    assert (found.unread, found.misread, found.accused) == (frozenset(), {}, frozenset())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", UNSEEN)
def test_what_does_not_show_is_not_read(name: str, seed: int) -> None:
    found = outcome(UNSEEN[name], seed)
    assert (found.refused, found.misread, found.accused) == (None, {}, frozenset())
    assert found.unread
