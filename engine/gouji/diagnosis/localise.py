"""The whole diagnosis: independent systems solved apart, their solutions joined and told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from gouji.diagnosis.admissible import GaveUpError
from gouji.diagnosis.faults import apart
from gouji.diagnosis.plausibility import rank
from gouji.diagnosis.search import Values, smallest_sets
from gouji.diagnosis.system import System, broken_systems
from gouji.model.diagnosis import Cause, Change, Localisation
from gouji.model.form import Tie

NODES: Final = 6_000
"""Sets looked at for one system before the search gives up: a count, so that runs agree."""


def localise(
    ties: Sequence[Tie],
    values: Mapping[str, Decimal],
    suspects: Collection[str] = (),
    nodes: int = NODES,
) -> Localisation:
    """Return the smallest sets of cells whose change to counts makes every usable tie hold.

    ``values`` has the exact number of every cell that has one (0 for a blank one); ties that touch
    another cell are left out. ``suspects`` are cells in doubt for other reasons; they come first.
    A cell that is wrong by itself but breaks no tie is no matter of diagnosis.
    """
    systems = broken_systems(ties, values)
    broken = broken_ties(ties, systems)
    try:
        options = [_options(system, values, broken, suspects, nodes) for system in systems]
    except GaveUpError:
        return Localisation((), complete=False)
    told = [[tuple(_causes(option, ties, broken)) for option in of] for of in options]
    return Localisation(tuple(fault for of in told for fault in apart(of)), complete=True)


def broken_ties(ties: Sequence[Tie], systems: Sequence[System]) -> list[Tie]:
    """Return the ties that do not hold; ``systems`` are those of ``ties`` that are broken."""
    loci = {e.locus for system in systems for e in system.equations if e.residual}
    return [tie for tie in ties if tie.relation == "eq" and tie.locus in loci]


def _options(
    system: System,
    values: Mapping[str, Decimal],
    broken: Collection[Tie],
    suspects: Collection[str],
    nodes: int,
) -> list[tuple[Change, ...]]:
    """Return all smallest sets of changes of one system, the most plausible first."""
    found = sorted(smallest_sets(system, nodes), key=sorted)
    options = [tuple(_changes(system, solution, values)) for solution in found]
    return sorted(options, key=lambda changes: rank(changes, broken, suspects))


def _changes(system: System, solution: Values, values: Mapping[str, Decimal]) -> Iterator[Change]:
    for number, value in solution.items():
        cell = system.cells[number]
        after = None if value is None else Decimal(value // system.scale)
        yield Change(cell, values[cell], after)


def _causes(
    changes: Sequence[Change], ties: Sequence[Tie], broken: Sequence[Tie]
) -> Iterator[Cause]:
    """Split ``changes`` where they meet in no tie, whether it is broken or held by both."""
    groups: list[set[str]] = [{change.cell} for change in changes]
    for tie in ties:
        cells = _cells(tie)
        meeting = [group for group in groups if not group.isdisjoint(cells)]
        if tie.relation == "eq" and len(meeting) > 1:
            groups = [group for group in groups if group not in meeting]
            groups.append(set().union(*meeting))
    # The causes stand in the order of their first change.
    for group in sorted(groups, key=lambda g: min(i for i, c in enumerate(changes) if c.cell in g)):
        yield Cause(
            tuple(change for change in changes if change.cell in group),
            tuple(tie.locus for tie in broken if not group.isdisjoint(_cells(tie))),
        )


def _cells(tie: Tie) -> frozenset[str]:
    return frozenset(term.cell for term in (*tie.left, *tie.right))
