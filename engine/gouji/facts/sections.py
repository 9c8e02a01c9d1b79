"""Divides a document into its sections by the headings of the form."""

from collections.abc import Mapping, Sequence

from gouji.expressions import compiled
from gouji.facts.heading_lines import Candidate, find_headings, place_of
from gouji.facts.phrases import compact, letters, mentions
from gouji.facts.report import Subheading
from gouji.model.cells import Presence
from gouji.model.document import Block, Document, Figure, Grid, Line
from gouji.model.form import Form, Section
from gouji.model.names import Words
from gouji.model.prose import Prose, Quote, join
from gouji.once import once
from gouji.records import dataclass

_SUBHEADING = compiled(
    r"(?P<bracketed>（)[一二三四五六七八九十]{1,3}）|(?P<digit>\d{1,2})[.、．]"
    r"|[一二三四五六七八九十](?P<is>是)|(?P<both>（\d)\d?）"
    r"|(?P<nth>第)[一二三四五六七八九十][，,、：:]"
)
_END = compiled(r"[。：:；\n]")
_COMMA = compiled("[，,]")
_WRITTEN = compiled(r"[\w/／]")
"""What is written under a heading: words, figures, or the stroke that says 无."""
_NO_HEADING = compiled(r"[，。；]|\d{2}|\t")
_LONGEST_HEAD = 24
"""A sub-heading with commas in it is at most so long; longer ones end at the first comma."""
_LONGEST_PERHAPS = 30
"""A line that may be a heading, whatever it says, is at most so long."""


@dataclass(frozen=True, slots=True)
class Division:
    """The sections found, the lines before the first of them, and all lines of running text.

    ``text`` leaves out what belongs to tables; ``openings`` are the lines that begin a paragraph.
    """

    before: tuple[Line, ...]
    sections: tuple["FoundBlocks", ...]
    text: tuple[Line, ...]
    openings: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FoundBlocks:
    """One section's heading and blocks (``presence`` says whether there is one).

    Of an absent section ``perhaps`` is a line in its place that may be its heading, and
    ``pictures`` tells whether there are pictures in its place.
    """

    section: Section
    presence: Presence
    heading: Quote | None
    exact: bool
    position: int | None
    blocks: tuple[Block, ...]
    perhaps: Quote | None = None
    pictures: bool = False

    def running_text(self, labels: Sequence[str]) -> list[Line]:
        """Return the lines that are not pieces of a table (``labels`` as of ``table_texts``)."""
        lines = [block for block in self.blocks if isinstance(block, Line)]
        if self.section.table is None:
            return lines
        return [line for line in lines if not is_table_text(line.text, labels)]


@once
def table_texts(form: Form) -> tuple[str, ...]:
    """Return every text that the form's tables print, bare of punctuation."""
    texts = {text for table in form.tables for text in table.heads}
    for table in form.tables:
        for row in table.rows:
            texts |= {row.label, row.group or "", *row.aliases}
        for column in table.columns:
            texts |= {column.label, column.group or "", *column.aliases}
    return tuple(sorted({letters(text) for text in texts} - {""}))


def is_table_text(text: str, labels: Sequence[str]) -> bool:
    """Tell whether every word of a line is a number or a piece of a table's label."""
    words = [letters(word) for word in text.split()]
    return all(
        not word or word.isdecimal() or any(word in label for label in labels) for word in words
    )


def divide(
    document: Document, form: Form, perhaps: Mapping[str, Sequence[Words]] | None = None
) -> Division:
    """Return the sections of ``document`` in the order of the form.

    ``perhaps`` has the words of lines that may be the heading of a section that was not found.
    """
    blocks = document.blocks
    chosen = find_headings(blocks, form)
    order = sorted(chosen.values(), key=lambda c: c.start)
    bounds = [c.start for c in order] + [len(blocks)]
    found = []
    for index, section in enumerate(form.sections):
        candidate = chosen.get(section.id)
        if candidate is None:
            inside = [blocks[i] for i in place_of(index, form, chosen, len(blocks))]
            found.append(_absent(section, inside, (perhaps or {}).get(section.id, ()), order))
        else:
            position = order.index(candidate)
            found.append(
                FoundBlocks(
                    section,
                    Presence.PRESENT,
                    Quote(candidate.printed, candidate.line.place),
                    candidate.exact,
                    position,
                    _content(blocks, candidate, bounds[position + 1]),
                )
            )
    before = tuple(b for b in blocks[: bounds[0]] if isinstance(b, Line)) if order else ()
    return Division(before, tuple(found), *_running_text(document, form, before, order, found))


