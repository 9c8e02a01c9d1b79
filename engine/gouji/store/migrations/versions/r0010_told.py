"""What lists and people say of an agency's year: league, kind, days of filing and publication."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "told",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        *(sa.Column(name, _TEXT, nullable=False) for name in ("what", "value", "at", "who")),
        sa.Column("when", _TEXT),
        sa.Index("ix_told_agency_year", "agency", "year"),
    )
