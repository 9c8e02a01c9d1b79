"""Characters on a page become text: fakes dropped, lines told apart, blanks where they belong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gouji.model.document import Line, Place, Rect
from gouji.reading.pdf_content import Glyph, Ruling

_SAME_PLACE = 1.2
_RAISED = 0.78
"""A digit smaller than this share of its line, and raised, is a footnote mark."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line: its characters from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def rect(self) -> Rect:
        """The box around all characters."""
        return (
            min(g.x0 for g in self.glyphs),
            min(g.top for g in self.glyphs),
            max(g.x1 for g in self.glyphs),
            max(g.bottom for g in self.glyphs),
        )


def visible(glyphs: Iterable[Glyph], strokes: Sequence[Ruling]) -> list[Glyph]:
    """Drop characters printed twice (fake bold) and those struck through."""
    kept: list[Glyph] = []
    seen: dict[str, list[Glyph]] = {}
    for glyph in glyphs:
        twins = seen.setdefault(glyph.text, [])
        if any(_same_place(glyph, twin) for twin in twins[-400:]):
            continue
        twins.append(glyph)
        if not any(_strikes(stroke, glyph) for stroke in strokes):
            kept.append(glyph)
    return kept


def _same_place(a: Glyph, b: Glyph) -> bool:
    near = min(_SAME_PLACE, 0.2 * a.size)
    return abs(a.x0 - b.x0) <= near and abs(a.top - b.top) <= near


def _strikes(stroke: Ruling, glyph: Glyph) -> bool:
    height = glyph.bottom - glyph.top
    return (
        glyph.top + 0.32 * height < stroke.at < glyph.top + 0.68 * height
        and stroke.start <= glyph.x0 + 0.25 * (glyph.x1 - glyph.x0)
        and stroke.end >= glyph.x1 - 0.25 * (glyph.x1 - glyph.x0)
    )


def printed_lines(glyphs: Sequence[Glyph]) -> list[Printed]:
    """Group characters into lines by their centres, top to bottom, footnote marks dropped."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.middle[1], g.x0)):
        if groups and glyph.middle[1] - groups[-1][-1].middle[1] <= 0.3 * glyph.size:
            groups[-1].append(glyph)
        elif groups and _raised_over(glyph, groups[-1]):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    lines = [_without_marks(sorted(group, key=lambda g: g.x0)) for group in _merged(groups)]
    return [Printed(tuple(line)) for line in lines if line]


def _raised_over(glyph: Glyph, line: Sequence[Glyph]) -> bool:
    last = line[-1]
    return last.size < _RAISED * glyph.size and glyph.top <= last.middle[1] <= glyph.bottom


def _merged(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Merge a group of small raised marks into the line that it belongs to."""
    merged: list[list[Glyph]] = []
    for group in groups:
        if merged and _overlap(merged[-1], group) > 0.6:
            merged[-1].extend(group)
        else:
            merged.append(list(group))
    return merged


def _overlap(upper: Sequence[Glyph], lower: Sequence[Glyph]) -> float:
    """Return the share of the thinner group's height in which both groups stand."""
    top = max(min(g.top for g in upper), min(g.top for g in lower))
    bottom = min(max(g.bottom for g in upper), max(g.bottom for g in lower))
    thinner = min(
        max(g.bottom for g in upper) - min(g.top for g in upper),
        max(g.bottom for g in lower) - min(g.top for g in lower),
    )
    return (bottom - top) / thinner if thinner > 0 else 0.0


def _without_marks(line: Sequence[Glyph]) -> list[Glyph]:
    size = max(g.size for g in line)
    base = max(g.bottom for g in line if g.size > _RAISED * size)
    return [g for g in line if not (_is_mark(g, size) and g.bottom < base - 0.25 * size)]


def _is_mark(glyph: Glyph, size: float) -> bool:
    return glyph.size < _RAISED * size and (glyph.text.isdigit() or glyph.text in "*†[]()（）①②③④⑤")


def text_of(line: Printed) -> tuple[str, tuple[tuple[float, float], ...]]:
    """Return a line's text and the left and right edge of each of its characters.

    A blank is put where the gap is clearly wider than between characters: never between
    ideographs that are merely spaced out, always between numbers that stand apart.
    """
    text: list[str] = []
    edges: list[tuple[float, float]] = []
    last: Glyph | None = None
    for glyph in line.glyphs:
        if last is not None and _blank_between(last, glyph):
            text.append(" ")
            edges.append((last.x1, glyph.x0))
        for char in glyph.text:
            text.append(char)
            edges.append((glyph.x0, glyph.x1))
        last = glyph
    return "".join(text), tuple(edges)


def _blank_between(a: Glyph, b: Glyph) -> bool:
    gap = b.x0 - a.x1
    size = min(a.size, b.size)
    latin = a.text[-1].isascii() and b.text[0].isascii()
    if latin:
        digits = a.text[-1].isdigit() and b.text[0].isdigit()
        return gap > (0.55 if digits else 0.3) * size
    return gap > 0.9 * size


def to_line(line: Printed, page: int) -> Line:
    """Return ``line`` as a block of the document."""
    text, edges = text_of(line)
    return Line(text, Place(page, line.rect), edges)


def cell_text(glyphs: Sequence[Glyph]) -> str:
    """Return the text of a cell: its lines joined, with a blank only between Latin words."""
    text = ""
    for line in printed_lines(glyphs):
        part, _ = text_of(line)
        wordy = text[-1:].isascii() and text[-1:].isalpha() and part[:1].isascii() and part[:1].isalpha()
        text += f" {part}" if wordy else part
    return text
