"""Questions to the history: entries by filters, filings, decisions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypedDict, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, exists, func, or_, select, tuple_

from gouji.model.audit import AuditJson
from gouji.model.decision import Decision
from gouji.model.digest import Digest, digest
from gouji.model.filing import Filing
from gouji.model.grading import Entry
from gouji.model.settlement import Settlement
from gouji.model.spelling import agency_name
from gouji.store.keeping import SCORED, STANDING, chunks
from gouji.store.tables import audits, cells, decisions, findings, scores, settlements, standing
from gouji.store.tables import digests as digest_table

Pair = tuple[str, int]
"""An agency and a year."""
Spelt = Mapping[Pair, Sequence[Pair]]
"""Pairs as asked, each with the names under which it may be kept, the year's own name first."""

_Said = TypeVar("_Said", Decision, Settlement)

_WHOLE_AT_ONCE = 20
_LARGEST = 2**31 - 2
_ZERO = Decimal(0)


class Filters(TypedDict, total=False):
    """What entries must have. ``agency`` may be a part of the name; ``code`` is a failed rule's.

    Those ``ungraded`` lie between two grades.
    """

    year: int | None
    agency: str | None
    grade: str | None
    ungraded: bool
    parent: str | None
    body: str | None
    code: str | None


def bounded(number: int) -> int:
    """Return ``number`` as databases compare it; nothing kept is as large as the bound."""
    return max(-1, min(number, _LARGEST))


def entries_query(filters: Filters) -> Select[Any]:
    """Return the query for standing entries: the newest year first, then by agency."""
    joined = select(*STANDING).select_from(SCORED.join(standing, standing.c.audit == audits.c.id))
    order = (audits.c.year.desc().nulls_last(), standing.c.agency, audits.c.id)
    return joined.where(*_conditions(filters)).order_by(*order)


def counted(connection: Connection, filters: Filters) -> int:
    """Return how many entries ``filters`` leave."""
    query = select(func.count()).select_from(entries_query(filters).order_by(None).subquery())
    return connection.execute(query).scalar_one()


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if (year := filters.get("year")) is not None:
        conditions.append(audits.c.year == bounded(year))
    if agency := filters.get("agency"):
        called = (standing.c.agency, audits.c.agency)
        conditions.append(or_(*(named_like(column, agency) for column in called)))
    if parent := filters.get("parent"):
        conditions.append(standing.c.parent == agency_name(parent))
    if grade := filters.get("grade"):
        conditions.append(scores.c.grade == grade)
    if filters.get("ungraded"):
        conditions.append(scores.c.grade.is_(None))
    if body := filters.get("body"):
        conditions.append(standing.c.body == body)
    if code := filters.get("code"):
        has = (findings.c.audit == audits.c.id, findings.c.code == code)
        conditions.append(exists().where(*has, findings.c.verdict == "fail"))
    return conditions


