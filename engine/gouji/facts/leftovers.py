"""Pieces of a template that nobody replaced: ××, XX年, ____, （文字描述）."""

import re
from collections.abc import Iterator, Sequence

from gouji.expressions import compiled
from gouji.facts.fact import Fact, Scene, quoted
from gouji.model.document import Document, Grid
from gouji.model.form import Strict
from gouji.model.names import Pattern, Text
from gouji.model.prose import Prose, Quote, fold
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, whole_number
from gouji.once import once, once_a_text
from gouji.records import dataclass

_MOST_QUOTES = 5
_Patterns = tuple[tuple[re.Pattern[str], str], ...]
"""Expressions of what is left over, each with what it is."""


class Placeholder(Strict):
    """A left-over of a template: a regular expression and what it is."""

    pattern: Pattern
    title: Text


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece of template left in the text."""

    quote: Quote
    title: str


def read_leftovers(
    document: Document, text: Prose, placeholders: Sequence[Placeholder]
) -> tuple[Leftover, ...]:
    """Return every left-over in the running text and in the tables, in that order."""
    patterns = _patterns(placeholders)
    return (*_in_prose(text, patterns), *_in_tables(document, patterns))


@once
def _patterns(placeholders: Sequence[Placeholder]) -> _Patterns:
    return tuple((compiled(p.pattern), p.title) for p in placeholders)


def _in_prose(text: Prose, patterns: _Patterns) -> Iterator[Leftover]:
    taken: set[int] = set()
    for pattern, title in patterns:
        for match in pattern.finditer(text.text):
            if taken.isdisjoint(range(match.start(), match.end())):
                taken.update(range(match.start(), match.end()))
                yield Leftover(_with_context(text, match), title)


def _with_context(text: Prose, match: re.Match[str]) -> Quote:
    """Quote a few characters around the left-over, so that a reader knows which one is meant."""
    left, right = text.sentence(match.start(), match.end())
    return text.quote(max(left, match.start() - 6), min(right, match.end() + 6))


def _in_tables(document: Document, patterns: _Patterns) -> Iterator[Leftover]:
    cells = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells]
    titles = {text: _title(text, patterns) for text in {cell.text for cell in cells}}
    for cell in cells:
        title = titles[cell.text]
        if title:
            yield Leftover(Quote(cell.text.strip(), cell.place), title)


@once_a_text(10_000)
def _title(text: str, patterns: _Patterns) -> str | None:
    folded = fold(text)
    return next((title for pattern, title in patterns if pattern.search(folded)), None)


def _subjects(scene: Scene[Sequence[Placeholder], tuple[Leftover, ...]]) -> Iterator[Subject]:
    found = scene.value
    quotes = "、".join(f"「{left.quote.text}」" for left in found[:_MOST_QUOTES])
    yield Subject(
        "placeholder",
        "placeholder",
        {"count": len(found)},
        {"quotes": quotes, "title": "、".join(dict.fromkeys(left.title for left in found))},
        quoted(*(left.quote for left in found)),
    )


LEFTOVERS: Fact[Sequence[Placeholder], tuple[Leftover, ...]] = Fact(
    name="placeholders",
    loci={"placeholder": "`placeholder`"},
    kinds=(
        Kind(
            "placeholder",
            "模板中没有改写的内容。每份报告一个。",
            {"count": whole_number("处数")},
            {"quotes": "原文（最多五处）", "title": "是什么"},
        ),
    ),
    wording=tuple[Placeholder, ...],
    read=lambda report, words: read_leftovers(report.document, report.text, words),
    subjects=_subjects,
    sample=lambda _: (),
)
