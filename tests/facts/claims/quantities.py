"""The quantities that sentences state, by short names, and full tables made from a few of them.

A quantity is a cell (``new`` is ``t3.new.total``, ``new.business``, ``review.upheld``,
``licence``), a group of table three (``denied``, ``unavailable``, ``refused``, ``other``), both
kinds of suit together (``suit``, ``suit.upheld``) or all organisations (``new.org``).
"""

from collections.abc import Mapping

from reportkit.form import APPLICANTS, CELLS, OUTCOMES, T3_LEAVES, T4_ROWS

GROUPS = {
    name: tuple(row for row in T3_LEAVES if row.startswith(f"{name}_"))
    for name in ("denied", "unavailable", "refused", "other")
}
USUAL = {
    "denied": ("denied_law", "denied_internal", "denied_third_party"),
    "unavailable": ("unavailable_not_held", "unavailable_not_ready", "unavailable_unclear"),
    "refused": ("refused_repeat", "refused_petition", "refused_excessive"),
    "other": ("other_other", "other_not_corrected", "other_unpaid"),
}
"""The rows of a group that take what nothing is said of, in this order."""

FLOW = ("new", "carried_over", "total", "carried_out")
ORGANISATIONS = APPLICANTS[1:]
DECISIONS = ("licence", "penalty", "coercion")
SUITS = ("direct_suit", "after_review_suit")
CODES = {"t3": "N601", "t4": "N602", "t2": "N603"}


class Contradiction(ValueError):
    """No tables hold these quantities."""


def cells_of(key: str) -> tuple[str, ...]:
    """Return the cells whose sum a quantity is; raises :class:`KeyError` for an unknown name."""
    row, _, column = key.partition(".")
    if row in GROUPS:
        cells = tuple(f"t3.{leaf}.{column or 'total'}" for leaf in GROUPS[row])
    elif row == "suit":
        cells = tuple(f"t4.{suit}.{column or 'total'}" for suit in SUITS)
    elif column == "org":
        cells = tuple(f"t3.{row}.{kind}" for kind in ORGANISATIONS)
    elif row in DECISIONS:
        cells = (f"t2.{row}.decisions",)
    elif row == "fee":
        cells = ("t2.fee.amount",)
    elif row in {"normative", "regulation"}:
        cells = (f"t2.{row}.{column}",)
    else:
        table = "t4" if row in {row.id for row in T4_ROWS} else "t3"
        cells = (f"{table}.{row}.{column or 'total'}",)
    if unknown := set(cells) - set(CELLS):
        raise KeyError(key, unknown)
    return cells


def due(keys: tuple[str, ...]) -> tuple[str, str]:
    """Return code and locus of the finding where a stated sum of quantities is wrong.

    Where no single place is due the locus is the beginning of all that may be accused.
    """
    cells = cells_of(keys[0])
    table = cells[0][:2]
    code = CODES[table]
    row, _, column = keys[0].partition(".")
    if len(keys) > 1:
        return code, f"{table}."
    if row in GROUPS and not column:
        return code, f"t3.{row}.total"
    if row == "suit" and not column:
        return code, "t4.suit.total"
    return code, cells[0] if len(cells) == 1 else f"{table}."


def total_of(cells: Mapping[str, str], key: str) -> str:
    """Return what full tables hold of a quantity."""
    held = cells_of(key)
    return cells[held[0]] if len(held) == 1 else str(sum(int(cells[cell]) for cell in held))


def tables(quantities: Mapping[str, str]) -> dict[str, str]:
    """Return all cells of tables that hold the quantities and keep every tie.

    What nothing is said of is 0, or as little as the ties ask for; all applicants are natural
    persons. Raises :class:`Contradiction` where no such tables are found.
    """
    counts = _with_rows({key: int(value) for key, value in quantities.items() if key != "fee"})
    cells = dict.fromkeys(CELLS, 0)
    cells |= _table_two(counts) | _table_three(counts) | _table_four(counts)
    if min(cells.values()) < 0:
        raise Contradiction(quantities)
    shown = {cell: str(count) for cell, count in cells.items()}
    shown["t2.fee.amount"] = quantities.get("fee", "0")
    for key, value in quantities.items():
        if total_of(shown, key) != value:
            raise Contradiction(key, value, total_of(shown, key))
    return shown


def _with_rows(counts: Mapping[str, int]) -> dict[str, int]:
    """Add the sum of a row of which only the applicants are told; who filed is who was answered."""
    rows = dict(counts)
    for key in [key for key in counts if key.startswith("total.")]:
        rows.setdefault(f"new.{key.removeprefix('total.')}", counts[key])
    for row in FLOW:
        told = [k for k in counts if k.partition(".")[0] == row and "." in k]
        if row not in counts and f"{row}.natural" in told:
            kinds = ("natural", "org") if f"{row}.org" in told else APPLICANTS
            rows[row] = sum(counts.get(f"{row}.{kind}", 0) for kind in kinds)
    return rows


def _table_two(counts: Mapping[str, int]) -> dict[str, int]:
    cells = {f"t2.{row}.decisions": counts.get(row, 0) for row in DECISIONS}
    for row in ("regulation", "normative"):
        made, repealed = counts.get(f"{row}.made", 0), counts.get(f"{row}.repealed", 0)
        valid = counts.get(f"{row}.valid", max(made - repealed, 0))
        values = zip(("made", "repealed", "valid"), (made, repealed, valid), strict=True)
        cells |= {f"t2.{row}.{column}": value for column, value in values}
    return cells


