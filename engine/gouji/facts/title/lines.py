"""The lines around a title, sorted: what may be part of one, running text, and what to pass over.

Above a title stand document numbers, dates, index fields, a site's logo and buttons; below it the
text begins. Only short lines without a sentence's punctuation can be part of a title.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from gouji.expressions import compiled
from gouji.facts.phrases import compact
from gouji.facts.title.agency import of_site
from gouji.facts.title.report_name import find_name, named
from gouji.facts.title.wording import TitleWording
from gouji.facts.title.years import without_years
from gouji.model.document import Line, Place
from gouji.model.prose import fold
from gouji.records import dataclass

_MOST = 500
"""A title stands among the first lines of a document, or there is none."""
_LONGEST = 60
_LONGEST_LINE = 120
"""A longer line is running text, whatever stands at its edges."""
_SHORTEST_PROSE = 15
_SHORTEST_TITLE = 7
_PARTED = compiled(r"[^\t|]+")
"""Pages copied as text part what stands side by side with tabs or upright strokes."""
_SENTENCE = compiled(r"[。，；！？：>»›]")
_UNFINISHED = compiled(r"[，。；].*[^。！？；：]$")
_GOES_ON = compiled(r"[，。；、》）]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line, or one part of a line, that may belong to a title: compact text and its place.

    A ``weak`` one has only words of the report's name: a part of it on a line of its own, or a
    column of the site.
    """

    text: str
    place: Place
    weak: bool = False


@dataclass(frozen=True, slots=True)
class SortedLines:
    """Groups of pieces that follow each other without text between them.

    ``opening`` is the last group before the running text begins; ``prose`` is that text, compact.
    """

    groups: tuple[tuple[Piece, ...], ...]
    opening: int
    prose: str

    def before_text(self) -> Iterator[Piece]:
        """Yield the pieces that stand before the running text."""
        return (piece for group in self.groups[: self.opening + 1] for piece in group)


def sort_lines(lines: Sequence[Line], wording: TitleWording) -> SortedLines:
    """Return ``lines`` as pieces of titles and running text."""
    groups: list[list[Piece]] = [[]]
    prose: list[str] = []
    opening: int | None = None
    unfinished = False
    for piece in _pieces(lines[:_MOST], wording):
        if unfinished or not _is_titlelike(piece.text):
            prose.append(piece.text)
            unfinished = _UNFINISHED.search(piece.text) is not None
            if opening is None and len(piece.text) >= _SHORTEST_PROSE and "，" in piece.text:
                opening = len(groups) - 1
            groups.append([])
        elif not piece.weak and is_other_title(piece.text, wording):
            groups += [[piece], []]
        elif not _GOES_ON.match(piece.text):
            groups[-1].append(piece)
    last = len(groups) - 1 if opening is None else opening
    return SortedLines(tuple(map(tuple, groups)), last, "".join(prose))


def is_other_title(text: str, wording: TitleWording) -> bool:
    """Tell whether a line is the title of some other document (…2024年工作总结)."""
    titled = len(text) >= _SHORTEST_TITLE and text.endswith(wording.other_titles)
    return titled and not wording.name.endswith(text) and find_name(text, wording) is None


def _pieces(lines: Iterable[Line], wording: TitleWording) -> Iterator[Piece]:
    for line in lines:
        parts = list(_PARTED.finditer(line.text))
        if parts and compact(parts[0][0]) in wording.skip_fields:
            parts = [part for part in parts if named(compact(part[0]), wording)]
        for part in parts:
            text = _trimmed(compact(part[0]), wording)
            if not text or _is_passed_over(text, fold(part[0].split(maxsplit=1)[0]), wording):
                continue
            weak = _has_words_only(text, wording)
            if not weak or without_years(text) in wording.name:
                yield Piece(text, line.place_of(*part.span()), weak=weak)


def _is_titlelike(text: str) -> bool:
    return len(text) <= _LONGEST and not _SENTENCE.search(text)


def _trimmed(text: str, wording: TitleWording) -> str:
    """Return ``text`` without the numbering of an annex, a page's buttons, a date behind it."""
    if len(text) > _LONGEST_LINE:
        return text
    for label in wording.labels:
        inside = text.removeprefix(f"{label}：")
        if inside != text and named(inside, wording):
            text = inside
    for pattern in wording.trim:
        text = compiled(pattern).sub("", text)
    return text


def _is_passed_over(text: str, opens: str, wording: TitleWording) -> bool:
    """Tell whether a line is none of the title's: a number, a date, an index field, a path.

    ``opens`` is what stands in it before the first white space.
    """
    if len(text) > _LONGEST_LINE or (named(text, wording) and not _SENTENCE.search(text)):
        return False
    if any(compiled(pattern).fullmatch(text) for pattern in wording.skip):
        return True
    return opens in wording.skip_fields or text.startswith(_fields(wording.skip_fields))


@lru_cache(maxsize=16)
def _fields(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}：" for name in names)


def _has_words_only(text: str, wording: TitleWording) -> bool:
    """Tell whether a line has only words of sites' columns and buttons; a year alone is none."""
    if len(text) > _LONGEST or not (rest := without_years(text)):
        return False
    match = named(rest, wording)
    if match is not None:
        rest = "" if match[0] == wording.name else rest[: match.start()] + rest[match.end() :]
    return of_site(rest, wording)
