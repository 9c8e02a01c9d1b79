"""What follows from a part of the rulebook is worked out once, and kept.

Parts of a rulebook are compared and hashed field by field, down to the last label: as keys they
would cost more than they save. Here a thing is known by its identity, and kept beside what was
made of it, so that no other can take its place in memory.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, TypeVar

_MOST = 64
"""Parts of the rulebooks in use: tables of all editions, the wording of claims."""

T = TypeVar("T")
R = TypeVar("R")


class Same(Generic[T]):
    """``thing`` as a key that is equal to itself alone."""

    __slots__ = ("thing",)

    def __init__(self, thing: T) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


def once(make: Callable[[T], R]) -> Callable[[T], R]:
    """Return ``make``, called once for each thing as long as it is in use."""
    made: dict[int, tuple[T, R]] = {}

    def asked(thing: T) -> R:
        kept = made.get(id(thing))  # asked hundreds of times of a report
        if kept is None:
            if len(made) >= _MOST:
                made.clear()
            kept = made[id(thing)] = thing, make(thing)
        return kept[1]

    return asked


def once_a_text(most: int) -> Callable[[Callable[[str, T], R]], Callable[[str, T], R]]:
    """Keep what is made of a text beside a thing, for the last ``most`` texts."""

    def decorated(make: Callable[[str, T], R]) -> Callable[[str, T], R]:
        @lru_cache(maxsize=most)
        def made(text: str, same: Same[T]) -> R:
            return make(text, same.thing)

        @wraps(make)
        def asked(text: str, thing: T) -> R:
            return made(text, Same(thing))

        return asked

    return decorated
