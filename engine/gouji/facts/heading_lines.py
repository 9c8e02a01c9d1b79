"""Finds the headings of a report's sections among its lines.

A heading is a line of its own, or the beginning of one, that reads like a section's mandated
heading or one of its known variants. Ordinals only support the match: table three has 三、 and 四、
of its own, and word processors number headings without writing the numeral. What stands under the
right numeral between the right neighbours is a heading whatever it says.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from gouji.expressions import compiled
from gouji.facts.phrases import compact, letters
from gouji.facts.tables.labels import similarity
from gouji.model.document import Block, Line
from gouji.model.form import Form, Section
from gouji.once import once
from gouji.records import dataclass

_NUMERALS = "一二三四五六七八九十"
_ORDINAL = compiled(rf"^第?([{_NUMERALS}]{{1,3}})(?:部分|[、.．，,:：])")
_OTHER_ORDINAL = compiled(
    rf"^(?:[（【\[〔]([{_NUMERALS}]|\d)[）】\]〕]|(\d)[.、．,，:：]?|第?([{_NUMERALS}]))(?!\d)"
)
"""Numbering that the form does not use: （一）, 【一】, 1., a bare 一."""
_TAIL = compiled(r"(?:（[^）]{0,40}）|[。．.:：;；，,、]){1,6}$")
_STOP = compiled(r"[。:：;；]")
_PAUSE = compiled(r"(?<=[^\s、.．，,])(?:\s|[，,])")
_CONTENTS = 3
"""Numbered lines one under the other that make a table of contents."""
_LONG_LABEL = 5
"""Labels of tables at least this long are told from headings by their beginning."""
_MAX_HEADING = 48
_FREE_HEADING = 30
"""A heading in free words is at most so long."""
_MOST_LINES = 3
"""A heading wraps over at most so many lines."""
_TEXT_GOES_ON = 8
"""What follows a heading without any mark is text if it is at least so long."""
_NEAR = 0.75
_OTHERWISE = 1.5


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


_Named = tuple[Section, tuple[str, ...]]
"""A section and its names."""


@lru_cache(maxsize=4096)
def heading_core(text: str) -> str:
    """Return a heading without ordinal, closing note, white space and punctuation."""
    text = _TAIL.sub("", compact(text))
    return letters(_ORDINAL.sub("", text, count=1))


def find_headings(blocks: Sequence[Block], form: Form) -> dict[str, Candidate]:
    """Return the heading of each section that has one, by the section's id."""
    labels = _labels(form)
    chosen = _choose(list(_candidates(blocks, form, labels)), blocks)
    return chosen | _by_ordinal(blocks, form, chosen, labels)


def is_section_heading(text: str, form: Form) -> bool:
    """Tell whether ``text`` by itself is surely a section's heading: its name and its numeral."""
    closed = compact(text[: 4 * _MAX_HEADING])
    numbered = _ORDINAL.match(closed)
    core = heading_core(closed) if len(closed) <= _MAX_HEADING else ""
    return any(
        core in names and (core == names[0] or bool(numbered and numbered[1] == section.ordinal))
        for section, names in _names(form)
    )


@once
def _labels(form: Form) -> AbstractSet[str]:
    """Return what the form's tables print that could pass for a heading."""
    labels = {heading_core(row.label) for table in form.tables for row in table.rows}
    return labels | {heading_core(head) for table in form.tables for head in table.heads}


@once
def _names(form: Form) -> tuple[_Named, ...]:
    """Return the sections, each with its heading and its aliases, bare."""
    return tuple(
        (s, tuple(heading_core(name) for name in (s.heading, *s.aliases))) for s in form.sections
    )


def _candidates(
    blocks: Sequence[Block], form: Form, labels: AbstractSet[str]
) -> Iterator[Candidate]:
    names = _names(form)
    known = frozenset(name for _, own in names for name in own)
    for index, block in enumerate(blocks):
        if not isinstance(block, Line):
            continue
        text = block.text
        for end in range(index + 1, index + 1 + _MOST_LINES):
            yield from _matches(_Piece(block, text, index, end), names, known, labels)
            following = blocks[end] if end < len(blocks) else None
            if not isinstance(following, Line) or len(text) > _MAX_HEADING:
                break
            text += following.text


