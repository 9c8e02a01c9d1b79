"""Where the numbers of a report must be wrong, judged from its broken ties."""

from decimal import Decimal
from itertools import chain, islice, product
from typing import Final

from gouji.records import dataclass

LISTED: Final = 12
"""Solutions named at most."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that must change. ``after`` is ``None`` where the ties do not determine it."""

    cell: str
    before: Decimal
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Changes that hang together (they meet in a tie), and the loci of the ties they mend."""

    changes: tuple[Change, ...]
    explains: tuple[str, ...]


Alternative = tuple[Cause, ...]
"""One smallest way to mend what is wrong in one place."""


@dataclass(frozen=True, slots=True)
class Solution:
    """One smallest set of changes that makes every tie hold, by cause."""

    causes: tuple[Cause, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Return all changes, cause by cause."""
        return tuple(change for cause in self.causes for change in cause.changes)


@dataclass(frozen=True, slots=True)
class Localisation:
    """What is wrong in places that have nothing to do with each other, and how each is mended.

    ``faults`` has for each place its alternatives, the most plausible first: one of each makes
    every tie hold. ``complete`` is false where the search gave up: then nothing is said, for what
    was found might not be the smallest.
    """

    faults: tuple[tuple[Alternative, ...], ...]
    complete: bool

    @property
    def unique(self) -> bool:
        """Tell whether there is exactly one smallest set of changes."""
        return bool(self.faults) and all(len(fault) == 1 for fault in self.faults)

    @property
    def solutions(self) -> tuple[Solution, ...]:
        """Return the smallest sets of changes, the most plausible first, ``LISTED`` at most."""
        chosen = islice(product(*self.faults), LISTED if self.faults else 0)
        return tuple(Solution(tuple(chain.from_iterable(parts))) for parts in chosen)
