"""Points that were entered can be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("withdrawn", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("items", column)
