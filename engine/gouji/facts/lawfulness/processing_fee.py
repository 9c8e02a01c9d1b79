"""The amount of 信息处理费 that a report states: every rate is a multiple of some 元."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from gouji.expressions import compiled
from gouji.facts.fact import Fact, Scene, quoted
from gouji.facts.statements import StatementId, statement
from gouji.model.form import Strict
from gouji.model.numbers import decimal_text
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag
from gouji.model.written import limits

_FIGURE = r"(\d{1,3}(?:，\d{3})+|\d+)(\.\d+)?(万?)元"
_AMOUNTS = (
    compiled(rf"信息(?:公开)?处理费[^，。；\d]{{0,12}}{_FIGURE}"),
    compiled(rf"(?:收取|收到)了?{_FIGURE}的?(?:政府)?信息(?:公开)?处理费"),
)
_MYRIAD = Decimal(10_000)


class ProcessingFeeWording(Strict):
    """The owed sentence (its id) that tells of the fee; the 元 of which every fee is a multiple."""

    statement: StatementId
    step: Annotated[Decimal, limits(gt=0)]


def _subjects(scene: Scene[ProcessingFeeWording, None]) -> Iterator[Subject]:
    """Yield the amount in 元 that the sentence on 信息处理费 states, if it states one."""
    said = statement(scene.report, scene.words.statement)
    quote = said.quote if said else None
    amount = _amount(quote.text) if quote else None
    if quote is None or amount is None:
        return
    yield Subject(
        kind="processing_fee",
        locus=scene.words.statement,
        fields={"tens": amount % scene.words.step == 0},
        shows={"text": quote.text, "amount": decimal_text(amount)},
        evidence=quoted(quote),
    )


def _amount(text: str) -> Decimal | None:
    match = next((m for pattern in _AMOUNTS if (m := pattern.search(text))), None)
    if match is None:
        return None
    amount = Decimal(match[1].replace("，", "") + (match[2] or ""))
    return amount * _MYRIAD if match[3] else amount


PROCESSING_FEE: Fact[ProcessingFeeWording, None] = Fact(
    name="processing_fee",
    loci={"processing_fee": "`fee_disclosure`"},
    kinds=(
        Kind(
            "processing_fee",
            "交代收取的信息处理费金额。",
            {"tens": flag("是10元的整倍数")},
            {"text": "原文", "amount": "金额（元）"},
        ),
    ),
    wording=ProcessingFeeWording,
    file="laws.yaml",
    subjects=_subjects,
)
