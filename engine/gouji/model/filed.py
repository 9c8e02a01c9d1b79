"""What an office knows of an agency's year beside the report: its league, dates, entered items."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gouji.model.bodies import UNKNOWN_BODY
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Entered:
    """Points that a person entered for an item of the profile; ``evidence`` says what for."""

    item: str
    points: Decimal
    evidence: str = ""
    who: str = ""
    when: datetime | None = None
    withdrawn: bool = False
    """It was taken back: there is no entry."""


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
        last = {entry.item: entry for entry in self.items}
        return {item: entry for item, entry in last.items() if not entry.withdrawn}


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a list or a person says of an agency's year, as text.

    ``what`` is a field of :class:`Particulars`. ``who`` is the person, nobody for a list; ``at``
    names the row. A person who says nothing (``value`` is empty) takes back what was said before.
    """

    agency: str
    year: int
    what: str
    value: str
    at: str = ""
    who: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class Particulars:
    """What lists and people said of an agency's year; ``by`` names who said it, if a person did."""

    league: str | None = None
    parent: str | None = None
    body: str | None = None
    filed: date | None = None
    due: date | None = None
    published: date | None = None
    unpublished: bool = False
    by: tuple[tuple[str, str], ...] = ()

    def who(self, what: str) -> str:
        """Return who said it; nobody where a list did."""
        return dict(self.by).get(what, "")


NOT_TOLD = Particulars()
DAYS = ("filed", "due", "published")
"""Those that are days, as ISO has them in :class:`Told`."""
FIRST = ("filed", "published")
"""Those that happen once: of what lists say the earliest day counts, later ones are mended files.
"""
FACTS = ("league", "parent", "body", *DAYS, "unpublished")
"""All that may be told."""


def particulars(told: Iterable[Told]) -> Particulars:
    """Return what follows from all that was ``told`` of one agency's year, in order.

    What a person said goes before what lists say; else the last counts, or the earliest of
    :data:`FIRST`.
    """
    by_what: dict[str, list[Told]] = {what: [] for what in FACTS}
    for each in told:
        by_what[each.what].append(each)
    counting = {what: found for what, some in by_what.items() if (found := _counting(what, some))}
    values = {what: _value(what, each.value) for what, each in counting.items()}
    if values.get("published"):
        values["unpublished"] = False
    by = tuple((what, each.who) for what, each in counting.items() if each.who)
    return Particulars(**values, by=by)


def _counting(what: str, told: Sequence[Told]) -> Told | None:
    said = [each for each in told if each.who]
    if said and said[-1].value:
        return said[-1]
    listed = [each for each in told if not each.who]
    if not listed:
        return None
    return min(listed, key=lambda each: each.value) if what in FIRST else listed[-1]


def _value(what: str, text: str) -> Any:  # noqa: ANN401 - of whatever type the field is
    if what in DAYS:
        return date.fromisoformat(text)
    return text == "yes" if what == "unpublished" else text


NOTHING = Filed()
"""Where only the report is known."""
