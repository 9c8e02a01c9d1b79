"""Points that people enter for items of a profile, and what is known of each agency's year."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, insert, select

from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.filed import NOT_TOLD, Entered, Filed, Particulars
from gouji.model.grading import Due, Entry
from gouji.model.spelling import agency_name
from gouji.records import dataclass
from gouji.register.names import Names
from gouji.store import telling
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


def of_year(
    connection: Connection, year: int, names: Names | None = None
) -> dict[str, tuple[Entered, ...]]:
    """Return all entries of a year by agency, oldest first.

    Agencies are called as they were when it was entered, or as ``names`` call them.
    """
    columns = (
        items.c.item,
        items.c.points,
        items.c.evidence,
        items.c.who,
        items.c.when,
        items.c.withdrawn,
    )
    query = select(items.c.agency, *columns).where(items.c.year == bounded(year))
    found: dict[str, tuple[Entered, ...]] = {}
    for agency, *rest in connection.execute(query.order_by(items.c.id)):
        name = names.resolve(agency) if names else agency
        found[name] = (*found.get(name, ()), Entered(*rest))
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a year beside its reports, by agency as ``names`` call it."""

    names: Names
    items: Mapping[str, tuple[Entered, ...]]
    told: Mapping[str, Particulars]

    def filed(self, entry: Entry) -> Filed:
        """Return what is known of an entry's agency and year: the register goes before lists."""
        name = self.names.resolve(entry.agency)
        registered, told = self.names.agency(name), self.told.get(name, NOT_TOLD)
        return Filed(
            agency=entry.agency,
            year=entry.year,
            league=(registered.league if registered else None) or told.league,
            body=entry.body,
            filed=told.filed,
            due=told.due,
            published=told.published or entry.published,
            unpublished=told.unpublished and entry.published is None,
            items=self.items.get(name, ()),
        )

    def completed(self, due: Due) -> Due:
        """Return what is due with what lists say where the register is silent, and with items."""
        told = self.told.get(due.agency, NOT_TOLD)
        parent = due.parent or (told.parent and self.names.resolve(told.parent))
        body = told.body if due.body == UNKNOWN_BODY and told.body else due.body
        return replace(
            due,
            league=due.league or told.league,
            parent=parent,
            body=body,
            items=self.items.get(due.agency, ()),
        )


def known(connection: Connection, year: int, names: Names) -> Known:
    """Return what is known of a year."""
    own = of_year(connection, year, names)
    return Known(names, own, telling.of_year(connection, bounded(year), names))
