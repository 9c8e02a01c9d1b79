"""Audits with their findings and cells, and which of them stand."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audits",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", _TEXT, nullable=False, unique=True),
        sa.Column("rules", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False, index=True),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("edition", _TEXT, nullable=False),
        sa.Column("format", _TEXT, nullable=False),
        sa.Column("low", _TEXT, nullable=False),
        sa.Column("high", _TEXT, nullable=False),
        sa.Column("out_of", _TEXT, nullable=False),
        sa.Column("grade", _TEXT),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer, nullable=False),
        sa.Column("advice", sa.Integer, nullable=False),
        sa.Column("reviews", sa.Integer, nullable=False),
        sa.Column("waived", sa.Integer, nullable=False),
        sa.Column("unread", sa.Integer, nullable=False),
        sa.Column("parent", _TEXT),
        sa.Column("body", _TEXT, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("page", _TEXT),
        sa.Column("narrative", sa.LargeBinary, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
        sa.Index("ix_audits_agency_year", "agency", "year"),
    )
    op.create_table(
        "findings",
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("verdict", _TEXT, nullable=False),
        sa.Column("code", _TEXT, nullable=False),
        sa.Column("locus", _TEXT, nullable=False),
        sa.Column("severity", _TEXT, nullable=False),
        sa.Column("message", _TEXT, nullable=False),
        sa.Index("ix_findings_code_verdict", "code", "verdict"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cells",
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("cell", _TEXT, nullable=False),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("value", _TEXT),
        sa.Column("raw", _TEXT),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "standing",
        sa.Column("agency", _TEXT, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False, index=True),
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), nullable=False, index=True),
    )
