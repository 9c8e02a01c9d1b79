"""The narrative's statements as claims that can be held against the tables."""

from collections.abc import Iterable, Sequence

from gouji.facts.claims.lists import read_lists
from gouji.facts.claims.percentages import read_percents
from gouji.facts.claims.statements import Statements
from gouji.facts.claims.tokens import Token, tokens
from gouji.facts.claims.years import OtherYears
from gouji.model.claim_wording import ClaimWording
from gouji.model.claims import Claim, Claims, ListSum, OtherYear, Percent
from gouji.model.report import FoundSection

__all__ = ["read_claims"]

_NARRATIVE = "s1"
_OTHER_MATTERS = "s6"
_LONGEST = 1200
"""Tokens; what is longer is no sentence, and is cut so that reading time stays linear."""
_DATED = ("s1", "s5", "s6")


def read_claims(
    sections: Sequence[FoundSection], year: int | None, agency: str | None, wording: ClaimWording
) -> Claims:
    """Return what the running text of a report of ``year`` states.

    Section one is read for everything, section six for the tables' figures, five and six for
    other years. Without a year nothing can be said of other years.
    """
    claims: list[Claim] = []
    lists: list[ListSum] = []
    percents: list[Percent] = []
    years: list[OtherYear] = []
    for section in sections:
        if section.id not in _DATED:
            continue
        prose = section.prose
        sentences = _sentences(tokens(prose.text, wording))
        own: list[Claim] = []
        if section.id in (_NARRATIVE, _OTHER_MATTERS):
            own = list(Statements(section.id, wording, agency or "").read(prose, sentences))
            claims += [c for c in own if section.id == _NARRATIVE or c.table == "t2"]
        if section.id == _NARRATIVE:
            lists += read_lists(section.id, prose, sentences, wording)
            percents += read_percents(section.id, prose, sentences, wording)
        if year is not None:
            reader = OtherYears(wording.years, year, agency or "")
            years += reader.read(section.id, prose, sentences, own)
    return Claims(tuple(claims), tuple(lists), tuple(percents), tuple(years))


def _sentences(found: Iterable[Token]) -> list[list[Token]]:
    """Group tokens into sentences; a semicolon does not end one, an absurd length does."""
    sentences: list[list[Token]] = [[]]
    for token in found:
        if sentences[-1] and (token.kind == "end" or len(sentences[-1]) == _LONGEST):
            sentences.append([])
        if token.kind != "end":
            sentences[-1].append(token)
    return sentences if sentences[-1] else sentences[:-1]
