"""Registers of agencies as the history keeps them, and the one that holds for a year."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, func, insert, select

from gouji.model.grading import Agency, Due
from gouji.model.register import Register, Registered
from gouji.records import dataclass
from gouji.register.carrying import carried
from gouji.register.due import due
from gouji.register.names import Names
from gouji.store.asking import Pair, bounded
from gouji.store.tables import NO_YEAR, failures, learned, registered, registers, standing

_NAMES = ("aliases", "formerly")
_COLUMNS = tuple(registered.c[field.name] for field in fields(Registered))


@dataclass(frozen=True, slots=True)
class Imported:
    """When a register was imported, by whom, from which file."""

    year: int
    place: str
    sha256: str
    who: str
    when: datetime


def keep(connection: Connection, register: Register, by: Imported) -> None:
    """Keep a register; from now on it is the one of its year."""
    done = connection.execute(insert(registers), asdict(by))
    (number,) = cast("tuple[int]", done.inserted_primary_key)
    rows = [_row(agency) | {"register": number} for agency in register.agencies]
    numbered = [row | {"position": position} for position, row in enumerate(rows)]
    if numbered:
        connection.execute(insert(registered), numbered)


def _row(agency: Registered) -> dict[str, Any]:
    return asdict(agency) | {name: "\n".join(getattr(agency, name)) for name in _NAMES}


def imports(connection: Connection) -> tuple[Imported, ...]:
    """Return every import there was, the newest year first, in a year the last one first."""
    query = select(*(registers.c[field.name] for field in fields(Imported)))
    order = (registers.c.year.desc(), registers.c.id.desc())
    return tuple(Imported(*row) for row in connection.execute(query.order_by(*order)))


def of_year(connection: Connection, year: int) -> Register:
    """Return the register that holds for ``year``.

    Its own; else the last one of an earlier year with the changes since; else what was learned.
    """
    found = _last(connection, registers.c.year <= year)
    if found is None:
        return _learned(connection, year)
    return found if found.year == year else carried(found, year)


class Called:
    """What names mean in each year, worked out anew when a register was imported since."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._names: dict[int, Names] = {}

    def names(self, connection: Connection, year: int) -> Names:
        """Return what names mean in ``year``, those too that only the next year's register has.

        Where no register was ever imported, and of what has no year, every name means itself.
        """
        last = connection.execute(select(func.max(registers.c.id))).scalar()
        if last != self._last:
            self._last, self._names = last, {}
        if last is None or year == NO_YEAR:
            return Names(Register(year))
        if year not in self._names:
            after = _last(connection, registers.c.year == year + 1)
            self._names[year] = Names(of_year(connection, year), after)
        return self._names[year]

    def by_year(self, connection: Connection, years: Iterable[int]) -> dict[int, Names]:
        """Return what names mean in each of ``years``."""
        return {year: self.names(connection, year) for year in sorted(set(years))}

    def spellings(self, connection: Connection, pairs: Iterable[Pair]) -> dict[Pair, list[Pair]]:
        """Return under which names each of ``pairs`` may be kept, the year's own name first."""
        wanted = [(agency, asked, bounded(asked)) for agency, asked in pairs]
        called = self.by_year(connection, {year for _, _, year in wanted})
        found = {}
        for agency, asked, year in wanted:
            names = called[year]
            spelt = names.spellings(names.resolve(agency))
            found[agency, asked] = [(name, year) for name in spelt]
        return found


def due_in(connection: Connection, year: int, names: Names) -> tuple[Due, ...]:
    """Return who has to report on ``year``, and what became of it as it stands now."""
    filed = select(standing.c.agency).where(standing.c.year == year)
    failed = select(failures.c.agency).where(
        failures.c.year.in_((year, NO_YEAR)), failures.c.agency.is_not(None)
    )
    listed = select(learned.c.name, learned.c.parent, learned.c.body)
    absent = listed.where(learned.c.year == year, learned.c.absent).order_by(learned.c.name)
    return due(
        of_year(connection, year),
        names,
        filed=connection.execute(filed).scalars().all(),
        failed=connection.execute(failed).scalars().all(),
        listed=[Agency(*row) for row in connection.execute(absent)],
    )


def _last(connection: Connection, condition: Any) -> Register | None:  # noqa: ANN401 - a condition
    order = (registers.c.year.desc(), registers.c.id.desc())
    query = select(registers).where(condition).order_by(*order).limit(1)
    found = connection.execute(query).first()
    if found is None:
        return None
    rows = select(*_COLUMNS).where(registered.c.register == found.id)
    agencies = connection.execute(rows.order_by(registered.c.position)).mappings()
    return Register(found.year, tuple(map(_agency, agencies)), "own", found.year, found.place)


def _agency(row: Any) -> Registered:  # noqa: ANN401 - a row by its columns
    return Registered(**dict(row) | {name: tuple(row[name].splitlines()) for name in _NAMES})


def _learned(connection: Connection, year: int) -> Register:
    """Return the agencies named up to ``year``, each as it was named last."""
    query = select(learned).where(learned.c.year <= year).order_by(learned.c.name, learned.c.year)
    last = {row.name: row for row in connection.execute(query)}
    agencies = (
        Registered(
            row.name,
            parent=row.parent,
            body=row.body,
            reports=True if row.absent and row.year == year else None,
        )
        for row in last.values()
    )
    return Register(year, tuple(agencies), "learned")
