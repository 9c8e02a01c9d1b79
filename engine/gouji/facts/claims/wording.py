"""The language of ``rules/claims.yaml``: word classes, frames, denials, lists, years, the body."""

from dataclasses import field
from decimal import Decimal
from typing import Annotated, Literal

from gouji.model.form import Strict
from gouji.model.names import KEY, Name, SectionId, TableId, Template, Text, Words

Names = tuple[Name, ...]
SlotName = Literal["object", "event", "outcome", "applicant"]
Role = Literal[
    "plain",
    "link",
    "field",
    "topic",
    "activity",
    "reviewer",
    "aspect",
    "channel",
    "all_channels",
    "via",
    "subset",
    "about",
    "own_body",
    "wide_body",
    "other_body",
    "directing",
    "compare",
    "last_year",
    "this_year",
    "carry",
    "opener",
    "include",
    "deny",
    "every",
    "each",
    "respectively",
    "and_more",
    "own_part",
    "among",
    "next_year",
    "cause",
    "rest",
    "sum",
    "various",
    "sort",
    "since",
    "share",
    "growth",
    "unrelated",
]
"""What a word does where it fills no slot; ``rules/claims.yaml`` says what each one means."""
Mark = Literal[
    "request",
    "main_request",
    "dispute",
    "vague",
    "table_two",
    "intake",
    "handled",
    "answered",
    "carried_in",
    "carried_out",
    "unfinished",
    "procedure",
    "happening",
    "occurring",
    "documenting",
    "telling",
    "left_out",
    "passed_on",
    "lapsed",
    "ended",
    "refused",
    "place",
    "remaining",
    "excluding",
    "papers",
    "row",
    "with_carried",
    "carried_after",
    "carried_before",
    "other_group",
    "other_row",
    "other_result",
    "organisation",
    "other_applicant",
]
"""What reading relies on in a class of words, whatever its name; each has a class at least."""
SLOTS: tuple[SlotName, ...] = ("object", "event", "outcome", "applicant")


class WordClass(Strict):
    """Words that say the same: the slot that they fill, or the role that they play.

    A class that ``stands_for`` another one speaks of it where the topic is the other's already
    (「申请」 for 「政府信息公开申请」), or, with ``beside``, only where another class of the slot
    stands in the same sentence (「公开」 beside 「部分公开」). ``cell`` is its name in cells where
    that is not its own. ``marks`` are what reading relies on.
    """

    title: Text
    words: Words
    slot: SlotName | None = None
    role: Role | None = None
    marks: tuple[Mark, ...] = ()
    stands_for: Name | None = None
    beside: bool = False
    cell: Name | None = None


class ReadingWording(Strict):
    """A meaning: the cells that are added up; ``*`` stands for several rows, 「-」 subtracts."""

    title: Template
    cells: Names
    usual: bool = True


class Bounds(Strict):
    """The least and the most that a loose number can be."""

    least: Names
    most: Names


class FrameWording(Strict):
    """Which slots together speak of which cells.

    ``says`` gives for each slot the classes that fill it: alternatives, each one class or several
    joined by 「+」, or 「any」. A slot not named must be empty, ``also`` aside. In ``title``,
    ``locus`` and cells ``{object}``, ``{outcome}`` and ``{applicant}`` stand for what fills the
    slot. A ``whole`` frame told as a part is not the whole; one ``within`` others counts only
    inside them; ``beside`` names the frame that it gives way to where others are told in the same
    paragraph; a ``quiet`` one is told only where it is wrong; a ``bare`` one asks that nothing
    unknown stands at the number, a ``named`` one that its object stands in the number's own clause.
    Without ``says`` a frame is only named by denials and 均.
    """

    id: Annotated[str, KEY]
    title: Template
    says: dict[SlotName, Names] = field(default_factory=dict)
    also: Names = ()
    whole: bool = False
    bare: bool = False
    quiet: bool = False
    named: bool = False
    within: Names = ()
    beside: dict[Name, Name] = field(default_factory=dict)
    units: Name
    locus: Name
    readings: tuple[ReadingWording, ...]
    loose: bool = False
    bounds: Bounds | None = None


class DenialWording(Strict):
    """What a denied noun states to be 0: ``says`` as in a frame, ``frames`` the zeros."""

    says: dict[SlotName, Names]
    also: Names = ()
    frames: Names


class ApproximateWording(Strict):
    """Words before and after a number that make it a rough one."""

    before: Words
    after: Words


class ListWording(Strict):
    """How a whole is told into parts. Shares are of the whole, as decimals in quotes.

    ``rest`` are the words of a last part that holds all the others; ``ends`` those that, after a
    change of separator, begin another matter.
    """

    rest: Words
    ends: Words
    closed_share: Decimal
    doubtful_share: Decimal
    near_share: Decimal


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


class BodyWording(Strict):
    """How names of bodies end, and how they are shortened.

    ``whole_of`` are the kinds of body whose report covers all below it, so that 全市 is their own.
    ``offices`` act for a body that governs. ``places`` end the name of a place; ``short`` pairs a
    long form with its short ones.
    """

    endings: Words
    places: Words
    alone: Words
    short: dict[Text, Words]
    inner: Words
    offices: Words
    governs: Words


class SectionUse(Strict):
    """What a section is read for: figures of ``tables``, lists and percentages, other years.

    ``years`` tells what the section reports, so that another year in it is a mistake: the year's
    ``work``, its ``problems``, or the ``fee``. What stands ``aside``, beside a table, is not missed
    where the section is absent.
    """

    section: SectionId
    tables: tuple[TableId, ...] = ()
    lists: bool = False
    percents: bool = False
    years: Literal["", "work", "problems", "fee"] = ""
    aside: bool = False


class ClaimWording(Strict):
    """All of it.

    ``unitless`` stands in ``units`` for a number without a unit. Figures of ``doubted_tables`` are
    vague where the text has not said that disclosure caused them.
    """

    sections: tuple[SectionUse, ...]
    doubted_tables: tuple[TableId, ...] = ()
    words: dict[Name, WordClass]
    units: dict[Name, Words]
    unitless: Text
    amounts: dict[Name, Decimal]
    percents: Words
    of_which: Words
    approximate: ApproximateWording
    starting: Words
    not_numbers: Words
    frames: tuple[FrameWording, ...]
    denials: tuple[DenialWording, ...]
    every: dict[Name, Name]
    body: BodyWording
    lists: ListWording
    years: YearWording
