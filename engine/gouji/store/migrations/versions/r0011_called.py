"""What files were called when they were received, how, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the columns; a file of old was called what it stands as."""
    op.add_column("received", sa.Column("called", _TEXT, nullable=False, server_default=""))
    op.add_column("received", sa.Column("filed", sa.Date))
    op.add_column(
        "received", sa.Column("scanned", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE received SET called = agency")
    op.add_column("standing", sa.Column("parent", _TEXT))
    op.add_column("standing", sa.Column("body", _TEXT))
    op.execute(f"UPDATE standing SET parent = {_of('parent')}, body = {_of('body')}")  # noqa: S608


def _of(column: str) -> str:
    return f"(SELECT a.{column} FROM audits a WHERE a.id = standing.audit)"  # noqa: S608 - ours
