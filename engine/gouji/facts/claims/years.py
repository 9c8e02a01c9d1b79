"""Sentences that report another year's work where this year's is due.

History, comparisons, plans and the names of documents rightly name other years; words of the
wording mark them. What is left is told as sure only where the sentence stands for the year's
work: the opening of section one, a count of work, the problems of the year, the fee.
"""

import re
from collections.abc import Iterator, Sequence

from gouji.expressions import compiled
from gouji.facts.claims.found import Claim, OtherYear
from gouji.facts.claims.sites import dating
from gouji.facts.claims.tokens import Token
from gouji.facts.claims.wording import SectionUse, YearWording
from gouji.model.prose import Prose

_QUOTED = compiled("《[^《》]*》|“[^“”]*”|〈[^〈〉]*〉|（[^（）]*）")
_LEAD = 24
"""A year within so many characters of a sentence's start dates the whole sentence."""


class OtherYears:
    """Finds them in the sections of one report of ``year``."""

    def __init__(self, wording: YearWording, year: int, agency: str) -> None:
        self._wording = wording
        self._year = year
        self._agency = agency

    def read(
        self,
        use: SectionUse,
        prose: Prose,
        sentences: Sequence[Sequence[Token]],
        claims: Sequence[Claim],
    ) -> Iterator[OtherYear]:
        """Yield the suspicious sentences of a section."""
        texts = [prose.text[s[0].start : s[-1].end] for s in sentences]
        for index, sentence in enumerate(sentences):
            year = self._dated(sentence, texts[index])
            text = _QUOTED.sub("", texts[index])
            if year is None or any(word in text for word in self._wording.comparing):
                continue
            following = texts[index + 1] if index + 1 < len(texts) else ""
            start, end = sentence[0].start, sentence[-1].end
            own = tuple(c for c in claims if c.year == year and c.quote.text in texts[index])
            rest = "".join(texts[:index] + texts[index + 1 :])
            sure = self._is_sure(use.years, index, text, following, rest)
            if sure or own:
                yield OtherYear(use.section, year, sure, own, prose.quote(start, end))

    def _dated(self, sentence: Sequence[Token], text: str) -> int | None:
        """Return the earlier year that the sentence opens with, if it names no other year.

        Years in the names of documents do not count.
        """
        first = sentence[0].start
        quoted = [m.span() for m in _QUOTED.finditer(text)]
        years = [
            t
            for t in dating(sentence)
            if t.kind == "year" and not any(a <= t.start - first < b for a, b in quoted)
        ]
        if not years or years[0].start - first > _LEAD:
            return None
        named = {int(t.text[:4]) for t in years}
        year = named.pop()
        return year if not named and self._year - 5 <= year < self._year else None

    def _is_sure(self, about: str, index: int, text: str, following: str, rest: str) -> bool:
        words = self._wording
        own = any(w in text for w in words.own) or bool(self._agency and self._agency in text)
        contrast = str(self._year) in following[:_LEAD] or _has(following, words.this_year_words)
        if about == "work" and index == 0:
            return own and _has(text, words.summary) and str(self._year) not in following[:_LEAD]
        plain = not _has(text, words.mentioning)
        if about == "work":
            counted = bool(re.search(r"\d(?:件|条|次|期|场|篇|份)", text))
            told = counted and _has(text, words.work) and _has(text, words.totals)
            return own and plain and told and not contrast
        if about == "problems":
            return index == 0 and own and plain and _has(text, words.problems)
        said = f"{self._year}年" in rest and "信息处理费" in rest
        return "信息处理费" in text and _has(text, words.fee) and not said


def _has(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)
