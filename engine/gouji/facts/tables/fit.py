"""Tells whether the cells of a row stand under the head, or were pushed aside by a wrong span."""

from collections.abc import Sequence

from gouji.facts.tables.heads import Head, distinct
from gouji.facts.tables.numbers import is_plain_number
from gouji.facts.tables.printed import printed
from gouji.model.document import GridCell
from gouji.model.form import Table


def fits(row: Sequence[GridCell | None], head: Head, index: int) -> bool:
    """Tell whether labels stand among labels, and there is a cell under every head."""
    outside = [*row[: head.labels], *row[head.width :]]
    if any(c.row == index and is_plain_number(c.text) for c in distinct(outside)):
        return False
    covered = all(row) or all(any(row[leaf.first : leaf.last + 1]) for _, leaf in head.columns)
    return covered and not _straddles(row, head.labels)


def _straddles(row: Sequence[GridCell | None], labels: int) -> bool:
    """Tell whether a label reaches over into the columns of values."""
    return 0 < labels < len(row) and row[labels] is not None and row[labels - 1] is row[labels]


def behind_label(
    row: Sequence[GridCell | None], index: int, table: Table
) -> tuple[GridCell, list[GridCell]]:
    """Return the cell of a row that is most like a label of the form, and the cells after it."""
    own = [cell for cell in distinct(row) if cell.row == index]
    label = max(own, key=lambda cell: printed(table).like_row(cell.text))
    return label, own[own.index(label) + 1 :]
