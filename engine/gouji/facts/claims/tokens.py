"""Cuts text into numbers with units, years, known words by class, marks and unknown text."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Literal, NamedTuple

from gouji.expressions import compiled
from gouji.facts.claims.numerals import FIGURE, SPELT, numeral
from gouji.facts.claims.wording import ClaimWording, Role, SlotName
from gouji.once import once

TokenKind = Literal[
    "number", "bodies", "percent", "time", "digits", "year", "word", "mark", "end", "unknown"
]  # fmt: skip

_FULL_YEAR = r"(?:20\d\d年度?)?1月1日(?:零时|起|开始)*[，]?(?:至|到|—|-|－)+(?:20\d\d年)?12月31日"
_YEAR_END = r"(?:截至|截止|至)?(?:20\d\d年)?12月(?:31日|底)(?:止)?"
_MONTH = r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?"
_BARE = r"(?<=[为是达：数量])(?:\d{1,12}|零)(?=[，。；、）\n]|\Z)"
"""A number without a unit is one only where it ends what is said: 「均为0。」."""
_ALIKE = "OoQDlIiSsBZz|〇○ОоЗΟοΙ\u2070\u00b9\u00b2\u00b3\u2074-\u2079"
_RUN = r"\d[\d.，]{0,99}+"
_LOST = r"\ufffd\ue000-\uf8ff"
_GARBLED = (
    rf"(?:{_RUN}|(?<![A-Za-z\d]))[{_ALIKE}]{{1,99}}(?![A-Za-z])\d[\d.，{_ALIKE}]*"
    rf"|{_RUN}[{_ALIKE}]{{1,99}}(?![A-Za-z])|{_RUN}[{_LOST}][\d.，\ufffd]*"
    rf"|[{_LOST}]{{1,99}}\d[\d.，\ufffd]*"
    r"|[0-9]*[^\D0-9]\d*"
)
"""Digits with a letter or a sign among them that may be a digit, of another script, or lost.

