"""Known words are found wherever their first letter stands among hundreds of others."""

import re

from gouji.facts.claims.tokens import any_of_many

LETTERS = [chr(0x4E00 + 7 * at) for at in range(300)]
WORDS = [*LETTERS[::2], *(f"{letter}件" for letter in LETTERS[::2]), "-^", "]\\"]


def test_every_word_is_found_the_longest_first_and_nothing_else() -> None:
    pattern = re.compile(any_of_many(WORDS))
    assert [word for word in WORDS if pattern.findall(f"，{word}。") != [word]] == []
    assert [pattern.search(letter) for letter in (*LETTERS[1::2], "^", "件")] == [None] * 152


def test_without_words_nothing_is_found() -> None:
    assert re.compile(any_of_many([])).search("公开10件") is None
