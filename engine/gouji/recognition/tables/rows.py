"""Gives every row that was read its place among the rows of the form."""

from collections.abc import Callable, Sequence

from gouji.model.form import Row, Table
from gouji.recognition.tables.align import align
from gouji.recognition.tables.labels import bare, likeness, similarity, tail_likeness
from gouji.recognition.tables.record import Record

Likeness = Callable[[Record, Row], float]

_SURE = 0.55
_GROUP_WEIGHT = 0.25
_OTHER_ROW = 0.8


def place_rows(
    records: Sequence[Record], table: Table, *, broken_lines: bool = False
) -> tuple[dict[str, Record], list[str]]:
    """Return records by row id, and notes on rows that were placed by their order alone.

    Rows are aligned with the form's in order, by label and group. A row whose label is damaged is
    placed only if exactly as many rows are missing in that gap; ties between numbers play no part.
    """
    like: Likeness = _line_likeness if broken_lines else _cell_likeness
    candidates = [record for record in records if record.values or record.doubt]

    def score(i: int, j: int) -> float:
        own = like(candidates[i], table.rows[j])
        if own < _SURE:
            return -1.0
        return 2 * own - 0.7 + _GROUP_WEIGHT * _group_likeness(candidates[i], table.rows[j])

    pairs = align(len(candidates), len(table.rows), score)
    placed = {table.rows[j].id: candidates[i] for i, j in pairs}
    filled, notes = _fill_gaps(candidates, table, pairs, like)
    return placed | filled, notes


def _cell_likeness(record: Record, row: Row) -> float:
    return likeness(record.label, row)


def _line_likeness(record: Record, row: Row) -> float:
    return tail_likeness(record.label, row, record.after)


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
    records: Sequence[Record], table: Table, pairs: Sequence[tuple[int, int]], like: Likeness
) -> tuple[dict[str, Record], list[str]]:
    """Place the rows between two sure ones by order, where none is missing and none too many."""
    bounds = [(-1, -1), *pairs, (len(records), len(table.rows))]
    filled: dict[str, Record] = {}
    notes: list[str] = []
    for (i, j), (next_i, next_j) in zip(bounds, bounds[1:], strict=False):
        between, missing = records[i + 1 : next_i], table.rows[j + 1 : next_j]
        if not missing or len(between) != len(missing):
            continue
        if any(_is_another(record, table, like) for record in between):
            continue
        for record, row in zip(between, missing, strict=True):
            filled[row.id] = record
            notes.append(f"{table.title}「{record.label.strip()}」一行按次序认作「{row.label}」")
    return filled, notes


def _is_another(record: Record, table: Table, like: Likeness) -> bool:
    """Tell whether a row clearly carries the label of some other row, or none at all."""
    if not record.label.strip():
        return True
    return max(like(record, row) for row in table.rows) >= _OTHER_ROW
