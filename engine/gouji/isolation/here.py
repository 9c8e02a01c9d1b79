"""What work knows of the process that it is done in: how long it has, and who hears of it."""

from collections.abc import Callable
from math import inf
from time import monotonic

from gouji.records import dataclass

MOST_AT_ONCE = 2
"""So many threads of work keep a processor busy: its processor time is bounded for them."""

Tell = Callable[[str], object]
"""Hears in a few Chinese words how far the work is."""


def silent(_stage: str) -> None:
    """Hear nothing."""


@dataclass(slots=True)
class _Here:
    ends: float = inf
    tell: Tell = silent


_here = _Here()


def begin(seconds: float, tell: Tell) -> None:
    """Note that this process has ``seconds`` for what it does now, and who hears of it."""
    _here.ends = monotonic() + seconds
    _here.tell = tell


def seconds_left() -> float:
    """Return how long the work may still take; without end where nobody bounds it."""
    return _here.ends - monotonic()


def tell(stage: str) -> None:
    """Say how far the work is."""
    _here.tell(stage)
