"""One system may have several faults that have nothing to do with each other: each by itself.

Two wrong cells of which each leaves three alternatives give nine smallest sets. Told apart they
are two questions, and one that has a single answer is not made doubtful by the other.
"""

from collections.abc import Sequence
from math import prod

from gouji.model.diagnosis import Alternative, Cause


def apart(options: Sequence[Alternative]) -> list[tuple[Alternative, ...]]:
    """Split ``options``, all smallest sets of one system, into faults with their alternatives.

    Causes that explain the same tie belong to one fault. The order of the options is kept. Where
    the options are not all combinations of what would be the faults, they stay one fault.
    """
    groups = _groups([cause for option in options for cause in option])
    faults = [_alternatives(options, group) for group in groups]
    if prod(map(len, faults)) != len(options):
        return [tuple(options)]
    return faults


def _groups(causes: Sequence[Cause]) -> list[set[str]]:
    """Return sets of ties; no cause explains ties of two of them."""
    groups: list[set[str]] = []
    for cause in causes:
        mine = set(cause.explains)
        meeting = [group for group in groups if group & mine]
        at = groups.index(meeting[0]) if meeting else len(groups)
        groups = [group for group in groups if group not in meeting]
        groups.insert(at, mine.union(*meeting))
    return groups


def _alternatives(options: Sequence[Alternative], ties: set[str]) -> tuple[Alternative, ...]:
    own = (tuple(c for c in option if ties.issuperset(c.explains)) for option in options)
    return tuple(dict.fromkeys(own))
