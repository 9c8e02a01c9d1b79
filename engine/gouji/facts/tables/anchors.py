"""How far labels that may be misread speak for an order, or against it."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gouji.facts.tables.labels import whole

_ANCHOR = 0.4
"""The share of a label's characters that must be read to know it."""
_MARGIN = 0.15
"""By how much a label must be more like one of the form than like any other."""
_LONGEST = 80


class Anchors(NamedTuple):
    """Which texts are known for what stands at their place, and how many for something else."""

    right: tuple[bool, ...]
    wrong: int

    @property
    def hold(self) -> bool:
        """Whether no text is out of order, and each is known or stands between two that are."""
        beside = zip((True, *self.right), self.right, (*self.right[1:], True), strict=False)
        return not self.wrong and all(own or (a and b) for a, own, b in beside)


def anchors(texts: Sequence[Sequence[str]], labels: Sequence[tuple[str, ...]]) -> Anchors:
    """Compare the texts at each place with the names of what should stand there.

    ``labels`` gives the names for each place, and for more that a text might be instead.
    """
    right: list[bool] = []
    wrong = 0
    for place, own in enumerate(texts):
        likes = [max((_shared(t, name) for t in own for name in names), default=0.0)
                 for names in labels]  # fmt: skip
        expected = likes[place] if labels[place] else 0.0
        rival = max((x for x, n in zip(likes, labels, strict=True) if n != labels[place]),
                    default=0.0)  # fmt: skip
        right.append(expected >= _ANCHOR and expected - rival >= _MARGIN)
        wrong += rival >= _ANCHOR and rival - expected >= _MARGIN
    return Anchors(tuple(right), wrong)


@lru_cache(maxsize=50_000)
def _shared(text: str, label: str) -> float:
    """Return the share of characters that two labels have in common, wherever they stand."""
    a, b = Counter(whole(text[:_LONGEST])), Counter(whole(label))
    longest = max(a.total(), b.total())
    return (a & b).total() / longest if longest else 0.0
