"""Points that people enter for items of a profile."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    words = ("item", "points", "evidence", "who", "when")
    op.create_table(
        "items",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        *(sa.Column(name, _TEXT, nullable=False) for name in words),
        sa.Index("ix_items_agency_year", "agency", "year"),
    )