No further than a hundred on: looked for to the end of a list from each of its numbers, they took a
minute of a processor in a list of twenty thousand.
"""
_NOUGHT = compiled(r"0\d")
_YEAR = compiled(r"20\d\d")
_TRIED = 24
"""First letters of words that are tried one after another."""
_ROUGH = ("nth", "rough", "rough2", "odd", "odd2", "odd3", "odd4", "odd5")
_ZERO = Decimal(0)


class Token(NamedTuple):
    """A piece of text. ``cls`` is the class of a word, with its ``slot`` or its ``role``.

    Numbers have ``value`` and ``unit``; ``value`` is ``None`` for a rough number, ``step`` the unit
    of the last digit told where the number is rounded (0 for an exact one).
    """

    kind: TokenKind
    start: int
    end: int
    text: str
    cls: str = ""
    slot: SlotName | None = None
    role: Role | None = None
    value: Decimal | None = None
    unit: str = ""
    step: Decimal = _ZERO


def tokens(text: str, wording: ClaimWording, start: int = 0, end: int = -1) -> Iterator[Token]:
    """Yield the tokens of ``text[start:end]`` in one pass, the longest known word first."""
    lexicon = _lexicon(wording)
    end = len(text) if end < 0 else end
    at = start
    for match in lexicon.pattern.finditer(text, start, end):
        if match.start() > at:
            yield Token("unknown", at, match.start(), text[at : match.start()])
        at = match.end()
        yield lexicon.token(match)
    if at < end:
        yield Token("unknown", at, end, text[at:end])


class _Lexicon:
    """The pattern of everything known, and the classes of its words."""

    def __init__(self, wording: ClaimWording) -> None:
        self._words = {
            word: (name, c.slot, c.role) for name, c in wording.words.items() for word in c.words
        }
        self._kinds: dict[str, TokenKind] = dict.fromkeys(wording.units["times"], "time")
        self._kinds |= dict.fromkeys(wording.percents, "percent")
        numeric = f"(?=[{self._openings(wording)}]|[^\\D0-9])(?:{'|'.join(self._numeric(wording))})"
        self.pattern = compiled("|".join((numeric, *self._parts())))

    @staticmethod
    def _openings(wording: ClaimWording) -> str:
        """Return the characters with which a number, a year or a date may begin."""
        words = (*wording.approximate.before, *wording.not_numbers)
        own = f"0-9截至第\ufffd\ue000-\uf8ff{_ALIKE}" + SPELT[1 : SPELT.index("]")]
        return own + "".join(sorted({word[0] for word in words}))

    def _numeric(self, wording: ClaimWording) -> Iterator[str]:
        before, after = any_of(wording.approximate.before), any_of(wording.approximate.after)
        units = any_of({*wording.units["counts"], *wording.percents})
        leading = [word for word in self._words if word[0].isdigit()]
        yield f"(?P<garbled>{_GARBLED})"
        yield rf"(?P<whole>{_FULL_YEAR}|{_YEAR_END})"
        yield rf"(?P<month>{_MONTH})"
        yield f"(?P<lead>{any_of(leading)})"
        yield r"(?P<year>(?<!\d)(?:19|20)\d\d年度?)"
        yield f"(?P<never>{any_of(wording.not_numbers)})"
        spelt = any_of(wording.units["spelt"])
        yield (
            f"(?P<nth>第)?(?P<rough>{before})?(?P<figure>{FIGURE})"
            f"(?P<odd>{after})?(?P<scale>[百千万亿]{{1,2}}(?P<odd2>{after})?)?"
            f"(?P<unit>{units})(?P<odd3>{after})?"
        )
        yield (
            f"(?P<rough2>{before})?(?<![每第任某这那逐同])(?P<spelt>{SPELT})"
            f"(?P<odd4>{after})?(?P<unit2>{spelt})(?P<odd5>{after})?"
        )
        yield f"(?P<bare>{_BARE})"
        yield r"(?P<digits>\d+(?:\.\d+)?)"

    def _parts(self) -> Iterator[str]:
        yield f"(?P<word>{any_of_many(self._words)})"
        yield "(?P<mark>[，、；：（）])"
        yield "(?P<quote>[“”‘’「」『』])"
        yield "(?P<stop>[。！？\n])"

    def token(self, match: re.Match[str]) -> Token:
        """Return the token of a match."""
        kind = match.lastgroup
        start, end = match.span()
        text = match.group()
        if kind in ("word", "lead"):
            return Token("word", start, end, text, *self._words[text])
        if kind in _KINDS:
            return Token(_KINDS[kind], start, end, text)
        if kind == "quote":
            return Token("word", start, end, text, role="plain")
        if kind in ("whole", "month"):
            dated = _YEAR.search(text)
            value = Decimal(dated.group()) if dated else None
            role: Role = "plain" if kind == "whole" else "subset"
            return Token("word", start, end, text, role=role, value=value)
        return self._number(match) if match["unit"] or match["unit2"] else _alone(kind, match)

    def _number(self, match: re.Match[str]) -> Token:
        start, end, text = match.start(), match.end(), match.group()
        unit = match["unit"] or match["unit2"]
        scaled = (match["scale"] or "").removesuffix(match["odd2"] or "")
        found = numeral((match["figure"] or match["spelt"]) + scaled)
        kind: TokenKind = self._kinds.get(unit, "number")
        unsure = _NOUGHT.match(match["figure"] or "") or any(match[name] for name in _ROUGH)
        if found is None or unsure:
            return Token(kind, start, end, text, unit=unit)
        return Token(kind, start, end, text, value=found.value, unit=unit, step=found.step)


_KINDS: dict[str | None, TokenKind] = {
    "mark": "mark",
    "stop": "end",
    "digits": "digits",
    "never": "unknown",
    "garbled": "unknown",
}


def _alone(kind: str | None, match: re.Match[str]) -> Token:
    """Return a year, or a number without a unit."""
    start, end, text = match.start(), match.end(), match.group()
    if kind == "year":
        return Token("year", start, end, text, value=Decimal(text[:4]))
    value = None if _NOUGHT.match(text) else Decimal(text.replace("零", "0"))
    return Token("number", start, end, text, value=value)


_lexicon = once(_Lexicon)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest first, parted by their first letter."""
    ordered = sorted(words, key=lambda word: (word[:1], -len(word), word))
    parts = []
    for first, same in groupby(ordered, key=lambda word: word[:1]):
        rest = [_escaped(word[1:]) for word in same]
        parts.append(_escaped(first) + (f"(?:{'|'.join(rest)})" if rest != [""] else ""))
    return "|".join(parts) or "(?!)"


def any_of_many(words: Iterable[str]) -> str:
    """Return a pattern as :func:`any_of` does, for words with hundreds of first letters.

    A look at a letter tells whether any word begins with it, another in which part of the alphabet
    it is to be tried: else all were tried at every letter of a text.
    """
    of = {first: list(same) for first, same in groupby(sorted(words), key=lambda word: word[0])}
    firsts = list(of)
    tried = []
    for part in (firsts[at : at + _TRIED] for at in range(0, len(firsts), _TRIED)):
        own = any_of(word for first in part for word in of[first])
        tried.append(f"(?=[{re.escape(part[0])}-{re.escape(part[-1])}])(?:{own})")
    any_first = f"(?=[{re.escape(''.join(firsts))}])" if firsts else ""
    return f"{any_first}(?:{'|'.join(tried) or any_of(())})"


def _escaped(text: str) -> str:
    return text if text.isalnum() else re.escape(text)  # as most words are
