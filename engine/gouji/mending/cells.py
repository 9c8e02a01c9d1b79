"""What a cell without a number must hold, where the ties leave it one value."""

from collections.abc import Iterator
from decimal import Decimal

from gouji.facts.report import Report
from gouji.facts.tables.ties import ties_of
from gouji.model.cells import CellState, tie_value
from gouji.model.edit import Edit, Repair
from gouji.model.form import Tie
from gouji.model.numbers import decimal_text

_OPEN = (CellState.BLANK, CellState.WORD)


def ways(cell_id: str, report: Report) -> Iterator[Repair]:
    """Yield the number that every tie of a blank cell, or of one without a value, asks for."""
    cell = report.counted().get(cell_id)
    if cell is None or cell.state not in _OPEN:
        return
    asked = {_solved(tie, cell_id, report) for tie in ties_of(report) if cell_id in _cells(tie)}
    value = asked.pop() if len(asked) == 1 else None
    if value is not None and value >= 0 and value == value.to_integral_value():
        yield (Edit((cell.raw or "").strip(), decimal_text(value), cell=cell_id),)


def _cells(tie: Tie) -> tuple[str, ...]:
    return tuple(term.cell for term in (*tie.left, *tie.right)) if tie.relation == "eq" else ()


def _solved(tie: Tie, wanted: str, report: Report) -> Decimal | None:
    """Return the value of a cell that makes a tie hold; ``None`` where another has none either."""
    cells = report.counted()
    total, sign = Decimal(0), 1
    for side, terms in ((1, tie.left), (-1, tie.right)):
        for term in terms:
            if term.cell == wanted:
                sign = side * term.sign
                continue
            value = tie_value(cells[term.cell])
            if value is None:
                return None
            total += side * term.sign * value
    return 0 - total * sign  # not a negation: that of 0 is -0
