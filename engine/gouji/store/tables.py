"""The tables of the history as they are after the newest migration."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    false,
)

from gouji.store.columns import Exact, Moment, Packed, Words

NO_YEAR = 0
"""The year of what has none, where the year is a part of a key."""

metadata = MetaData()

audits = Table(
    "audits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Words, nullable=False, unique=True),
    Column("rules", Words, nullable=False),
    Column("name", Words, nullable=False, index=True),
    Column("sha256", Words, nullable=False),
    Column("agency", Words, nullable=False),
    Column("year", Integer),
    Column("edition", Words, nullable=False),
    Column("format", Words, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("advice", Integer, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("waived", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("parent", Words),
    Column("body", Words, nullable=False),
    Column("published", Date),
    Column("page", Words),
    # Last, so that listing does not read past them.
    Column("narrative", Packed, nullable=False),
    Column("document", Packed, nullable=False),
    Index("ix_audits_agency_year", "agency", "year"),
)
"""One row an audit, never changed. ``document`` is the audit JSON as it was made."""

scores = Table(
    "scores",
    metadata,
    Column("audit", ForeignKey("audits.id"), primary_key=True),
    Column("scoring", Words, nullable=False),
    Column("low", Exact, nullable=False),
    Column("high", Exact, nullable=False),
    Column("out_of", Exact, nullable=False),
    Column("grade", Words),
    Column("league", Words, nullable=False, server_default=""),
    Column("document", Packed),
)
"""The score in force of each audit, by its scoring key.

``document`` is what of the audit's JSON it takes the place of, but for ``grade``; null where that
is as it was made.
"""

bases = Table(
    "bases",
    metadata,
    Column("audit", ForeignKey("audits.id"), primary_key=True),
    Column("reading", Words, nullable=False),
    Column("judging", Words, nullable=False),
    Column("basis", LargeBinary),
)
"""The keys of each audit and, packed, what it can be scored anew by; audits of old have none."""

received = Table(
    "received",
    metadata,
    Column("agency", Words, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("name", Words, primary_key=True, index=True),
    Column("sha256", Words, nullable=False),
    Column("run", Integer, nullable=False),
    Column("published", Date),
    Column("draft", Words, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("format", Words, nullable=False),
    Column("figures", Words, nullable=False),
    Column("audit", ForeignKey("audits.id")),
    Column("called", Words, nullable=False),
    Column("filed", Date),
    Column("scanned", Boolean, nullable=False),
)
"""The files of an agency's year, of each name the last; see :mod:`gouji.model.received`.

``agency`` is the one that the year's register means by what the file is ``called``; it is found
anew with every register. ``filed`` is the day on which it came, where a list tells it.
"""

choices = Table(
    "choices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("when", Moment, nullable=False),
    Index("ix_choices_agency_year", "agency", "year"),
)
"""Every choice a person ever made of what counts; the last of an agency's year holds."""

profiles = Table(
    "profiles",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("document", Words, nullable=False),
)
"""The profile of an office's own that a year, and those after it, are scored under, as JSON;
nothing where it is the one that ships."""

