"""Keeps audits, each once by its key, and finds those kept."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any, TypeVar, cast

from sqlalchemy import Column, Connection, Label, insert, select

from gouji.model.grading import Entry
from gouji.model.spelling import agency_name, storable
from gouji.records import dataclass
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
    same audit. ``rules`` is the hash of the rule files without the profile, ``document`` the text
    of the audit JSON, ``narrative`` what other reports are compared with, ``digest`` the text of
    what sums need, ``basis`` what the audit can be scored anew by, packed. ``entry.audit`` does
    not matter.
    """

    key: str
    rules: str
    entry: Entry
    document: str
    narrative: str
    digest: str | None = None
    basis: bytes | None = None


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
    found: list[Values] = []
    read: list[Values] = []
    digested: list[dict[str, Any]] = []
    scored: list[dict[str, Any]] = []
    based: list[dict[str, Any]] = []
    for audited in new:
        audit = json.loads(audited.document)
        row = _row(audited, audit["report"]["edition"])
        done = connection.execute(insert(audits), row)
        (number,) = cast("tuple[int]", done.inserted_primary_key)
        scored.append(_score(number, audited, audit))
        based.append(_basis(number, audited, audit))
        found += _findings(number, audit)
        read += _cells(number, audit)
        if audited.digest is not None:
            digested.append({"audit": number, "digest": audited.digest})
    connection.execute(insert(scores), scored)
    connection.execute(insert(bases), based)
    insert_rows(connection, findings, found)
    insert_rows(connection, cells, read)
    if digested:
        connection.execute(insert(digests), digested)


def _row(audited: Audited, edition: str) -> dict[str, Any]:
    entry = asdict(audited.entry)
    for name in ("audit", *MARKS):
        del entry[name]
    parent = entry["parent"]
    return entry | {
        "key": audited.key,
        "rules": audited.rules,
        "agency": agency_name(entry["agency"]),
        "parent": parent and agency_name(parent),
        "edition": edition,
        "narrative": audited.narrative,
        "document": audited.document,
    }


def _score(number: int, audited: Audited, audit: dict[str, Any]) -> dict[str, Any]:
    marks = {name: getattr(audited.entry, name) for name in MARKS}
    marks["league"] = audit["score"].get("league", "")
    return {"audit": number, "scoring": _key(audit, "scoring"), **marks}


def _basis(number: int, audited: Audited, audit: dict[str, Any]) -> dict[str, Any]:
    keys = {name: _key(audit, name) for name in ("reading", "judging")}
    return {"audit": number, "basis": audited.basis, **keys}


def _key(audit: dict[str, Any], name: str) -> str:
    keys: dict[str, str] = audit.get("keys") or {}
    return keys.get(name, "")


def _findings(number: int, audit: dict[str, Any]) -> Iterator[Values]:
    verdicts = (("fail", "findings"), ("review", "reviews"), ("waived", "waived"))
    found = [(verdict, finding) for verdict, key in verdicts for finding in audit[key]]
    for position, (verdict, f) in enumerate(found):
        what = (f["code"], storable(f["locus"]), f["severity"], storable(f["message"]))
        yield number, position, verdict, *what


def _cells(number: int, audit: dict[str, Any]) -> Iterator[Values]:
    for position, (name, cell) in enumerate(audit["cells"].items()):
        raw = cell["raw"]
        shown = None if raw is None else storable(raw)
        yield number, position, name, cell["state"], cell["value"], shown
