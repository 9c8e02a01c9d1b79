"""The names of agencies that come nearest to another, among thousands."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from gouji.facts.agencies import same_agency

_MOST = 3
_NEAR = 0.5
"""So much of their pairs of letters must two names share."""
_COMPARED = 300
"""Among so many names each is compared: 发改局 shares no letters with much of its whole name."""


class Nearest:
    """Finds the keys of ``names`` whose names come nearest to a name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = dict(names)
        self._pairs = {key: _pairs(name) for key, name in self._names.items()}
        self._having: dict[str, list[str]] = defaultdict(list)
        for key, pairs in self._pairs.items():
            for pair in pairs:
                self._having[pair].append(key)

    def to(self, name: str) -> tuple[str, ...]:
        """Return at most three keys, the nearest first."""
        likeness = dict(self._likeness(name))
        near = [key for key, likely in likeness.items() if likely >= _NEAR]
        if len(self._names) <= _COMPARED:
            near += [key for key in self._names if key not in near and self._may_be(key, name)]
        near.sort(key=lambda key: (-likeness.get(key, 0), key))
        return tuple(near[:_MOST])

    def _likeness(self, name: str) -> Iterator[tuple[str, float]]:
        """Yield keys with the share of pairs of letters that their names have in common."""
        own = _pairs(name)
        shared = Counter(key for pair in own for key in self._having.get(pair, ()))
        for key, count in shared.items():
            yield key, 2 * count / (len(own) + len(self._pairs[key]))

    def _may_be(self, key: str, name: str) -> bool:
        return bool(name) and same_agency(self._names[key], name) != "other"


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}
