"""Running text joined from printed lines, with the way back from any span to the page."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from gouji.expressions import compiled
from gouji.model.document import Line, Place
from gouji.records import dataclass

_FOLD = {0xFF01 + i: 0x21 + i for i in range(94)}
"""Full-width letters, digits and signs to ASCII, one for one."""
for _ch in "（），；！？：":
    del _FOLD[ord(_ch)]
_FOLD |= {ord(a): ord(b) for a, b in zip("(),;!?:<>", "（），；！？：〈〉", strict=True)}
_FOLD[ord("＜")], _FOLD[ord("＞")] = ord("〈"), ord("〉")
_FOLDED = compiled(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
"""Most text has nothing to fold, which is seen far sooner than every character is looked up."""
_SENTENCE_ENDS = "。；！？\n"
_SENTENCE = compiled(f"[^{_SENTENCE_ENDS}]+")
_ANY_END = compiled(f"[{_SENTENCE_ENDS}]")
_PARAGRAPH_ENDS = "。！？"
"""A line that ends so may end a paragraph; one that ends in 「：」 or 「；」 has merely wrapped."""


def fold(text: str) -> str:
    """Return ``text`` with full-width digits narrow and brackets, commas and colons wide."""
    return text.translate(_FOLD) if _FOLDED.search(text) else text


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of the report's text and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Prose:
    """Folded text without white space; a line feed stands only where a paragraph surely ends.

    Lines that merely wrap are joined without a trace, so that a phrase broken by a line end is
    found. ``starts`` are the offsets at which its ``lines`` begin.
    """

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]

    def quote(self, start: int, end: int) -> Quote:
        """Return ``text[start:end]`` as printed, placed at its first line and then the others."""
        text = self.text[start:end].replace("\n", "")
        first, *more = self._places(start, max(end, start + 1))
        return Quote(text, replace(first, more=tuple(more)) if more else first)

    def _places(self, start: int, end: int) -> Iterator[Place]:
        """Yield the place of ``text[start:end]`` in every line that it stands in."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        while index < len(self.starts) and self.starts[index] < end:
            line = self.lines[index]
            offsets = _printed(line.text)
            first = min(max(start - self.starts[index], 0), len(offsets) - 1)
            last = min(end - self.starts[index], len(offsets)) - 1
            yield line.place_of(offsets[first], offsets[max(last, first)] + 1)
            index += 1

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence (or sentences) around ``text[start:end]``."""
        ends = _sentence_ends(self.text)
        before, after = bisect_left(ends, start), bisect_left(ends, end)
        left = ends[before - 1] + 1 if before else 0
        return left, ends[after] if after < len(ends) else len(self.text)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Return the spans of all sentences that are not empty."""
        return (match.span() for match in _SENTENCE.finditer(self.text))


@lru_cache(maxsize=64)
def _printed(text: str) -> tuple[int, ...]:
    """Return where in a line its characters stand, white space left out."""
    return tuple(i for i, char in enumerate(text) if not char.isspace())


@lru_cache(maxsize=16)
def _sentence_ends(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in _ANY_END.finditer(text))


def join(lines: Iterable[Line], *, breaks_before: Iterable[Line] = ()) -> Prose:
    """Join ``lines``; a paragraph ends after closing punctuation and before ``breaks_before``."""
    opening = {id(line) for line in breaks_before}
    parts: list[str] = []
    starts: list[int] = []
    joined: list[Line] = []
    length = 0
    for line in lines:
        text = fold("".join(line.text.split()))
        if not text:
            continue
        if parts and (id(line) in opening or parts[-1][-1] in _PARAGRAPH_ENDS):
            parts.append("\n")
            length += 1
        starts.append(length)
        joined.append(line)
        parts.append(text)
        length += len(text)
    return Prose("".join(parts), tuple(starts), tuple(joined))
