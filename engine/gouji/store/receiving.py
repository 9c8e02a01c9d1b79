"""The files received for an agency's year, what people chose among them, and which counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from gouji.model.grading import Entry
from gouji.model.received import Chosen, Received, Standing
from gouji.model.received import standing as standing_of
from gouji.model.spelling import agency_name, storable
from gouji.store.keeping import chunks
from gouji.store.tables import NO_YEAR, choices, received, standing

Pair = tuple[str, int]

_own = and_(
    received.c.agency == bindparam("of_agency"),
    received.c.year == bindparam("of_year"),
    received.c.name == bindparam("of_name"),
)


def receive(connection: Connection, files: Sequence[Received]) -> None:
    """Note ``files`` as received in one run; one that was received before stays of its run."""
    known = _kept(connection, files)
    run = _next_run(connection)
    new: dict[tuple[str, int, str], dict[str, Any]] = {}
    for file in files:
        row = _row(file)
        key = (row["agency"], row["year"], row["name"])
        old = known.get(key)
        same = old is not None and old.sha256 == row["sha256"]
        kept = {"run": old.run, "audit": old.audit} if old and same else {"run": run, "audit": None}
        new[key] = row | kept
    _take_place(connection, new.values())


def judge(connection: Connection, entries: Sequence[Entry]) -> set[Pair]:
    """Note the audits of files, which are received if they were not; return the pairs concerned."""
    files = [_of_entry(entry) for entry in entries]
    known = _kept(connection, files)
    receive(connection, [f for f in files if not _is_known(f, known)])
    rows = [_place(_row(file)) | {"of_audit": file.audit} for file in files]
    _execute(connection, update(received).where(_own).values(audit=bindparam("of_audit")), rows)
    pairs = {(row["of_agency"], row["of_year"]) for row in rows}
    return pairs | _leave(connection, files)


def _leave(connection: Connection, files: Sequence[Received]) -> set[Pair]:
    """Remove files from where they stood before; return the pairs that they left."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in files:
        row = _row(file)
        by_name[row["name"]].append(row)
    left: list[dict[str, Any]] = []
    for some in chunks(by_name):
        olds = map(_row, _of(connection, received.c.name.in_(some)))
        left += [old for old in olds if _moved(old, by_name[old["name"]])]
    _execute(connection, delete(received).where(_own), [_place(row) for row in left])
    return {(row["agency"], row["year"]) for row in left}


def _moved(old: dict[str, Any], given: Sequence[dict[str, Any]]) -> bool:
    """Tell whether ``old`` stood before it was known whose it is, or of which year.

    Then the same file is now another's; or one of the same name has the agency or the year that
    could not be read.
    """
    if any((new["agency"], new["year"]) == (old["agency"], old["year"]) for new in given):
        return False
    nameless = old["agency"] == agency_name(old["name"])
    return any(
        new["sha256"] == old["sha256"]
        or old["year"] == NO_YEAR
        or (nameless and new["year"] == old["year"])
        for new in given
    )


def choose(connection: Connection, pairs: Iterable[Pair]) -> None:
    """Let of each of ``pairs`` that one file count which is to."""
    wanted = list(pairs)
    found = standings(connection, wanted, judged=True)
    places = [{"of_agency": agency, "of_year": year} for agency, year in wanted]
    own = and_(standing.c.agency == bindparam("of_agency"), standing.c.year == bindparam("of_year"))
    _execute(connection, delete(standing).where(own), places)
    rows = [
        {"agency": agency, "year": year, "audit": one.counts.audit, "reason": one.reason}
        for (agency, year), one in found.items()
    ]
    _execute(connection, insert(standing), rows)


def standings(
    connection: Connection, pairs: Iterable[Pair], *, judged: bool
) -> dict[Pair, Standing]:
    """Return what counts of each of ``pairs``; of what was ``judged`` alone, or of all received."""
    files: dict[Pair, list[Received]] = defaultdict(list)
    chosen: dict[Pair, Chosen] = {}
    for some in chunks(dict.fromkeys(pairs)):
        for row in _of(connection, tuple_(received.c.agency, received.c.year).in_(some)):
            if row.audit is not None or not judged:
                files[row.agency, row.year or NO_YEAR].append(row)
        chosen |= _chosen(connection, tuple_(choices.c.agency, choices.c.year).in_(some))
    return {pair: standing_of(own, chosen.get(pair)) for pair, own in files.items()}


def several(connection: Connection, year: int) -> tuple[Standing, ...]:
    """Return what counts where an agency has several files of ``year``, by agency."""
    query = (
        select(received.c.agency)
        .where(received.c.year == year, received.c.audit.is_not(None))
        .group_by(received.c.agency)
        .having(func.count() > 1)
        .order_by(received.c.agency)
    )
    pairs = [(agency, year) for agency in connection.execute(query).scalars()]
    found = standings(connection, pairs, judged=True)
    return tuple(found[pair] for pair in pairs)


def _chosen(connection: Connection, condition: ColumnElement[bool]) -> dict[Pair, Chosen]:
    rows = connection.execute(select(choices).where(condition).order_by(choices.c.id))
    return {(r.agency, r.year): Chosen(r.name, r.sha256, r.who, r.why) for r in rows}


def _of(connection: Connection, condition: ColumnElement[bool]) -> list[Received]:
    rows = connection.execute(select(received).where(condition)).mappings()
    return [Received(**(dict(row) | {"year": row["year"] or None})) for row in rows]


def _kept(
    connection: Connection, files: Sequence[Received]
) -> dict[tuple[str, int, str], Received]:
    """Return what is there already under the names of ``files``."""
    rows = [_row(file) for file in files]
    kept: dict[tuple[str, int, str], Received] = {}
    for some in chunks(dict.fromkeys((row["agency"], row["year"]) for row in rows)):
        for each in _of(connection, tuple_(received.c.agency, received.c.year).in_(some)):
            kept[each.agency, each.year or NO_YEAR, each.name] = each
    return kept


def _is_known(file: Received, known: dict[tuple[str, int, str], Received]) -> bool:
    row = _row(file)
    old = known.get((row["agency"], row["year"], row["name"]))
    return old is not None and old.sha256 == row["sha256"]


def _next_run(connection: Connection) -> int:
    last: int | None = connection.execute(select(func.max(received.c.run))).scalar()
    return (last or 0) + 1


def _take_place(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    wanted = list(rows)
    _execute(connection, delete(received).where(_own), [_place(row) for row in wanted])
    _execute(connection, insert(received), wanted)


def _of_entry(entry: Entry) -> Received:
    return Received(
        agency=entry.agency,
        year=entry.year,
        name=entry.name,
        sha256=entry.sha256,
        published=entry.published,
        unread=entry.unread,
        format=entry.format,
        audit=entry.audit,
    )


def _row(file: Received) -> dict[str, Any]:
    names = {"agency": agency_name(file.agency), "name": storable(file.name)}
    return asdict(file) | names | {"year": file.year or NO_YEAR}


def _place(row: dict[str, Any]) -> dict[str, Any]:
    return {f"of_{name}": row[name] for name in ("agency", "year", "name")}


def _execute(connection: Connection, statement: Any, rows: Sequence[dict[str, Any]]) -> None:  # noqa: ANN401 - any statement
    if rows:
        connection.execute(statement, rows)
