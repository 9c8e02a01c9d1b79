"""Finds the reports whose narratives are alike, without comparing every two of them (Q702).

Of each narrative a sketch is kept: those of its five-character pieces whose hash falls into a
fixed eighth. What one sketch shares with another is, but for chance, what the texts share, however
unequal their lengths; MinHash signatures measure the union and lose a short text within a long
one. An index from piece to reports counts what sketches share; only what may reach the threshold
is then compared by all of its pieces, and by the rule itself when it is judged.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from gouji.extras import extra
from gouji.facts.similarity import FEWEST, SIZE
from gouji.rulebook import Rulebook
from gouji.rulebook.condition import Node, Test

with extra("office"):
    import numpy as np
    from numpy.typing import NDArray

ALIKE = 70
"""From this overlap on, in per cent, Q702 asks a person; rules of an office's own may ask lower."""
MOST = 3
"""How many reports at most a report is said to be like."""

_COMPARED = 20
"""How many are compared exactly, those first that the sketches show to be most alike."""
_CHANCE = 4.0
"""How many standard deviations a sketch may fall short of the threshold and still count."""
_IN_MEMORY = 1024
"""Texts whose pieces are kept: some 20 kB each of long ones."""
_SAMPLED = np.uint64(8)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_LINE_FEED = ord("\n")


Sketch: TypeAlias = "NDArray[np.uint64]"
"""Of a narrative the pieces that are kept, sorted: none where it is too short to compare."""


class Narrative(NamedTuple):
    """A report to be compared: its key in the batch, whose it is, what is kept of its text."""

    key: str
    agency: str | None
    year: int | None
    sketch: Sketch


def least_asked(book: Rulebook) -> int:
    """Return the lowest overlap that a rule of ``book`` asks about."""
    conditions = [
        condition
        for rule in book.rules.values()
        if rule.judges == "similar"
        for condition in (rule.fails_when, rule.review_when)
        if condition is not None
    ]
    return min((ALIKE, *(n for node in conditions for n in _percents(node))))


def _percents(node: Node) -> Iterator[int]:
    if not isinstance(node, Test):
        for part in node.parts:
            yield from _percents(part)
    elif node.field == "percent" and isinstance(node.value, int):
        yield node.value


def alike(
    reports: Iterable[Narrative], text_of: Callable[[str], str], least: int = ALIKE
) -> Mapping[str, tuple[str, ...]]:
    """Return, by key, the reports of other agencies of the same year that a report is like.

    That is from an overlap of ``least`` per cent on. At most :data:`MOST`, those most alike first,
    then by key; reports that are like no other are left out, and so are those whose agency or year
    is unknown. ``text_of`` gives the text of a key for the exact comparison, which is made when a
    key is asked for: others can be judged meanwhile. The result does not depend on the order of
    ``reports``.
    """
    by_year: dict[int, list[Narrative]] = defaultdict(list)
    for report in reports:
        if report.agency and report.year is not None and len(report.sketch):
            by_year[report.year].append(report)
    candidates: dict[str, list[str]] = {}
    for year in sorted(by_year):
        candidates |= _candidates(sorted(by_year[year], key=lambda report: report.key), least)
    return _Alike(candidates, text_of, least)


def sketch(text: str) -> Sketch:
    """Return what is kept of a narrative, about 2 kB."""
    pieces = _pieces(text)
    return pieces[pieces % _SAMPLED == 0] if len(pieces) >= FEWEST else pieces[:0]


class _Alike(Mapping[str, tuple[str, ...]]):
    """Compares texts as the rule does, by hashes of their pieces; those of some texts are kept."""

    def __init__(
        self, candidates: Mapping[str, list[str]], text_of: Callable[[str], str], least: int
    ) -> None:
        self._candidates = candidates
        self._least = least
        self._pieces = lru_cache(_IN_MEMORY)(lambda key: _pieces(text_of(key)))

    def __getitem__(self, key: str) -> tuple[str, ...]:
        found = self._most_alike(key, self._candidates[key])
        if not found:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._candidates if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _most_alike(self, key: str, candidates: Iterable[str]) -> tuple[str, ...]:
        """Return those of ``candidates`` that are alike, at most :data:`MOST`.

        Texts that hold one another wholly come first among the candidates, in the order of their
        keys, so that :data:`MOST` of them end the search.
        """
        found: list[tuple[int, str]] = []
        for other in candidates:
            percent = _overlap(self._pieces(key), self._pieces(other))
            if percent is not None and percent >= self._least:
                found.append((-percent, other))
            if sum(negative == -100 for negative, _ in found) == MOST:
                break
        return tuple(other for _, other in sorted(found)[:MOST])


def _overlap(first: "NDArray[np.uint64]", second: "NDArray[np.uint64]") -> int | None:
    """Return what :func:`gouji.facts.similarity.overlap` does, of the hashes of the pieces."""
    smaller = min(len(first), len(second))
    if smaller < FEWEST:
        return None
    return 100 * len(np.intersect1d(first, second, assume_unique=True)) // smaller


def _pieces(text: str) -> "NDArray[np.uint64]":
    """Return the hashes of the five-character pieces of a narrative, sorted, each once."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    count = len(points) - SIZE + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    for shift in range(SIZE):
        hashes = (hashes + points[shift : shift + count]) * _FACTOR
        hashes ^= hashes >> np.uint64(29)
    line_feeds = np.concatenate(([0], np.cumsum(points == _LINE_FEED)))
    return np.unique(hashes[line_feeds[SIZE:] == line_feeds[:count]])


def _candidates(reports: list[Narrative], least: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the key of each report and those of the others that may be alike, likeliest first."""
    if not reports:
        return
    sizes = np.array([len(report.sketch) for report in reports])
    _, agencies = np.unique([report.agency for report in reports], return_inverse=True)
    for this, shared in enumerate(_shared([report.sketch for report in reports])):
        smaller = np.minimum(sizes, sizes[this])
        chosen = np.flatnonzero((shared >= _least(smaller, least)) & (agencies != agencies[this]))
        likeness = shared[chosen] / np.maximum(smaller[chosen], 1)
        order = chosen[np.argsort(-likeness, kind="stable")]
        yield reports[this].key, [reports[other].key for other in order[:_COMPARED]]


def _least(sizes: "NDArray[np.int64]", percent: int) -> "NDArray[np.float64]":
    """Return how many pieces a sketch of each of ``sizes`` must share to be looked at."""
    share = percent / 100
    by_chance = _CHANCE * np.sqrt(share * (1 - share) * sizes)
    least: NDArray[np.float64] = np.maximum(share * sizes - by_chance, 1)
    return least


def _shared(sketches: "list[NDArray[np.uint64]]") -> "Iterator[NDArray[np.int64]]":
    """Yield for each sketch how many of its pieces every sketch has."""
    owners = np.repeat(np.arange(len(sketches)), [len(sketch) for sketch in sketches])
    _, ids, counts = np.unique(np.concatenate(sketches), return_inverse=True, return_counts=True)
    by_piece = owners[np.argsort(ids, kind="stable")]
    ends = np.cumsum(counts)
    bounds = np.searchsorted(owners, np.arange(len(sketches) + 1))
    for start, end in pairwise(bounds):
        pieces = ids[start:end]
        pieces = pieces[counts[pieces] > 1]
        having = [by_piece[ends[piece] - counts[piece] : ends[piece]] for piece in pieces]
        yield np.bincount(np.concatenate([*having, owners[:0]]), minlength=len(sketches))
