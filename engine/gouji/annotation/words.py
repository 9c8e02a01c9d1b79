"""Finds the runs of a Word paragraph that hold some words, and parts a run where they begin.

A run may hold a whole paragraph; a comment on a sentence shall stand at the sentence.
"""

from collections.abc import Iterator
from copy import deepcopy

from lxml.etree import _Element

from gouji.model.prose import fold
from gouji.reading.docx.names import W
from gouji.reading.docx.tables import inside

_RUNS = frozenset({W + "r"})
_SHIFTED = ("vertAlign", "position")
"""A run raised or lowered may be a mark; its parts must not be taken for something else."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def span_of(element: _Element, words: str, before: str) -> tuple[_Element, _Element]:
    """Return the first and the last run of ``words`` in a paragraph or a cell.

    ``before`` is what stands in front of them, to tell the first occurrence from the next. All
    runs stand for words that are not found; a paragraph without runs gets an empty one.
    """
    paragraphs = [element] if element.tag == W + "p" else list(element.iter(W + "p"))
    runs = [run for paragraph in paragraphs for run in inside(paragraph, _RUNS)]
    if not runs:
        run = paragraphs[0].makeelement(W + "r")
        paragraphs[0].append(run)
        return run, run
    found = _find(runs, _bare(words), _bare(before)) if element.tag == W + "p" else None
    if found is None:
        return runs[0], runs[-1]
    (first, start), (last, end) = found
    if first is last:
        first = last = parted(parted(first, end)[0], start)[1]
        return first, last
    return parted(first, start)[1], parted(last, end)[0]


def _bare(text: str) -> str:
    return "".join(fold(text).split())


Ends = tuple[tuple[_Element, int], tuple[_Element, int]]


def _find(runs: list[_Element], words: str, before: str) -> Ends | None:
    """Return run and offset where ``words`` begin, and where they end."""
    held = list(characters(runs))
    text = "".join(character for character, _, _ in held)
    at = text.find(words)
    for _ in range(before.count(words) if words else 0):
        later = text.find(words, at + 1)
        at = later if later >= 0 else at
    if at < 0 or not words:
        return None
    _, first, start = held[at]
    _, last, end = held[at + len(words) - 1]
    return (first, start), (last, end + 1)


def characters(runs: list[_Element]) -> Iterator[tuple[str, _Element, int]]:
    """Yield every character that is no white space, folded, with its run and offset there."""
    for run in runs:
        text = "".join(part.text or "" for part in run.findall(W + "t"))
        for offset, character in enumerate(text):
            if not character.isspace():
                yield fold(character), run, offset


def parted(run: _Element, offset: int) -> tuple[_Element, _Element]:
    """Part a run of plain text before ``offset``; any other stays whole and is both parts."""
    rest = [child for child in run if child.tag != W + "rPr"]
    properties = run.find(W + "rPr")
    if len(rest) != 1 or rest[0].tag != W + "t" or _is_shifted(properties):
        return run, run
    text = rest[0].text or ""
    if not 0 < offset < len(text):
        return run, run
    after = deepcopy(run)
    after.tail = None
    run.addnext(after)
    for part, kept in ((run, text[:offset]), (after, text[offset:])):
        for held in part.iterchildren(W + "t"):
            held.text = kept
            held.set(_SPACE, "preserve")
    return run, after


def _is_shifted(properties: _Element | None) -> bool:
    return properties is not None and any(
        properties.find(W + name) is not None for name in _SHIFTED
    )
