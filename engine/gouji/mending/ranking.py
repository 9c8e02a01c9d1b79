"""Ranks the alternatives of each fault by all evidence: what a repair breaks, what it mends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from gouji.mending.trial import Outcome, Trial
from gouji.model.diagnosis import Alternative, Change, Localisation
from gouji.model.edit import Edit
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Judgement, Verdict
from gouji.records import dataclass

MOST_TRIED = 24
"""Alternatives of one fault that are tried; a results row leaves up to 21."""

NOTHING = Outcome((), frozenset(), ())
Outcomes = Mapping[Alternative, Outcome]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The faults with the soundest alternative first, and what trying each alternative showed."""

    localisation: Localisation
    outcomes: Outcomes


def ranked(localisation: Localisation, trial: Trial, raws: Mapping[str, str]) -> Ranked:
    """Return ``localisation`` with the alternatives of each fault in the order of all evidence.

    Those first that break nothing, then those that mend more than the ties, then as they were.
    ``raws`` has what is printed in each cell.
    """
    outcomes: dict[Alternative, Outcome] = {}
    for alternative in chain.from_iterable(f[:MOST_TRIED] for f in localisation.faults):
        edits = edits_of(alternative, raws)
        outcomes[alternative] = (edits and trial.of(edits)) or NOTHING
    faults = tuple(
        tuple(sorted(fault, key=lambda a: weight(outcomes.get(a, NOTHING))))
        for fault in localisation.faults
    )
    return Ranked(replace(localisation, faults=faults), outcomes)


def weight(outcome: Outcome) -> tuple[int, int, int]:
    """Return the sort key of what a repair does: fails, questions raised, statements mended."""
    failed = [j for j in outcome.broken if j.verdict is Verdict.FAIL]
    return len(failed), len(outcome.broken) - len(failed), -len(statements_mended(outcome))


def statements_mended(outcome: Outcome) -> list[tuple[str, str]]:
    """Return the findings of the text and of neighbours that a repair mends beside the ties."""
    return sorted(pair for pair in outcome.mended if pair[0][0] in "NYH")


def edits_of(alternative: Alternative, raws: Mapping[str, str]) -> tuple[Edit, ...]:
    """Return the edits of cells; none where the ties do not determine a value."""
    changes = changes_of(alternative)
    if any(change.after is None for change in changes):
        return ()
    return tuple(
        Edit(raws.get(c.cell, ""), decimal_text(c.after), cell=c.cell)
        for c in changes
        if c.after is not None
    )


def changes_of(alternative: Alternative) -> tuple[Change, ...]:
    """Return all changes of the causes."""
    return tuple(change for cause in alternative for change in cause.changes)


def against(outcome: Outcome) -> Sequence[Judgement]:
    """Return what speaks against a repair: what it breaks, failures first."""
    return sorted(outcome.broken, key=lambda j: j.verdict is not Verdict.FAIL)
