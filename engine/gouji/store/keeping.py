"""Keeps audits, each once by its key, and finds those kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import chain, count, repeat
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Label, insert, select

from gouji.model.grading import Entry
from gouji.model.kept import Columns, Kept
from gouji.model.spelling import agency_name
from gouji.records import dataclass, named
from gouji.store.bulk import Values, insert_rows
from gouji.store.tables import audits, bases, cells, digests, findings, scores, standing

CHUNK = 500
"""How much is asked for at once: databases bound the parameters of a statement."""

MARKS = ("low", "high", "out_of", "grade", "league")
"""What of an entry is of its score."""


PLACED = ("agency", "parent", "body")
"""What of an entry the register of its year says."""


def _column(name: str) -> Label[Any] | Column[Any]:
    if name == "audit":
        return audits.c.id.label("audit")
    return scores.c[name] if name in MARKS else audits.c[name]


ENTRY = tuple(_column(field.name) for field in fields(Entry))
"""The columns of an :class:`Entry`, in the order of its fields; see :data:`SCORED`."""

STANDING = tuple(standing.c[column.name] if column.name in PLACED else column for column in ENTRY)
"""The same of what stands: whose it is as the register of its year has it."""

SCORED = audits.join(scores, scores.c.audit == audits.c.id)
"""What they are of."""

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit to be kept.

    ``key`` identifies content, rules, context and name together: what has the same key is the
    same audit. ``rules`` is the hash of the rule files without the profile. ``entry.audit`` does
    not matter.
    """

    key: str
    rules: str
    entry: Entry
    kept: Kept


def chunks(items: Iterable[_Item], size: int = CHUNK) -> Iterator[list[_Item]]:
    """Yield ``items``, so many at a time."""
    rest = list(items)
    yield from (rest[start : start + size] for start in range(0, len(rest), size))


def known(connection: Connection, keys: Iterable[str]) -> dict[str, Entry]:
    """Return the entries of the audits that have one of ``keys``."""
    found: dict[str, Entry] = {}
    for some in chunks(dict.fromkeys(keys)):
        query = select(audits.c.key, *ENTRY).select_from(SCORED)
        rows = connection.execute(query.where(audits.c.key.in_(some)))
        found |= {key: Entry(*entry) for key, *entry in rows}
    return found


def keep(connection: Connection, given: Sequence[Audited]) -> tuple[Entry, ...]:
    """Keep the audits that are new; return the entries of all, in order, with their numbers."""
    by_key = {audited.key: audited for audited in given}
    entries = known(connection, by_key)
    new = [audited for key, audited in by_key.items() if key not in entries]
    if new:
        _insert(connection, new)
        entries |= known(connection, [audited.key for audited in new])
    return tuple(entries[audited.key] for audited in given)


def _insert(connection: Connection, new: Sequence[Audited]) -> None:
    connection.execute(insert(audits), [_row(audited) for audited in new])
    numbers = _numbers(connection, [audited.key for audited in new])
    made = [(numbers[audited.key], audited) for audited in new]
    connection.execute(insert(scores), [_score(number, audited) for number, audited in made])
    connection.execute(insert(bases), [_basis(number, audited.kept) for number, audited in made])
    for table, name in ((findings, "findings"), (cells, "cells")):
        rows = (_rows(number, getattr(audited.kept, name)) for number, audited in made)
        insert_rows(connection, table, list(chain.from_iterable(rows)))
    digested = [
        {"audit": number, "digest": audited.kept.digest}
        for number, audited in made
        if audited.kept.digest is not None
    ]
    if digested:
        connection.execute(insert(digests), digested)


def _numbers(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the audits that have ``keys``, by key."""
    found: dict[str, int] = {}
    for some in chunks(keys):
        query = select(audits.c.key, audits.c.id).where(audits.c.key.in_(some))
        found |= {row.key: row.id for row in connection.execute(query)}
    return found


def _row(audited: Audited) -> dict[str, Any]:
    entry = named(audited.entry)
    for name in ("audit", *MARKS):
        del entry[name]
    parent = entry["parent"]
    return entry | {
        "key": audited.key,
        "rules": audited.rules,
        "agency": agency_name(entry["agency"]),
        "parent": parent and agency_name(parent),
        "edition": audited.kept.edition,
        "narrative": audited.kept.narrative,
        "document": audited.kept.document,
    }


def _score(number: int, audited: Audited) -> dict[str, Any]:
    marks = {name: getattr(audited.entry, name) for name in MARKS}
    marks["league"] = audited.kept.league
    return {"audit": number, "scoring": audited.kept.scoring, **marks}


def _basis(number: int, kept: Kept) -> dict[str, Any]:
    keys = {"reading": kept.reading, "judging": kept.judging}
    return {"audit": number, "basis": kept.basis, **keys}


def _rows(number: int, columns: Columns) -> Iterator[Values]:
    """Yield rows with the number of their audit and their place in it."""
    return zip(repeat(number), count(), *columns, strict=False)
