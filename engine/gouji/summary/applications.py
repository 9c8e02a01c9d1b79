"""Applications and what came of them; reviews and suits: the totals read as the form reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from gouji.model.form import Form, Row
from gouji.summary.amounts import Amount, added

_FLOW = ("new", "carried_over", "total", "carried_out")


@dataclass(frozen=True, slots=True)
class Handling:
    """A kind of handling, and its single grounds where the form has several."""

    label: str
    amount: Amount
    grounds: tuple[tuple[str, Amount], ...] = ()


@dataclass(frozen=True, slots=True)
class Applications:
    """Table three in total: what came, from whom, what came of it, what is left.

    ``outcomes`` add up to ``handled`` where the reports are right.
    """

    new: Amount
    carried_over: Amount
    handled: Amount
    carried_out: Amount
    applicants: tuple[tuple[str, Amount], ...]
    outcomes: tuple[Handling, ...]

    @property
    def outcome_sum(self) -> Amount:
        """All outcomes together, of which each is a share."""
        return added([handling.amount for handling in self.outcomes])


@dataclass(frozen=True, slots=True)
class Disputes:
    """Reviews or suits of one kind by their outcome, in the order of the form; the sum last."""

    label: str
    outcomes: tuple[tuple[str, Amount], ...]


def applications(form: Form, totals: Mapping[str, Amount]) -> Applications:
    """Return table three of ``form`` from the ``totals`` of its cells."""
    table = form.table("t3")
    new, carried_over, handled, carried_out = (totals[f"t3.{row}.total"] for row in _FLOW)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.id not in _FLOW:
            groups.setdefault(row.group or row.label, []).append(row)
    return Applications(
        new=new,
        carried_over=carried_over,
        handled=handled,
        carried_out=carried_out,
        applicants=tuple(
            (column.label, totals[f"t3.new.{column.id}"])
            for column in table.columns
            if column.id != "total"
        ),
        outcomes=tuple(_handling(label, rows, totals) for label, rows in groups.items()),
    )


def _handling(label: str, rows: list[Row], totals: Mapping[str, Amount]) -> Handling:
    grounds = tuple((row.label, totals[f"t3.{row.id}.total"]) for row in rows)
    amount = added([amount for _, amount in grounds])
    return Handling(label, amount, grounds if len(grounds) > 1 else ())


def disputes(form: Form, totals: Mapping[str, Amount]) -> tuple[Disputes, ...]:
    """Return table four of ``form`` from the ``totals`` of its cells."""
    table = form.table("t4")
    return tuple(
        Disputes(row.label, tuple((c.label, totals[f"t4.{row.id}.{c.id}"]) for c in table.columns))
        for row in table.rows
    )
