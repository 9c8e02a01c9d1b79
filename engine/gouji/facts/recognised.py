"""On a scanned page letters accuse nobody: one that was recognised may be another.

Numbers are certain there, for a cell counts only if two decodes agree on it; whatever hangs on
letters is doubted where it would cost something. One principle for every rule: what is found
wrong or missing on recognised pages is not assessable, what is found right stays right.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from gouji.facts.report import FoundSection, FoundTable, Report
from gouji.facts.title import TITLE
from gouji.facts.vocabulary import KINDS
from gouji.model.cells import Cell, CellState, Presence
from gouji.model.document import Document, Place
from gouji.model.verdict import Judgement, Subject, Verdict

_LETTERS = "这一处在扫描件上，文字由辨认得来，个别字可能认错，请人工核对"
_UNSEEN = "有的页是扫描件，文字由辨认得来，可能写了而没有认出来，请人工核对"
_TABLE = "这一部分是扫描件，文字由辨认得来，可能有这张表而没有认出来"
_LINE = "这张表在扫描件上，文字由辨认得来，可能有这一行或这一列而没有认出来"
_WORD = "这一格在扫描件上，辨认出数字以外的字「{}」，不能确定写的是什么"
_NAME = "机关名称「{}」由扫描件辨认得来，个别字可能认错，存入历史、排名和汇总之前请核对"


def doubt_recognised(judgements: Iterable[Judgement], report: Report) -> tuple[Judgement, ...]:
    """Return ``judgements``, not assessable where they would accuse by recognised letters.

    What an absent part takes along is as unsure as its absence.
    """
    if not report.document.recognised:
        return tuple(judgements)
    return tuple(_doubted(j, report) if _is_unsure(j, report) else j for j in judgements)


def _is_unsure(judgement: Judgement, report: Report) -> bool:
    subject = judgement.subject
    accuses = judgement.verdict is Verdict.FAIL and not KINDS[subject.kind].by_number
    if not accuses and not judgement.lost:
        return False
    return not _pages(subject, report).isdisjoint(report.document.recognised)


def _doubted(judgement: Judgement, report: Report) -> Judgement:
    subject = judgement.subject
    quoted = _quoted(subject) & set(report.document.recognised)
    why = _UNSEEN if judgement.lost or not quoted else _LETTERS
    unread = replace(subject, readable=False, absent=False, reason=why)
    return Judgement(judgement.code, judgement.severity, Verdict.NOT_ASSESSABLE, unread)


def _pages(subject: Subject, report: Report) -> set[int]:
    """Return the pages that hold what ``subject`` tells of, or might hold what it misses."""
    section = subject.fields.get("section")
    pages = _quoted(subject)
    if isinstance(section, str):
        pages |= section_pages(section, report.sections, report.document)
    return pages or _all_pages(report.document)


def _quoted(subject: Subject) -> set[int]:
    """Return the pages of the words that ``subject`` quotes; cells are certain by themselves."""
    return {page for e in subject.evidence if e.cell is None for page in _of(e.place)}


def _of(place: Place | None) -> Iterator[int]:
    for part in (place, *place.more) if place else ():
        if part.page is not None:
            yield part.page


def _all_pages(document: Document) -> set[int]:
    return set(range(1, (document.pages or 0) + 1)) | set(document.recognised)


def section_pages(
    section_id: str, sections: Sequence[FoundSection], document: Document
) -> set[int]:
    """Return the pages from a section's heading to the next one; all, where it has none."""
    starts = {s.id: page for s in sections if s.heading for page in _of(s.heading.place)}
    start = starts.get(section_id)
    pages = _all_pages(document)
    if start is None:
        return pages
    order = list(starts)
    following = order[order.index(section_id) + 1 :]
    end = next((starts[name] for name in following if starts[name] >= start), max(pages))
    return {page for page in pages if start <= page <= end}


def doubt_tables(report: Report) -> tuple[FoundTable, ...]:
    """Return the tables, unread where nothing but recognised letters speaks for what they say.

    A table, a row or a column that was not found may be there with its label misread; words and
    units in a cell may be figures.
    """
    if not report.document.recognised:
        return report.tables
    sections = {table.id: table.section for table in report.form.tables}
    return tuple(
        _doubted_table(
            table,
            section_pages(sections[table.id], report.sections, report.document),
            report.document,
        )
        for table in report.tables
    )


def _doubted_table(table: FoundTable, pages: AbstractSet[int], document: Document) -> FoundTable:
    recognised = set(document.recognised)
    if table.presence is Presence.ABSENT:
        return table if pages.isdisjoint(recognised) else _unread(table)
    own = {page for cell in table.cells for page in _of(cell.place)}
    if own.isdisjoint(recognised):
        return table
    return replace(
        table,
        lines=tuple(
            (line, Presence.UNREAD if presence is Presence.ABSENT else presence)
            for line, presence in table.lines
        ),
        cells=tuple(_doubted_cell(cell, recognised) for cell in table.cells),
        wholes=tuple(_doubted_cell(cell, recognised) for cell in table.wholes),
    )


def _unread(table: FoundTable) -> FoundTable:
    return replace(
        table,
        presence=Presence.UNREAD,
        reason=_TABLE,
        lines=tuple((line, Presence.UNREAD) for line, _ in table.lines),
        cells=tuple(Cell(cell.id, CellState.UNREAD, reason=_TABLE) for cell in table.cells),
    )


def _doubted_cell(cell: Cell, recognised: AbstractSet[int]) -> Cell:
    if cell.state is CellState.ABSENT:
        return Cell(cell.id, CellState.UNREAD, reason=_LINE)
    worded = cell.decorated or cell.state is CellState.WORD
    if worded and not recognised.isdisjoint(_of(cell.place)):
        why = _WORD.format((cell.raw or "").strip())
        return Cell(cell.id, CellState.UNREAD, place=cell.place, reason=why)
    return cell


def has_recognised_name(report: Report) -> bool:
    """Tell whether the agency's name rests on letters that were recognised."""
    quote = TITLE.of(report).quote
    pages = set(_of(quote.place)) if quote else _all_pages(report.document)
    return report.agency is not None and not pages.isdisjoint(report.document.recognised)


def name_notes(report: Report) -> tuple[str, ...]:
    """Say that the agency's name must be looked at before it is kept, where it was recognised."""
    return (_NAME.format(report.agency),) if has_recognised_name(report) else ()
