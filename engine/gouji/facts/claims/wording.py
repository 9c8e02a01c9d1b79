"""The words by which the text speaks of the tables, read from ``rules/claims.yaml``."""

from decimal import Decimal
from typing import Literal

from pydantic import field_validator

from gouji.model.form import Strict
from gouji.model.names import SectionId, TableId

Words = tuple[str, ...]


class ReadingWording(Strict):
    """A meaning: the cells that are added up; ``*`` stands for several rows, 「-」 subtracts."""

    title: str
    cells: Words
    usual: bool = True


class SubjectWording(Strict):
    """Something that a sentence may state a number of."""

    id: str
    table: str
    locus: str
    title: str
    units: str
    readings: tuple[ReadingWording, ...]
    loose: bool = False


class CombinationWording(Strict):
    """A combination of classes of words that speaks of one subject."""

    says: str
    all: Words
    maybe: Words = ()
    topic: str = ""
    after: Words = ()


class NegativeWording(Strict):
    """A combination of classes of words that, denied, states zeros."""

    says: Words
    all: Words
    maybe: Words = ()
    topic: str = ""


class ApproximateWording(Strict):
    """Words before and after a number that make it a rough one."""

    before: Words
    after: Words


class ListWording(Strict):
    """How a whole is told into parts. Shares are of the whole, as decimals in quotes."""

    openers: Words
    open_ends: Words
    open_words: Words
    ends: Words
    closed_share: Decimal
    doubtful_share: Decimal


class YearWording(Strict):
    """Words around another year that tell a report of work from a comparison or a mention."""

    own: Words
    comparing: Words
    mentioning: Words
    this_year_words: Words
    summary: Words
    work: Words
    totals: Words
    problems: Words
    fee: Words


class PercentWording(Strict):
    """What stands before a percentage: a share (a regular expression) or a growth."""

    share: str
    growth: Words


class SectionUse(Strict):
    """What a section is read for: figures of ``tables``, lists and percentages, other years.

    ``years`` tells what the section reports, so that another year in it is a mistake: the year's
    ``work``, its ``problems``, or the ``fee``.
    """

    section: SectionId
    tables: tuple[TableId, ...] = ()
    lists: bool = False
    percents: bool = False
    years: Literal["", "work", "problems", "fee"] = ""


class ClaimWording(Strict):
    """All of it.

    Figures of ``doubted_tables`` are vague where the sentence has not said what it speaks of.
    """

    sections: tuple[SectionUse, ...]
    doubted_tables: tuple[TableId, ...] = ()

    words: dict[str, Words]
    units: dict[str, Words]
    approximate: ApproximateWording
    subjects: tuple[SubjectWording, ...]
    statements: tuple[CombinationWording, ...]
    negatives: tuple[NegativeWording, ...]
    topics: dict[str, Words]
    organisations: Words
    lists: ListWording
    years: YearWording
    percent: PercentWording

    @field_validator("words")
    @classmethod
    def _one_class_a_word(cls, words: dict[str, Words]) -> dict[str, Words]:
        seen: dict[str, str] = {}
        for name, members in words.items():
            for word in members:
                if seen.setdefault(word, name) != name:
                    raise ValueError(f"「{word}」同时属于 {seen[word]} 和 {name}")
        return words
