"""The register of agencies: who there is in a year, by which names, and who must report.

Every date is the first day on which something holds: an agency exists from ``since`` on and no
longer on ``until``.
"""

from dataclasses import field
from datetime import date
from typing import Literal

from gouji.model.bodies import UNKNOWN_BODY
from gouji.records import dataclass

Origin = Literal["own", "carried", "learned"]
"""Where a year's register comes from: imported for it, for an earlier year, or seen in reports."""

NOT_COMPARED = "不比较"
"""Stands in place of last year's agency where a report is to be compared with none."""


@dataclass(frozen=True, slots=True)
class Registered:
    """An agency as a register has it; ``row`` is where it stands in the sheet it came from.

    ``reports`` is what was said of its duty to report, ``None`` where the dates decide.
    ``compared`` names the agency whose report of the year before its own is compared with, where
    a person said so.
    """

    name: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    body: str = UNKNOWN_BODY
    league: str | None = None
    reports: bool | None = None
    reason: str = ""
    since: date | None = None
    until: date | None = None
    formerly: tuple[str, ...] = ()
    compared: str | None = None
    note: str = ""
    row: int = field(default=0, compare=False)

    def lives_in(self, year: int) -> bool:
        """Tell whether it exists on some day of ``year``."""
        begun = self.since is None or self.since.year <= year
        return begun and not self.ended_before(year)

    def ended_before(self, year: int) -> bool:
        """Tell whether it is no more when ``year`` begins."""
        end = self.until
        return end is not None and (end.year, end.month, end.day) <= (year, 1, 1)

    def stands_in(self, year: int) -> bool:
        """Tell whether it is there at the end of ``year``, or has to report for it all the same."""
        if not self.lives_in(year):
            return False
        return self.reports is True or self.until is None or self.until.year > year

    def must_report(self, year: int) -> bool:
        """Tell whether a report of ``year`` is due from it."""
        return self.reports is not False and self.stands_in(year)


@dataclass(frozen=True, slots=True)
class Register:
    """The agencies of ``year`` in the order of the sheet.

    ``source`` is the year that they were imported for, ``place`` the file and its sheet. A
    register that was learned has every agency that reports or lists named, up to that year.
    """

    year: int
    agencies: tuple[Registered, ...] = ()
    origin: Origin = "own"
    source: int | None = None
    place: str = ""

    def living(self) -> tuple[Registered, ...]:
        """Return those that exist on some day of the year."""
        return tuple(agency for agency in self.agencies if agency.lives_in(self.year))

    def standing(self) -> tuple[Registered, ...]:
        """Return those that are there at the end of the year."""
        return tuple(agency for agency in self.agencies if agency.stands_in(self.year))

    def due(self) -> tuple[Registered, ...]:
        """Return those from which a report is due."""
        return tuple(agency for agency in self.agencies if agency.must_report(self.year))

    def told(self) -> str:
        """Say where the register comes from, if it was not imported for its year."""
        if self.origin == "carried":
            return (
                f"没有导入{self.year}年度的机关名录，沿用{self.source}年度的，"
                "并按其中的设立、撤销日期作了变动"
            )
        if self.origin == "learned":
            return (
                f"没有导入{self.year}年度的机关名录，应报送的机关按历史记录里见过的推算，"
                "导入名录后才准"
            )
        return ""
