"""Points that people enter for items of a profile, and what is known of each agency's year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from gouji.model.filed import Entered, Filed
from gouji.model.grading import Entry
from gouji.model.register import Register
from gouji.model.spelling import agency_name
from gouji.store.asking import bounded
from gouji.store.tables import items


def keep(connection: Connection, year: int, entered: Sequence[tuple[str, Entered]]) -> None:
    """Keep what was entered for agencies; the last entry on an item counts."""
    rows = [
        asdict(entry) | {"agency": agency_name(agency), "year": bounded(year)}
        for agency, entry in entered
    ]
    if rows:
        connection.execute(insert(items), rows)


def of_year(connection: Connection, year: int) -> dict[str, tuple[Entered, ...]]:
    """Return all entries of a year by agency, oldest first."""
    columns = (items.c.item, items.c.points, items.c.evidence, items.c.who, items.c.when)
    query = select(items.c.agency, *columns).where(items.c.year == bounded(year))
    found: dict[str, tuple[Entered, ...]] = {}
    for agency, *rest in connection.execute(query.order_by(items.c.id)):
        found[agency] = (*found.get(agency, ()), Entered(*rest))
    return found


def filed(
    entries: Iterable[Entry],
    registers: Mapping[int, Register],
    kept: Mapping[int, Mapping[str, tuple[Entered, ...]]],
) -> tuple[Filed, ...]:
    """Return what is known of each entry's agency and year, in order."""
    leagues = {
        (year, agency_name(each.name)): each.league
        for year, register in registers.items()
        for each in register.agencies
    }
    return tuple(
        Filed(
            agency=entry.agency,
            year=entry.year,
            league=leagues.get((entry.year or 0, agency_name(entry.agency))),
            body=entry.body,
            published=entry.published,
            items=kept.get(entry.year or 0, {}).get(agency_name(entry.agency), ()),
        )
        for entry in entries
    )
