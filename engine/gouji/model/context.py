"""What stands beside a report when it is judged: last year's, its members', others', its date."""

from dataclasses import dataclass, field
from datetime import date

from gouji.model.report import Report


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a consolidated report; ``report`` is ``None`` where it could not be read."""

    agency: str
    report: Report | None


@dataclass(frozen=True, slots=True)
class Context:
    """All of it; empty where nothing was given, and then nothing is judged by it."""

    previous: Report | None = None
    published: date | None = None
    members: tuple[Member, ...] = field(default=())
    peers: tuple[Report, ...] = field(default=())
    body: str | None = None
    """The kind of body as a person gave it; else it is told from the agency's name."""
