"""What must be said of reports beside their audits: a list may name another agency than they do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from gouji.store.keeping import chunks
from gouji.store.tables import remarks


def keep(connection: Connection, given: Mapping[int, Sequence[str]]) -> None:
    """Keep what is said of audits, in the place of what was said of them before."""
    for some in chunks(given):
        connection.execute(delete(remarks).where(remarks.c.audit.in_(some)))
    rows = [
        {"audit": audit, "position": position, "text": text}
        for audit, texts in given.items()
        for position, text in enumerate(texts)
    ]
    if rows:
        connection.execute(insert(remarks), rows)


def of(connection: Connection, numbers: Iterable[int]) -> Iterator[str]:
    """Yield what is said of audits, in their order."""
    for some in chunks(numbers):
        query = select(remarks).where(remarks.c.audit.in_(some)).order_by(remarks.c.position)
        found = sorted(connection.execute(query).all(), key=lambda row: some.index(row.audit))
        yield from (row.text for row in found)
