"""Where the numbers of a report must be wrong, judged from its broken ties."""

from dataclasses import dataclass
from decimal import Decimal


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
    """The smallest sets of changes, the most plausible first; none where every tie holds.

    ``unique`` is true where there is exactly one smallest set. ``complete`` is false where the
    search gave up: then nothing is said, for what was found might not be the smallest.
    """

    solutions: tuple[Solution, ...]
    unique: bool
    complete: bool
