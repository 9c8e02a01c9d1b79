"""Mends rows that a page break cut in two."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from gouji.facts.tables.labels import whole
from gouji.facts.tables.printed import printed
from gouji.facts.tables.record import Record
from gouji.model.form import Table

_KNOWN = 0.55
_NARROW = 3
"""No column is narrower than so many digits."""
_UNSURE = "这一行被分页切断，分不清上下两截各是哪一行的数字"


def mend(records: Sequence[Record], table: Table) -> list[Record]:
    """Put the first row of a page back to the row above where it is the rest of that row.

    What a merged label leaves on the next page (the rest of 「三、本年度办理结果」) is no row.
    """
    mended: list[Record] = []
    merged = printed(table).is_piece_of_merged
    for record, after in zip_longest(records, records[1:]):
        above = mended[-1] if mended and record.starts_page else None
        if record.starts_page and _blank(record) and merged(record.label):
            continue
        if above is None:
            mended.append(record)
        elif _is_rest(above, record, table):
            unsure = _is_unsure(above, record) or _may_be_a_row(above, record, after, table)
            mended[-1:] = (
                [replace(above, doubt=_UNSURE), replace(record, doubt=_UNSURE)]
                if unsure
                else [_joined(above, record)]
            )
        else:
            unclear = above.doubt or _best(above.label, table) < _KNOWN
            unsure = unclear and not _is_whole(record, table)
            mended.append(replace(record, doubt=_UNSURE) if unsure else record)
    return mended


def _is_rest(above: Record, below: Record, table: Table) -> bool:
    """Tell whether ``below`` has no label of its own, or only the rest of the one above."""
    if not below.label.strip():
        return bool(above.label.strip()) or _blank(above)
    if not above.label.strip():
        return not _blank(above)
    known = printed(table).rows
    joined = above.label + below.label
    if whole(joined) in known and whole(above.label) not in known:
        return True
    if whole(below.label) in known:
        return False
    parts = max(_best(above.label, table), _best(below.label, table))
    return whole(joined) in known or _best(joined, table) > parts


def _best(label: str, table: Table) -> float:
    return printed(table).like_row(label)


def _is_whole(record: Record, table: Table) -> bool:
    """Tell whether a row has its label with all that the form has, and something in every cell."""
    shown = all(value.text.strip() for value in record.values.values())
    return shown and whole(record.label) in {whole(row.label) for row in table.rows}


def _blank(record: Record) -> bool:
    return not any(value.text.strip() for value in record.values.values())


def _is_unsure(above: Record, below: Record) -> bool:
    """Tell whether two parts cannot be told from two rows.

    A number goes on below only where it filled its column: it is long, no other number of the
    row is longer, and at least one fitted. The upper part must have a label. Where numbers stand
    above, none begins below.
    """
    shown = {name: v.text.strip() for name, v in above.values.items() if v.text.strip()}
    if shown and any(v.text.strip() and name not in shown for name, v in below.values.items()):
        return True
    cut = [text for name, text in shown.items() if _text(below, name)]
    whole_ones = [text for name, text in shown.items() if not _text(below, name)]
    if not cut:
        return False
    fitted = max(map(len, whole_ones), default=0)
    wrapped = all(len(text) >= max(_NARROW, fitted) and text[0] != "0" for text in cut)
    return not (whole_ones and wrapped and above.label.strip())


def _may_be_a_row(above: Record, below: Record, after: Record | None, table: Table) -> bool:
    """Tell whether numbers without a label may be a row of their own, whose label is not read.

    They are none where the row of the form that follows the one above comes ``after`` them.
    """
    if below.label.strip() or not above.label.strip():
        return False
    like = printed(table).like_rows
    own = like(above.label)
    here = [row for row, likeness in enumerate(own) if likeness == max(own)]
    if after is None:
        return len(own) - 1 not in here
    others = like(after.label)
    least = max(_KNOWN, *others)
    return not any(others[row + 1] >= least for row in here if row + 1 < len(own))


def _text(record: Record, column: str) -> str:
    value = record.values.get(column)
    return value.text.strip() if value else ""


def _joined(above: Record, below: Record) -> Record:
    """Join the two parts of a row."""
    return replace(
        above,
        label=above.label + below.label,
        groups=above.groups or below.groups,
        values={
            column: value.joined(below.values[column]) if column in below.values else value
            for column, value in above.values.items()
        },
        doubt=above.doubt or below.doubt,
    )