def _absent(
    section: Section,
    inside: Sequence[Block],
    perhaps: Sequence[Words],
    order: Sequence[Candidate],
) -> FoundBlocks:
    """Return that a section was not found, and what stands in its place.

    Where there are pages, a picture that may hold a section fills one and is known as lost.
    """
    lines = (block for block in inside if isinstance(block, Line))
    line = next((line for line in lines if _may_head(line, section, perhaps)), None)
    return FoundBlocks(
        section,
        Presence.ABSENT,
        None,
        exact=False,
        position=None,
        blocks=(),
        perhaps=Quote(compact(line.text), line.place) if line else _joint(section, order),
        pictures=has_pictures([block for block in inside if block.place.page is None]),
    )


def _joint(section: Section, order: Sequence[Candidate]) -> Quote | None:
    """Return the heading of another section that says this one's too: 「…改进情况和其他需要…」."""
    heading = compact(section.heading)
    joint = next((c for c in order if heading in compact(c.printed)), None)
    return Quote(joint.printed, joint.line.place) if joint is not None else None


def _may_head(line: Line, section: Section, perhaps: Sequence[Words]) -> bool:
    """Tell whether a line in the section's place says its words, or bears its numeral."""
    text = compact(line.text[: 4 * _LONGEST_PERHAPS])
    if not 0 < len(text) <= _LONGEST_PERHAPS or _NO_HEADING.search(text):
        return False
    own = text.startswith((f"{section.ordinal}、", f"{section.ordinal}．"))
    return own or (mentions(text, perhaps) and not _SUBHEADING.match(text))


def _running_text(
    document: Document,
    form: Form,
    before: Sequence[Line],
    order: Sequence[Candidate],
    found: Sequence[FoundBlocks],
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return all lines of running text, and those of them that begin a paragraph."""
    if not order:
        return tuple(document.lines()), ()
    labels = table_texts(form)
    present = sorted((f.position, n) for n, f in enumerate(found) if f.position is not None)
    text, openings = list(before), list[Line]()
    for candidate, (_, number) in zip(order, present, strict=True):
        lines = found[number].running_text(labels)
        text += [candidate.line, *lines]
        openings += [candidate.line, *lines[:1]]
    return tuple(text), tuple(openings)


def _content(blocks: Sequence[Block], candidate: Candidate, end: int) -> tuple[Block, ...]:
    inside = list(blocks[candidate.end : end])
    if candidate.rest is not None:
        inside.insert(0, _cut(candidate.line, candidate.rest))
    return tuple(inside)


def _cut(line: Line, start: int) -> Line:
    return Line(line.text[start:], line.place_of(start, len(line.text)), line.edges[start:])


def prose_of(
    lines: Sequence[Line], openings: Sequence[Line] = ()
) -> tuple[Prose, tuple[Subheading, ...]]:
    """Return the running text of ``lines`` and its sub-headings."""
    opening = {id(line): line for line in lines if _SUBHEADING.match(compact(line.text[:100]))}
    prose = join(lines, breaks_before=[*opening.values(), *openings])
    margin = max((box[2] for line in lines if (box := line.place.box)), default=0.0)
    heads = (
        _subheading(prose.text[start : start + _reach(line, margin)], start)
        for start, line in zip(prose.starts, prose.lines, strict=True)
        if id(line) in opening
    )
    return prose, tuple(head for head in heads if head is not None)


def _reach(line: Line, margin: float) -> int:
    """Return how far a sub-heading may go that begins ``line``: beyond it where the line is full.

    ``margin`` is the right edge of the text; where there are no pages a line is a paragraph.
    """
    box = line.place.box
    full = box is not None and box[2] > margin - 2 * (box[3] - box[1])
    return 4 * _LONGEST_HEAD if full else len(compact(line.text))


def _subheading(text: str, start: int) -> Subheading | None:
    """Return the sub-heading that opens a paragraph, read whole: up to its first stop."""
    match = _SUBHEADING.match(text)
    if match is None:
        return None
    body = _END.split(text[match.end() :], maxsplit=1)[0]
    if len(body) > _LONGEST_HEAD:
        body = _COMMA.split(body, maxsplit=1)[0][:_LONGEST_HEAD]
    return Subheading(match.lastgroup or "", body, start, start + match.end() + len(body))


def is_filled(blocks: Sequence[Block]) -> bool:
    """Tell whether there is text or a table among ``blocks``."""
    return any(
        isinstance(b, Grid) or (isinstance(b, Line) and _WRITTEN.search(b.text)) for b in blocks
    )


def has_pictures(blocks: Sequence[Block]) -> bool:
    """Tell whether there is a picture among ``blocks``."""
    return any(isinstance(b, Figure) for b in blocks)
