"""The sheet 单元格: one row a report, one column a cell of the form.

Blank, 「/」, 0, absent and unread are five things, and look it: only a number is a number.
"""

from decimal import Decimal
from functools import lru_cache

from gouji.model.digest import Digest
from gouji.model.form import Form, Row
from gouji.model.grading import Entry
from gouji.reporting.many.overview.cells import Content, Drawn
from gouji.reporting.many.overview.columns import Column
from gouji.reporting.many.overview.years import NO_YEAR

BLANK = Drawn("〈空白〉", "faint")
ABSENT = Drawn("〈没有这一格〉", "faint")
UNREAD = Drawn("〈未读出〉", "alarm")

OWNER = (
    Column("机关", 24, wrap=True),
    Column("年度", 7),
    Column("上级机关", 16, wrap=True),
    Column("文件", 24, wrap=True),
)
"""Whose cells they are."""


def cell_columns(form: Form) -> tuple[Column, ...]:
    """Return the columns: whose report it is, then every cell of ``form``, below its row."""
    cells = (
        Column(column.label, 9, over=(table.title, _name(row)))
        for table in form.tables
        for row in table.rows
        for column in table.row_columns(row)
    )
    return (*OWNER, *cells)


def cell_row(entry: Entry, digest: Digest, form: Form) -> tuple[Content, ...]:
    """Return the row of a report that follows ``form``."""
    year = NO_YEAR if entry.year is None else entry.year
    cells = digest.cells
    shown = [_shown(*cells[cell]) for table in form.tables for cell in table.cell_ids()]
    return (entry.agency, year, entry.parent, entry.name, *shown)


def _name(row: Row) -> str:
    return f"{row.group}·{row.label}" if row.group else row.label


@lru_cache(maxsize=4096)
def _shown(state: str, text: str | None) -> Content:
    if state == "number" and text is not None:
        return Decimal(text)
    if state == "word":
        return f"「{text}」"
    return {"blank": BLANK, "absent": ABSENT}.get(state, UNREAD)
