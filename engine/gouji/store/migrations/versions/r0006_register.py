"""Registers of agencies by year; the agencies known so far, as learned in the years of reports."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables, and give the agencies known so far their years."""
    op.create_table(
        "learned",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", _TEXT, primary_key=True),
        sa.Column("parent", _TEXT),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("absent", sa.Boolean, nullable=False),
    )
    op.create_table(
        "registers",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("year", sa.Integer, nullable=False, index=True),
        sa.Column("place", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("when", _TEXT, nullable=False),
    )
    op.create_table(
        "registered",
        sa.Column("register", sa.Integer, sa.ForeignKey("registers.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", _TEXT, nullable=False, index=True),
        sa.Column("aliases", _TEXT, nullable=False),
        sa.Column("parent", _TEXT),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("league", _TEXT),
        sa.Column("reports", sa.Boolean),
        sa.Column("reason", _TEXT, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.Column("formerly", _TEXT, nullable=False),
        sa.Column("compared", _TEXT),
        sa.Column("note", _TEXT, nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
    )
    op.execute(_TRACED)
    op.execute(_UNTRACED)
    op.drop_table("agencies")


_TRACED = """
INSERT INTO learned (year, name, parent, body, absent)
SELECT traced.year, agencies.name, agencies.parent, agencies.body, false
FROM agencies JOIN (
  SELECT agency, year FROM standing WHERE year <> 0
  UNION SELECT agency, year FROM failures WHERE year <> 0 AND agency IS NOT NULL
) AS traced ON traced.agency = agencies.name
"""
_UNTRACED = """
INSERT INTO learned (year, name, parent, body, absent)
SELECT 0, name, parent, body, true FROM agencies
WHERE name NOT IN (SELECT name FROM learned)
"""
"""Those that were on a list and of which there is nothing, in no year: nobody knows of when."""
