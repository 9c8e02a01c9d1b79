"""Divides a document into its sections by the headings of the form.

A heading is a line of its own that reads like a section's mandated heading or one of its known
variants. Ordinals only support the match: table three has 三、 and 四、 of its own, and word
processors number headings without writing the numeral.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gouji.facts.phrases import compact
from gouji.facts.tables.labels import similarity
from gouji.model.cells import Presence
from gouji.model.document import Block, Document, Figure, Grid, Line
from gouji.model.form import Form, Section
from gouji.model.prose import Prose, Quote, join

_ORDINAL = re.compile(r"^第?([一二三四五六七八九十]+)(?:部分|[、.．，,:：])")
_TAIL = re.compile(r"(?:（[^）]*）|[。．.:：；;，,、])+$")
_PUNCTUATION = re.compile(r"[^\w\u4e00-\u9fff]|_")
_SUBHEADING = re.compile(
    r"^(?:（[一二三四五六七八九十]+）|\d{1,2}[.、．]|[一二三四五六七八九十]是|（\d{1,2}）)"
)
_MAX_HEADING = 48
_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a section's heading.

    ``end`` is the block after the heading's last line; ``rest`` is where its content begins in
    that line when heading and content share it. A higher ``score`` is a better match.
    """

    section: Section
    line: Line
    start: int
    end: int
    printed: str
    exact: bool
    score: float
    rest: int | None = None


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
    """One section's heading and blocks (``presence`` says whether there is one)."""

    section: Section
    presence: Presence
    heading: Quote | None
    exact: bool
    position: int | None
    blocks: tuple[Block, ...]

    def running_text(self, labels: Sequence[str]) -> list[Line]:
        """Return the lines that are not pieces of a table (``labels`` as of ``table_texts``)."""
        lines = [block for block in self.blocks if isinstance(block, Line)]
        if self.section.table is None:
            return lines
        return [line for line in lines if not _is_table_text(line.text, labels)]


def table_texts(form: Form) -> list[str]:
    """Return every text that the form's tables print, bare of punctuation."""
    texts = {text for table in form.tables for text in table.heads}
    for table in form.tables:
        for row in table.rows:
            texts |= {row.label, row.group or "", *row.aliases}
        for column in table.columns:
            texts |= {column.label, column.group or "", *column.aliases}
    return sorted({_PUNCTUATION.sub("", compact(text)) for text in texts} - {""})


def _is_table_text(text: str, labels: Sequence[str]) -> bool:
    """Tell whether every word of a line is a number or a piece of a table's label."""
    words = [_PUNCTUATION.sub("", compact(word)) for word in text.split()]
    return all(
        not word or word.isdecimal() or any(word in label for label in labels) for word in words
    )


@lru_cache(maxsize=4096)
def heading_core(text: str) -> str:
    """Return a heading without ordinal, closing note, white space and punctuation."""
    text = _TAIL.sub("", compact(text))
    return _PUNCTUATION.sub("", _ORDINAL.sub("", text, count=1))


def divide(document: Document, form: Form) -> Division:
    """Return the sections of ``document`` in the order of the form."""
    blocks = document.blocks
    chosen = _choose(list(_candidates(blocks, form)), blocks)
    chosen |= _by_ordinal(blocks, form, chosen)
    order = sorted(chosen.values(), key=lambda c: c.start)
    bounds = [c.start for c in order] + [len(blocks)]
    labels = table_texts(form)
    found = []
    for section in form.sections:
        candidate = chosen.get(section.id)
        if candidate is None:
            found.append(
                FoundBlocks(section, Presence.ABSENT, None, exact=False, position=None, blocks=())
            )
            continue
        position = order.index(candidate)
        inside = _content(blocks, candidate, bounds[position + 1])
        quote = Quote(candidate.printed, candidate.line.place)
        found.append(
            FoundBlocks(section, Presence.PRESENT, quote, candidate.exact, position, inside)
        )
    before = tuple(b for b in blocks[: bounds[0]] if isinstance(b, Line)) if order else ()
    by_position = sorted(
        (f for f in found if f.position is not None), key=lambda f: f.position or 0
    )
    text = list(before) if order else [b for b in blocks if isinstance(b, Line)]
    openings: list[Line] = []
    for candidate, item in zip(order, by_position, strict=True):
        lines = item.running_text(labels)
        text += [candidate.line, *lines]
        openings += [candidate.line, *lines[:1]]
    return Division(before, tuple(found), tuple(text), tuple(openings))


def _content(blocks: Sequence[Block], candidate: Candidate, end: int) -> tuple[Block, ...]:
    inside = list(blocks[candidate.end : end])
    if candidate.rest is not None:
        inside.insert(0, _cut(candidate.line, candidate.rest))
    return tuple(inside)


def _cut(line: Line, start: int) -> Line:
    return Line(line.text[start:], line.place_of(start, len(line.text)), line.edges[start:])


def _candidates(blocks: Sequence[Block], form: Form) -> Iterator[Candidate]:
    labels = {heading_core(row.label) for table in form.tables for row in table.rows}
    labels |= {heading_core(head) for table in form.tables for head in table.heads}
    names = [
        (s, tuple(heading_core(name) for name in (s.heading, *s.aliases))) for s in form.sections
    ]
    for index, block in enumerate(blocks):
        if not isinstance(block, Line):
            continue
        yield from _matches(block, "", index, names, labels)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(following, Line):
            yield from _matches(block, following.text, index, names, labels)


