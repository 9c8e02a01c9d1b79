"""Repairs of ties made whole: cells with findings of their own are put right in the same way."""

from collections.abc import Iterator, Mapping, Sequence

from gouji.facts.report import Report
from gouji.mending.ranking import NOTHING, Ranked, changes_of, edits_of
from gouji.mending.trial import Outcome, Trial
from gouji.model.cells import tie_value
from gouji.model.diagnosis import Alternative
from gouji.model.edit import Edit
from gouji.model.instruction import Pair
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Judgement
from gouji.records import dataclass

_MOST = 2
"""Cells of a fault that are put right beside it; a row of blanks is told cell by cell."""


@dataclass(frozen=True, slots=True)
class Way:
    """An alternative with all its edits; none where the ties do not determine a value."""

    alternative: Alternative
    edits: tuple[Edit, ...]
    outcome: Outcome


def completed(
    fault: Sequence[Alternative],
    found: Ranked,
    failed: Mapping[Pair, Judgement],
    report: Report,
    trial: Trial,
) -> list[Way]:
    """Return the alternatives of ``fault``, each with what it leaves of its cells mended as well.

    A blank cell counts as 0 in the ties: where another cell is changed, 0 is to be written in it.
    An alternative that leaves what cannot be a count is none, unless all do.
    """
    raws = {c.id: (c.raw or "").strip() for c in report.counted().values()}
    ways = [Way(a, edits_of(a, raws), found.outcomes.get(a, NOTHING)) for a in fault]
    own = _own(fault, failed)
    if not own or len(own) > _MOST:
        return ways
    whole = [w for way in ways if (w := _with_own(way, own, report, trial, raws)) is not None]
    return whole or ways


def _own(fault: Sequence[Alternative], failed: Mapping[Pair, Judgement]) -> list[Pair]:
    """Return the findings on single cells that some alternative of ``fault`` changes."""
    cells = {change.cell for alternative in fault for change in changes_of(alternative)}
    return [pair for pair, j in failed.items() if j.subject.kind == "cell" and j.locus in cells]


def _with_own(
    way: Way, own: Sequence[Pair], report: Report, trial: Trial, raws: Mapping[str, str]
) -> Way | None:
    """Return ``way`` with its cells' findings mended; ``None`` where that cannot be."""
    left = [pair for pair in own if pair not in way.outcome.mended]
    if not way.edits or not left:
        return way
    edits = (*way.edits, *_as_counted([cell for _, cell in left], report, raws))
    outcome = trial.of(edits)
    if outcome is None or not outcome.mended.issuperset(own):
        return None
    return Way(way.alternative, edits, outcome)


def _as_counted(cells: Sequence[str], report: Report, raws: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the number that each cell counts as, as what is to stand there."""
    counted = report.counted()
    for cell in dict.fromkeys(cells):
        value = tie_value(counted[cell])
        if value is not None:
            yield Edit(raws[cell], decimal_text(value), cell=cell)
