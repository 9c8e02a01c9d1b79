"""What the narrative states: figures of the tables, wholes and parts, percentages, other years."""

from decimal import Decimal
from typing import Literal

from gouji.model.prose import Quote
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """One admissible meaning of a claim: the sum of ``cells`` (those with 「-」 subtracted).

    A claim that agrees with a ``usual`` reading is right; agreeing with another one only is for
    a person to look at.
    """

    title: str
    cells: tuple[str, ...]
    usual: bool


SlotSource = Literal["own", "lead", "before", "whole", "topic", "after", "shared"]
SLOT_SOURCES: dict[SlotSource, str] = {
    "own": "同一小句",
    "lead": "前面没有数字的小句",
    "before": "前一个数",
    "whole": "它所在的总数",
    "topic": "前文说的事",
    "after": "后面的小句",
    "shared": "并列的词",
}
SLOT_TITLES = {
    "object": "说的事",
    "event": "发生了什么",
    "outcome": "结果",
    "applicant": "申请人",
}


@dataclass(frozen=True, slots=True)
class FilledSlot:
    """One slot of a frame: the words that fill it, what they mean, where they come from."""

    slot: str
    words: tuple[str, ...]
    title: str
    source: SlotSource

    def __str__(self) -> str:
        words = "、".join(self.words)
        return f"{SLOT_TITLES[self.slot]}＝{self.title}（「{words}」，{SLOT_SOURCES[self.source]}）"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the text states of a cell or a group of cells.

    ``step`` is the unit of the last digit stated where the table may be more precise (amounts),
    0 where the number is exact. ``loose`` marks a wording so vague that a mismatch proves nothing.
    ``year`` is the year that the sentence names, ``None`` where it names none.
    """

    subject: str
    table: str
    locus: str
    title: str
    section: str
    value: Decimal
    step: Decimal
    loose: bool
    year: int | None
    readings: tuple[Reading, ...]
    quote: Quote
    number: Quote | None = None
    """The number alone, ``None`` for a denial."""
    slots: tuple[FilledSlot, ...] = ()
    """What filled the slots of its frame."""
    quiet: bool = False
    """Told only where it is not right."""
    spare: tuple[Decimal, ...] = ()
    """Numbers of the same list or sentence by which the table may honestly differ."""
    least: tuple[str, ...] = ()
    most: tuple[str, ...] = ()
    """The cells whose sums bound a loose number: outside of them it is wrong all the same."""


@dataclass(frozen=True, slots=True)
class ListSum:
    """A whole and the parts listed after 其中.

    ``wholes`` are all numbers that the parts may be of, ``whole`` the one they most likely are;
    ``ends`` are the counts of parts after which the list may end, the likeliest first. ``silent``
    marks a list without 其中, which is told only where it is wrong. ``hint`` tells where the
    difference stands.
    """

    section: str
    whole: Decimal
    parts: tuple[Decimal, ...]
    kind: Literal["closed", "doubtful", "open"]
    quote: Quote
    hint: str = ""
    wholes: tuple[Decimal, ...] = ()
    numbers: tuple[Quote, ...] = ()
    """The whole and the parts, each alone."""
    over: Literal["wrong", "doubtful", "right"] = "wrong"


@dataclass(frozen=True, slots=True)
class NumberTrace:
    """What one number of the text, or a denial, was taken for, and why.

    ``taken`` is the kind of what it became: a statement of the tables, a denial, a part of a list,
    a share; 「none」 where nothing was made of it. ``reason`` tells in Chinese why it is no
    statement. ``quote`` is its clause; ``locus`` and ``title`` are those of the statement.
    """

    section: str
    text: str
    quote: Quote
    taken: Literal["claim", "denial", "part", "percent", "none"]
    title: str = ""
    locus: str = ""
    slots: tuple[FilledSlot, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Percent:
    """A stated percentage, ``figure`` as printed without its sign.

    ``of`` is the part (then it with the parts before) or this year's number, ``bases`` what it
    may be of.
    """

    section: str
    figure: str
    of: tuple[Decimal, ...]
    bases: tuple[Decimal, ...]
    growth: bool
    quote: Quote
    number: Quote


@dataclass(frozen=True, slots=True)
class UnusedNumber:
    """A number that nothing was made of: its clause as a span of the section's text, and why."""

    section: str
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class OtherYear:
    """A sentence that reports another year's work as if it were this year's.

    ``sure`` where the sentence alone shows it; ``claims`` are its numbers of the tables, which
    prove it where they equal this year's.
    """

    section: str
    year: int
    sure: bool
    claims: tuple[Claim, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Claims:
    """All that the narrative states which can be held against something."""

    claims: tuple[Claim, ...] = ()
    lists: tuple[ListSum, ...] = ()
    percents: tuple[Percent, ...] = ()
    years: tuple[OtherYear, ...] = ()
    unused: tuple[UnusedNumber, ...] = ()