findings = Table(
    "findings",
    metadata,
    Column("audit", ForeignKey("audits.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("verdict", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("locus", Words, nullable=False),
    Column("severity", Words, nullable=False),
    Column("message", Words, nullable=False),
    Index("ix_findings_code_verdict", "code", "verdict"),
    sqlite_with_rowid=False,
)
"""Failed verdicts, then those for review, then those waived, in the order of the audit."""

cells = Table(
    "cells",
    metadata,
    Column("audit", ForeignKey("audits.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("cell", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("value", Words),
    Column("raw", Words),
    sqlite_with_rowid=False,
)
"""Every cell of the form, in the form's order; ``value`` is an exact decimal."""

digests = Table(
    "digests",
    metadata,
    Column("audit", ForeignKey("audits.id"), primary_key=True),
    Column("digest", Packed, nullable=False),
)
"""What sums over many reports need of an audit; see :mod:`gouji.model.digest`. Audits that were
kept before there was one have none."""

remarks = Table(
    "remarks",
    metadata,
    Column("audit", ForeignKey("audits.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("text", Words, nullable=False),
)
"""What must be said of a report beside its audit, as of the last time that it was graded."""

standing = Table(
    "standing",
    metadata,
    Column("agency", Words, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False, index=True),
    Column("audit", ForeignKey("audits.id"), nullable=False, index=True),
    Column("reason", Words),
    Column("parent", Words),
    Column("body", Words),
)
"""The audit that counts for an agency's year, and by which reason; null as versions of old had.

``parent`` and ``body`` are those that the year's register gives, else the audit's.
"""

failures = Table(
    "failures",
    metadata,
    Column("name", Words, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Words),
    Column("agency", Words),
    Column("parent", Words),
    Column("reason", Words, nullable=False),
)
"""Files that could not be processed and that nothing has taken the place of."""

learned = Table(
    "learned",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("name", Words, primary_key=True),
    Column("parent", Words),
    Column("body", Words, nullable=False),
    Column("absent", Boolean, nullable=False),
)
"""Agencies that reports or lists of a year named; ``absent`` stand in a list without a file.

Those of the year 0 were learned before years were kept.
"""

registers = Table(
    "registers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("year", Integer, nullable=False, index=True),
    Column("place", Words, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("when", Moment, nullable=False),
)
"""Every register ever imported; the last of a year holds, none is changed or removed."""

registered = Table(
    "registered",
    metadata,
    Column("register", ForeignKey("registers.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Words, nullable=False, index=True),
    Column("aliases", Words, nullable=False),
    Column("parent", Words),
    Column("body", Words, nullable=False),
    Column("league", Words),
    Column("reports", Boolean),
    Column("reason", Words, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("formerly", Words, nullable=False),
    Column("compared", Words),
    Column("note", Words, nullable=False),
    Column("row", Integer, nullable=False),
)
"""The agencies of a register, in the order of its sheet; names in one column stand in lines."""

settlements = Table(
    "settlements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("sha256", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("locus", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("evidence", Words, nullable=False),
    Column("when", Moment, nullable=False),
    Index("ix_settlements_agency_year", "agency", "year"),
)
"""Everything that was settled on paper, and taken back; none is changed or removed."""

rounds = Table(
    "rounds",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("audit", ForeignKey("audits.id"), nullable=False),
    Column("sha256", Words, nullable=False),
    Column("returned", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("who", Words, nullable=False),
    Column("comment", Words, nullable=False),
    Column("mended", ForeignKey("audits.id")),
    Column("ended", Date),
    Index("ix_rounds_agency_year", "agency", "year"),
)
"""Reports that were returned to be mended; ``mended`` is the audit of the file that came next."""

items = Table(
    "items",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("item", Words, nullable=False),
    Column("points", Exact, nullable=False),
    Column("evidence", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("when", Moment, nullable=False),
    Column("withdrawn", Boolean, nullable=False, server_default=false()),
    Index("ix_items_agency_year", "agency", "year"),
)
"""Every point that a person ever entered for an item of a profile; the last on an item counts."""

told = Table(
    "told",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("what", Words, nullable=False),
    Column("value", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("when", Moment),
    Index("ix_told_agency_year", "agency", "year"),
)
"""All that lists and people ever said of an agency's year; see :class:`gouji.model.filed.Told`."""

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("agency", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("code", Words, nullable=False),
    Column("locus", Words, nullable=False),
    Column("ruling", Words, nullable=False),
    Column("comment", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("when", Moment, nullable=False),
    Column("digest", Words),
    Column("words", Words, nullable=False, server_default=""),
    Index("ix_decisions_agency_year", "agency", "year"),
)
"""Every decision ever made; none is removed, or changed but by being bound to what was read."""