def _matches(
    line: Line,
    wrapped: str,
    start: int,
    sections: Sequence[tuple[Section, tuple[str, ...]]],
    labels: set[str],
) -> Iterator[Candidate]:
    """Match ``line``, or ``line`` and the next one where a heading wraps (``wrapped``)."""
    text = compact(line.text + wrapped)
    numbered = _ORDINAL.match(text)
    if (len(text) > _MAX_HEADING and not numbered) or (heading := heading_core(text)) in labels:
        return
    end, penalty = (start + 2, 0.01) if wrapped else (start + 1, 0.0)
    for section, names in sections:
        same_ordinal = bool(numbered and numbered[1] == section.ordinal)
        run_in = _run_in(line, section) if same_ordinal and not wrapped else None
        if run_in is not None:
            yield Candidate(section, line, start, end, *run_in)
        elif len(text) <= _MAX_HEADING:
            score = _score(heading, names, ordinal=same_ordinal, numbered=bool(numbered))
            if score > 0:
                exact = heading == names[0]
                yield Candidate(section, line, start, end, text, exact, score - penalty)


def _by_ordinal(
    blocks: Sequence[Block], form: Form, chosen: dict[str, Candidate]
) -> dict[str, Candidate]:
    """Find headings of another wording: the right numeral, alone between the right neighbours."""
    labels = {heading_core(row.label) for table in form.tables for row in table.rows}
    labels |= {heading_core(head) for table in form.tables for head in table.heads}
    found: dict[str, Candidate] = {}
    for index, section in enumerate(form.sections):
        if section.id in chosen:
            continue
        before = [chosen[s.id].end for s in form.sections[:index] if s.id in chosen]
        after = [chosen[s.id].start for s in form.sections[index + 1 :] if s.id in chosen]
        inside = range(max(before, default=0), min(after, default=len(blocks)))
        lines = [
            (i, block)
            for i in inside
            if isinstance(block := blocks[i], Line)
            and _is_numbered(compact(block.text), section.ordinal, labels)
        ]
        if len(lines) == 1 and chosen:
            ((at, line),) = lines
            text = compact(line.text)
            found[section.id] = Candidate(section, line, at, at + 1, text, exact=False, score=0.1)
    return found


def _is_numbered(text: str, ordinal: str, labels: set[str]) -> bool:
    match = _ORDINAL.match(text)
    return (
        match is not None
        and match[1] == ordinal
        and len(text) <= _MAX_HEADING // 2
        and not re.search(r"[，。；：]|\d", text)
        and heading_core(text) not in labels
    )


def _score(text: str, names: Sequence[str], *, ordinal: bool, numbered: bool) -> float:
    """Return how well ``text`` reads like one of ``names`` (bare too); 0 where it does not."""
    if not text:
        return 0.0
    if text == names[0]:
        return 3.0 + ordinal
    if text in names:
        return 2.0 + ordinal if numbered or len(text) > 6 else 0.0
    if not numbered:
        return 0.0
    near = max(similarity(text, name) for name in names)
    return near + ordinal if near >= _NEAR else 0.0


def _run_in(line: Line, section: Section) -> tuple[str, bool, float, int] | None:
    """Match a heading that is followed by its text in the same line (一、总体情况。2024年…)."""
    for name in (section.heading, *section.aliases):
        spaced = r"\s*".join(re.escape(char) for char in section.ordinal + "、" + name)
        match = re.match(rf"\s*{spaced.replace('、', '[、.．]')}\s*[。.．:：]\s*(?=\S)", line.text)
        if match:
            printed = compact(match[0])
            return printed, heading_core(printed) == heading_core(section.heading), 2.5, match.end()
    return None


def _choose(candidates: list[Candidate], blocks: Sequence[Block]) -> dict[str, Candidate]:
    """Give each section its best line; a table of contents loses to the real headings."""
    best: dict[str, Candidate] = {}
    starts = sorted({c.start for c in candidates})
    for candidate in candidates:
        rival = best.get(candidate.section.id)
        if rival is None or _rank(candidate, starts, blocks) > _rank(rival, starts, blocks):
            best[candidate.section.id] = candidate
    taken: dict[int, Candidate] = {}
    for candidate in sorted(best.values(), key=lambda c: (-c.score, c.start)):
        if not any(index in taken for index in range(candidate.start, candidate.end)):
            taken |= dict.fromkeys(range(candidate.start, candidate.end), candidate)
    return {c.section.id: c for c in taken.values()}


def _rank(
    candidate: Candidate, starts: Sequence[int], blocks: Sequence[Block]
) -> tuple[float, bool, int]:
    following = next((s for s in starts if s >= candidate.end), len(blocks))
    filled = candidate.rest is not None or following > candidate.end
    return round(candidate.score, 6), filled, candidate.start


def prose_of(lines: Sequence[Line], openings: Sequence[Line] = ()) -> tuple[Prose, tuple[str, ...]]:
    """Return the running text of ``lines`` and its sub-headings."""
    opening = [line for line in lines if _SUBHEADING.match(compact(line.text))]
    heads = tuple(_head_text(compact(line.text)) for line in opening)
    return join(lines, breaks_before=[*opening, *openings]), heads


def _head_text(text: str) -> str:
    """Return the sub-heading that opens a paragraph: up to its first stop."""
    body = _SUBHEADING.sub("", text, count=1)
    return re.split(r"[。：:；，,]", body, maxsplit=1)[0][:24]


def is_filled(blocks: Sequence[Block]) -> bool:
    """Tell whether there is text or a table among ``blocks``."""
    return any(
        isinstance(b, Grid) or (isinstance(b, Line) and re.search(r"\w", b.text)) for b in blocks
    )


def has_pictures(blocks: Sequence[Block]) -> bool:
    """Tell whether there is a picture among ``blocks``."""
    return any(isinstance(b, Figure) for b in blocks)
