"""Applications and what came of them; reviews and suits: the totals read as the form reads."""

from collections.abc import Mapping

from gouji.model.form import Applications as Roles
from gouji.model.form import Form, Row
from gouji.records import dataclass
from gouji.summary.amounts import Amount, added


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
    roles = form.roles.applications
    table = form.table(roles.table)
    new, carried_over, handled, carried_out = (totals[roles.sum_of(row)] for row in roles.flow)
    groups: dict[str, list[Row]] = {}
    for row in table.rows:
        if f"{table.id}.{row.id}" not in roles.flow:
            groups.setdefault(row.group or row.label, []).append(row)
    return Applications(
        new=new,
        carried_over=carried_over,
        handled=handled,
        carried_out=carried_out,
        applicants=tuple(
            (column.label, totals[f"{roles.received}.{column.id}"])
            for column in table.columns
            if column.id != roles.total
        ),
        outcomes=tuple(_handling(label, rows, roles, totals) for label, rows in groups.items()),
    )


def _handling(label: str, rows: list[Row], roles: Roles, totals: Mapping[str, Amount]) -> Handling:
    sums = (roles.sum_of(f"{roles.table}.{row.id}") for row in rows)
    grounds = tuple((row.label, totals[cell]) for row, cell in zip(rows, sums, strict=True))
    amount = added([amount for _, amount in grounds])
    return Handling(label, amount, grounds if len(grounds) > 1 else ())


def disputes(form: Form, totals: Mapping[str, Amount]) -> tuple[Disputes, ...]:
    """Return table four of ``form`` from the ``totals`` of its cells."""
    table = form.table(form.roles.disputes)
    return tuple(
        Disputes(
            row.label,
            tuple((c.label, totals[f"{table.id}.{row.id}.{c.id}"]) for c in table.columns),
        )
        for row in table.rows
    )
