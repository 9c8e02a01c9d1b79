"""How a statement that is wrong can be put right: another number in the text, or in the table."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from gouji.expressions import compiled
from gouji.facts.claims.found import Claim, ListSum, Percent
from gouji.facts.claims.held import Checked
from gouji.facts.report import Report
from gouji.model.cells import CellState
from gouji.model.edit import Edit, Repair
from gouji.model.numbers import decimal_text
from gouji.model.prose import Quote

_FIGURE = compiled(r"\d[\d,]*(?:\.\d+)?")
_SCALED = compiled(r"[百千万亿余多约近几]")
_ZERO = Decimal(0)


def of_claim(same: Sequence[Checked], report: Report) -> Iterator[Repair]:
    """Yield the table's number for the text, then the text's number for the one cell it means.

    ``same`` are all statements of one figure that fit alike: each of them is to be changed.
    """
    claim, total = same[0].claim, same[0].usual.total
    if same[0].fits != "wrong" or total is None:
        return
    edits = [_edit(c.claim.number, c.claim.quote, decimal_text(total)) for c in same]
    known = [edit for edit in edits if edit is not None]
    if len(known) == len(edits):
        yield tuple(dict.fromkeys(known))
    yield from _in_table(claim, same[0], report)


def _in_table(claim: Claim, checked: Checked, report: Report) -> Iterator[Repair]:
    """Yield the change of a cell where a usual reading is one cell and no more."""
    cells = report.counted()
    for reading in checked.sums:
        if not reading.usual or len(reading.cells) != 1 or claim.value < 0 or claim.step:
            continue
        cell = cells[reading.cells[0]]
        if cell.state is CellState.NUMBER:
            yield (Edit((cell.raw or "").strip(), decimal_text(claim.value), cell=cell.id),)


def of_list(found: ListSum) -> Iterator[Repair]:
    """Yield the sum of the parts for the whole, then what each part would have to be."""
    total = sum(found.parts, _ZERO)
    more = found.whole - total
    values = (total, *(part + more for part in found.parts))
    for number, value in zip(found.numbers, values, strict=False):
        edit = _edit(number, found.quote, decimal_text(value)) if value >= 0 else None
        if edit is not None:
            yield (edit,)


def of_percent(found: Percent, right: Decimal) -> Iterator[Repair]:
    """Yield the percentage worked out, to as many places as the text has."""
    places = Decimal(1).scaleb(-len(found.figure.partition(".")[2]))
    rounded = right.quantize(places, ROUND_HALF_UP)
    edit = _edit(found.number, found.quote, f"{rounded:f}")
    if edit is not None:
        yield (edit,)


def _edit(number: Quote | None, around: Quote, value: str) -> Edit | None:
    """Return the edit of a number in figures; others are said in so many ways that none is safe."""
    figures = _FIGURE.findall(number.text) if number is not None else []
    if number is None or len(figures) != 1 or _SCALED.search(number.text):
        return None
    if value == figures[0]:
        return None
    # with its unit a number is not taken for the end of a year beside it
    after = number.text.replace(figures[0], value)
    return Edit(number.text, after, quote=number.text, around=around.text, place=number.place)
