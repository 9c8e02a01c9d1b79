"""A layer's file for an edition that gouji has: other words for its headings and labels."""

from collections.abc import Collection, Iterator, Sequence
from typing import Annotated

from gouji.model.form import Form, Strict
from gouji.model.names import EDITION, Loc, Name, Refers, Words
from gouji.model.nearest import nearest
from gouji.model.written import limits
from gouji.rulebook.source import Fault


class Aliases(Strict):
    """Further words for the heading or the label of ``id``."""

    id: Name
    aliases: Annotated[Words, limits(min_length=1)]


class TableAliases(Strict):
    """Further words for a table's rows and columns, and texts of its head that belong to none."""

    id: Name
    heads: Words = ()
    columns: tuple[Aliases, ...] = ()
    rows: tuple[Aliases, ...] = ()


class EditionAliases(Strict):
    """The file; what an edition says of itself stays."""

    edition: Annotated[str, Refers(EDITION)]
    sections: tuple[Aliases, ...] = ()
    tables: tuple[TableAliases, ...] = ()


def check_aliases(aliases: EditionAliases, form: Form) -> Iterator[Fault]:
    """Yield a fault for every id in ``aliases`` that ``form`` has not."""
    yield from _known(aliases.sections, [s.id for s in form.sections], ("sections",), "这个部分")
    tables = {table.id: table for table in form.tables}
    yield from _known(aliases.tables, tables, ("tables",), "这张表")
    for index, each in enumerate(aliases.tables):
        table = tables.get(each.id)
        if table is not None:
            at = ("tables", index)
            yield from _known(each.rows, [r.id for r in table.rows], (*at, "rows"), "这一行")
            columns = [column.id for column in table.columns]
            yield from _known(each.columns, columns, (*at, "columns"), "这一列")


def _known(
    named: Sequence[Aliases | TableAliases], known: Collection[str], at: Loc, noun: str
) -> Iterator[Fault]:
    for index, each in enumerate(named):
        if each.id not in known:
            text = f"没有「{each.id}」{noun}{nearest(each.id, known)}"
            yield Fault((*at, index, "id"), text)
