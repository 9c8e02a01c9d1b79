"""The title: the best complete line, or the shortest complete run of lines, before the text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from gouji.facts.names import names_agree
from gouji.facts.report import Report
from gouji.facts.title.agency import named_in_text
from gouji.facts.title.found import NO_TITLE, Title, TitlePart
from gouji.facts.title.lines import Piece, SortedLines, is_other_title, sort_lines
from gouji.facts.title.report_name import named
from gouji.facts.title.run import Run, agency_of, goes_on, is_branch, may_have_year, run_of, year_of
from gouji.facts.title.wording import TitleWording
from gouji.model.document import Block, Document, Figure, Grid, Line
from gouji.model.prose import Prose, Quote
from gouji.records import dataclass

_ALL: frozenset[TitlePart] = frozenset({"agency", "year", "name"})
_COMPLETE = 2 * len(_ALL)
_MOST_LINES = 5
_LONGEST_SENTENCE = 400
_COPIED = ("txt", "html")
"""Formats of text copied from a page, and of pages: the title may have been left behind."""
_GOVERNMENTS = ("政府", "省", "市", "县", "区", "旗", "州", "盟", "镇", "乡")
_PICTURE = "标题可能在正文前的图片里，图片里的文字没有读"


def title_of(report: Report, wording: TitleWording) -> Title:
    """Return the title of ``report``: in its first lines, else its first tables, else its heads.

    Where none is complete and a picture stands above the text, the title may be in the picture.
    Where there is none and the text presents the report, it may have been left out in copying.
    """
    document, preamble = report.document, report.preamble
    blocks = _blocks_before(document, len(report.lead))
    cells = [cell for block in blocks if isinstance(block, Grid) for cell in block.cells]
    in_tables = [Line(cell.text, cell.place) for cell in cells]
    starts = report.text.starts[sum(bool(line.text.strip()) for line in report.lead) :]
    body = report.text.text[starts[0] :].replace("\n", "") if starts else ""
    places = (report.lead, in_tables, document.furniture)
    found = _first_complete(read_title(lines, wording, body) for lines in places)
    title = _without_logo(found, preamble, wording)
    if completeness(title) < _COMPLETE and any(isinstance(b, Figure) for b in blocks):
        return replace(title, unread=_PICTURE)
    if title.quote is None and not has_other_title(report.lead, wording):
        sentence = _presenting(preamble, wording) or _presenting(report.text, wording)
        if sentence or document.format in _COPIED:
            return replace(title, quote=sentence, unsure=_ALL)
    return title


def _first_complete(titles: Iterable[Title]) -> Title:
    """Return the most complete of ``titles``; none is looked for behind one that is complete."""
    best = NO_TITLE
    for title in titles:
        if best is NO_TITLE or completeness(title) > completeness(best):
            best = title
        if completeness(best) == _COMPLETE:
            break
    return best


def has_other_title(lead: Sequence[Line], wording: TitleWording) -> bool:
    """Tell whether the title of some other document stands above the text."""
    pieces = sort_lines(lead, wording).before_text()
    return any(is_other_title(piece.text, wording) for piece in pieces)


def _blocks_before(document: Document, lines: int) -> list[Block]:
    """Return the first ``lines`` lines with the tables and pictures among them."""
    seen = accumulate(isinstance(block, Line) for block in document.blocks)
    return [b for b, count in zip(document.blocks, seen, strict=True) if count <= lines]


def _presenting(prose: Prose, wording: TitleWording) -> Quote | None:
    """Return a sentence of the text that names the report (现公布…2024年…年度报告)."""
    for start, end in prose.sentences():
        if end - start <= _LONGEST_SENTENCE and named(prose.text[start:end], wording):
            return prose.quote(start, end)
    return None


def _without_logo(title: Title, preamble: Prose, wording: TitleWording) -> Title:
    """Doubt a government above the title where the text presents its department's report."""
    agency = title.agency
    if agency is None or title.quote is None or not title.quote.place.more:
        return title
    presented = named_in_text(preamble, preamble, wording)
    if presented is None or not agency.endswith(_GOVERNMENTS):
        return title
    place = agency.removesuffix("政府").removesuffix("人民")
    beneath = presented.startswith(place) and not presented.endswith(("政府", place))
    if not beneath or names_agree(agency, presented) == "right":
        return title
    return replace(title, agency=None, unsure=title.unsure | {"agency"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The title that a run of lines makes, and where and how it stands."""

    title: Title
    lines: int
    above_text: bool
    agency_below: bool

    @property
    def rank(self) -> tuple[int, bool, int, bool]:
        """Complete first; then what stands above the text, is short, has its agency above."""
        return completeness(self.title), self.above_text, -self.lines, not self.agency_below


def completeness(title: Title) -> int:
    """Return how much of a title there is: two for each part given, one for each that is unsure."""
    return _COMPLETE - 2 * len(title.missing()) - len(title.unsure)


def read_title(lines: Sequence[Line], wording: TitleWording, text: str = "") -> Title:
    """Return the most complete title among ``lines``, the lines before the first section.

    ``text`` is the running text of the sections, compact: a name that it repeats surely is one.
    Of equal titles above the text the last one counts: those before it are the site's.
    """
    sorted_lines = sort_lines(lines, wording)
    candidates = list(_candidates(sorted_lines, sorted_lines.prose + text, wording))
    if not candidates:
        return NO_TITLE
    best = max(candidate.rank for candidate in candidates)
    equals = [candidate for candidate in candidates if candidate.rank == best]
    title = (equals[-1] if equals[0].above_text else equals[0]).title
    return title if title.agency is None else replace(title, unsure=title.unsure - {"agency"})


def _candidates(
    sorted_lines: SortedLines, text: str, wording: TitleWording
) -> Iterator[_Candidate]:
    for index, group in enumerate(sorted_lines.groups):
        for above, pieces, behind in _runs(group):
            run = run_of([piece.text for piece in pieces], wording)
            if run is None or any(piece.weak for piece in _beside(pieces, run)):
                continue
            first = run.above[0] if run.above else run.before
            if above is not None and goes_on(above.text, first, text, wording):
                continue
            if behind is not None and is_branch(behind.text):
                continue
            title = _title(pieces, run, text, wording)
            if title.named or title.agency or title.year:
                below = title.agency is not None and title.agency not in run.leading
                in_time = index <= sorted_lines.opening
                yield _Candidate(title, len(pieces), in_time, below)


def _runs(
    group: Sequence[Piece],
) -> Iterator[tuple[Piece | None, Sequence[Piece], Piece | None]]:
    """Yield the runs of pieces in a group, each between the piece above it and the one behind.

    Once with those that may be columns of the site, once without them where there are any.
    """
    strong = [piece for piece in group if not piece.weak]
    for pieces in (group, strong) if len(strong) < len(group) else (group,):
        for start in range(len(pieces)):
            for end in range(start + 1, min(start + _MOST_LINES, len(pieces)) + 1):
                above = pieces[start - 1] if start else None
                behind = pieces[end] if end < len(pieces) else None
                yield above, pieces[start:end], behind


def _beside(pieces: Sequence[Piece], run: Run) -> Sequence[Piece]:
    return [*pieces[: len(run.above)], *pieces[len(pieces) - len(run.below) :]]


def _title(pieces: Sequence[Piece], run: Run, text: str, wording: TitleWording) -> Title:
    year = year_of(run)
    agency, in_doubt = agency_of(run, text, wording)
    unsure: set[TitlePart] = {"agency"} if in_doubt else set()
    if year is None and may_have_year(run):
        unsure.add("year")
    place = replace(pieces[0].place, more=tuple(piece.place for piece in pieces[1:]))
    return Title(
        quote=Quote("".join(piece.text for piece in pieces), place),
        agency=agency,
        year=year,
        named=run.name == wording.name,
        name=run.name,
        unsure=frozenset(unsure),
    )
