"""What sums over many reports need of an audit, apart from it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; audits that are there already have no digest and are read as a whole."""
    op.create_table(
        "digests",
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), primary_key=True),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
