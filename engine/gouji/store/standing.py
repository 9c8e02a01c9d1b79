"""Which audits count, which files failed, and which agencies were named."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, or_, select

from gouji.model.grading import Agency, Entry, Failure
from gouji.model.spelling import agency_name
from gouji.store.asking import Pair
from gouji.store.receiving import Receiving
from gouji.store.registers import Called
from gouji.store.tables import NO_YEAR, failures, learned

_mended = delete(failures).where(
    or_(
        and_(
            failures.c.name == bindparam("of_name"),
            failures.c.year.in_((NO_YEAR, bindparam("of_year"))),
        ),
        and_(
            failures.c.agency == bindparam("of_agency"),
            failures.c.year == bindparam("of_year"),
            failures.c.year != NO_YEAR,
        ),
    )
)
"""The failures that a report mends: its own file's, and those of its agency's year."""


def stand(
    connection: Connection, called: Called, entries: Sequence[Entry], failed: Sequence[Failure]
) -> None:
    """File ``entries`` and choose what counts of their agencies' years; note which files failed."""
    received = Receiving(connection, called)
    received.choose(received.judge(entries))
    spelt = called.spellings(connection, {(e.agency, e.year or NO_YEAR) for e in entries})
    places = (_places(entry, spelt[entry.agency, entry.year or NO_YEAR]) for entry in entries)
    _execute(connection, _mended, list(chain.from_iterable(places)))
    _replace(connection, failures, [_failure(failure) for failure in failed], "name", "year")


def learn(
    connection: Connection, year: int, named: Iterable[Agency], absent: Iterable[Agency]
) -> None:
    """Note the agencies that a year's reports and lists name; what is told now is what holds."""
    rows = [_learned(year, agency, absent=True) for agency in absent]
    rows += [_learned(year, agency, absent=False) for agency in named]
    _replace(connection, learned, rows, "year", "name")


def _learned(year: int, agency: Agency, *, absent: bool) -> dict[str, Any]:
    return {
        "year": year,
        "name": agency_name(agency.name),
        "parent": _optional(agency.parent),
        "body": agency.body,
        "absent": absent,
    }


def failed_in(connection: Connection, year: int | None) -> tuple[Failure, ...]:
    """Return the failures of a year, or those of whom no year is known, by name."""
    query = (
        select(failures)
        .where(failures.c.year == (NO_YEAR if year is None else year))
        .order_by(failures.c.name)
    )
    return tuple(
        Failure(
            name=row.name,
            sha256=row.sha256,
            reason=row.reason,
            agency=row.agency,
            year=row.year or None,
            parent=row.parent,
        )
        for row in connection.execute(query)
    )


def years_of(entries: Iterable[Entry]) -> set[int]:
    """Return the years of ``entries``."""
    return {entry.year for entry in entries if entry.year is not None}


def _places(entry: Entry, spelt: Iterable[Pair]) -> Iterator[dict[str, Any]]:
    for agency, year in spelt:
        yield {"of_agency": agency, "of_year": year, "of_name": entry.name}


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        "name": failure.name,
        "year": failure.year or NO_YEAR,
        "sha256": failure.sha256,
        "agency": _optional(failure.agency),
        "parent": _optional(failure.parent),
        "reason": failure.reason,
    }


def _optional(name: str | None) -> str | None:
    return agency_name(name) if name else None


def _replace(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *key: str
) -> None:
    """Insert ``rows``, the last of each key, in the place of those that are there."""
    last = {tuple(row[name] for name in key): row for row in rows}
    old = delete(table).where(*(table.c[name] == bindparam(f"old_{name}") for name in key))
    _execute(connection, old, [{f"old_{name}": row[name] for name in key} for row in last.values()])
    _execute(connection, insert(table), list(last.values()))


def _execute(connection: Connection, statement: Any, rows: Sequence[dict[str, Any]]) -> None:  # noqa: ANN401 - any statement
    if rows:
        connection.execute(statement, rows)
