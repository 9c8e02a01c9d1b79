"""What the page says of each thing to mend or to look at, and where it shows it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from gouji.model.audit import AuditJson, EvidenceInfo, Finding
from gouji.model.form import Form, cell_name
from gouji.model.numbers import decimal_text
from gouji.records import dataclass
from gouji.reporting.media.shown import LONGEST, shortened
from gouji.reporting.one.items import Item
from gouji.reporting.one.selfcheck.figures import Box, Figure, Kind, figures
from gouji.reporting.one.selfcheck.pictures import Pictures
from gouji.reporting.one.selfcheck.sheets import Mark, SheetView, excerpts
from gouji.reporting.wording import SEVERITIES
from gouji.rulebook.rule import Rule

_ZERO = Decimal(0)
_FIGURE = re.compile(r"-?[\d.]+%?")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document: before, the words themselves, after; and where they stand."""

    before: str
    words: str
    after: str
    place: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One finding as told: what the rule asks, what was found, read and expected, and where."""

    anchor: str
    number: int
    code: str
    title: str
    message: str
    actual: str | None
    expected: str | None
    words: tuple[str, str]
    """What to call ``actual`` and ``expected``."""
    place: str
    quotes: tuple[Quote, ...]
    reopened: str | None
    """What is to be said of a dismissal that no longer holds."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item, or items of one rule that differ in nothing but their cells.

    ``instructions`` say what to do, one for each item; ``ways`` are those that one must choose
    from; ``cause`` tells that it is one cause of what its details say.
    """

    anchor: str
    numbers: str
    size: int
    """How many items it holds."""
    cost: str
    """What it costs for certain, in words."""
    severity: str
    severity_word: str
    headline: str
    instructions: tuple[str, ...]
    ways: tuple[str, ...]
    certain: bool
    cause: bool
    details: tuple[Detail, ...]
    bases: tuple[str, ...]
    figures: tuple[Figure, ...]
    excerpts: tuple[SheetView, ...]

    @property
    def label(self) -> str:
        """What to call it in a sentence, different for every item of a page."""
        what = "请核对第" if self.anchor.startswith("review") else "第"
        return f"{what}{self.numbers}处"


@dataclass(frozen=True, slots=True)
class Sources:
    """What items are told from. ``costs`` has the points of an item by its number."""

    audit: AuditJson
    form: Form
    rules: Mapping[str, Rule]
    pictures: Pictures
    costs: Mapping[int, Decimal]
    charged: Collection[str]
    """Codes of the rules that cost points."""
    anchor: str
    """Begins the ids of the elements: ``item`` or ``review``."""


def item_views(told: Sequence[Item], sources: Sources) -> tuple[ItemView, ...]:
    """Return what to say of ``told``, in order."""
    return tuple(_item_view(list(same), sources) for _, same in groupby(told, key=_likeness))


def _likeness(item: Item) -> tuple[object, ...]:
    """Return the same for items of one rule that stand in cells alone; else the number."""
    finding = item.findings[0] if len(item.findings) == 1 else None
    cells = [e.cell for e in finding.evidence] if finding else []
    if finding is None or item.is_cause or not cells or None in cells:
        return (item.number,)
    return finding.code, finding.basis, finding.remedy


def _item_view(bunch: Sequence[Item], sources: Sources) -> ItemView:
    first, last = bunch[0], bunch[-1]
    findings = [finding for item in bunch for finding in item.findings]
    boxes = list(_boxes(first, findings, sources))
    drawn = figures(boxes, sources.audit, sources.pictures)
    return ItemView(
        anchor=f"{sources.anchor}-{first.number}",
        numbers=str(first.number) if first is last else f"{first.number}–{last.number}",
        size=len(bunch),
        cost=_cost(bunch, sources),
        severity=first.severity,
        severity_word=SEVERITIES[first.severity],
        headline=shortened(_headline(bunch)),
        instructions=tuple(item.instruction for item in bunch),
        ways=first.orders[1:] if first is last else (),
        certain=first.certain,
        cause=first.is_cause,
        details=tuple(_detail(f, item, sources) for item in bunch for f in item.findings),
        bases=tuple(dict.fromkeys(f.basis for f in findings)),
        figures=drawn,
        excerpts=_excerpts(first, findings, drawn, sources),
    )


def _cost(bunch: Sequence[Item], sources: Sources) -> str:
    """Say what ``bunch`` costs: where nothing, whether its rule is free or its group is full."""
    points = sum((sources.costs.get(item.number, _ZERO) for item in bunch), _ZERO)
    if points:
        return f"扣 {decimal_text(points)} 分"
    codes = {finding.code for item in bunch for finding in item.findings}
    return "这一组已扣到上限" if codes.intersection(sources.charged) else "不扣分"


def _headline(bunch: Sequence[Item]) -> str:
    if len(bunch) == 1:
        return bunch[0].headline
    return f"{bunch[0].findings[0].title}：有 {len(bunch)} 处不是这样"


def _detail(finding: Finding, item: Item, sources: Sources) -> Detail:
    quotes = [_quote(e, finding) for e in finding.evidence if not e.cell and e.quote]
    places = (e.where for e in finding.evidence)
    return Detail(
        anchor=f"{sources.anchor}-{item.number}",
        number=item.number,
        code=finding.code,
        title=finding.title,
        message=shortened(finding.message),
        actual=None if item.is_cause else _short(finding.actual),
        expected=None if item.is_cause else _short(finding.expected),
        words=_words(finding, sources),
        place="、".join(dict.fromkeys(place for place in places if place)),
        quotes=tuple(quotes),
        reopened=_short(finding.reopened),
    )


def _words(finding: Finding, sources: Sources) -> tuple[str, str]:
    """Say whose figure is whose; where two places disagree, neither is known to be right."""
    in_table = any(e.cell and e.quote == finding.expected for e in finding.evidence)
    if in_table and any(not e.cell for e in finding.evidence):
        return "文字说的", "表中写的"
    rule = sources.rules.get(finding.code)
    worked_out = rule is not None and "{" in (rule.expected or "")
    if worked_out and _FIGURE.fullmatch(finding.expected or ""):
        return "写的是", "核对得"
    return "读到", "参照" if sources.anchor == "review" else "应为"


def _short(text: str | None) -> str | None:
    return None if text is None else shortened(text)


def _quote(evidence: EvidenceInfo, finding: Finding) -> Quote:
    """Quote the evidence, and set off what of it was read as the wrong figure or words."""
    text, read = evidence.quote, finding.actual or ""
    found = re.search(rf"(?<![\d.]){re.escape(read)}(?![\d.])", text) if read else None
    start, end = found.span() if found else (0, len(text))
    place = evidence.where
    after, before = shortened(text[end:]), text[:start]
    if len(before) > LONGEST:
        before = f"……{before[-LONGEST:]}"
    return Quote(before, shortened(text[start:end]), after, place)


def _boxes(item: Item, findings: Sequence[Finding], sources: Sources) -> Iterator[Box]:
    audit, form = sources.audit, sources.form
    for name in item.cells:
        cell = audit.cells.get(name)
        if cell and cell.page is not None and cell.bbox is not None:
            told = f"「{cell_name(form, name)}」（写的是「{shortened(cell.raw or '', 30)}」）"
            yield Box(cell.page, cell.bbox, "hit", told, name)
    for evidence in (e for finding in findings for e in finding.evidence):
        kind = _kind(evidence.cell, item)
        name = cell_name(form, evidence.cell) if evidence.cell else evidence.quote
        told = f"「{shortened(name, 60)}」"
        for place in (evidence, *evidence.more):
            if place.page is not None and place.bbox is not None:
                yield Box(place.page, place.bbox, kind, told, evidence.cell)


def _kind(cell: str | None, item: Item) -> Kind:
    return "seen" if item.cells and cell not in item.cells else "hit"


def _excerpts(
    item: Item, findings: Sequence[Finding], drawn: Sequence[Figure], sources: Sources
) -> tuple[SheetView, ...]:
    """Redraw what no figure shows: the rows of the cells, these marked."""
    audit = sources.audit
    marks = changed_marks(item)
    for finding in findings:
        for cell in spoken_cells(finding, audit):
            marks.setdefault(cell, Mark(_kind(cell, item)))
    boxed = {box.cell for figure in drawn for box in figure.boxes}
    return excerpts(sources.form, audit.cells, marks) if marks.keys() - boxed else ()


def spoken_cells(finding: Finding, audit: AuditJson) -> Iterator[str]:
    """Yield the cells that a finding speaks of: those it read, those its row or column lacks."""
    yield from (e.cell for e in finding.evidence if e.cell in audit.cells)
    table, _, rest = finding.locus.partition(".")
    if finding.locus in audit.cells:
        return
    if rest.startswith(":"):
        column = f".{rest[1:]}"
        yield from [c for c in audit.cells if c.startswith(f"{table}.") and c.endswith(column)][:1]
    elif rest:
        yield from (c for c in audit.cells if c.startswith(f"{finding.locus}."))


def changed_marks(item: Item) -> dict[str, Mark]:
    """Return the cells that the first way changes, with what they should be then."""
    word = "应为" if item.certain else "或应为"
    return {cell: Mark("hit", f"{word} {after}") for cell, after in item.changes}
