"""Scores in force: an audit's document has the one in force, whatever it was made with."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from gouji.store.keeping import chunks
from gouji.store.tables import audits, bases, scores


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an audit can be scored anew by, and the score that is in force.

    ``rules`` is the hash of the rules that it was judged by. ``basis`` is ``None`` for an audit of
    a version that kept none.
    """

    audit: int
    edition: str
    rules: str
    scoring: str
    basis: bytes | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A score to be in force; ``document`` has what of the audit's JSON it takes the place of."""

    audit: int
    scoring: str
    low: Decimal
    high: Decimal
    out_of: Decimal
    grade: str | None
    league: str
    document: str


def documents(connection: Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Return the texts of audits with the scores in force."""
    found: dict[int, str] = {}
    for some in chunks(numbers):
        query = (
            select(audits.c.id, audits.c.document, scores.c.document.label("score"))
            .join(scores, scores.c.audit == audits.c.id)
            .where(audits.c.id.in_(some))
        )
        for number, document, score in connection.execute(query):
            found[number] = document if score is None else _composed(document, score)
    return found


def _composed(document: str, score: str) -> str:
    """Return an audit with another score; its keys stay in their order."""
    audit: dict[str, Any] = json.loads(document)
    new: dict[str, Any] = json.loads(score)
    keys = {**(audit.get("keys") or {}), **new.pop("keys")}
    rules = {**audit["rules"], **new.pop("rules")}
    return json.dumps(audit | new | {"rules": rules, "keys": keys}, ensure_ascii=False)


def grounds(connection: Connection, numbers: Iterable[int]) -> dict[int, Grounds]:
    """Return what audits can be scored anew by."""
    found: dict[int, Grounds] = {}
    columns = (audits.c.id, audits.c.edition, audits.c.rules, scores.c.scoring, bases.c.basis)
    joined = audits.join(scores, scores.c.audit == audits.c.id).outerjoin(
        bases, bases.c.audit == audits.c.id
    )
    for some in chunks(numbers):
        query = select(*columns).select_from(joined).where(audits.c.id.in_(some))
        found |= {row.id: Grounds(*row) for row in connection.execute(query)}
    return found


def put_in_force(connection: Connection, given: Sequence[Scored]) -> None:
    """Let scores be in force in the place of those that are."""
    names = ("scoring", "low", "high", "out_of", "grade", "league", "document")
    statement = (
        update(scores)
        .where(scores.c.audit == bindparam("of_audit"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    rows = [
        {"of_audit": each.audit} | {f"new_{name}": getattr(each, name) for name in names}
        for each in given
    ]
    if rows:
        connection.execute(statement, rows)
