"""What an office knows of an agency's year beside the report: its league, dates, entered items."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gouji.model.bodies import UNKNOWN_BODY


@dataclass(frozen=True, slots=True)
class Entered:
    """Points that a person entered for an item of the profile; ``evidence`` says what for."""

    item: str
    points: Decimal
    evidence: str = ""
    who: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """All of it. What is not known is ``None``, and costs what it might cost only as an open end.

    ``filed`` and ``published`` are the days it was filed and published on; ``due`` is the day it
    had to be filed by where that is another than the profile's. ``unmended`` counts the rounds in
    which it was returned and not mended. Of two entries for one item the last counts.
    """

    agency: str | None = None
    year: int | None = None
    league: str | None = None
    body: str = UNKNOWN_BODY
    filed: date | None = None
    due: date | None = None
    published: date | None = None
    unpublished: bool = False
    """A person found that it was never published."""
    unmended: int = 0
    items: tuple[Entered, ...] = ()

    @property
    def entered(self) -> dict[str, Entered]:
        """The entries that count, by item."""
        return {entry.item: entry for entry in self.items}


NOTHING = Filed()
"""Where only the report is known."""

FILED_TYPES = (Entered, Filed)
"""What a packed one may be made of."""
