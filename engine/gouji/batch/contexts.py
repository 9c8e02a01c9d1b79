"""What stands beside each report of a run: last year's, its members', those like it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.batch.readings import Readings
from gouji.batch.taken import Index, Taken, Whose, called
from gouji.batch.years import Years
from gouji.facts.wholes import mostly_unlike, speaks_alone
from gouji.model.context import Context, Member
from gouji.model.decision import Decision
from gouji.model.filing import Filing
from gouji.model.settlement import Settlement, with_settled
from gouji.records import dataclass
from gouji.store import History

_GOVERNMENT = "government"
_ZERO = Decimal(0)
_PARTIAL = "清单上的下级没有都交来可读的报告，或者清单没有列全，汇总数只核对了不小于任何一个下级"
_ALONE = "报告的数字大多小于下级合计，看来只报告了本机关自己，没有与下级核对"


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of reports, by agency and year."""

    decisions: Mapping[Whose, tuple[Decision, ...]]
    settlements: Mapping[Whose, tuple[Settlement, ...]]

    def settled(self, one: Taken) -> tuple[Settlement, ...]:
        """Return what was settled of a report, or another of its agency's year."""
        return self.settlements.get(one.whose, ()) if one.whose else ()

    def decided(self, one: Taken) -> tuple[Decision, ...]:
        """Return what was decided on a report."""
        return self.decisions.get(one.whose, ()) if one.whose else ()


class Neighbours:
    """Finds the context of each report, in the run itself first, then in the history.

    ``absent`` are the members that filed nothing, by the agency above them; ``alike`` has the
    reports whose narrative is nearly the same, by name; ``years`` is what agencies are called.
    """

    def __init__(
        self,
        taken: Sequence[Taken],
        index: Index,
        readings: Readings,
        history: History,
        years: Years,
        *,
        alike: Mapping[str, Sequence[str]],
        absent: Mapping[str, Sequence[str]],
        said: Said,
    ) -> None:
        self._index = index
        self._by_name = {one.name: one for one in taken}
        self._readings = readings
        self._history = history
        self._years = years
        self._alike = alike
        self._absent = absent
        self._said = said
        self._asked: dict[Whose, Filing | None] = {}
        self.notes: list[str] = []
        self._told = 0

    def told(self) -> tuple[str, ...]:
        """Return the notes that are new since this was asked last."""
        new = tuple(self.notes[self._told :])
        self._told += len(new)
        return new

    def expect(self, several: Sequence[Taken]) -> None:
        """Ask the history at once for last year's reports of those that come next."""
        asked = [(one.agency, one.year) for one in several if one.year is not None]
        before = ((self._years.before(*whose).agency, whose[1] - 1) for whose in asked)
        pairs = [
            (agency, year)
            for agency, year in before
            if agency is not None and self._index.counting((agency, year)) is None
        ]
        self._asked = {**dict.fromkeys(pairs), **self._history.filings(pairs)}

    def context(self, one: Taken) -> Context:
        """Return what stands beside the report ``one``."""
        previous = self._previous(one)
        members, partial = self._below(one)
        own = called(one, one.says, self._years.names(one.year))
        return Context(
            agency=own.agency,
            year=own.year,
            previous=previous,
            published=one.published if own.year == one.year else None,  # of the year that is listed
            members=members,
            partial=partial,
            peers=tuple(self._peer(name) for name in self._alike.get(one.name, ())),
            body=one.told,
            decisions=self._said.decided(one),
            settlements=self._said.settled(one),
        )

    def _previous(self, one: Taken) -> Filing | None:
        """Return last year's report of the agency, or of the one that it was then."""
        if one.year is None:
            return None
        was = self._years.before(one.agency, one.year)
        if was.agency is None:
            self.notes.append(f"{one.agency}：{was.why}")
            return None
        found = self._filing((was.agency, one.year - 1))
        # What the register knows to be one agency is one, however it was called then.
        same = found is not None and found.agency == was.agency
        return replace(found, agency=one.agency) if found is not None and same else found

    def _filing(self, whose: Whose) -> Filing | None:
        """Return the report that counts for an agency's year, where it is certain which."""
        if self._index.is_open(whose):
            return None
        own = self._index.counting(whose)
        if own:
            return self._own(own)
        return self._asked[whose] if whose in self._asked else self._history.filing(*whose)

    def _own(self, one: Taken) -> Filing:
        filing = with_settled(self._readings.filing(one.sha256), self._said.settled(one))
        return called(one, filing, self._years.names(one.year))

    def _peer(self, name: str) -> Filing:
        return self._own(self._by_name[name])

    def _below(self, one: Taken) -> tuple[tuple[Member, ...], bool]:
        """Return the members that a report is held against, and whether they are not all.

        Why a report is held against less than its whole list is told in ``notes``.
        """
        listed = self._members(one)
        known = tuple(member for member in listed if member.filing is not None)
        if not known:
            return (), False
        own = self._own(one).values
        figures = [
            (value, sum((m.filing.values.get(cell) or _ZERO for m in known if m.filing), _ZERO))
            for cell, value in own.items()
            if value is not None
        ]
        if speaks_alone(figures):
            self.notes.append(f"{one.agency}{one.year}年度：{_ALONE}")
            return (), False
        partial = len(known) < len(listed) or mostly_unlike(figures)
        if partial:
            self.notes.append(f"{one.agency}{one.year}年度：{_PARTIAL}")
        return known, partial

    def _members(self, one: Taken) -> tuple[Member, ...]:
        """Return the members of a government's report; other bodies do not report for others."""
        if one.whose is None or one.body != _GOVERNMENT:
            return ()
        agency, year = one.whose
        listed = (*self._index.members(one.whose), *self._absent.get(agency, ()))
        names = (*listed, *self._years.members(agency, year))
        return tuple(Member(name, self._filing((name, year))) for name in sorted(set(names)))