class _Piece(NamedTuple):
    """What may be a heading: ``text``, a line or several that follow, the first being ``line``."""

    line: Line
    text: str
    start: int
    end: int


def _matches(
    piece: _Piece,
    sections: Sequence[_Named],
    known: Container[str],
    labels: Container[str],
) -> Iterator[Candidate]:
    """Yield the sections whose heading ``piece`` may be; ``known`` are all names of them."""
    line, printed, start, end = piece
    text = compact(printed[: 4 * _MAX_HEADING])
    numbered = _ORDINAL.match(text)
    short = len(text) <= _MAX_HEADING
    heading = heading_core(text) if short else ""
    if heading in labels or not (short or numbered):
        return
    otherwise = _OTHER_ORDINAL.match(text)
    if not (numbered or otherwise or heading in known):
        return  # as nearly every line
    wrapped = end - start - 1
    for section, names in sections:
        same_ordinal = bool(numbered and numbered[1] == section.ordinal)
        run_in = _run_in(line, section) if same_ordinal and not wrapped else None
        if run_in is not None:
            yield Candidate(section, line, start, end, *run_in)
        elif short:
            score = _score(heading, names, ordinal=same_ordinal, numbered=bool(numbered))
            exact = heading == names[0]
            if score == 0 and otherwise and _is_numbered_so(otherwise, section, names[0]):
                score, exact = _OTHERWISE, True
            if score > 0:
                yield Candidate(section, line, start, end, text, exact, score - wrapped / 100)


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


def _is_numbered_so(match: re.Match[str], section: Section, name: str) -> bool:
    """Tell whether this is the mandated heading under a numeral that the form does not use."""
    numeral = next(group for group in match.groups() if group)
    value = int(numeral) if numeral.isdecimal() else _NUMERALS.index(numeral) + 1
    same = value == _NUMERALS.index(section.ordinal) + 1
    return same and heading_core(match.string[match.end() :]) == name


def _run_in(line: Line, section: Section) -> tuple[str, bool, float, int] | None:
    """Match a heading that is followed by its text in the same line (一、总体情况。2024年…)."""
    closed = "".join(line.text.split())
    for name in sorted((section.heading, *section.aliases), key=len, reverse=True):
        if "".join(name.split()) not in closed[:-1]:
            continue  # nothing follows it: most headings, whose patterns need not be compiled
        match = _opening(section.ordinal, name).match(line.text)
        if match is None:
            continue
        rest = line.text[match.end() :].strip()
        long = name == section.heading or len(name) >= _TEXT_GOES_ON
        if rest and (match["stop"] or _is_text(rest, spaced=bool(match["space"]), long=long)):
            printed = compact(match[0])
            exact = heading_core(printed) == heading_core(section.heading)
            return printed, exact, 2.5, match.end()
    return None


@lru_cache(maxsize=256)
def _opening(ordinal: str, name: str) -> re.Pattern[str]:
    spaced = r"\s{0,4}".join(re.escape(char) for char in name)
    return compiled(
        rf"\s*第?{ordinal}\s{{0,4}}(?:部分)?[、.．:：]?\s{{0,4}}{spaced}"
        r"(?P<space>\s*)(?P<stop>[。.．:：]?)\s*"
    )


def _is_text(rest: str, *, spaced: bool, long: bool) -> bool:
    """Tell whether what follows a heading is text, and not more of the heading.

    ``spaced`` tells that there is room between them, ``long`` that the heading is long enough to
    be known without.
    """
    if rest.startswith(("（", "(")) and rest.endswith(("）", ")")):
        return False
    if spaced and (rest in ("无", "无。") or rest[-1] in "。；！"):
        return True
    return len(rest) >= _TEXT_GOES_ON and (
        spaced or (long and re.search("[，。；]", rest) is not None)
    )


