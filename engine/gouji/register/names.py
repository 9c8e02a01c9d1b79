"""Which agency of a year a name means: its own, an alias, a former or a later name."""

from collections import defaultdict
from collections.abc import Iterable

from gouji.model.register import Register, Registered
from gouji.model.spelling import agency_name


class Names:
    """The names of one year's register.

    A name means the agency so called that is there at the end of the year; else the one that has
    it as an alias or a former name; else one that was abolished during the year. A name that an
    agency only took afterwards (its report was printed late) means the agency it was then.
    A name that could mean several means none of them, and stays as it is.
    """

    def __init__(self, register: Register, after: Register | None = None) -> None:
        standing, living = register.standing(), register.living()
        self._agencies = {agency.name: agency for agency in (*reversed(living), *standing)}
        own = {agency.name: agency.name for agency in standing}
        other = _only((name, a.name) for a in standing for name in (*a.aliases, *a.formerly))
        ended = _only((name, a.name) for a in living for name in (a.name, *a.aliases))
        known = ended | other | own
        self._known = _later(register, after, known) | known
        self._called: dict[str, list[str]] = defaultdict(list)
        for name, agency_called in sorted(self._known.items()):
            self._called[agency_called].append(name)

    def agency(self, name: str) -> Registered | None:
        """Return the agency that ``name`` means."""
        return self._agencies.get(self.resolve(name))

    def resolve(self, name: str) -> str:
        """Return the year's name of the agency that ``name`` means, else ``name`` as spelt."""
        spelt = agency_name(name)
        return self._known.get(spelt, spelt)

    def spellings(self, agency: str) -> tuple[str, ...]:
        """Return every name that means ``agency``, which is one of the year's, its own first."""
        return tuple(dict.fromkeys((agency, *self._called.get(agency, ()))))

    def known(self, name: str) -> bool:
        """Tell whether ``name`` means an agency of the register."""
        return agency_name(name) in self._known


def _only(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names that mean one agency alone."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, agency in pairs:
        found[name].add(agency)
    return {name: next(iter(agencies)) for name, agencies in found.items() if len(agencies) == 1}


def _later(register: Register, after: Register | None, known: dict[str, str]) -> dict[str, str]:
    """Return the names that agencies took after the year, where one became one alone."""
    new = [a for a in register.agencies if not a.lives_in(register.year)]
    new += [a for a in after.standing() if a.name not in known] if after else []
    pairs = [(a, {known[f] for f in a.formerly if f in known}) for a in new]
    one = [(a, next(iter(was))) for a, was in pairs if len(was) == 1]
    become = _only((was, a.name) for a, was in one)
    return _only(
        (name, was) for a, was in one if become.get(was) == a.name for name in (a.name, *a.aliases)
    )
