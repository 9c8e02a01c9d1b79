"""The subjects that the narrative gives: its figures held against the tables, lists, years."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.facts.claims.found import Claim, Claims, ListSum, OtherYear, Percent
from gouji.facts.claims.held import (
    Checked,
    Values,
    agrees,
    held,
    printed,
    settled,
    values_of,
    without_parts,
    worked_out,
)
from gouji.facts.claims.read import narrated, read_claims
from gouji.facts.claims.repairs import of_claim, of_list, of_percent
from gouji.facts.claims.wording import ClaimWording
from gouji.facts.fact import Fact, Left, Lost, Scene, in_cells, quoted
from gouji.facts.report import Report
from gouji.facts.tables.ties import stood_for
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.form import Applications, Form
from gouji.model.numbers import decimal_text
from gouji.model.prose import Quote
from gouji.model.verdict import LazyTexts, Subject
from gouji.model.vocabulary import Kind, Value, word

if TYPE_CHECKING:
    from gouji.facts.claims.checks import Fault

_ZERO = Decimal(0)
_ONE = Decimal(1)
_WORST = ("wrong", "doubtful", "alternative", "unread", "right")


def _lost(wording: ClaimWording) -> Iterator[Lost]:
    for use in wording.sections:
        for table in () if use.aside else use.tables:
            fields: dict[str, Value] = {"section": use.section, "table": table}
            yield Lost(use.section, "claim", fields, f"{use.section}.{table}")
        for kind, read in (("list_sum", use.lists), ("year", use.years)):
            if read:
                yield Lost(use.section, kind, {"section": use.section}, f"{use.section}.{kind}")


def _subjects(scene: Scene[ClaimWording, Claims]) -> Iterator[Subject]:
    """Yield one subject for each statement; of several with one locus the worst stands."""
    report, found = scene.report, scene.value
    cells = report.counted()
    values = values_of(report, cells)
    rows = stood_for(report)
    shares = _share_bases(report.form.roles.applications, values)
    checked = [
        c for claim in found.claims if (c := held(printed(claim, values, rows), values)) is not None
    ]
    current = [c for c in checked if report.year is None or c.claim.year in (None, report.year)]
    current = without_parts(current)
    told = {c.claim.locus for c in current}
    current = [c for c in current if not (c.claim.quiet and c.fits in ("right", "unread"))]
    for locus in dict.fromkeys(c.claim.locus for c in current):
        yield _claim(settled([c for c in current if c.claim.locus == locus]), report, cells)
    for whole in dict.fromkeys(found_list.whole for found_list in found.lists):
        yield _list_sum([x for x in found.lists if x.whole == whole])
    for figure in dict.fromkeys(p.figure for p in found.percents):
        yield _percent([p for p in found.percents if p.figure == figure], shares)
    for year in dict.fromkeys(y.year for y in found.years):
        yield from _year([y for y in found.years if y.year == year], values, told)


def _claim(same: Sequence[Checked], report: Report, cells: Mapping[str, Cell]) -> Subject:
    worst = min(same, key=lambda c: _WORST.index(c.fits))
    claim, usual = worst.claim, worst.usual
    alike = [worst, *(c for c in same if c.fits == worst.fits and c is not worst)]
    quotes = dict.fromkeys(c.claim.quote for c in same if c.fits == worst.fits)
    table = report.table(claim.table)
    unread = [c for c in usual.cells if cells[c].value is None] if worst.fits == "unread" else []
    return Subject(
        kind="claim",
        locus=claim.locus,
        fields={
            "table": claim.table,
            "section": claim.section,
            "fits": "right" if worst.fits == "unread" else worst.fits,
        },
        shows=LazyTexts(_texts, worst, tuple(quotes)),
        evidence=(
            *quoted(*quotes),
            *in_cells(*(cells[name] for name in usual.cells)),
        ),
        readable=worst.fits != "unread",
        absent=table.presence is Presence.ABSENT,
        reason=_reason(unread, cells, table.reason),
        repairs=tuple(of_claim(alike, report)),
    )


def _texts(worst: Checked, quotes: Sequence[Quote]) -> dict[str, str]:
    claim, usual, other = worst.claim, worst.usual, worst.other
    return {
        "text": "」「".join(quote.text for quote in quotes),
        "title": claim.title,
        "stated": decimal_text(claim.value),
        "reading": usual.title,
        "printed": decimal_text(usual.total) if usual.total is not None else "",
        "sum": usual.written,
        "frame": "；".join(map(str, claim.slots)),
        "other": f"（与{other.title}相符：{other.written}）" if other else "",
    }


def _reason(unread: Sequence[str], cells: Mapping[str, Cell], why: str | None) -> str | None:
    if not unread:
        return None
    cell = cells[unread[0]]
    if cell.state is CellState.BLANK:
        return "表中这一格是空的，旁边也没有可以相加的数"
    raw = (cell.raw or "").strip()
    return why or cell.reason or (f"表中写的是「{raw}」，不是数字" if raw else "表中没有这一格")


def _list_sum(same: Sequence[ListSum]) -> Subject:
    judged = [(_list_fits(found), found) for found in same]
    fits, worst = min(judged, key=lambda pair: _WORST.index(pair[0]))
    total = sum(worst.parts, _ZERO)
    return Subject(
        kind="list_sum",
        locus=f"sum:{decimal_text(worst.whole)}",
        fields={"section": worst.section, "fits": fits},
        shows={
            "text": worst.quote.text,
            "whole": decimal_text(worst.whole),
            "parts": "+".join(decimal_text(part) for part in worst.parts),
            "total": decimal_text(total),
            "difference": decimal_text(abs(worst.whole - total)),
            "hint": worst.hint,
        },
        evidence=quoted(worst.quote),
        repairs=tuple(of_list(worst)) if fits == "wrong" else (),
    )


def _list_fits(found: ListSum) -> str:
    """Parts above the whole are always wrong; parts below it only in a closed list."""
    total = sum(found.parts, _ZERO)
    if total == found.whole:
        return "right"
    if total > found.whole:
        return found.over
    return {"closed": "wrong", "doubtful": "doubtful", "open": "right"}[found.kind]


def _percent(same: Sequence[Percent], shares: Sequence[Decimal]) -> Subject:
    wrong = [p for p in same if not _percent_fits(p, shares)]
    shown = (wrong or same)[0]
    base = shown.bases[0]
    return Subject(
        kind="percent",
        locus=f"percent:{shown.figure}",
        fields={"section": shown.section, "fits": "wrong" if wrong else "right"},
        shows={
            "text": shown.quote.text,
            "stated": shown.figure,
            "worked_out": f"{_ratio(shown, shown.of[0], base):.2f}",
            "sum": f"({decimal_text(shown.of[0])}−{decimal_text(base)})÷{decimal_text(base)}"
            if shown.growth
            else f"{decimal_text(shown.of[0])}÷{decimal_text(base)}",
        },
        evidence=quoted(shown.quote),
        repairs=tuple(of_percent(shown, _ratio(shown, shown.of[0], base))) if wrong else (),
    )


def _ratio(percent: Percent, of: Decimal, base: Decimal) -> Decimal:
    part = abs(of - base) if percent.growth else of
    return part * 100 / base


def _percent_fits(percent: Percent, shares: Sequence[Decimal]) -> bool:
    """Tell whether some base explains the figure, rounded or cut off.

    Shares may be ``shares`` of the whole table, too.
    """
    figure = Decimal(percent.figure)
    step = _ONE.scaleb(-len(percent.figure.partition(".")[2]))
    bases = percent.bases if percent.growth else (*percent.bases, *shares)
    ratios = [_ratio(percent, of, base) for of in percent.of for base in bases if base]
    return any(abs(r - figure) * 2 <= step or 0 <= r - figure < step for r in ratios)


def _share_bases(applications: Applications, cells: Values) -> list[Decimal]:
    """Return the numbers of requests of which a share may be told."""
    received, carried_in, handled, _ = map(applications.sum_of, applications.flow)
    wholes = ((received,), (handled,), (received, carried_in))
    return [value for names in wholes if (value := _total(names, cells)) is not None]


def _total(names: Sequence[str], cells: Values) -> Decimal | None:
    values = [cells[name] for name in names if name in cells]
    known = [value for value in values if value is not None]
    return sum(known, _ZERO) if len(known) == len(names) else None


def _year(same: Sequence[OtherYear], cells: Values, told: Collection[str]) -> Iterator[Subject]:
    """Yield the year if a sentence shows the mistake, or its numbers are this year's."""
    proven = [y for y in same if y.sure or any(_is_this_year(c, cells) for c in y.claims)]
    doubtful = [y for y in same if not {c.locus for c in y.claims} & set(told)]
    shown = proven or doubtful
    if shown:
        quotes = [y.quote for y in shown]
        yield Subject(
            kind="year",
            locus=f"year:{shown[0].year}",
            fields={"section": shown[0].section, "fits": "wrong" if proven else "doubtful"},
            shows={"text": "」「".join(q.text for q in quotes), "other_year": str(shown[0].year)},
            evidence=quoted(*quotes),
        )


