"""What stands beside each report of a run: last year's, its members', those like it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gouji.batch.readings import Readings
from gouji.batch.taken import Index, Taken, Whose
from gouji.model.context import Context, Member
from gouji.model.decision import Decision
from gouji.model.filing import Filing
from gouji.store import History

_GOVERNMENT = "government"


class Neighbours:
    """Finds the context of each report, in the run itself first, then in the history.

    ``absent`` are the members that filed nothing, by the agency above them; ``alike`` has the
    reports whose narrative is nearly the same, by name.
    """

    def __init__(
        self,
        taken: Sequence[Taken],
        readings: Readings,
        history: History,
        alike: Mapping[str, Sequence[str]],
        absent: Mapping[str, Sequence[str]],
    ) -> None:
        self._index = Index(taken)
        self._by_name = {one.name: one for one in taken}
        self._readings = readings
        self._history = history
        self._alike = alike
        self._absent = absent

    def context(self, one: Taken, decisions: tuple[Decision, ...]) -> Context:
        """Return what stands beside the report ``one``."""
        listed = one.job.listed
        previous = self._filing((one.agency, one.year - 1)) if one.year is not None else None
        members = self._members(one)
        known = tuple(member for member in members if member.filing is not None)
        return Context(
            previous=previous,
            published=listed.published,
            members=known,
            partial=len(known) < len(members) or self._unlike(one, known),
            peers=tuple(self._peer(name) for name in self._alike.get(one.name, ())),
            body=listed.body,
            decisions=decisions,
        )

    def _filing(self, whose: Whose) -> Filing | None:
        """Return the report of an agency's year, if there is exactly one."""
        if self._index.has(whose):
            only = self._index.only(whose)
            return self._own(only) if only else None
        return self._history.filing(*whose)

    def _own(self, one: Taken) -> Filing:
        return replace(self._readings.filing(one.sha256), agency=one.agency, year=one.year)

    def _peer(self, name: str) -> Filing:
        return self._own(self._by_name[name])

    def _members(self, one: Taken) -> tuple[Member, ...]:
        """Return the members of a government's report; other bodies do not report for others."""
        if one.whose is None or one.body != _GOVERNMENT:
            return ()
        agency, year = one.whose
        names = (*self._index.members(one.whose), *self._absent.get(agency, ()))
        return tuple(Member(name, self._filing((name, year))) for name in sorted(set(names)))

    def _unlike(self, one: Taken, members: Sequence[Member]) -> bool:
        """Tell whether most figures are not sums of the members': then some are not listed."""
        if not members:
            return False
        parts = [member.filing.values for member in members if member.filing is not None]
        figures = {k: v for k, v in self._readings.filing(one.sha256).values.items() if v}
        agree = sum(sum(part.get(k) or 0 for part in parts) == v for k, v in figures.items())
        return 2 * agree < len(figures)
