"""The statutory form of an edition: sections, tables, rows, columns, labels and ties.

Instances are made from ``rules/editions/*.yaml``; every wording lives there, none here.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """Base of all that is written in rule files: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Section(Strict):
    """One of the six sections. ``heading`` is the mandated wording without its ordinal."""

    id: str
    ordinal: str
    heading: str
    aliases: tuple[str, ...] = ()
    """Other headings by which the section is known in practice (they earn an S103)."""
    table: str | None = None


class Column(Strict):
    """A column; ``group`` is the head above its own (法人或其他组织), if any."""

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    group: str | None = None


class Row(Strict):
    """A row; ``group`` is the label of the merged cell to its left (（三）不予公开), if any.

    ``columns`` names the row's own columns where the table has blocks with different ones.
    """

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    group: str | None = None
    columns: tuple[str, ...] = ()


class TieKind(Strict):
    """A family of 勾稽关系: ``left`` ``relation`` ``right``, one tie for each subject.

    Terms are ``row.column`` patterns with a sign in front when subtracted; ``{row}`` and
    ``{column}`` stand for the subject. ``rows``/``columns`` list the subjects.
    """

    id: str
    title: str
    table: str
    relation: Literal["eq", "ge"] = "eq"
    left: tuple[str, ...]
    right: tuple[str, ...]
    locus: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


class Table(Strict):
    """One table. ``transposed`` tables have their columns side by side, grouped by row (t4)."""

    id: str
    title: str
    section: str
    transposed: bool = False
    heads: tuple[str, ...] = ()
    """Texts of the head or the caption that belong to no single row or column."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    decimals: tuple[str, ...] = ()
    """Cells (``row.column``) that are amounts and may have decimals."""
    signed: tuple[str, ...] = ()
    """Cells that give an increase or a decrease and may be negative."""

    def row_columns(self, row: Row) -> tuple[Column, ...]:
        """Return the columns that ``row`` has."""
        if not row.columns:
            return self.columns
        return tuple(c for c in self.columns if c.id in row.columns)

    def cell_ids(self) -> Iterator[str]:
        """Yield the ids of all cells in the form's order."""
        for row in self.rows:
            for column in self.row_columns(row):
                yield f"{self.id}.{row.id}.{column.id}"


class Term(NamedTuple):
    """A signed cell in a tie."""

    sign: int
    cell: str


class Tie(NamedTuple):
    """One relation between cells: sum(left) ``relation`` sum(right)."""

    kind: str
    table: str
    locus: str
    relation: Literal["eq", "ge"]
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    row: str | None
    column: str | None


class Form(Strict):
    """An edition of the form, whole."""

    edition: str
    title: str
    instrument: str
    first_year: int
    last_year: int | None = None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    ties: tuple[TieKind, ...] = Field(default=())

    def table(self, table_id: str) -> Table:
        """Return the table ``table_id``; raises ``KeyError`` for an unknown one."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)


def cell_name(form: Form, cell_id: str) -> str:
    """Return the Chinese name of a cell: row label, column label."""
    table_id, row_id, column_id = cell_id.split(".")
    table = form.table(table_id)
    row = next(row for row in table.rows if row.id == row_id)
    column = next(column for column in table.columns if column.id == column_id)
    return f"{row.label}·{column.label}"
