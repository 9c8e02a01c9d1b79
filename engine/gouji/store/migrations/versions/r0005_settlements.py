"""What people saw on paper where nothing could be read."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    words = ("sha256", "code", "locus", "value", "reason", "who", "evidence", "when")
    op.create_table(
        "settlements",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        *(sa.Column(name, _TEXT, nullable=False) for name in words),
        sa.Index("ix_settlements_agency_year", "agency", "year"),
    )
