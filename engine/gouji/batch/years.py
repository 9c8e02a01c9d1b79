"""What agencies are called in the years of a run, asked of the history once a year."""

from collections.abc import Mapping, Sequence

from gouji.batch.manifest import Listed
from gouji.facts.agencies import placed
from gouji.model.filed import Particulars, Told
from gouji.model.register import Register
from gouji.register.names import Names
from gouji.register.succession import Before
from gouji.store import History


class Years:
    """Names of agencies by year; of a report without a year, every name means itself."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._names: dict[int | None, Names] = {None: Names(Register(0))}
        self._registers: dict[int, Register] = {}
        self._told: dict[int, Mapping[str, Particulars]] = {}
        self._before: dict[int, Mapping[str, Before]] = {}

    def names(self, year: int | None) -> Names:
        """Return which agency a name means in ``year``."""
        if year not in self._names and year is not None:
            self._names[year] = self._history.names(year)
        return self._names[year]

    def particulars(self, year: int) -> Mapping[str, Particulars]:
        """Return what lists and people said of ``year``, by agency; asked once."""
        if year not in self._told:
            self._told[year] = self._history.particulars(year)
        return self._told[year]

    def tell(self, told: Sequence[Told]) -> None:
        """Keep what lists say."""
        self._history.tell(told)
        self._told = {}

    def resolve(self, name: str, year: int | None) -> str:
        """Return the name in ``year`` of the agency that ``name`` means."""
        return self.names(year).resolve(name)

    def listed(self, row: Listed, year: int | None) -> str | None:
        """Return what a list calls an agency, such that it means one agency in ``year``.

        A short name that the year's register does not know (教育局) stands behind the place whose
        government is its parent: lists of two counties that say it mean two agencies.
        """
        names = self.names(year)
        if row.agency is None or row.parent is None or names.known(row.agency):
            return row.agency
        return placed(row.agency, names.resolve(row.parent))

    def members(self, agency: str, year: int) -> tuple[str, ...]:
        """Return from whom below ``agency`` a report is due, where a register was imported."""
        if year not in self._registers:
            self._registers[year] = self._history.register(year)
        register, names = self._registers[year], self.names(year)
        below = (a for a in register.due() if a.parent and names.resolve(a.parent) == agency)
        return () if register.origin == "learned" else tuple(a.name for a in below)

    def before(self, agency: str, year: int) -> Before:
        """Return what an agency of ``year`` was in the year before; itself where nobody knows."""
        if year not in self._before:
            self._before[year] = self._history.before(year)
        return self._before[year].get(agency, Before(agency))
