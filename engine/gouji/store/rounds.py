"""Rounds of mending: a report is returned, and the next file that stands ends the round."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, insert, select, update

from gouji.model.round import Round
from gouji.model.spelling import agency_name
from gouji.store.registers import Called
from gouji.store.tables import audits, received, rounds, standing


def send_back(connection: Connection, round_: Round) -> None:
    """Keep a round that begins."""
    row = asdict(round_) | {"agency": agency_name(round_.agency)}
    connection.execute(insert(rounds), row)


def end(connection: Connection, called: Called, years: Iterable[int], day: date) -> None:
    """End the rounds of ``years`` of whom another file stands than the one that was returned.

    It came on the day on which it was filed, else published, where that is known; else on ``day``.
    """
    wanted = sorted(set(years))
    names = called.by_year(connection, wanted)
    open_ = select(rounds).where(rounds.c.mended.is_(None), rounds.c.year.in_(wanted))
    for row in connection.execute(open_).all():
        found = connection.execute(_counting(names[row.year].resolve(row.agency), row.year)).first()
        if found is not None and found.sha256 != row.sha256:
            ended = _came((found.filed, found.published), row.returned) or day
            own = update(rounds).where(rounds.c.id == row.id)
            connection.execute(own.values(mended=found.id, ended=ended))


def _counting(agency: str, year: int) -> Select[Any]:
    """Return the query for the file that counts of an agency's year."""
    return (
        select(audits.c.id, audits.c.sha256, received.c.published, received.c.filed)
        .join(standing, standing.c.audit == audits.c.id)
        .outerjoin(received, received.c.audit == audits.c.id)
        .where(standing.c.agency == agency, standing.c.year == year)
    )


def _came(days: Iterable[date | None], returned: date) -> date | None:
    """Return the first of ``days`` that is known, and not before a report was returned."""
    return next((day for day in days if day and day >= returned), None)


def all_rounds(connection: Connection, called: Called, year: int | None) -> tuple[Round, ...]:
    """Return the rounds of ``year``, or all: by agency as its year calls it, then as they began."""
    query = select(*rounds.c).order_by(rounds.c.id)
    if year is not None:
        query = query.where(rounds.c.year == year)
    found = [Round(*rest) for _, *rest in connection.execute(query)]
    names = called.by_year(connection, (each.year for each in found))
    named = (replace(each, agency=names[each.year].resolve(each.agency)) for each in found)
    return tuple(sorted(named, key=lambda each: each.agency))
