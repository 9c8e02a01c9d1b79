"""What is kept and belongs to no year."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select

from gouji.store import asking, standing
from gouji.store.tables import NO_YEAR, audits
from gouji.store.tables import standing as standing_table

_NAMED = 3


def yearless() -> Select[Any]:
    """Return what asks for the reports of which no year is known, by name."""
    query = asking.entries_query({}).where(standing_table.c.year == NO_YEAR)
    return query.order_by(None).order_by(audits.c.name, audits.c.id)


def told(connection: Connection) -> Iterator[str]:
    """Say what belongs to no year, so that nothing vanishes from every summary."""
    entries = asking.entries(connection, yearless())
    if entries:
        yield f"另有 {_some([e.name for e in entries])}没有读出年度，没有计入哪一年"
    if failures := standing.failed_in(connection, None):
        yield f"另有 {_some([f.name for f in failures])}没能审核，也不知道是哪一年的"


def _some(names: Sequence[str]) -> str:
    more = "等" if len(names) > _NAMED else ""
    return f"{len(names)} 份文件（{'、'.join(names[:_NAMED])}{more}）"
