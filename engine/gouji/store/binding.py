"""Binds decisions of which nobody knows what was read to what the report that stands reads."""

from collections.abc import Sequence

from sqlalchemy import Connection, Row, select, tuple_, update

from gouji.model.audit import AuditJson, Finding
from gouji.model.grading import Entry
from gouji.model.rested import rests_on
from gouji.model.spelling import agency_name
from gouji.store.keeping import chunks
from gouji.store.tables import audits, decisions, standing


def bind(connection: Connection, entries: Sequence[Entry]) -> None:
    """Bind the unbound decisions on the years of ``entries`` that stand, and on their findings."""
    for some in chunks({(agency_name(e.agency), e.year) for e in entries if e.year is not None}):
        for row in _unbound(connection, some):
            found = _finding(AuditJson.model_validate_json(row.document), row.code, row.locus)
            if found is not None:
                rested = rests_on(found)
                values = {"digest": rested.digest, "words": rested.words}
                own = update(decisions).where(decisions.c.id == row.id)
                connection.execute(own.values(values))


def _unbound(
    connection: Connection, whose: Sequence[tuple[str, int]]
) -> Sequence[Row[int, str, str, str]]:
    """Return the decisions without a binding, each with the audit that stands for its year."""
    columns = (decisions.c.id, decisions.c.code, decisions.c.locus, audits.c.document)
    same = (standing.c.agency == decisions.c.agency, standing.c.year == decisions.c.year)
    query = (
        select(*columns)
        .join(standing, same[0] & same[1])
        .join(audits, audits.c.id == standing.c.audit)
        .where(decisions.c.digest.is_(None))
        .where(tuple_(decisions.c.agency, decisions.c.year).in_(whose))
    )
    return connection.execute(query).all()


def _finding(audit: AuditJson, code: str, locus: str) -> Finding | None:
    found = (*audit.findings, *audit.reviews, *audit.waived)
    return next((f for f in found if (f.code, f.locus) == (code, locus)), None)
