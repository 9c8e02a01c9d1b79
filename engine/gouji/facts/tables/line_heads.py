"""Heads of tables without cells: proof that the columns are those of the form, in its order.

Narrow heads printed side by side come out interleaved, so their characters are counted.
"""

from collections import Counter
from collections.abc import Sequence

from gouji.facts.tables.labels import names, whole
from gouji.model.form import Column, Row, Table

_SLACK = 4
"""Characters of a head over the first column, so that a strange one beside it is seen."""
_OTHER_HEADS = "表头与本格式不一致，分不清各是哪一列"


def head_doubt(text: str, row: Row, table: Table) -> str | None:
    """Say why the values behind ``text`` may not be those of the columns of ``row``, if so.

    ``text`` is what stands before them: the heads, then the label. Every column must be named,
    nothing else may be, and names that are legible must stand in order.
    """
    columns = table.row_columns(row)
    groups = {column.group for column in columns if column.group}
    items: list[Row | Column] = [row, *columns]
    length = sum(max(len(whole(name)) for name in names(item)) for item in items)
    window = whole(text)[-length - sum(map(len, groups)) - _SLACK :]
    named = all(_has(Counter(window), column) for column in columns)
    known = set("".join(map(whole, _texts(table))))
    strange = any(char not in known for char in window if not char.isdigit())
    return None if named and not strange and _in_order(window, columns) else _OTHER_HEADS


def _has(printed: Counter[str], column: Column) -> bool:
    return any(Counter(whole(name)) <= printed for name in names(column))


def _texts(table: Table) -> list[str]:
    items: list[Row | Column] = [*table.rows, *table.columns]
    groups = [item.group for item in items if item.group]
    return [*table.heads, *groups, *(name for item in items for name in names(item))]


def _in_order(window: str, columns: Sequence[Column]) -> bool:
    """Tell whether the labels below one head stand in the form's order, where all are legible."""
    for group in {column.group for column in columns}:
        places = [window.rfind(whole(column.label)) for column in columns if column.group == group]
        if min(places) >= 0 and places != sorted(places):
            return False
    return True
