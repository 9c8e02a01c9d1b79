"""Mends rows that a page break cut in two."""

from collections.abc import Sequence
from dataclasses import replace

from gouji.model.form import Table
from gouji.recognition.tables.labels import is_piece_of_merged, likeness, names, whole
from gouji.recognition.tables.record import Record, Value

_UNSURE = "这一行被分页切断，分不清上下两截各是哪一行的数字"


def mend(records: Sequence[Record], table: Table) -> list[Record]:
    """Put the first row of a page back to the row above where it is the rest of that row.

    What a merged label leaves on the next page (the rest of 「三、本年度办理结果」) is no row.
    """
    mended: list[Record] = []
    for record in records:
        above = mended[-1] if mended else None
        if record.starts_page and _blank(record) and is_piece_of_merged(record.label, table):
            continue
        if above is None or not record.starts_page or not _is_rest(above, record, table):
            mended.append(record)
        else:
            mended[-1] = _joined(above, record)
    return mended


def _is_rest(above: Record, below: Record, table: Table) -> bool:
    """Tell whether ``below`` has no label of its own, or only the rest of the one above."""
    if not below.label.strip():
        return bool(above.label.strip()) or _blank(above)
    known = {whole(name) for row in table.rows for name in names(row)}
    if whole(below.label) in known:
        return False
    joined = above.label + below.label
    parts = max(_best(above.label, table), _best(below.label, table))
    return whole(joined) in known or _best(joined, table) > parts


def _best(label: str, table: Table) -> float:
    return max(likeness(label, row) for row in table.rows)


def _blank(record: Record) -> bool:
    return not any(value.text.strip() for value in record.values.values())


def _joined(above: Record, below: Record) -> Record:
    """Join the two parts; a row that is full in both cannot be told from two rows."""
    both = [
        column
        for column, value in below.values.items()
        if value.text.strip() and above.values.get(column, value).text.strip()
    ]
    full = len(both) == len(below.values) and len(both) > 1
    values: dict[str, Value] = {
        column: value.joined(below.values[column]) if column in below.values else value
        for column, value in above.values.items()
    }
    return replace(
        above,
        label=above.label + below.label,
        groups=above.groups or below.groups,
        values=values,
        doubt=_UNSURE if full else above.doubt or below.doubt,
    )
