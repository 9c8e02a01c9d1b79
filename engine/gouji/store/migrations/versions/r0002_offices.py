"""What offices add: who is to report, what could not be processed, what they decided."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "failures",
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sha256", _TEXT),
        sa.Column("agency", _TEXT),
        sa.Column("parent", _TEXT),
        sa.Column("reason", _TEXT, nullable=False),
    )
    op.create_table(
        "agencies",
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("parent", _TEXT),
        sa.Column("body", _TEXT, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("locus", _TEXT, nullable=False),
        sa.Column("ruling", _TEXT, nullable=False),
        sa.Column("comment", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("when", _TEXT, nullable=False),
        sa.Index("ix_decisions_agency_year", "agency", "year"),
    )
