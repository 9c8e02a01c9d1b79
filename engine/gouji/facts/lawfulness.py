"""The subjects that rest on a law outside the form: who may make 规章, what a fee may be."""

import re
from collections.abc import Iterator
from decimal import Decimal

from gouji.model.cells import Cell, CellState, Presence, tie_value
from gouji.model.form import cell_name
from gouji.model.numbers import decimal_text
from gouji.model.report import Report
from gouji.model.verdict import Evidence, Subject
from gouji.model.wording import Wording

_REGULATIONS = ("t2.regulation.made", "t2.regulation.valid")
_FEE = "t2.fee.amount"
_FIGURE = r"(\d{1,3}(?:，\d{3})+|\d+)(\.\d+)?(万?)元"
_AMOUNTS = (
    re.compile(rf"信息(?:公开)?处理费[^，。；\d]{{0,12}}{_FIGURE}"),
    re.compile(rf"(?:收取|收到)了?{_FIGURE}的?(?:政府)?信息(?:公开)?处理费"),
)
_MYRIAD = Decimal(10_000)
_STEP = Decimal(10)
"""Every rate of the tariff is a multiple of so many 元 (国办函〔2020〕109号)."""


def lawfulness_subjects(report: Report, wording: Wording) -> Iterator[Subject]:
    """Yield the cells of 规章, the amount of 信息处理费 and the unit of the fees."""
    cells = report.cells()
    county = re.search(wording.county, report.agency or "") is not None
    for cell_id in _REGULATIONS:
        if cell_id in cells:
            yield _rulemaking(report, cells[cell_id], county=county)
    yield from _processing_fee(report)
    if _FEE in cells:
        yield _fee_unit(report, cells[_FEE])


def _rulemaking(report: Report, cell: Cell, *, county: bool) -> Subject:
    value = tie_value(cell)
    return Subject(
        kind="rulemaking",
        locus=cell.id,
        fields={"positive": value is not None and value > 0, "county": county},
        shows={
            "name": cell_name(report.form, cell.id),
            "value": "" if value is None else decimal_text(value),
            "agency": report.agency or "本机关",
        },
        evidence=(Evidence((cell.raw or "").strip(), cell.place, cell.id),),
        readable=cell.state is not CellState.UNREAD,
        absent=report.table("t2").presence is Presence.ABSENT,
        reason=cell.reason,
    )


def _processing_fee(report: Report) -> Iterator[Subject]:
    """Yield the amount in 元 that the sentence on 信息处理费 states, if it states one."""
    quote = report.fee_disclosure.quote
    match = next((m for p in _AMOUNTS if quote and (m := p.search(quote.text))), None)
    if quote is None or match is None:
        return
    amount = Decimal(match[1].replace("，", "") + (match[2] or ""))
    if match[3]:
        amount *= _MYRIAD
    yield Subject(
        kind="processing_fee",
        locus="fee_disclosure",
        fields={"tens": amount % _STEP == 0},
        shows={"text": quote.text, "amount": decimal_text(amount)},
        evidence=(Evidence(quote.text, quote.place),),
    )


def _fee_unit(report: Report, cell: Cell) -> Subject:
    raw = "".join((cell.raw or "").split())
    in_yuan = "元" in raw and not re.search("[万亿]", raw) and bool(cell.value)
    return Subject(
        kind="fee_unit",
        locus=cell.id,
        fields={"in_yuan": in_yuan},
        shows={"raw": raw},
        evidence=(Evidence(raw, cell.place, cell.id),),
        readable=cell.state is not CellState.UNREAD,
        absent=report.table("t2").presence is Presence.ABSENT,
        reason=cell.reason,
    )