def named_like(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Return the condition that ``part`` is in the name of an agency."""
    return column.icontains(agency_name(part), autoescape=True)


def entries(connection: Connection, query: Select[Any]) -> tuple[Entry, ...]:
    """Return the entries of ``query``, which must select ``ENTRY``.

    They share the texts that they have in common: there may be a province of them.
    """
    shared: dict[Any, Any] = {}
    return tuple(
        Entry(*(shared.setdefault(each, each) if type(each) is str else each for each in row))
        for row in connection.execute(query)
    )


def filings(connection: Connection, spelt: Spelt) -> dict[Pair, Filing]:
    """Return the standing reports of the pairs that have one, called as the year calls them.

    Where reports stand under several names of an agency, that under its own counts. Where nothing
    tells which of several files counts, there is none to compare with.
    """
    columns = (
        audits.c.id, standing.c.agency, standing.c.year, audits.c.edition, audits.c.sha256,
    )  # fmt: skip
    found: dict[Pair, tuple[int, Filing]] = {}
    for asked in _asked(spelt):
        query = (
            select(*columns, audits.c.narrative)
            .join(audits, standing.c.audit == audits.c.id)
            .where(tuple_(standing.c.agency, standing.c.year).in_(asked))
            .where(func.coalesce(standing.c.reason, "") != "open")
        )
        rows = connection.execute(query).all()
        values = _values(connection, [row.id for row in rows])
        for row in rows:
            for pair in asked[row.agency, row.year]:
                rank = spelt[pair].index((row.agency, row.year))
                if pair not in found or rank < found[pair][0]:
                    found[pair] = (
                        rank,
                        Filing(
                            spelt[pair][0][0],
                            row.year,
                            row.edition,
                            values[row.id],
                            row.narrative,
                            sha256=row.sha256,
                        ),
                    )
    return {pair: filing for pair, (_, filing) in found.items()}


def digests(connection: Connection, numbers: Sequence[int]) -> dict[int, Digest]:
    """Return the digests of audits; what has none, kept by an older version, is read as a whole."""
    table = digest_table
    query = select(table.c.audit, table.c.digest).where(table.c.audit.in_(numbers))
    found = {audit: Digest.unpacked(text) for audit, text in connection.execute(query)}
    lacking = [number for number in numbers if number not in found]
    for some in chunks(lacking, _WHOLE_AT_ONCE):
        documents = select(audits.c.id, audits.c.document).where(audits.c.id.in_(some))
        for number, document in connection.execute(documents):
            found[number] = digest(AuditJson.model_validate_json(document))
    return found


def _values(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Decimal | None]]:
    """Return what each cell counts for in a tie, by audit, in the form's order."""
    query = (
        select(cells.c.audit, cells.c.cell, cells.c.state, cells.c.value)
        .where(cells.c.audit.in_(numbers))
        .order_by(cells.c.audit, cells.c.position)
    )
    values: dict[int, dict[str, Decimal | None]] = {number: {} for number in numbers}
    for audit, cell, state, value in connection.execute(query):
        values[audit][cell] = _value(state, value)
    return values


def _value(state: str, value: str | None) -> Decimal | None:
    if state == "blank":
        return _ZERO
    return None if value is None else Decimal(value)


def decided(connection: Connection, spelt: Spelt) -> dict[Pair, tuple[Decision, ...]]:
    """Return the decisions on each pair, under whichever name they were made, oldest first."""
    return _by_pair(connection, spelt, decisions, all_decisions)


def settled(connection: Connection, spelt: Spelt) -> dict[Pair, tuple[Settlement, ...]]:
    """Return what was settled of each pair, under whichever name, oldest first."""
    return _by_pair(connection, spelt, settlements, all_settlements)


def all_decisions(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Decision, ...]:
    """Return the decisions that meet ``conditions``, oldest first."""
    query = select(*decisions.c).where(*conditions).order_by(decisions.c.id)
    return tuple(Decision(*rest) for _, *rest in connection.execute(query))


def all_settlements(
    connection: Connection, *conditions: ColumnElement[bool]
) -> tuple[Settlement, ...]:
    """Return the settlements that meet ``conditions``, oldest first."""
    query = select(*settlements.c).where(*conditions).order_by(settlements.c.id)
    return tuple(Settlement(*rest) for _, *rest in connection.execute(query))


def _by_pair(
    connection: Connection,
    spelt: Spelt,
    table: Table,
    rows: Callable[[Connection, ColumnElement[bool]], tuple[_Said, ...]],
) -> dict[Pair, tuple[_Said, ...]]:
    found: dict[Pair, tuple[_Said, ...]] = dict.fromkeys(spelt, ())
    for asked in _asked(spelt):
        key = tuple_(table.c.agency, table.c.year)
        for each in rows(connection, key.in_(asked)):
            for pair in asked[each.agency, each.year]:
                found[pair] += (each,)
    return found


def _asked(spelt: Spelt) -> Iterator[dict[Pair, list[Pair]]]:
    """Yield the names that are looked for, each with the pairs that it was asked for."""
    for some in chunks(spelt.items()):
        keys: dict[Pair, list[Pair]] = {}
        for pair, names in some:
            for name in names:
                keys.setdefault(name, []).append(pair)
        yield keys
