"""The words by which the parts of a report are known, read from ``rules/wording.yaml``."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gouji.model.claim_wording import ClaimWording
from gouji.model.form import Strict


def _as_words(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Phrase = Annotated[tuple[str, ...], BeforeValidator(_as_words), Field(min_length=1)]
"""One word, or several that must stand in one sentence in any order."""


class TitleWording(Strict):
    """The report's title: ``name`` is mandated, ``near`` are names that fall short of it."""

    name: str
    near: tuple[str, ...]
    agency_endings: tuple[str, ...]
    not_agency: tuple[str, ...]


class PeriodWording(Strict):
    """Words in the sentence that states the statistical period."""

    words: tuple[str, ...]


class NoticeWording(Strict):
    """The notice that gives the form: issuer, title and number."""

    issuer: str
    title: str
    symbol: str
    year: int
    serial: int
    marks: tuple[str, ...]
    """Words that only stand in a citation of the notice's title."""


class ContactWording(Strict):
    """How address and telephone are introduced, and numbers that are nobody's telephone."""

    address: tuple[str, ...]
    road_words: tuple[str, ...]
    telephone: tuple[str, ...]
    not_telephone: tuple[str, ...]
    not_contact: tuple[str, ...]


class FeeWording(Strict):
    """Sentences that say whether 信息处理费 was charged, and those that only name the rules."""

    phrases: tuple[Phrase, ...]
    citations: tuple[str, ...]


class TopicWording(Strict):
    """Something a section must speak of.

    ``words`` always count. ``hints`` count in a sub-heading, and anywhere in a section that is
    not divided by sub-headings, but not in a sentence with one of ``except_words``.
    """

    id: str
    section: str
    title: str
    words: tuple[Phrase, ...]
    hints: tuple[Phrase, ...] = ()
    except_words: tuple[str, ...] = ()


class Placeholder(Strict):
    """A left-over of a template: a regular expression and what it is."""

    pattern: str
    title: str


class BodyWording(Strict):
    """The endings of the names of one kind of body; the longest ending decides."""

    kind: Literal["government", "office", "department", "town", "zone"]
    endings: tuple[str, ...]


class Wording(Strict):
    """All of it."""

    title: TitleWording
    period: PeriodWording
    basis: tuple[str, ...]
    notice: NoticeWording
    contact: ContactWording
    fee_disclosure: FeeWording
    download: tuple[Phrase, ...]
    topics: tuple[TopicWording, ...]
    placeholders: tuple[Placeholder, ...]
    bodies: tuple[BodyWording, ...] = ()
    county: str = "(?!)"
    """A regular expression for names of counties and of their departments."""
    claims: ClaimWording | None = None
    """From its own file, ``rules/claims.yaml``."""
