"""Finds words and phrases of the wording in prose."""

from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from gouji.model.names import Words
from gouji.model.prose import Prose, Quote, fold


def _as_words(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_PHRASE = {
    "anyOf": [
        {"type": "string"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
    ]
}
Phrase = Annotated[Words, BeforeValidator(_as_words), Field(min_length=1), WithJsonSchema(_PHRASE)]
"""One word, or several that must stand in one sentence in any order."""


def compact(text: str) -> str:
    """Return ``text`` folded and without white space, as prose is."""
    return "".join(fold(text).split())


def find(prose: Prose, phrases: Sequence[Words], except_words: Words = ()) -> Quote | None:
    """Return the first place where one of ``phrases`` stands, or ``None``.

    The words of a phrase must stand in one sentence; sentences that hold one of ``except_words``
    are passed over. The quote is the word, or the sentence for a phrase of several words.
    """
    if not mentions(prose.text, phrases):
        return None
    for start, end in prose.sentences():
        sentence = prose.text[start:end]
        if any(word in sentence for word in except_words):
            continue
        for words in phrases:
            if not all(word in sentence for word in words):
                continue
            if len(words) == 1:
                at = start + sentence.find(words[0])
                return prose.quote(at, at + len(words[0]))
            return prose.quote(start, end)
    return None


def mentions(text: str, phrases: Iterable[Words]) -> bool:
    """Tell whether all words of one of ``phrases`` stand in ``text``."""
    return any(all(word in text for word in words) for words in phrases)
