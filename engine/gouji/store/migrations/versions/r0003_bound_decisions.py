"""Decisions are bound to what was read; those made before, where one knows what that was."""

import zlib
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from gouji.model.audit import AuditJson
from gouji.model.rested import Rested, rests_on

revision = "0003"
down_revision = "0002"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MADE = sa.text("SELECT id, agency, year, code, locus FROM decisions")
_READ = sa.text(
    "SELECT DISTINCT a.id, a.document FROM audits a JOIN findings f ON f.audit = a.id"
    " WHERE a.agency = :agency AND a.year = :year AND f.code = :code AND f.locus = :locus"
    " AND f.verdict <> 'waived'"
)
"""The audits on which a decision may have been made: not those that it was already applied to."""
_BIND = sa.text("UPDATE decisions SET digest = :digest, words = :words WHERE id = :id")


def upgrade() -> None:
    """Add what a decision is bound to; one that may have been made on several stays unbound."""
    op.add_column("decisions", sa.Column("digest", _TEXT))
    op.add_column("decisions", sa.Column("words", _TEXT, nullable=False, server_default=""))
    bind = op.get_bind()
    for made in bind.execute(_MADE).all():
        wanted = {name: getattr(made, name) for name in ("agency", "year", "code", "locus")}
        documents = [row.document for row in bind.execute(_READ, wanted)]
        read = {each for text in documents for each in _rested(text, made.code, made.locus)}
        if len({each.digest for each in read}) == 1:
            rested = min(read, key=lambda each: each.words)
            bind.execute(_BIND, {"digest": rested.digest, "words": rested.words, "id": made.id})


def _rested(document: bytes, code: str, locus: str) -> Iterator[Rested]:
    text = zlib.decompress(document).decode(errors="surrogatepass")
    audit = AuditJson.model_validate_json(text)
    for found in (*audit.findings, *audit.reviews):
        if (found.code, found.locus) == (code, locus):
            yield rests_on(found)
