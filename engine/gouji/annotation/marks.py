"""What is said of a document, place by place: one comment a place, however much meets there."""

from collections.abc import Collection, Iterator, Sequence

from gouji.model.audit import AuditJson, Box, CellInfo, EvidenceInfo, Finding
from gouji.records import dataclass
from gouji.reporting.media.printable import printable
from gouji.reporting.media.shown import shortened
from gouji.reporting.one.items import Item, items
from gouji.reporting.wording import SEVERITIES

AUTHOR = "勾稽"

_NOWHERE_HEAD = "以下各条在原文中没有可以标出的位置："
_REVIEW = "请核对（不扣分）"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: page and box in points from the page's top left corner, or line and column."""

    page: int | None = None
    box: Box | None = None
    line: int | None = None
    column: int | None = None
    more: tuple[Box, ...] = ()
    """Boxes of further lines on the same page."""

    @property
    def is_somewhere(self) -> bool:
        """Whether it can be marked."""
        return self.box is not None if self.page is not None else self.line is not None


NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said at one place. ``quote`` was read there; it is empty for a blank cell.

    ``is_review`` tells that nothing here is a finding. ``loci`` are what the texts speak of.
    """

    spot: Spot
    quote: str
    texts: tuple[str, ...]
    is_review: bool
    loci: tuple[str, ...]

    @property
    def text(self) -> str:
        """The whole comment."""
        return "\n\n".join(self.texts)


@dataclass(frozen=True, slots=True)
class _Said:
    spot: Spot
    quote: str
    text: str
    is_review: bool
    loci: tuple[str, ...]


def marks_of(audit: AuditJson, leave_out: Collection[int] = ()) -> tuple[Mark, ...]:
    """Return the marks of an audit in the order of their numbers; that without a place is last.

    Items with the numbers ``leave_out`` are told elsewhere.

    It names what was not read, too: a document without comments must not pass for a right one.
    """
    said = [*_said_of_items(audit, leave_out), *_said_of_reviews(audit)]
    spots = dict.fromkeys(s.spot for s in said if s.spot.is_somewhere)
    marks = [_joined(spot, [s for s in said if s.spot == spot]) for spot in spots]
    nowhere = [s for s in said if not s.spot.is_somewhere]
    unread = [_text(f"{p.what}（没有读出，不算对，也不算错）") for p in audit.unread]
    if nowhere:
        mark = _joined(NOWHERE, nowhere)
        texts = (_NOWHERE_HEAD, *mark.texts, *unread)
        marks.append(Mark(NOWHERE, "", texts, mark.is_review, mark.loci))
    elif unread:
        marks.append(Mark(NOWHERE, "", tuple(unread), is_review=True, loci=()))
    return tuple(marks)


def _joined(spot: Spot, said: Sequence[_Said]) -> Mark:
    quote = max((s.quote for s in said), key=len)
    loci = tuple(dict.fromkeys(locus for s in said for locus in s.loci))
    texts = tuple(dict.fromkeys(s.text for s in said))
    return Mark(spot, quote, texts, all(s.is_review for s in said), loci)


def _said_of_items(audit: AuditJson, leave_out: Collection[int]) -> Iterator[_Said]:
    for item in items(audit):
        if item.number in leave_out:
            continue
        text, loci = item_text(item), tuple(f.locus for f in item.findings)
        cells = [audit.cells[cell] for cell in item.cells if cell in audit.cells]
        places = [(_cell_spot(cell), cell.raw or "") for cell in cells]
        marked = [place for place in places if place[0].is_somewhere]
        for spot, quote in marked or [_first_place(item.findings)]:
            yield _Said(spot, quote, text, is_review=False, loci=loci)


def _said_of_reviews(audit: AuditJson) -> Iterator[_Said]:
    for finding in audit.reviews:
        spot, quote = _first_place([finding])
        text = _text(f"{_REVIEW}：{finding.title}", *_finding_lines(finding))
        yield _Said(spot, quote, text, is_review=True, loci=(finding.locus,))


def _first_place(findings: Sequence[Finding]) -> tuple[Spot, str]:
    evidence = [e for finding in findings for e in finding.evidence]
    placed = ((_evidence_spot(e), e.quote) for e in evidence)
    return next((place for place in placed if place[0].is_somewhere), (NOWHERE, ""))


def _cell_spot(cell: CellInfo) -> Spot:
    return Spot(cell.page, cell.bbox, cell.line, cell.column)


def _evidence_spot(evidence: EvidenceInfo) -> Spot:
    more = tuple(p.bbox for p in evidence.more if p.bbox and p.page == evidence.page)
    return Spot(evidence.page, evidence.bbox, evidence.line, evidence.column, more)


def item_text(item: Item) -> str:
    """Return all that a comment says of an item."""
    lines = [f"{item.number}.［{SEVERITIES[item.severity]}］{item.headline}", *item.orders]
    lines += [f.message for f in item.findings if f.message != item.headline]
    lines += [f"依据：{basis}" for basis in dict.fromkeys(f.basis for f in item.findings)]
    return _text(*lines)


def _text(*lines: str) -> str:
    return "\n".join(shortened(printable(line)) for line in lines)


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield finding.message
    if finding.actual is not None:
        yield f"读到：{finding.actual}"
    if finding.expected is not None:
        yield f"应为：{finding.expected}"
    yield f"依据：{finding.basis}"
    yield f"办法：{finding.remedy}"
