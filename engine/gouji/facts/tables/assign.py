"""Which of a document's grids belong to which table of the form."""

from collections.abc import Sequence

from gouji.facts.tables.labels import bare, names
from gouji.facts.tables.printed import printed
from gouji.model.document import Grid
from gouji.model.form import Form, Table

_ENOUGH = 2
_LONG = 4
"""A label this long stands in no other table by chance."""


def grids_by_table(grids: Sequence[Grid], form: Form) -> dict[str, list[Grid]]:
    """Return the grids of each table, in the order of the document."""
    found: dict[str, list[Grid]] = {table.id: [] for table in form.tables}
    last: tuple[str, Grid] | None = None
    for grid in grids:
        table = _table_of(grid, form)
        if table is None and last is not None:
            goes_on = _goes_on(last[1], grid) or _has_row(grid, form.table(last[0]))
            table = last[0] if goes_on else None
        if table is not None:
            found[table].append(grid)
            last = (table, grid)
    return found


def _table_of(grid: Grid, form: Form) -> str | None:
    """Return the table most of whose labels stand in ``grid``, if enough of them do."""
    texts = {bare(cell.text) for cell in grid.cells if cell.text.strip()} - {""}
    scores = {table.id: _hits(texts, table) for table in form.tables}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _ENOUGH else None


def _hits(texts: set[str], table: Table) -> int:
    return len(texts & printed(table).labels)


def _goes_on(above: Grid, below: Grid) -> bool:
    """Tell whether a grid without labels of its own has the shape of the one before."""
    return above.aligned == below.aligned and above.columns == below.columns


def _has_row(grid: Grid, table: Table) -> bool:
    """Tell whether a grid has a row of ``table``: what a page break left of it."""
    labels = {bare(name) for row in table.rows for name in names(row)}
    return any(len(bare(cell.text)) >= _LONG and bare(cell.text) in labels for cell in grid.cells)
