"""The fees beside last year's: 元 written for 万元 makes them 10 000 times as much."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from gouji.facts.fact import Fact, Scene, in_cells
from gouji.facts.neighbours.before import before
from gouji.model.form import Strict
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag
from gouji.model.written import limits


class FeeLeapWording(Strict):
    """From how many to how many times as much, or as little, looks like another unit."""

    least: Annotated[Decimal, limits(gt=1)]
    most: Annotated[Decimal, limits(gt=1)]


def _subjects(scene: Scene[FeeLeapWording, None]) -> Iterator[Subject]:
    previous, fees = before(scene), scene.report.form.roles.fees
    cell = scene.report.cells().get(fees)
    past = previous.values.get(fees) if previous else None
    if previous is None or cell is None or not cell.value or not past:
        return
    ratio, least, most = cell.value / past, scene.words.least, scene.words.most
    yield Subject(
        kind="fee_leap",
        locus=cell.id,
        fields={"leap": least <= ratio <= most or 1 / most <= ratio <= 1 / least},
        shows={"now": decimal_text(cell.value), "last": decimal_text(past)},
        evidence=in_cells(cell),
        readable=not previous.unfit,
        reason=previous.unfit or None,
    )


FEE_LEAP: Fact[FeeLeapWording, None] = Fact(
    name="fee_leap",
    loci={"fee_leap": "格的编号"},
    kinds=(
        Kind(
            "fee_leap",
            "行政事业性收费与上年相比（给出上年报告时才有）。",
            {"leap": flag("约为上年的一万倍，或万分之一", default=False)},
            {"now": "本年的数", "last": "上年报告的数"},
            by_number=True,
        ),
    ),
    wording=FeeLeapWording,
    file="laws.yaml",
    subjects=_subjects,
)
