"""Scores beside audits, what they are made of, the files received, and what people chose."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MARKS = ("low", "high", "out_of", "grade")


def upgrade() -> None:
    """Make the tables and move what is kept into them."""
    _make()
    op.execute(
        "INSERT INTO scores (audit, scoring, low, high, out_of, grade) "
        "SELECT id, '', low, high, out_of, grade FROM audits"
    )
    op.execute(f"{_RECEIVED} JOIN standing s ON s.audit = a.id")
    op.execute(
        f"{_RECEIVED} JOIN (SELECT max(b.id) AS id FROM audits b"  # noqa: S608 - written below
        " JOIN standing s ON s.agency = b.agency AND s.year = COALESCE(b.year, 0)"
        " JOIN audits c ON c.id = s.audit WHERE b.name <> c.name"
        " GROUP BY b.agency, COALESCE(b.year, 0), b.name) n ON n.id = a.id"
    )
    op.execute("UPDATE received SET run = 1 WHERE audit IN (SELECT audit FROM standing)")
    for name in _MARKS:
        op.drop_column("audits", name)


_RECEIVED = (
    "INSERT INTO received"
    " (agency, year, name, sha256, run, published, draft, unread, format, figures, audit)"
    " SELECT a.agency, COALESCE(a.year, 0), a.name, a.sha256, 0, a.published, '', a.unread,"
    " a.format, '', a.id FROM audits a"
)


def _make() -> None:
    op.create_table(
        "scores",
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), primary_key=True),
        sa.Column("scoring", _TEXT, nullable=False),
        sa.Column("low", _TEXT, nullable=False),
        sa.Column("high", _TEXT, nullable=False),
        sa.Column("out_of", _TEXT, nullable=False),
        sa.Column("grade", _TEXT),
        sa.Column("document", sa.LargeBinary),
    )
    op.create_table(
        "bases",
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id"), primary_key=True),
        sa.Column("reading", _TEXT, nullable=False),
        sa.Column("judging", _TEXT, nullable=False),
        sa.Column("basis", sa.LargeBinary),
    )
    op.create_table(
        "received",
        sa.Column("agency", _TEXT, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", _TEXT, primary_key=True, index=True),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("draft", _TEXT, nullable=False),
        sa.Column("unread", sa.Integer, nullable=False),
        sa.Column("format", _TEXT, nullable=False),
        sa.Column("figures", _TEXT, nullable=False),
        sa.Column("audit", sa.Integer, sa.ForeignKey("audits.id")),
    )
    op.create_table(
        "choices",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("agency", _TEXT, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("who", _TEXT, nullable=False),
        sa.Column("why", _TEXT, nullable=False),
        sa.Column("when", _TEXT, nullable=False),
        sa.Index("ix_choices_agency_year", "agency", "year"),
    )
    op.create_table(
        "profiles",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", _TEXT, nullable=False),
    )
    op.add_column("standing", sa.Column("reason", _TEXT))
