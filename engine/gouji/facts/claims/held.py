"""A statement held against the tables: every admissible reading worked out, and what fits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from gouji.facts.claims.found import Claim, Reading
from gouji.facts.report import Report
from gouji.model.cells import Cell, CellState, cells_like, tie_value
from gouji.model.numbers import decimal_text
from gouji.model.ties import expand
from gouji.records import dataclass

Values = Mapping[str, Decimal | None]
"""What every cell counts for; ``None`` where it has no value."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """A reading worked out: its terms and their total, ``None`` where a cell has no value."""

    title: str
    usual: bool
    total: Decimal | None
    terms: tuple[Decimal, ...]
    cells: tuple[str, ...]

    @property
    def written(self) -> str:
        """The arithmetic, which leaves its zeros out; empty without a total."""
        if self.total is None:
            return ""
        shown = [value for value in self.terms if value] or self.terms[:1]
        signed = (f"{'−' if v < 0 else '+'}{decimal_text(abs(v))}" for v in shown)
        text = "".join(signed).removeprefix("+")
        return text if len(shown) == 1 else f"{text}={decimal_text(self.total)}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with what its readings come to."""

    claim: Claim
    fits: str
    sums: tuple[Sum, ...]
    usual: Sum
    """The first of the usual readings."""

    @property
    def other(self) -> Sum | None:
        """The unusual reading that the stated number agrees with."""
        return next((s for s in self.sums if not s.usual and agrees(self.claim, s)), None)


def values_of(report: Report, cells: Mapping[str, Cell]) -> dict[str, Decimal | None]:
    """Return what every cell counts for; a blank 总计 counts for the sum beside it."""
    values = {name: tie_value(cell) for name, cell in cells.items()}
    for tie in expand(report.form):
        (total, *more) = tie.right
        if more or tie.relation != "eq" or total.cell not in cells:
            continue
        if cells[total.cell].state is CellState.BLANK:
            known = [values[term.cell] for term in tie.left]
            told = any(cells[term.cell].state is CellState.NUMBER for term in tie.left)
            unread = None in known or not told
            values[total.cell] = None if unread else sum(filter(None, known), _ZERO)
    return values


def held(claim: Claim, values: Values) -> Checked | None:
    """Hold ``claim`` against its readings; ``None`` where the form has no such cells."""
    sums = [s for r in claim.readings if (s := worked_out(r, values)) is not None]
    usual = [s for s in sums if s.usual]
    if not usual:
        return None
    if any(agrees(claim, s) for s in usual):
        fits = "right"
    elif any(s.total is None for s in usual):
        fits = "unread"
    elif claim.value and (any(agrees(claim, s) for s in sums) or _is_spread(claim, usual)):
        fits = "alternative"
    else:
        fits = "doubtful" if claim.loose and not _is_outside(claim, values) else "wrong"
    return Checked(claim, fits, tuple(sums), usual[0])


def _is_spread(claim: Claim, usual: Sequence[Sum]) -> bool:
    """Tell whether numbers of the list that were not read make up for what is missing."""
    more = {s.total - claim.value for s in usual if s.total is not None}
    sums = {_ZERO}
    for value in claim.spare:
        sums |= {known + value for known in sums}
    return bool((sums - {_ZERO}) & more)


def _is_outside(claim: Claim, values: Values) -> bool:
    """Tell whether a loose number is less or more than it can be."""
    if not claim.least:
        return False
    least = worked_out(Reading("", claim.least, usual=True), values)
    most = worked_out(Reading("", claim.most, usual=True), values)
    if least is None or most is None or least.total is None or most.total is None:
        return False
    return not least.total <= claim.value <= most.total


def printed(claim: Claim, cells: Values, rows: Mapping[str, str]) -> Claim:
    """Return ``claim`` of the row of a group where that row stands for all rows it sums up."""
    if not rows:
        return claim
    readings = tuple(
        replace(reading, cells=tuple(_of_group(cell, cells, rows) for cell in reading.cells))
        for reading in claim.readings
    )
    return replace(claim, readings=readings)


def _of_group(cell: str, cells: Values, rows: Mapping[str, str]) -> str:
    sign, pattern = cell[: cell.startswith("-")], cell.lstrip("-")
    names = [name.rpartition(".") for name in cells_like(pattern, cells)]
    groups = {(rows.get(row), column) for row, _, column in names}
    group, column = groups.pop() if len(groups) == 1 and len(names) > 1 else (None, "")
    return f"{sign}{group}.{column}" if group else cell


def without_parts(checked: Sequence[Checked]) -> list[Checked]:
    """Leave out the numbers of one cell that are wrong one by one and right together."""
    kept = list(checked)
    for locus in dict.fromkeys(c.claim.locus for c in checked if c.fits in ("wrong", "doubtful")):
        off = [c for c in checked if c.claim.locus == locus and c.fits in ("wrong", "doubtful")]
        total = sum((c.claim.value for c in off), _ZERO)
        if len(off) > 1 and any(s.usual and s.total == total for s in off[0].sums):
            kept = [c for c in kept if c not in off]
    return kept


def settled(same: Sequence[Checked]) -> Sequence[Checked]:
    """Leave out what is loose where a firm statement of the same cell is right."""
    if not any(c.fits == "right" and not c.claim.loose for c in same):
        return same
    return [c for c in same if c.fits != "doubtful"]


def agrees(claim: Claim, found: Sum) -> bool:
    """Tell whether the stated number is what the table says, to the digit that is told."""
    if found.total is None:
        return False
    more = found.total - claim.value
    return more == 0 or 0 < more < claim.step or abs(more) * 2 <= claim.step


def worked_out(reading: Reading, cells: Values) -> Sum | None:
    """Return what ``reading`` comes to; ``None`` where the form has no such cells."""
    terms = [(cell[0] != "-", cell.lstrip("-")) for cell in reading.cells]
    spread = [(plus, cells_like(pattern, cells)) for plus, pattern in terms]
    if not all(names for _, names in spread):
        return None
    values = [(plus, cells[name]) for plus, names in spread for name in names]
    names = tuple(name for _, own in spread for name in own)
    known = tuple(value if plus else -value for plus, value in values if value is not None)
    if len(known) < len(values):
        return Sum(reading.title, reading.usual, None, (), names)
    return Sum(reading.title, reading.usual, sum(known, _ZERO), known, names)
