"""The narrative's statements as claims that can be held against the tables."""

from collections.abc import Iterable, Sequence

from gouji.facts.claims.found import Claim, Claims, ListSum, OtherYear, Percent
from gouji.facts.claims.lists import read_lists
from gouji.facts.claims.percentages import read_percents
from gouji.facts.claims.statements import Statements
from gouji.facts.claims.tokens import Token, tokens
from gouji.facts.claims.wording import ClaimWording
from gouji.facts.claims.years import OtherYears
from gouji.facts.report import FoundSection

_LONGEST = 1200
"""Tokens; what is longer is no sentence, and is cut so that reading time stays linear."""


def read_claims(
    sections: Sequence[FoundSection], year: int | None, agency: str | None, wording: ClaimWording
) -> Claims:
    """Return what the running text of a report of ``year`` states.

    The wording says what each section is read for. Without a year nothing can be said of other
    years.
    """
    claims: list[Claim] = []
    lists: list[ListSum] = []
    percents: list[Percent] = []
    years: list[OtherYear] = []
    uses = {use.section: use for use in wording.sections}
    for section in sections:
        use = uses.get(section.id)
        if use is None:
            continue
        prose = section.prose
        sentences = _sentences(tokens(prose.text, wording))
        own: list[Claim] = []
        if use.tables:
            own = list(Statements(section.id, wording, agency or "").read(prose, sentences))
            claims += [c for c in own if c.table in use.tables]
        if use.lists:
            lists += read_lists(section.id, prose, sentences, wording)
        if use.percents:
            percents += read_percents(section.id, prose, sentences, wording)
        if year is not None and use.years:
            reader = OtherYears(wording.years, year, agency or "")
            years += reader.read(use, prose, sentences, own)
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
