"""What stands beside a report when it is judged: last year's, its members', others', its date."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from gouji.model.decision import Decision
from gouji.model.filing import Filing
from gouji.model.settlement import Settlement
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a consolidated report; ``filing`` is ``None`` where it could not be read.

    ``doubts`` has the cells that its own report contradicts, with the values that they may have:
    as printed first, as mended last; none where nobody can say.
    """

    agency: str
    filing: Filing | None
    doubts: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """All of it; empty where nothing was given, and then nothing is judged by it.

    ``agency`` and ``year`` are whose report it is, where a list says so in other words than the
    report itself.
    """

    agency: str | None = None
    year: int | None = None
    previous: Filing | None = None
    doubts: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    """What ``previous`` says of its own cells, as :attr:`Member.doubts`."""
    published: date | None = None
    members: tuple[Member, ...] = field(default=())
    partial: bool = False
    """``members`` are known not to be all: only a member above the whole is judged."""
    peers: tuple[Filing, ...] = field(default=())
    body: str | None = None
    """The kind of body as a person gave it; else it is told from the agency's name."""
    decisions: tuple[Decision, ...] = field(default=())
    """What was decided on earlier findings of this report; those dismissed are waived."""
    settlements: tuple[Settlement, ...] = field(default=())
    """What people saw on paper where this report, or another of its year, was not read."""


NO_CONTEXT = Context()
