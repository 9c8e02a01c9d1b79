"""Rounds of mending: a report is returned, and the next file that stands ends the round."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import ColumnElement, Connection, insert, select, tuple_, update

from gouji.model.grading import Entry
from gouji.model.round import Round
from gouji.model.spelling import agency_name
from gouji.store.keeping import chunks
from gouji.store.tables import audits, rounds, standing


def send_back(connection: Connection, round_: Round) -> None:
    """Keep a round that begins."""
    row = asdict(round_) | {"agency": agency_name(round_.agency)}
    connection.execute(insert(rounds), row)


def end(connection: Connection, entries: Sequence[Entry], day: date) -> None:
    """End the rounds of whom another file stands than the one that was returned."""
    years = {(agency_name(e.agency), e.year) for e in entries if e.year is not None}
    for some in chunks(sorted(years)):
        query = (
            select(rounds.c.id, standing.c.audit)
            .join(
                standing,
                (standing.c.agency == rounds.c.agency) & (standing.c.year == rounds.c.year),
            )
            .join(audits, audits.c.id == standing.c.audit)
            .where(rounds.c.mended.is_(None), audits.c.sha256 != rounds.c.sha256)
            .where(tuple_(rounds.c.agency, rounds.c.year).in_(some))
        )
        for row in connection.execute(query).all():
            own = update(rounds).where(rounds.c.id == row.id)
            connection.execute(own.values(mended=row.audit, ended=day))


def all_rounds(
    connection: Connection, conditions: Iterable[ColumnElement[bool]]
) -> tuple[Round, ...]:
    """Return the rounds that meet ``conditions``: by agency, then as they began."""
    query = select(*rounds.c).where(*conditions).order_by(rounds.c.agency, rounds.c.id)
    return tuple(Round(*rest) for _, *rest in connection.execute(query))
