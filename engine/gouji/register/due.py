"""Who has to report on a year, and what became of it."""

from collections.abc import Collection, Iterable
from itertools import chain

from gouji.model.grading import Agency, Due
from gouji.model.register import Register, Registered
from gouji.register.names import Names


def whence(register: Register, owing: Iterable[Due]) -> tuple[str, ...]:
    """Say where a year's register comes from, where somebody may ask: it is not the year's own.

    Of one that was learned nothing is said where nobody is missing whom no list of the year names.
    """
    inferred = {agency.name for agency in register.agencies if agency.reports is None}
    missing = any(
        (one.year, one.state) == (register.year, "missing") and one.agency in inferred
        for one in owing
    )
    asked = register.origin == "carried" or (register.origin == "learned" and missing)
    return (register.told(),) if asked else ()


def due(
    register: Register,
    names: Names,
    filed: Collection[str],
    failed: Collection[str],
    listed: Iterable[Agency] = (),
) -> tuple[Due, ...]:
    """Return those of whom a report is due, in order of name.

    ``filed`` have a report that stands, ``failed`` only files that could not be processed;
    ``listed`` stand in a list without a file, and are due too unless the register knows better.
    """
    there = {names.resolve(name) for name in filed}
    tried = {names.resolve(name) for name in failed}
    more = (Registered(a.name, parent=a.parent, body=a.body) for a in listed)
    owing = {a.name: a for a in chain((m for m in more if not names.known(m.name)), register.due())}
    return tuple(
        Due(
            agency=agency.name,
            year=register.year,
            parent=None if agency.parent is None else names.resolve(agency.parent),
            body=agency.body,
            league=agency.league,
            state="filed" if name in there else "failed" if name in tried else "missing",
        )
        for name, agency in sorted(owing.items())
    )
