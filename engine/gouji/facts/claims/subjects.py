"""The subjects that the narrative gives: its figures held against the tables, lists, years."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.model.cells import Cell, Presence, cells_like, tie_value
from gouji.model.claims import Claim, ListSum, OtherYear, Percent, Reading
from gouji.model.numbers import decimal_text
from gouji.model.report import FoundSection, Report
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Value

_ZERO = Decimal(0)
_ONE = Decimal(1)
_WORST = ("wrong", "doubtful", "alternative", "unread", "right")
_SHARE_BASES = (
    ("t3.new.total",),
    ("t3.total.total",),
    ("t3.new.total", "t3.carried_over.total"),
)
_PLACEHOLDERS = {
    "s1": (("claim", "t2"), ("claim", "t3"), ("claim", "t4"), ("list_sum", ""), ("year", "")),
    "s5": (("year", ""),),
    "s6": (("claim", "t2"), ("year", "")),
}
"""What each section may hold, so that leaving it out costs what its statements could cost."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A reading worked out: its total with the arithmetic, ``None`` where a cell has no value."""

    title: str
    usual: bool
    total: Decimal | None
    written: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A claim with what its readings come to."""

    claim: Claim
    fits: str
    sums: tuple[_Sum, ...]

    @property
    def usual(self) -> _Sum:
        """The first of the usual readings."""
        return next(s for s in self.sums if s.usual)

    @property
    def other(self) -> _Sum | None:
        """The unusual reading that the stated number agrees with."""
        return next((s for s in self.sums if not s.usual and _agrees(self.claim, s)), None)


def claim_subjects(report: Report) -> Iterator[Subject]:
    """Yield one subject for each statement; of several with one locus the worst stands."""
    yield from _lost(report)
    cells = report.cells()
    found = report.claims
    checked = [c for claim in found.claims if (c := _check(claim, cells)) is not None]
    current = [c for c in checked if report.year is None or c.claim.year in (None, report.year)]
    for locus in dict.fromkeys(c.claim.locus for c in current):
        yield _claim([c for c in current if c.claim.locus == locus], report, cells)
    for whole in dict.fromkeys(found_list.whole for found_list in found.lists):
        yield _list_sum([x for x in found.lists if x.whole == whole])
    for figure in dict.fromkeys(p.figure for p in found.percents):
        yield _percent([p for p in found.percents if p.figure == figure], cells)
    told = {c.claim.locus for c in current}
    for year in dict.fromkeys(y.year for y in found.years):
        yield from _year([y for y in found.years if y.year == year], cells, told)


def _lost(report: Report) -> Iterator[Subject]:
    """Yield what an absent section, or one of pictures only, might have stated."""
    for section in report.sections:
        absent = section.presence is Presence.ABSENT
        if section.id not in _PLACEHOLDERS or not (absent or _only_pictures(section)):
            continue
        for kind, table in _PLACEHOLDERS[section.id]:
            fields: dict[str, Value] = {"section": section.id}
            if kind == "claim":
                fields["table"] = table
            yield Subject(
                kind=kind,
                locus=f"{section.id}.{table or kind}",
                fields=fields,
                readable=absent,
                absent=absent,
                reason=None if absent else "这一部分只有图片，其中的文字没有读",
            )


def _only_pictures(section: FoundSection) -> bool:
    return section.pictures and not section.filled


def _check(claim: Claim, cells: Mapping[str, Cell]) -> _Checked | None:
    """Hold ``claim`` against its readings; ``None`` where the form has no such cells."""
    sums = [s for r in claim.readings if (s := _sum(r, cells)) is not None]
    usual = [s for s in sums if s.usual]
    if not usual:
        return None
    if any(_agrees(claim, s) for s in usual):
        fits = "right"
    elif any(s.total is None for s in usual):
        fits = "unread"
    elif any(_agrees(claim, s) for s in sums):
        fits = "alternative"
    else:
        fits = "doubtful" if claim.loose else "wrong"
    return _Checked(claim, fits, tuple(sums))


def _agrees(claim: Claim, found: _Sum) -> bool:
    if found.total is None:
        return False
    more = found.total - claim.value
    return more == 0 or 0 < more < claim.step or abs(more) * 2 <= claim.step


def _sum(reading: Reading, cells: Mapping[str, Cell]) -> _Sum | None:
    terms = [(cell[0] != "-", cell.lstrip("-")) for cell in reading.cells]
    spread = [(plus, name) for plus, pattern in terms for name in cells_like(pattern, cells)]
    if any(not cells_like(pattern, cells) for _, pattern in terms):
        return None
    values = [(plus, tie_value(cells[name])) for plus, name in spread]
    names = tuple(name for _, name in spread)
    known = [value if plus else -value for plus, value in values if value is not None]
    if len(known) < len(values):
        return _Sum(reading.title, reading.usual, None, "", names)
    shown = [value for value in known if value] or known[:1]
    written = "".join(f"{'−' if v < 0 else '+'}{decimal_text(abs(v))}" for v in shown).removeprefix(
        "+"
    )
    total = sum(known, _ZERO)
    written = written if len(shown) == 1 else f"{written}={decimal_text(total)}"
    return _Sum(reading.title, reading.usual, total, written, names)


def _claim(same: Sequence[_Checked], report: Report, cells: Mapping[str, Cell]) -> Subject:
    worst = min(same, key=lambda c: _WORST.index(c.fits))
    claim, usual, other = worst.claim, worst.usual, worst.other
    quotes = dict.fromkeys(c.claim.quote for c in same if c.fits == worst.fits)
    table = report.table(claim.table)
    unread = [c for c in usual.cells if tie_value(cells[c]) is None]
    return Subject(
        kind="claim",
        locus=claim.locus,
        fields={
            "table": claim.table,
            "section": claim.section,
            "fits": "right" if worst.fits == "unread" else worst.fits,
        },
        shows={
            "text": "」「".join(quote.text for quote in quotes),
            "title": claim.title,
            "stated": decimal_text(claim.value),
            "reading": usual.title,
            "printed": decimal_text(usual.total) if usual.total is not None else "",
            "sum": usual.written,
            "other": f"（与{other.title}相符：{other.written}）" if other else "",
        },
        evidence=(
            *(Evidence(quote.text, quote.place) for quote in quotes),
            *(_evidence(cells[name]) for name in usual.cells),
        ),
        readable=worst.fits != "unread",
        absent=table.presence is Presence.ABSENT,
        reason=_reason(unread, cells, table.reason),
    )


def _reason(unread: Sequence[str], cells: Mapping[str, Cell], why: str | None) -> str | None:
    if not unread:
        return None
    cell = cells[unread[0]]
    raw = (cell.raw or "").strip()
    return why or cell.reason or (f"表中写的是「{raw}」，不是数字" if raw else "表中没有这一格")


def _evidence(cell: Cell) -> Evidence:
    return Evidence((cell.raw or "").strip(), cell.place, cell.id)


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
        evidence=(Evidence(worst.quote.text, worst.quote.place),),
    )


def _list_fits(found: ListSum) -> str:
    """Parts above the whole are always wrong; parts below it only in a closed list."""
    total = sum(found.parts, _ZERO)
    if total == found.whole:
        return "right"
    if total > found.whole:
        return "wrong"
    return {"closed": "wrong", "doubtful": "doubtful", "open": "right"}[found.kind]


def _percent(same: Sequence[Percent], cells: Mapping[str, Cell]) -> Subject:
    wrong = [p for p in same if not _percent_fits(p, cells)]
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
        evidence=(Evidence(shown.quote.text, shown.quote.place),),
    )


def _ratio(percent: Percent, of: Decimal, base: Decimal) -> Decimal:
    part = abs(of - base) if percent.growth else of
    return part * 100 / base


def _percent_fits(percent: Percent, cells: Mapping[str, Cell]) -> bool:
    """Tell whether some base explains the figure, rounded or cut off."""
    figure = Decimal(percent.figure)
    step = _ONE.scaleb(-len(percent.figure.partition(".")[2]))
    bases = list(percent.bases)
    if not percent.growth:
        bases += [v for names in _SHARE_BASES if (v := _total(names, cells)) is not None]
    ratios = [_ratio(percent, of, base) for of in percent.of for base in bases if base]
    return any(abs(r - figure) * 2 <= step or 0 <= r - figure < step for r in ratios)


def _total(names: Sequence[str], cells: Mapping[str, Cell]) -> Decimal | None:
    values = [tie_value(cells[name]) for name in names if name in cells]
    known = [value for value in values if value is not None]
    return sum(known, _ZERO) if len(known) == len(names) else None


def _year(
    same: Sequence[OtherYear], cells: Mapping[str, Cell], told: Collection[str]
) -> Iterator[Subject]:
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
            evidence=tuple(Evidence(q.text, q.place) for q in quotes),
        )


def _is_this_year(claim: Claim, cells: Mapping[str, Cell]) -> bool:
    """Tell whether this year's table has the number, other than 0, in its first reading."""
    found = _sum(claim.readings[0], cells)
    return found is not None and claim.value != 0 and _agrees(claim, found)
