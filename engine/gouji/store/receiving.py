"""The files received for an agency's year, what people chose among them, and which counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
from gouji.records import named
from gouji.register.names import Names
from gouji.register.placing import above
from gouji.store.asking import Pair
from gouji.store.keeping import chunks
from gouji.store.registers import Called
from gouji.store.tables import NO_YEAR, audits, choices, received, standing

_own = and_(
    received.c.agency == bindparam("of_agency"),
    received.c.year == bindparam("of_year"),
    received.c.name == bindparam("of_name"),
)


class Receiving:
    """What was received, as the registers of its years name the agencies."""

    def __init__(self, connection: Connection, called: Called) -> None:
        self._connection = connection
        self._called = called
        self._names: dict[int, Names] = {}

    def pairs(self, files: Iterable[Received]) -> set[Pair]:
        """Return whose ``files`` are, and of which years."""
        return {(row["agency"], row["year"]) for row in map(self._row, files)}

    def receive(self, files: Sequence[Received]) -> None:
        """Note ``files`` as received in one run; one that was received before stays of its run."""
        known = self._kept(files)
        run = _next_run(self._connection)
        new: dict[tuple[str, int, str], dict[str, Any]] = {}
        for file in files:
            row = self._row(file)
            new[_key(row)] = row | _since(known.get(_key(row)), row, run)
        self._take_place(new.values())

    def judge(self, entries: Sequence[Entry]) -> set[Pair]:
        """Note the audits of files, which are received if they were not; return the pairs."""
        files = [_of_entry(entry) for entry in entries]
        known = self._kept(files)
        self.receive([f for f in files if not self._is_known(f, known)])
        rows = [_place(self._row(file)) | {"of_audit": file.audit} for file in files]
        self._execute(update(received).where(_own).values(audit=bindparam("of_audit")), rows)
        pairs = {(row["of_agency"], row["of_year"]) for row in rows}
        return pairs | self._leave(files)

    def _leave(self, files: Sequence[Received]) -> set[Pair]:
        """Remove files from where they stood before; return the pairs that they left."""
        by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in map(self._row, files):
            by_name[row["name"]].append(row)
        left: list[dict[str, Any]] = []
        for some in chunks(by_name):
            olds = map(_as_kept, _of(self._connection, received.c.name.in_(some)))
            left += [old for old in olds if _moved(old, by_name[old["name"]])]
        self._execute(delete(received).where(_own), [_place(row) for row in left])
        return {(row["agency"], row["year"]) for row in left}

    def regroup(self, first: int) -> set[Pair]:
        """File what was received for ``first`` and later years as the registers name it now.

        Return the pairs that files came from and went to.
        """
        olds = [_as_kept(f) for f in _of(self._connection, received.c.year >= first)]
        new = [(old, self._row(Received(**old))) for old in sorted(olds, key=_run)]
        moved = [(old, row) for old, row in new if old["agency"] != row["agency"]]
        self._execute(delete(received).where(_own), [_place(old) for old, _ in moved])
        last = {_key(row): row for _, row in new}  # of one name, the one that came last
        self._take_place(last[_key(row)] for _, row in moved)
        return {(row["agency"], row["year"]) for both in moved for row in both}

    def choose(self, pairs: Iterable[Pair]) -> None:
        """Let of each of ``pairs`` that one file count which is to."""
        wanted = list(pairs)
        found = self.standings(wanted, judged=True)
        places = [{"of_agency": agency, "of_year": year} for agency, year in wanted]
        own = and_(
            standing.c.agency == bindparam("of_agency"), standing.c.year == bindparam("of_year")
        )
        self._execute(delete(standing).where(own), places)
        above = self._above(one.counts.audit for one in found.values())
        rows = [
            {"agency": agency, "year": year, "audit": one.counts.audit, "reason": one.reason}
            | self._placed((agency, year), above[one.counts.audit])
            for (agency, year), one in found.items()
        ]
        self._execute(insert(standing), rows)

    def standings(self, pairs: Iterable[Pair], *, judged: bool) -> dict[Pair, Standing]:
        """Return what counts of each of ``pairs``: of what was ``judged``, or of all received."""
        wanted = set(pairs)
        files: dict[Pair, list[Received]] = defaultdict(list)
        for some in chunks(sorted(wanted)):
            for row in _of(self._connection, tuple_(received.c.agency, received.c.year).in_(some)):
                if row.audit is not None or not judged:
                    files[row.agency, row.year or NO_YEAR].append(row)
        chosen = self._chosen({year for _, year in files})
        return {pair: standing_of(own, chosen.get(pair)) for pair, own in files.items()}

    def _chosen(self, years: Iterable[int]) -> dict[Pair, Chosen]:
        """Return what people chose in ``years``, under whichever name, the last of each."""
        query = select(choices).where(choices.c.year.in_(list(years))).order_by(choices.c.id)
        return {
            (self._resolve(r.agency, r.year), r.year): Chosen(r.name, r.sha256, r.who, r.why)
            for r in self._connection.execute(query)
        }

    def _above(self, numbers: Iterable[int | None]) -> dict[int | None, tuple[str | None, str]]:
        """Return what audits have as the agency above, and as the kind of body."""
        columns = (audits.c.id, audits.c.parent, audits.c.body)
        found: dict[int | None, tuple[str | None, str]] = {}
        for some in chunks(numbers):
            query = select(*columns).where(audits.c.id.in_(some))
            found |= {row.id: (row.parent, row.body) for row in self._connection.execute(query)}
        return found

    def _placed(self, whose: Pair, kept: tuple[str | None, str]) -> dict[str, Any]:
        agency, year = whose
        parent, body = above(agency, kept, self._of_year(year))
        return {"parent": parent, "body": body}

    def _of_year(self, year: int) -> Names:
        if year not in self._names:
            self._names[year] = self._called.names(self._connection, year)
        return self._names[year]

    def _resolve(self, agency: str, year: int) -> str:
        return self._of_year(year).resolve(agency)

    def _row(self, file: Received) -> dict[str, Any]:
        year, called = file.year or NO_YEAR, file.called or file.agency
        names = {"agency": self._resolve(called, year), "called": called}
        return named(file) | names | {"name": storable(file.name), "year": year}

    def _kept(self, files: Sequence[Received]) -> dict[tuple[str, int, str], Received]:
        """Return what is there already under the names of ``files``."""
        rows = [self._row(file) for file in files]
        kept: dict[tuple[str, int, str], Received] = {}
        for some in chunks(dict.fromkeys((row["agency"], row["year"]) for row in rows)):
            where = tuple_(received.c.agency, received.c.year).in_(some)
            kept |= {_key(_as_kept(each)): each for each in _of(self._connection, where)}
        return kept

    def _is_known(self, file: Received, known: dict[tuple[str, int, str], Received]) -> bool:
        row = self._row(file)
        old = known.get(_key(row))
        return old is not None and old.sha256 == row["sha256"]

    def _take_place(self, rows: Iterable[dict[str, Any]]) -> None:
        wanted = list(rows)
        self._execute(delete(received).where(_own), [_place(row) for row in wanted])
        self._execute(insert(received), wanted)

    def _execute(self, statement: Any, rows: Sequence[dict[str, Any]]) -> None:  # noqa: ANN401 - any statement
        if rows:
            self._connection.execute(statement, rows)


def _since(old: Received | None, row: dict[str, Any], run: int) -> dict[str, Any]:
    """Return what a file that is received has from when it came before."""
    if old is None or old.sha256 != row["sha256"]:
        return {"run": run, "audit": None}
    return {"run": old.run, "audit": old.audit, "filed": row["filed"] or old.filed}


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


def several(connection: Connection, called: Called, year: int) -> tuple[Standing, ...]:
    """Return what counts where an agency has several files of ``year``, by agency."""
    query = (
        select(received.c.agency)
        .where(received.c.year == year, received.c.audit.is_not(None))
        .group_by(received.c.agency)
        .having(func.count() > 1)
        .order_by(received.c.agency)
    )
    pairs = [(agency, year) for agency in connection.execute(query).scalars()]
    found = Receiving(connection, called).standings(pairs, judged=True)
    return tuple(found[pair] for pair in pairs)


def years_from(connection: Connection, first: int) -> set[int]:
    """Return the years, from ``first`` on, of which something was received."""
    query = select(received.c.year).where(received.c.year >= first).distinct()
    return set(connection.execute(query).scalars()) - {NO_YEAR}


def pairs_from(connection: Connection, first: int) -> set[Pair]:
    """Return whose files, from the year ``first`` on, were received or stand."""
    return {
        (row.agency, row.year)
        for table in (received, standing)
        for row in connection.execute(
            select(table.c.agency, table.c.year).where(table.c.year >= first).distinct()
        )
    }


def _of(connection: Connection, condition: ColumnElement[bool]) -> list[Received]:
    rows = connection.execute(select(received).where(condition)).mappings()
    return [Received(**(dict(row) | {"year": row["year"] or None})) for row in rows]


def _as_kept(file: Received) -> dict[str, Any]:
    return named(file) | {"year": file.year or NO_YEAR}


def _run(row: dict[str, Any]) -> tuple[int, str]:
    return row["run"], row["agency"]


def _key(row: dict[str, Any]) -> tuple[str, int, str]:
    return row["agency"], row["year"], row["name"]


def _next_run(connection: Connection) -> int:
    last: int | None = connection.execute(select(func.max(received.c.run))).scalar()
    return (last or 0) + 1


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


def _place(row: dict[str, Any]) -> dict[str, Any]:
    return {f"of_{name}": row[name] for name in ("agency", "year", "name")}
