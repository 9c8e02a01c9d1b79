"""What lists and people say of agencies' years, and what follows from all of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, fields, replace

from sqlalchemy import ColumnElement, Connection, insert, select

from gouji.model.filed import Particulars, Told, particulars
from gouji.model.spelling import agency_name
from gouji.register.names import Names
from gouji.store.tables import told

_COLUMNS = tuple(told.c[field.name] for field in fields(Told))


def keep(connection: Connection, given: Sequence[Told]) -> None:
    """Keep what is said; what a list said last already is not kept again."""
    rows = [replace(each, agency=agency_name(each.agency)) for each in given]
    last: dict[tuple[str, int, str, str], str] = {}
    for year in sorted({each.year for each in rows}):
        last |= {_key(each): each.value for each in _of(connection, told.c.year == year)}
    new = []
    for each in rows:
        if each.who or last.get(_key(each)) != each.value:
            new.append(asdict(each))
        last[_key(each)] = each.value
    if new:
        connection.execute(insert(told), new)


def _key(each: Told) -> tuple[str, int, str, str]:
    return each.agency, each.year, each.what, each.who


def of_year(connection: Connection, year: int, names: Names) -> dict[str, Particulars]:
    """Return what follows by agency, as the register of the year calls it."""
    by_agency: dict[str, list[Told]] = defaultdict(list)
    for each in _of(connection, told.c.year == year):
        by_agency[names.resolve(each.agency)].append(each)
    return {agency: particulars(some) for agency, some in by_agency.items()}


def said(connection: Connection, year: int) -> tuple[Told, ...]:
    """Return all that people said of a year, oldest first."""
    return tuple(_of(connection, (told.c.year == year) & (told.c.who != "")))


def _of(connection: Connection, condition: ColumnElement[bool]) -> list[Told]:
    query = select(*_COLUMNS).where(condition).order_by(told.c.id)
    return [Told(*row) for row in connection.execute(query)]
