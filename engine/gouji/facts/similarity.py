"""How alike two narratives are: the share of five-character pieces that both have.

Headings, numbers, names of the two agencies and the statutory phrases that every report repeats
are taken out first. Five characters are about two words: 宿迁's reports of two years share 10 %.
"""

import re

from gouji.expressions import compiled
from gouji.facts.report import Report
from gouji.model.form import Strict
from gouji.model.names import SectionId, Words
from gouji.once import once

SIZE = 5
FEWEST = 300
"""Narratives of fewer pieces than this are too short to compare."""

_NUMBERS = compiled(r"[\d.%％]+")
_PLACE = compiled(r"[\u4e00-\u9fff]{1,4}?[省市县区镇乡]")
_ENDS = compiled(r"[。；\n]")
_MARKS = compiled(r"[^\u4e00-\u9fff]+")


class SimilarWording(Strict):
    """The sections that a report writes itself, and phrases that every report has."""

    sections: tuple[SectionId, ...]
    statutory: Words


def narrative(report: Report, wording: SimilarWording) -> str:
    """Return what a report wrote itself, one sentence a line."""
    sentences: list[str] = []
    for section in report.sections:
        if section.id in wording.sections:
            own = _own(section.prose.text, report.agency, wording.statutory)
            sentences += (_MARKS.sub("", sentence) for sentence in _ENDS.split(own))
    return "\n".join(sentence for sentence in sentences if len(sentence) >= SIZE)


def shingles(text: str) -> frozenset[str]:
    """Return the five-character pieces of a narrative."""
    return frozenset(
        sentence[i : i + SIZE]
        for sentence in text.split("\n")
        for i in range(len(sentence) - SIZE + 1)
    )


@once
def _phrases(statutory: Words) -> re.Pattern[str]:
    return compiled("|".join(map(re.escape, statutory)) or "(?!)")


def _own(text: str, agency: str | None, statutory: Words) -> str:
    if agency:
        text = text.replace(agency, "")
        if place := _PLACE.match(agency):
            text = text.replace(place[0], "")
    return _phrases(statutory).sub("", _NUMBERS.sub("", text))


def overlap(first: frozenset[str], second: frozenset[str]) -> int | None:
    """Return what they share, in per cent of the smaller one; ``None`` if that is too short."""
    smaller = min(len(first), len(second))
    if smaller < FEWEST:
        return None
    return 100 * len(first & second) // smaller
