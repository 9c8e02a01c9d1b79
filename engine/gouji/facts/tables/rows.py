"""Gives every row that was read its place among the rows of the form."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gouji.facts.tables.align import align
from gouji.facts.tables.labels import (
    bare,
    has_damage,
    may_be,
    quoted,
    similarity,
    tail_likeness,
    whole,
)
from gouji.facts.tables.printed import printed
from gouji.facts.tables.record import Record
from gouji.model.form import Row, Table

Likeness = Callable[[Record, Table], Sequence[float]]
"""How much a row that was read is like each row of a table."""


class Placement(NamedTuple):
    """Records by row id; rows that an unknown row may be, with the reason; what was assumed.

    ``groups`` has the records that stand as one row for all rows of a group, by the group's label.
    """

    records: dict[str, Record]
    unsure: dict[str, str]
    notes: tuple[str, ...]
    groups: dict[str, Record]


_SURE = 0.55
_GROUP_WEIGHT = 0.25
_OTHER_ROW = 0.8
_UNKNOWN = "这里有认不出的行：{}，不能确定是不是这一行"


def place_rows(records: Sequence[Record], table: Table, *, broken_lines: bool = False) -> Placement:
    """Return the place of each row among the form's, as far as labels and order tell it.

    Rows are aligned with the form's in order, by label and group. A row whose label is damaged is
    placed only if exactly as many rows are missing in that gap; ties between numbers play no part.
    """
    like: Likeness = _line_likeness if broken_lines else _cell_likeness
    candidates = [record for record in records if record.values or record.doubt]
    gain = [
        [
            2 * own - 0.7 + _GROUP_WEIGHT * _group_likeness(record, row) if own >= _SURE else -1.0
            for own, row in zip(like(record, table), table.rows, strict=True)
        ]
        for record in candidates
    ]
    pairs = align(gain, len(table.rows))
    placed = {table.rows[j].id: candidates[i] for i, j in pairs}
    return _fill_gaps(placed, candidates, table, pairs, like)


def _cell_likeness(record: Record, table: Table) -> Sequence[float]:
    return printed(table).like_rows(record.label)


def _line_likeness(record: Record, table: Table) -> Sequence[float]:
    return [tail_likeness(record.label, row, record.after) for row in table.rows]


def _group_likeness(record: Record, row: Row) -> float:
    """Return 1 where the group printed beside a row is its own, −1 where it is another's."""
    if row.group is None:
        return 0.0
    printed = "".join(record.groups) or record.label
    own, text = bare(row.group), bare(printed)
    if own in text or own in record.label:
        return 1.0
    return similarity(text, own)


def _fill_gaps(
    placed: dict[str, Record],
    records: Sequence[Record],
    table: Table,
    pairs: Sequence[tuple[int, int]],
    like: Likeness,
) -> Placement:
    """Place the rows between two sure ones by order, where damaged labels are all that is wrong.

    Where that is not certain and unknown rows stand in the gap, the missing rows are in doubt.
    """
    bounds = [(-1, -1), *pairs, (len(records), len(table.rows))]
    found = Placement(dict(placed), {}, (), {})
    for (i, j), (next_i, next_j) in pairwise(bounds):
        gap, missing = records[i + 1 : next_i], table.rows[j + 1 : next_j]
        wholes = _wholes(gap, missing, table)
        found.groups.update(wholes)
        missing = tuple(row for row in missing if row.group not in wholes)
        taken = [id(record) for record in wholes.values()]
        between = [r for r in gap if id(r) not in taken and not _is_known(r, table, like)]
        if not missing or not between:
            continue
        if len(gap) - len(taken) == len(missing) and all(map(_may_be, between, missing)):
            found.records.update(zip((row.id for row in missing), between, strict=True))
            notes = (_note(table, *pair) for pair in zip(between, missing, strict=True))
            found = found._replace(notes=(*found.notes, *notes))
        else:
            names = quoted(record.label for record in between)
            found.unsure.update((row.id, _UNKNOWN.format(names)) for row in missing)
    return found


def _wholes(gap: Sequence[Record], missing: Sequence[Row], table: Table) -> dict[str, Record]:
    """Return the groups of which no row but one row for all of them stands in a gap."""
    found: dict[str, Record] = {}
    for group in dict.fromkeys(row.group for row in missing if row.group):
        own = [row for row in table.rows if row.group == group]
        stands = [record for record in gap if _stands_for(record, group)]
        others = [record for record in gap if record not in stands and _is_of(record, group)]
        if len(stands) == 1 and not others and all(row in missing for row in own):
            found[group] = stands[0]
    return found


def _stands_for(record: Record, group: str) -> bool:
    """Tell whether a row's label is that of a group, or blank beside that of the group."""
    label = record.label if record.label.strip() else "".join(record.groups[-1:])
    return bare(label) == bare(group) or whole(label).endswith(whole(group))


def _is_of(record: Record, group: str) -> bool:
    """Tell whether a row stands beside the label of a group."""
    return any(bare(label) == bare(group) for label in record.groups)


def _may_be(record: Record, row: Row) -> bool:
    return may_be(record.label, row)


def _note(table: Table, record: Record, row: Row) -> str:
    return f"{table.title}「{record.label.strip()}」一行按次序认作「{row.label}」"


def _is_known(record: Record, table: Table, like: Likeness) -> bool:
    """Tell whether a row clearly carries another label of the form: a row's, or a group's."""
    if has_damage(record.label):
        return False
    return printed(table).is_group(record.label) or max(like(record, table)) >= _OTHER_ROW