def _table_three(counts: Mapping[str, int]) -> dict[str, int]:
    outcomes = _grouped(counts)
    flow = _flow(counts, sum(outcomes.values()))
    _fill(outcomes, counts, flow["total"] - sum(outcomes.values()))
    columns = {row: _columns(counts, row, count) for row, count in flow.items() if row != "total"}
    columns["total"] = {
        kind: columns["new"][kind] + columns["carried_over"][kind] - columns["carried_out"][kind]
        for kind in APPLICANTS
    }
    columns |= _shared(outcomes, columns["total"])
    rows = flow | outcomes
    cells = {f"t3.{row}.total": rows.get(row, 0) for row in (*FLOW, *T3_LEAVES)}
    for row, kinds in columns.items():
        cells |= {f"t3.{row}.{kind}": count for kind, count in kinds.items()}
    return cells


def _grouped(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the outcomes that are told, groups put into their usual rows."""
    outcomes = {row: counts[row] for row in T3_LEAVES if row in counts}
    for name, rows in GROUPS.items():
        if name in counts:
            rest = counts[name] - sum(outcomes.get(row, 0) for row in rows)
            free = [row for row in USUAL[name] if row not in outcomes]
            if rest < 0 or (rest and not free):
                raise Contradiction(name)
            if free:
                outcomes[free[0]] = rest
    return outcomes


def _flow(counts: Mapping[str, int], decided: int) -> dict[str, int]:
    """Return new, carried over, decided and carried out so that they balance."""
    new, over = counts.get("new"), counts.get("carried_over")
    total, out = counts.get("total"), counts.get("carried_out")
    if total is None and new is None:
        total = max(decided, (over or 0) - (out or 0))
    if total is None and new is not None:
        total = new + (over or 0) - (out or 0)
    total = total or 0
    if new is None:
        new = total + (out or 0) - (over or 0)
    if out is None and over is None:
        out, over = max(new - total, 0), max(total - new, 0)
    elif out is None:
        out = new + (over or 0) - total
    elif over is None:
        over = total + out - new
    if new + (over or 0) != total + (out or 0):
        raise Contradiction("balance")
    return {"new": new, "carried_over": over or 0, "total": total, "carried_out": out or 0}


def _fill(outcomes: dict[str, int], counts: Mapping[str, int], rest: int) -> None:
    """Put what has no outcome yet into rows of which nothing is said."""
    wanted = ("granted", "unavailable_not_held", "denied_law", "partly_granted", "other_other")
    free = [
        row
        for row in wanted
        if row not in outcomes
        and not any(name in counts and row in GROUPS[name] for name in GROUPS)
    ]
    if rest < 0 or (rest and not free):
        raise Contradiction("outcomes", rest)
    if rest and len(free) > 1:
        outcomes[free[1]] = rest // 3
        rest -= rest // 3
    if free:
        outcomes[free[0]] = rest


def _columns(counts: Mapping[str, int], row: str, whole: int) -> dict[str, int]:
    """Return a row's applicants; organisations of unknown kind are businesses."""
    told = {kind: counts[f"{row}.{kind}"] for kind in APPLICANTS if f"{row}.{kind}" in counts}
    organisations = counts.get(f"{row}.org")
    if organisations is None:
        natural = told.get("natural", whole - sum(told.values()))
        organisations = whole - natural
    others = sum(told.get(kind, 0) for kind in ORGANISATIONS)
    free = next((kind for kind in ORGANISATIONS if kind not in told), None)
    columns = dict.fromkeys(APPLICANTS, 0) | told
    if free:
        columns[free] = organisations - others
    columns["natural"] = whole - sum(columns[kind] for kind in ORGANISATIONS)
    return columns


def _shared(outcomes: Mapping[str, int], decided: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return applicants of each outcome so that the columns add up to what was decided."""
    left = dict(outcomes)
    shares = {row: dict.fromkeys(APPLICANTS, 0) for row in T3_LEAVES}
    for kind in reversed(APPLICANTS):
        missing = decided[kind]
        for row, count in left.items():
            taken = min(count, missing)
            shares[row][kind] = taken
            left[row] -= taken
            missing -= taken
    return shares


def _table_four(counts: Mapping[str, int]) -> dict[str, int]:
    told = dict(counts)
    for column in ("", *(f".{outcome}" for outcome in OUTCOMES)):
        if f"suit{column}" in told:
            after = told.get(f"after_review_suit{column}", 0)
            told.setdefault(f"direct_suit{column}", told[f"suit{column}"] - after)
    cells: dict[str, int] = {}
    for row in T4_ROWS:
        outcomes = {o: told[f"{row.id}.{o}"] for o in OUTCOMES if f"{row.id}.{o}" in told}
        whole = told.get(row.id, sum(outcomes.values()))
        rest = whole - sum(outcomes.values())
        free = [o for o in ("upheld", "other", "pending", "corrected") if o not in outcomes]
        if rest < 0 or (rest and not free):
            raise Contradiction(row.id)
        if rest:
            outcomes[free[0]] = rest
        cells |= {f"t4.{row.id}.{outcome}": outcomes.get(outcome, 0) for outcome in OUTCOMES}
        cells[f"t4.{row.id}.total"] = whole
    return cells
