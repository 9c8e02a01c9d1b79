"""Table four drawn with labels down its side: the groups in rows, or the outcomes."""

from collections.abc import Mapping, Sequence

from gouji.facts.tables.grid_records import grid_records
from gouji.facts.tables.page_breaks import mend
from gouji.facts.tables.record import Record, Value
from gouji.facts.tables.rows import place_rows
from gouji.facts.tables.transposed import Key
from gouji.model.document import Grid
from gouji.model.form import Column, Row, Table

_ENOUGH = 2
"""So many rows must carry their labels: one alone may be the head of something else."""


def read_turned(grids: Sequence[Grid], table: Table) -> dict[Key, Value]:
    """Return the values where both the groups and the outcomes are told by labels, or nothing."""
    by_group = {
        (row, column): value
        for row, record in _placed(grids, table).items()
        for column, value in record.values.items()
    }
    if by_group:
        return by_group
    return {
        (row, column): value
        for column, record in _placed(grids, _outcomes_down(table)).items()
        for row, value in record.values.items()
    }


def _placed(grids: Sequence[Grid], table: Table) -> Mapping[str, Record]:
    placement = place_rows(mend(list(grid_records(grids, table)), table), table)
    doubtful = placement.unsure or any(record.doubt for record in placement.records.values())
    return {} if doubtful or len(placement.records) < _ENOUGH else placement.records


def _outcomes_down(table: Table) -> Table:
    """Return ``table`` with its columns for rows and its rows for columns."""
    return table.model_copy(
        update={
            "rows": tuple(Row(id=c.id, label=c.label, aliases=c.aliases) for c in table.columns),
            "columns": tuple(
                Column(id=r.id, label=r.label, aliases=r.aliases, group=r.group) for r in table.rows
            ),
        }
    )
