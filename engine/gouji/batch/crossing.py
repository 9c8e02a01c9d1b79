"""What crosses between a worker and its child: nothing else is made of what the child says."""

from datetime import date

from gouji.facts.packed import CONTEXT_TYPES
from gouji.model.filing import Filing
from gouji.model.grading import Tally
from gouji.model.kept import Kept
from gouji.model.packing import NOT, Packing
from gouji.model.received import Noted
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as read and recognised, packed; ``head`` is what other reports need of it."""

    head: bytes
    report: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that could not be processed, and why. ``lasting`` if it will never be."""

    reason: str
    lasting: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """An audit as it is to be kept, with its tally."""

    tally: Tally
    kept: Kept


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

    page: bytes
    notice: bytes | None


HEADS = Packing((Filing, Noted))
"""Packs a filing with what was noted of it, or why there is none: this crosses as it is kept."""

CONTEXTS = Packing(CONTEXT_TYPES, level=NOT)
"""Packs what stands beside a report, once for worker and child: figures of many other reports."""

CROSSING = (Judged, Kept, Letter, Reading, Refused, Rendered, Tally)
