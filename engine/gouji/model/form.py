"""The statutory form of an edition: sections, tables, rows, columns, labels and ties.

Instances are made from ``rules/editions/*.yaml``; every wording lives there, none here.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from gouji.model.names import EDITION, INSTRUMENT, KEY, Defines, Name, Refers, Text, Words
from gouji.model.written import Written, limits


class Strict(Written):
    """Base of all that is written in rule files."""


Id = Annotated[str, limits(pattern=r"^[a-z][a-z0-9_]*$"), KEY]
"""The name of a part of the form, for rules and findings: no dot, which joins the parts."""


class Section(Strict):
    """One of the six sections. ``heading`` is the mandated wording without its ordinal."""

    id: Id
    ordinal: Name
    heading: Text
    aliases: Words = ()
    """Other headings by which the section is known in practice (they earn an S103)."""
    table: Name | None = None

    @property
    def printed(self) -> str:
        """The heading with its ordinal."""
        return f"{self.ordinal}、{self.heading}"


class Column(Strict):
    """A column; ``group`` is the head above its own (法人或其他组织), if any."""

    id: Id
    label: Text
    aliases: Words = ()
    group: Text | None = None


class Row(Strict):
    """A row; ``group`` is the label of the merged cell to its left (（三）不予公开), if any.

    ``columns`` names the row's own columns where the table has blocks with different ones.
    """

    id: Id
    label: Text
    aliases: Words = ()
    group: Text | None = None
    columns: tuple[Name, ...] = ()


class Group(Strict):
    """Several rows under one label; ``label`` is that of the merged cell to their left."""

    id: Id
    label: Name


class TieKind(Strict):
    """A family of 勾稽关系: ``left`` ``relation`` ``right``, one tie for each subject.

    Terms are ``row.column`` patterns with a sign in front when subtracted; ``{row}`` and
    ``{column}`` stand for the subject. ``rows``/``columns`` list the subjects.
    """

    id: Id
    title: Text
    table: Name
    relation: Literal["eq", "ge"] = "eq"
    left: tuple[Name, ...]
    right: tuple[Name, ...]
    locus: Name
    rows: tuple[Name, ...] = ()
    columns: tuple[Name, ...] = ()


class Table(Strict):
    """One table. ``transposed`` tables have their columns side by side, grouped by row (t4)."""

    id: Id
    title: Text
    section: Name
    transposed: bool = False
    heads: Words = ()
    """Texts of the head or the caption that belong to no single row or column."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...] = ()
    """Groups of rows of which reports print one row for all of them at times."""
    decimals: tuple[Name, ...] = ()
    """Cells (``row.column``) that are amounts and may have decimals."""
    signed: tuple[Name, ...] = ()
    """Cells that give an increase or a decrease and may be negative."""

    @property
    def short_title(self) -> str:
        """Its name in a sentence: 表三."""
        return self.title.partition("（")[0]

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


class Applications(Strict):
    """The table of applications: rows as ``table.row``, and the column that sums up the others."""

    received: Name
    carried_in: Name
    handled: Name
    carried_out: Name
    total: Name
    """Id of the column."""
    unpaid: Name = ""
    """Cell of those dropped because a fee was not paid."""

    @property
    def table(self) -> str:
        """The id of the table."""
        return self.received.partition(".")[0]

    @property
    def flow(self) -> tuple[str, str, str, str]:
        """What comes in and what goes out, as the balance has it."""
        return self.received, self.carried_in, self.handled, self.carried_out

    def sum_of(self, row: str) -> str:
        """Return the cell of ``row`` that sums it up."""
        return f"{row}.{self.total}"


class Stock(Strict):
    """Cells of a stock: what is valid at the year's end, what was added and what taken away."""

    valid: Name
    made: Name
    repealed: Name


class Roles(Strict):
    """What cells of the form are to facts that speak of them, whatever they are called.

    A role that an edition leaves out is a fact that its reports do not have.
    """

    disclosure: Name
    """The table of what is disclosed unasked."""
    applications: Applications
    disputes: Name
    """The table of reviews and suits; its last column sums up the others."""
    stocks: tuple[Stock, ...] = ()
    regulations: tuple[Name, ...] = ()
    """Cells of 规章 that only who may make them can fill."""
    fees: Name = ""
    """The cell of 行政事业性收费, in 万元."""


class Form(Strict):
    """An edition of the form, whole."""

    edition: Annotated[str, Defines(EDITION)]
    title: Text
    instrument: Annotated[str, Refers(INSTRUMENT, open=True)]
    first_year: int
    last_year: int | None = None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    ties: tuple[TieKind, ...] = ()
    roles: Roles

    def table(self, table_id: str) -> Table:
        """Return the table ``table_id``; raises ``KeyError`` for an unknown one."""
        for table in self.tables:
            if table.id == table_id:
                return table
        raise KeyError(table_id)


class Nature(NamedTuple):
    """What the numbers of a cell are: counts, but for ``amount``, which may have decimals.

    ``signed`` is an increase or a decrease, which may be negative.
    """

    amount: bool = False
    signed: bool = False

    def admits(self, value: Decimal) -> bool:
        """Tell whether ``value`` can be one of them."""
        whole = self.amount or value == value.to_integral_value()
        return whole and (self.signed or value >= 0)


def nature_of(form: Form, cell_id: str) -> Nature:
    """Return what the numbers of a cell are."""
    table_id, _, cell = cell_id.partition(".")
    table = form.table(table_id)
    return Nature(cell in table.decimals, cell in table.signed)


def cell_name(form: Form, cell_id: str) -> str:
    """Return the Chinese name of a cell, or of a group's: table, row label, column label."""
    return "·".join(cell_labels(form, cell_id))


def cell_labels(form: Form, cell_id: str) -> tuple[str, str, str]:
    """Return what a cell is found by: the short name of its table, its row's and column's label."""
    table_id, row_id, column_id = cell_id.split(".")
    table = form.table(table_id)
    labels = {g.id: g.label for g in table.groups} | {row.id: row.label for row in table.rows}
    column = next(column for column in table.columns if column.id == column_id)
    return table.short_title, labels[row_id], column.label
