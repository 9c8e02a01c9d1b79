"""Finds words and phrases of the wording in prose.

A phrase is one or several words that must stand in one sentence, in any order; 「甲|乙」 is a word
that may be either, 「甲…乙」 is two that follow each other within one clause.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Annotated

from gouji.expressions import compiled
from gouji.model.names import Words
from gouji.model.prose import Prose, Quote, fold
from gouji.model.written import before, limits, shown_as
from gouji.records import dataclass


def _as_words(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_PHRASE = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ]
}
Phrase = Annotated[Words, before(_as_words), limits(min_length=1), shown_as(_PHRASE)]
"""One word, or several that must stand in one sentence in any order; 「甲|乙」 is either of two.

「甲|乙…丙|丁」 is one of the first two, then, close behind it in its clause, one of the others.
"""
_THEN = "…"
_SIGNS = compiled(r"[^\w\u4e00-\u9fff]|_")
_BETWEEN = "[^，。；：、！？\n]{0,16}?"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``prose.text[start:end]``."""

    prose: Prose
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return what it says."""
        return self.prose.text[self.start : self.end]

    def quote(self, start: int = 0, end: int | None = None) -> Quote:
        """Return ``text[start:end]`` with its place."""
        last = self.end if end is None else self.start + end
        return self.prose.quote(self.start + start, last)


def sentences(prose: Prose) -> Iterator[Sentence]:
    """Yield the sentences of ``prose`` in order."""
    return (Sentence(prose, start, end) for start, end in prose.sentences())


def compact(text: str) -> str:
    """Return ``text`` folded and without white space, as prose is."""
    return "".join(fold(text).split())


def letters(text: str) -> str:
    """Return ``text`` folded, without white space and without any sign: words and figures alone."""
    return _SIGNS.sub("", compact(text))


def holds(text: str, words: Words) -> bool:
    """Tell whether all words of one phrase stand in ``text``."""
    for choices in _parts(words):  # asked thousands of times of a report: no call for each word
        if isinstance(choices, tuple):
            for choice in choices:
                if choice in text:
                    break
            else:
                return False
        elif choices.search(text) is None:
            return False
    return True


@lru_cache(maxsize=8192)
def _parts(words: Words) -> tuple[tuple[str, ...] | re.Pattern[str], ...]:
    """Return for each of ``words`` its choices, or the pattern of those that follow each other."""
    return tuple(_sequence(word) if _THEN in word else _choices(word) for word in words)


def _find(text: str, word: str) -> tuple[int, int] | None:
    """Return where the first choice of ``word`` that stands in ``text`` begins and ends."""
    if _THEN in word:
        match = _sequence(word).search(text)
        return match.span() if match else None
    for choice in _choices(word):
        at = text.find(choice)
        if at >= 0:
            return at, at + len(choice)
    return None


@lru_cache(maxsize=4096)
def _choices(word: str) -> tuple[str, ...]:
    return tuple(word.split("|"))


@lru_cache(maxsize=512)
def _sequence(word: str) -> re.Pattern[str]:
    """Return the pattern of words that follow each other; what may stand between is bounded."""
    parts = (map(re.escape, _choices(part)) for part in word.split(_THEN))
    return compiled(_BETWEEN.join(f"(?:{'|'.join(part)})" for part in parts))


def mentions(text: str, phrases: Iterable[Words]) -> bool:
    """Tell whether all words of one of ``phrases`` stand in ``text``."""
    for words in phrases:  # noqa: SIM110 - no frame for each
        if holds(text, words):
            return True
    return False


def standing(text: str, phrases: Iterable[Words]) -> tuple[Words, ...]:
    """Return those of ``phrases`` whose words all stand in ``text``.

    What does not stand in the whole of it stands in none of its sentences: most are not there.
    """
    return tuple(words for words in phrases if holds(text, words))


def first(
    among: Iterable[Sentence], phrases: Sequence[Words], never: Sequence[Words] = ()
) -> Quote | None:
    """Return where the first sentence says one of ``phrases`` and none of ``never``, or ``None``.

    The quote is the word, or the sentence for a phrase of several words.
    """
    for sentence in among:
        text = sentence.text
        words = next((words for words in phrases if holds(text, words)), None)
        if words is None or mentions(text, never):
            continue
        return sentence.quote(*span_of(text, words))
    return None


def span_of(text: str, words: Words) -> tuple[int, int]:
    """Return where ``text``, a sentence, says ``words``: a single word, or all of it."""
    found = _find(text, words[0]) if len(words) == 1 else None
    return found or (0, len(text))


def find(prose: Prose, phrases: Sequence[Words], never: Sequence[Words] = ()) -> Quote | None:
    """Return the first place in ``prose`` where one of ``phrases`` stands (see :func:`first`)."""
    there = standing(prose.text, phrases)
    return first(sentences(prose), there, never) if there else None
