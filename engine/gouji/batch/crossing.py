"""What crosses between a worker and its child: nothing else is made of what the child says."""

from datetime import date

from gouji.model.filing import Filing
from gouji.model.grading import Tally
from gouji.model.received import Noted
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read and recognised, packed, with what other reports need of it."""

    filing: Filing
    noted: Noted
    report: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be processed, and why. ``lasting`` if it will never be."""

    reason: str
    lasting: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """An audit as JSON, with its tally, its digest as text, and packed what it is scored by."""

    document: str
    tally: Tally
    digest: str
    basis: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What an office's notices say beside the findings."""

    issued: date
    deadline: date
    office: str | None = None
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """The page of an audit as HTML, and its notice as DOCX where one is due."""

    page: str
    notice: bytes | None


CROSSING = (Judged, Letter, Noted, Reading, Refused, Rendered, Tally)