def _is_this_year(claim: Claim, cells: Values) -> bool:
    """Tell whether this year's table has the number, other than 0, in its first reading."""
    found = worked_out(claim.readings[0], cells)
    return found is not None and claim.value != 0 and agrees(claim, found)


def _is_wrong(fields: Mapping[str, Value]) -> bool:
    return fields.get("fits") == "wrong"


_CLAIM = Kind(
    "claim",
    "总体情况和表格旁边文字中的一个数，对照三张表。同一处说了几遍的合为一个。",
    {
        "table": word("所指的表", of="tables"),
        "section": word("所在部分", of="sections"),
        "fits": word(
            "与表：相符、与另一种口径相符、说法含糊而不符、不符",
            "right",
            ("right", "alternative", "doubtful", "wrong"),
        ),
    },
    {
        "text": "原文",
        "title": "说的是什么",
        "stated": "文字中的数",
        "reading": "所指的格",
        "printed": "表中的数",
        "sum": "表中的算式",
        "frame": "哪几个槽由什么词填、从哪里来",
        "other": "与之相符的另一种口径，没有的为空",
    },
    accuses_by_lack=_is_wrong,
)
_LIST_SUM = Kind(
    "list_sum",
    "「其中」列出的各部分之和，对照总数。",
    {
        "section": word("所在部分", of="sections"),
        "fits": word("相符、说不定、不符", "right", ("right", "doubtful", "wrong")),
    },
    {
        "text": "原文",
        "whole": "总数",
        "parts": "各部分相加的算式",
        "total": "各部分之和",
        "difference": "相差多少",
        "hint": "差数的来处",
    },
    accuses_by_lack=_is_wrong,
)
_PERCENT = Kind(
    "percent",
    "文字中的百分比，对照旁边的数。",
    {
        "section": word("所在部分", of="sections"),
        "fits": word("相符、不符", "right", ("right", "wrong")),
    },
    {"text": "原文", "stated": "文字中的百分比", "worked_out": "算出的百分比", "sum": "算式"},
    accuses_by_lack=_is_wrong,
)
_YEAR = Kind(
    "year",
    "把别的年度写成本年度的一处。",
    {
        "section": word("所在部分", of="sections"),
        "fits": word("没有、说不定、写错", "right", ("right", "doubtful", "wrong")),
    },
    {"text": "原文", "other_year": "文字中的年度"},
)


def _check(wording: ClaimWording, forms: Mapping[str, Form]) -> "Iterator[Fault]":
    """Check the wording; what checks it is imported where rule files are read, no sooner."""
    from gouji.facts.claims.checks import check_claims

    return check_claims(wording, forms)


def _left(report: Report, claims: Claims) -> Iterator[Left]:
    for number in claims.unused:
        prose = report.section(number.section).prose
        yield Left(prose.quote(number.start, number.end), number.reason)


CLAIMS: Fact[ClaimWording, Claims] = Fact(
    name="claims",
    loci={
        "claim": "所说的格的编号；一组的写作 `表.组.列`",
        "list_sum": "`sum:总数`",
        "percent": "`percent:百分数`（不带百分号）",
        "year": "`year:年度`",
    },
    kinds=(_CLAIM, _LIST_SUM, _PERCENT, _YEAR),
    wording=ClaimWording,
    file="claims.yaml",
    whole_file=True,
    read=lambda report, words: read_claims(narrated(report), report.year, report.agency, words),
    subjects=_subjects,
    lost=_lost,
    check=_check,
    left=_left,
    sample=lambda _: Claims(),
)
