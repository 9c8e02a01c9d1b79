"""A figure that the text states more than once, where no table tells which one is right."""

from collections.abc import Iterator, Mapping

from gouji.facts.accords.accord import accord, accord_kind
from gouji.facts.claims.found import Claim
from gouji.facts.claims.subjects import CLAIMS
from gouji.facts.fact import Fact, Scene
from gouji.model.cells import Cell, cells_like, tie_value
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Subject


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    """Compare the statements of one figure where the table cannot tell which one is right."""
    report = scene.report
    cells = report.cells()
    claims = [
        claim
        for claim in CLAIMS.of(report).claims
        if claim.year in (None, report.year) and not claim.loose and not _settled(claim, cells)
    ]
    for figure in dict.fromkeys(map(_figure, claims)):
        same = [claim for claim in claims if _figure(claim) == figure]
        other = next((claim for claim in same if _differ(same[0], claim)), None)
        if len(same) > 1:
            yield accord(
                "restated",
                same[0].locus,
                "doubtful" if other else "right",
                decimal_text(same[0].value),
                decimal_text((other or same[0]).value),
                same[0].quote,
                (other or same[1]).quote,
            )


def _figure(claim: Claim) -> tuple[object, ...]:
    """Return what a claim speaks of: kinds of results have one subject, and cells of their own."""
    return claim.subject, *(reading.cells for reading in claim.readings)


def _differ(one: Claim, other: Claim) -> bool:
    return abs(one.value - other.value) > max(one.step, other.step)


def _settled(claim: Claim, cells: Mapping[str, Cell]) -> bool:
    """Tell whether the cells that ``claim`` speaks of were read: then the table decides."""
    patterns = [c.lstrip("-") for reading in claim.readings if reading.usual for c in reading.cells]
    return all(
        tie_value(cells[name]) is not None
        for pattern in patterns
        for name in cells_like(pattern, cells)
    )


RESTATED: Fact[None, None] = Fact(
    name="restated",
    loci={"accord": "格的编号"},
    kinds=(accord_kind("restated"),),
    subjects=_subjects,
)
