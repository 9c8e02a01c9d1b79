"""Draws the figures of the three tables so that every tie holds."""

from random import Random

from reportkit.form import APPLICANTS, CELLS, OUTCOMES, T3_LEAVES, T4_ROWS

WEIGHTS = {"granted": 30, "partly_granted": 10, "unavailable_not_held": 25, "refused_repeat": 4}
"""How often a request ends in a row, the rows not named once each."""

SCALES = (0, 4, 40, 900)
"""How many requests natural persons file at most; the last makes a busy authority."""


def draw(rng: Random) -> dict[str, str]:
    """Return the text of every cell, consistent."""
    counts = _table_two(rng) | _table_three(rng) | _table_four(rng)
    cells = {cell: str(counts.get(cell, 0)) for cell in CELLS}
    cells["t2.fee.amount"] = _amount(rng)
    return cells


def _table_two(rng: Random) -> dict[str, int]:
    made, repealed = rng.randint(0, 9), rng.randint(0, 5)
    busy = rng.choice((30, 900, 50_000, 400_000))
    return {
        "t2.normative.made": made,
        "t2.normative.repealed": repealed,
        "t2.normative.valid": max(made - repealed, 0) + rng.randint(0, 25),
        "t2.licence.decisions": rng.randint(0, busy),
        "t2.penalty.decisions": rng.randint(0, busy),
        "t2.coercion.decisions": rng.randint(0, busy // 10),
    }


def _amount(rng: Random) -> str:
    """Return an amount in 万元 with up to three decimals, often 0."""
    if rng.random() < 0.4:
        return "0"
    digits = rng.randint(0, 3)
    return f"{rng.uniform(0.5, 2000):.{digits}f}"


def _table_three(rng: Random) -> dict[str, int]:
    scale = rng.choice(SCALES)
    cells: dict[str, int] = {}
    for kind in APPLICANTS:
        most = scale if kind == "natural" else scale // 12
        new, carried = rng.randint(0, most), rng.randint(0, most // 10)
        pending = rng.randint(0, (new + carried) // 8)
        cells |= {
            f"t3.new.{kind}": new,
            f"t3.carried_over.{kind}": carried,
            f"t3.total.{kind}": new + carried - pending,
            f"t3.carried_out.{kind}": pending,
        }
        cells |= _results(rng, kind, new + carried - pending)
    rows = ("new", "carried_over", *T3_LEAVES, "total", "carried_out")
    for row in rows:
        cells[f"t3.{row}.total"] = sum(cells.get(f"t3.{row}.{kind}", 0) for kind in APPLICANTS)
    return cells


def _results(rng: Random, kind: str, decided: int) -> dict[str, int]:
    weights = [WEIGHTS.get(row, 1) for row in T3_LEAVES]
    drawn = rng.choices(T3_LEAVES, weights, k=decided)
    return {f"t3.{row}.{kind}": drawn.count(row) for row in T3_LEAVES}


def _table_four(rng: Random) -> dict[str, int]:
    most = rng.choice((0, 0, 3, 20))
    cells: dict[str, int] = {}
    for row in T4_ROWS:
        outcomes = {f"t4.{row.id}.{outcome}": rng.randint(0, most) for outcome in OUTCOMES}
        cells |= outcomes | {f"t4.{row.id}.total": sum(outcomes.values())}
    return cells
