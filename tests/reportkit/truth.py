"""What a report is worth: the value of every cell, and the ties that do not hold."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from reportkit.content import Content
from reportkit.form import APPLICANTS, CELLS, OUTCOMES, T3_COLUMNS, T3_LEAVES, T3_ROWS, T4_ROWS
from reportkit.planting import Finding

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def value_of(text: str) -> str | None:
    """Return the one number that ``text`` holds; ``None`` for none, for two, for a blank."""
    found = NUMBER.findall(text.replace(",", "").strip())
    return found[0] if len(found) == 1 and text.strip().startswith(found[0][0]) else None


def truth(content: Content) -> dict[str, str | None]:
    """Return the value of every cell of the form; ``None`` where there is none to read."""
    return {cell: None if content.lacks(cell) else value_of(content.cells[cell]) for cell in CELLS}


def broken_ties(content: Content) -> frozenset[Finding]:
    """Return the ties that fail. A blank cell counts as 0; a word or a gap voids its ties."""
    values = _values(content)
    found = {("R411", f"t3.row:{row.id}") for row in T3_ROWS if not _row_holds(values, row.id)}
    for column in T3_COLUMNS:
        if not _equal(values, (f"t3.{row}.{column.id}" for row in T3_LEAVES), "total", column.id):
            found.add(("R412", f"t3.column:{column.id}"))
        if not _balances(values, column.id):
            found.add(("R413", f"t3.balance:{column.id}"))
    for row in T4_ROWS:
        parts = _sum(values, (f"t4.{row.id}.{outcome}" for outcome in OUTCOMES))
        if not _same(parts, values[f"t4.{row.id}.total"]):
            found.add(("L511", f"t4.sum:{row.id}"))
    lost = {f"t2.{row}.valid" for row in ("regulation", "normative") if _lost(values, row)}
    return frozenset(found | {("A306", locus) for locus in lost})


Values = Mapping[str, Decimal | None]


def _values(content: Content) -> Values:
    read = truth(content)
    blank = {cell for cell in CELLS if not content.lacks(cell) and not content.cells[cell].strip()}
    return {
        cell: Decimal(0) if cell in blank else None if text is None else Decimal(text)
        for cell, text in read.items()
    }


def _sum(values: Values, cells: Iterable[str]) -> Decimal | None:
    parts = [values[cell] for cell in cells]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _same(left: Decimal | None, right: Decimal | None) -> bool:
    return left is None or right is None or left == right


def _equal(values: Values, parts: Iterable[str], row: str, column: str) -> bool:
    return _same(_sum(values, parts), values[f"t3.{row}.{column}"])


def _row_holds(values: Values, row: str) -> bool:
    return _equal(values, (f"t3.{row}.{kind}" for kind in APPLICANTS), row, "total")


def _balances(values: Values, column: str) -> bool:
    received = _sum(values, (f"t3.{row}.{column}" for row in ("new", "carried_over")))
    return _same(received, _sum(values, (f"t3.{row}.{column}" for row in ("total", "carried_out"))))


def _lost(values: Values, row: str) -> bool:
    made, repealed, valid = (values[f"t2.{row}.{c}"] for c in ("made", "repealed", "valid"))
    return None not in (made, repealed, valid) and valid < made - repealed  # type: ignore[operator]
