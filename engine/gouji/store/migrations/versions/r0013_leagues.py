"""The league that a report is ranked in, beside its score."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column; a score made anew fills it."""
    op.add_column("scores", sa.Column("league", _TEXT, nullable=False, server_default=""))