def _choose(candidates: list[Candidate], blocks: Sequence[Block]) -> dict[str, Candidate]:
    """Give each section its best line; a table of contents loses to the real headings."""
    best: dict[str, Candidate] = {}
    starts = {c.start for c in candidates}
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
    candidate: Candidate, starts: set[int], blocks: Sequence[Block]
) -> tuple[float, bool, int]:
    """Rank by words, then by whether something stands under the heading, then the later one."""
    filled = candidate.rest is not None or not (
        candidate.end in starts or candidate.end >= len(blocks)
    )
    return round(candidate.score, 6), filled, candidate.start


def _by_ordinal(
    blocks: Sequence[Block], form: Form, chosen: dict[str, Candidate], labels: AbstractSet[str]
) -> dict[str, Candidate]:
    """Find headings of another wording: the right numeral between the right neighbours."""
    found: dict[str, Candidate] = {}
    long_labels = tuple(label for label in labels if len(label) >= _LONG_LABEL)
    for index, section in enumerate(form.sections):
        if not chosen or section.id in chosen:
            continue
        inside = place_of(index, form, chosen, len(blocks))
        lines = _without_contents(list(_numbered(blocks, inside, long_labels)))
        known = {s.ordinal for s in form.sections if s.id in chosen}
        own = _own_line(lines, section.ordinal, known)
        if own is not None:
            found[section.id] = _in_free_words(own[1], own[0], section)
    return found


def _own_line(
    lines: Sequence[tuple[int, Line, str]], ordinal: str, known: Container[str]
) -> tuple[int, Line, str] | None:
    """Return the line with ``ordinal`` that is no item of a list.

    ``known`` are the numerals of sections found elsewhere: where the one before stands ahead of
    the line, or 二 behind an only 一, a list counts on.
    """
    own = [n for n, line in enumerate(lines) if line[2] == ordinal]
    if not own:
        return None
    first = own[0]
    if ordinal == "一":
        listed = len(own) == 1 and "二" in known and _has(lines[first:], "二")
    else:
        last = _NUMERALS[_NUMERALS.index(ordinal) - 1]
        listed = last in known and _has(lines[:first], last)
    return None if listed else lines[first]


def _has(lines: Sequence[tuple[int, Line, str]], ordinal: str) -> bool:
    return any(line[2] == ordinal for line in lines)


def _without_contents(
    lines: list[tuple[int, Line, str]],
) -> list[tuple[int, Line, str]]:
    """Leave out runs of lines that count on one under the other: a table of contents."""
    kept: list[tuple[int, Line, str]] = []
    for _, group in groupby(lines, lambda line: line[0] - _NUMERALS.find(line[2])):
        run = list(group)
        kept += run if len(run) < _CONTENTS else []
    return kept


def place_of(index: int, form: Form, chosen: Mapping[str, Candidate], end: int) -> range:
    """Return the blocks between the neighbours of section number ``index`` that were found."""
    before = [chosen[s.id].end for s in form.sections[:index] if s.id in chosen]
    after = [chosen[s.id].start for s in form.sections[index + 1 :] if s.id in chosen]
    return range(max(before, default=0), min(after, default=end))


def _numbered(
    blocks: Sequence[Block], inside: range, labels: tuple[str, ...]
) -> Iterator[tuple[int, Line, str]]:
    """Yield the lines that begin with a numeral of sections, where they stand, and the numeral."""
    for index in inside:
        block = blocks[index]
        if not isinstance(block, Line):
            continue
        text = compact(block.text[: 2 * _MAX_HEADING])
        match = _ORDINAL.match(text)
        if match and not heading_core(text).startswith(labels):
            yield index, block, match[1]


def _in_free_words(line: Line, at: int, section: Section) -> Candidate:
    """Return the heading that ``line`` is, or begins with."""
    text = line.text
    cut = _STOP.search(text, 0, 2 * _FREE_HEADING)
    if (cut is None or not text[cut.end() :].strip()) and len(compact(text)) > _FREE_HEADING:
        cut = _PAUSE.search(text, 0, 2 * _FREE_HEADING)
    rest = cut.end() if cut is not None and text[cut.end() :].strip() else None
    printed = compact(text[:rest])
    return Candidate(section, line, at, at + 1, printed, exact=False, score=0.1, rest=rest)
