"""Rounds in which reports are returned and mended."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rounds",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("returned", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("comment", _TEXT, nullable=False),
        sa.Column("mended", sa.Integer, sa.ForeignKey("audits.id")),
        sa.Column("ended", sa.Date),
        sa.Index("ix_rounds_agency_year", "agency", "year"),
    )
