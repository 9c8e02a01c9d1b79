"""Cuts text into numbers with units, years, known words by class, marks and unknown characters."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from gouji.facts.claims.wording import ClaimWording
from gouji.model import numerals

TokenKind = Literal["number", "year", "word", "mark", "end", "unknown"]

_CHINESE = r"(?<![每第任某这那逐同])(?!一起)[零〇一二两三四五六七八九十百]{1,5}(?=[件起宗])"
_NUMBER = r"\d{1,3}(?:，\d{3})+(?![\d.])|\d+(?:\.\d+)?"
PERCENT_UNITS = ("%", "％", "个百分点")
_SCALE = "[百千万亿]"
_FULL_YEAR = r"(?:20\d\d年度?)?1月1日(?:零时|起|开始)*[，]?(?:至|到|—|-|－)+(?:20\d\d年)?12月31日"
_YEAR_END = r"(?:截至|截止|至)?(?:20\d\d年)?12月(?:31日|底)(?:止)?"
_MONTH = r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?"


class Token(NamedTuple):
    """A piece of text. ``cls`` is the class of a word; numbers have ``value`` and ``unit``.

    ``places`` counts the decimal places written; ``value`` is ``None`` for a rough number.
    """

    kind: TokenKind
    start: int
    end: int
    text: str
    cls: str = ""
    value: Decimal | None = None
    unit: str = ""
    places: int = 0


def tokens(text: str, wording: ClaimWording) -> Iterator[Token]:
    """Yield the tokens of ``text`` in one pass, the longest known word first."""
    pattern, classes = _pattern(_Key(wording))
    for match in pattern.finditer(text):
        start, end, found = match.start(), match.end(), match.group()
        kind = match.lastgroup
        if kind == "char":
            yield Token("unknown", start, end, found)
        elif kind == "number":
            yield _number(match)
        elif kind == "year":
            yield Token("year", start, end, found, "year", Decimal(found[:4]))
        elif kind == "whole":
            yield Token("word", start, end, found, "filler")
        elif kind == "month":
            yield Token("word", start, end, found, "partial")
        elif kind in ("lead", "word"):
            yield Token("word", start, end, found, classes[found])
        elif kind == "mark":
            yield Token("mark", start, end, found)
        else:
            yield Token("end", start, end, found)


class _Key:
    """Makes a wording usable as a key by identity; the pattern is built once for each."""

    def __init__(self, wording: ClaimWording) -> None:
        self.wording = wording

    def __hash__(self) -> int:
        return id(self.wording)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.wording is self.wording


@cache
def _pattern(key: _Key) -> tuple[re.Pattern[str], dict[str, str]]:
    wording = key.wording
    classes = {word: name for name, words in wording.words.items() for word in words}
    leading = [word for word in classes if word[0].isdigit()]
    before, after = wording.approximate.before, wording.approximate.after
    units = _any({*wording.units["counts"], *PERCENT_UNITS})
    number = (
        f"(?P<nth>第)?(?P<rough>{_any(before)})?(?P<figure>{_NUMBER}|{_CHINESE})"
        f"(?P<odd>{_any(after)})?(?:(?P<unit>{units})|(?P<scale>{_SCALE})"
        f"(?P<odd2>{_any(after)})?(?P<unit2>{units}))(?P<odd3>{_any(after)})?"
    )
    parts = (
        f"(?P<whole>{_FULL_YEAR}|{_YEAR_END})",
        f"(?P<month>{_MONTH})",
        f"(?P<lead>{_any(leading)})",
        r"(?P<year>(?<!\d)(?:19|20)\d\d年度?)",
        f"(?P<number>{number})",
        f"(?P<word>{_any(classes)})",
        "(?P<mark>[，、；：（）])",
        "(?P<stop>[。！？\n])",
        "(?P<char>.)",
    )
    return re.compile("|".join(parts)), classes


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered)) or "(?!)"


def _number(match: re.Match[str]) -> Token:
    figure = match["figure"]
    unit = match["unit"] or match["unit2"]
    rough = any(match[name] for name in ("nth", "rough", "odd", "scale", "odd2", "odd3"))
    places = len(figure.partition(".")[2])
    value = None if rough else numerals.number(figure)
    start, end = match.start(), match.end()
    return Token("number", start, end, match.group(), "number", value, unit, places)
