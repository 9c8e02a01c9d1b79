"""Scores in force: an audit's document has the one in force, whatever it was made with."""

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import sha256
from sys import intern
from typing import Any

from sqlalchemy import Connection, LargeBinary, bindparam, select, type_coerce, update

from gouji.records import dataclass
from gouji.store.keeping import chunks
from gouji.store.tables import audits, bases, scores


@dataclass(frozen=True, slots=True)
class Grounds:
    """The score of an audit that is in force, by its key, and whether it can be scored anew.

    ``rules`` is the hash of the rules that it was judged by. An audit of a version that kept no
    basis ``has_basis`` not.
    """

    audit: int
    edition: str
    rules: str
    scoring: str
    has_basis: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """A score to be in force; ``document`` has what of the audit's JSON it takes the place of.

    That is compressed, for thousands are held at once, and its grade is ``grade`` whatever it says.
    """

    audit: int
    scoring: str
    low: Decimal
    high: Decimal
    out_of: Decimal
    grade: str | None
    league: str
    document: bytes


def documents(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return the texts of audits with the scores in force."""
    found: dict[int, str] = {}
    for some in chunks(numbers):
        query = (
            select(audits.c.id, audits.c.document, scores.c.document.label("score"), scores.c.grade)
            .join(scores, scores.c.audit == audits.c.id)
            .where(audits.c.id.in_(some))
        )
        for number, document, score, grade in connection.execute(query):
            found[number] = document if score is None else _composed(document, score, grade)
    return found


def states(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return a hash of all that the texts of audits hang on, without reading the texts.

    An audit is never changed, and its key is of all that it was made from.
    """
    found: dict[int, str] = {}
    packed = type_coerce(scores.c.document, LargeBinary)
    query = select(audits.c.id, audits.c.key, scores.c.scoring, scores.c.grade, packed)
    joined = query.join(scores, scores.c.audit == audits.c.id)
    for some in chunks(numbers):
        for number, *made_from in connection.execute(joined.where(audits.c.id.in_(some))):
            found[number] = sha256(repr(made_from).encode()).hexdigest()
    return found


def _composed(document: str, score: str, grade: str | None) -> str:
    """Return an audit with another score, which has ``grade``; its keys stay in their order."""
    audit: dict[str, Any] = json.loads(document)
    new: dict[str, Any] = json.loads(score)
    new["score"]["grade"] = grade
    keys = {**(audit.get("keys") or {}), **new.pop("keys")}
    rules = {**audit["rules"], **new.pop("rules")}
    return json.dumps(audit | new | {"rules": rules, "keys": keys}, ensure_ascii=False)


def grounds(connection: Connection, numbers: Iterable[int]) -> dict[int, Grounds]:
    """Return what audits can be scored anew by."""
    found: dict[int, Grounds] = {}
    has_basis = bases.c.basis.is_not(None)
    columns = (audits.c.id, audits.c.edition, audits.c.rules, scores.c.scoring, has_basis)
    joined = audits.join(scores, scores.c.audit == audits.c.id).outerjoin(
        bases, bases.c.audit == audits.c.id
    )
    for some in chunks(numbers):
        query = select(*columns).select_from(joined).where(audits.c.id.in_(some))
        for number, edition, rules, *rest in connection.execute(query):
            found[number] = Grounds(number, intern(edition), intern(rules), *rest)
    return found


def packed_bases(connection: Connection, numbers: Iterable[int]) -> dict[int, bytes]:
    """Return what audits can be scored anew by, packed, of those that have it."""
    found: dict[int, bytes] = {}
    query = select(bases.c.audit, bases.c.basis).where(bases.c.basis.is_not(None))
    for some in chunks(numbers):
        rows = connection.execute(query.where(bases.c.audit.in_(some)))
        found |= {row.audit: row.basis for row in rows}
    return found


def put_in_force(connection: Connection, given: Sequence[Scored]) -> None:
    """Let scores be in force in the place of those that are."""
    names = ("scoring", "low", "high", "out_of", "grade", "league", "document")
    statement = (
        update(scores)
        .where(scores.c.audit == bindparam("of_audit"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    for some in chunks(given):
        rows = [
            {"of_audit": each.audit} | {f"new_{name}": getattr(each, name) for name in names}
            for each in some
        ]
        connection.execute(statement, rows)
