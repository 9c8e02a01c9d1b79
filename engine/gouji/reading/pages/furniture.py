"""Running heads, feet and page numbers of a document with pages.

They stand at the margin, apart from the text, on several pages or in the shape of a page number.
A line of figures alone is only furniture where it counts the pages: it may be the row of a table
that is drawn without rulings.
"""

import re
from collections.abc import Sequence

from gouji.expressions import compiled
from gouji.model.document import Line
from gouji.reading.page_numbers import is_bare_number, is_marginal_number
from gouji.reading.pages.layout import Page

_MARGIN = 0.13
"""Heads and feet stand in this share of the page's height, at its top or bottom."""
_DEPTH = 2
"""So many lines of a page's margin may be furniture, counted from outside."""
_STEP = 6.0
"""Heads and feet of different pages stand at the same height within this many points."""
_WORD = compiled(r"[^\W\d_]")

Key = tuple[int, int]
"""A page's number and the index of a block on it."""


def furniture(pages: Sequence[Page]) -> set[Key]:
    """Return which blocks of ``pages`` are furniture."""
    found: set[Key] = set()
    for _ in range(_DEPTH):
        marginal = [(page, index) for page in pages for index in _outermost(page, found)]
        found |= _repeated(marginal) | _page_numbers(marginal)
    return found


def _outermost(page: Page, found: set[Key]) -> set[int]:
    """Return the outermost lines of a page that are no furniture yet, if they are marginal."""
    left = [i for i in range(len(page.blocks)) if (page.number, i) not in found]
    return {index for index in (left[:1] + left[-1:]) if _is_marginal(page, index)}


def _is_marginal(page: Page, index: int) -> bool:
    line = page.blocks[index]
    if not isinstance(line, Line) or line.place.box is None:
        return False
    _, top, _, bottom = line.place.box
    return bottom < _MARGIN * page.height or top > (1 - _MARGIN) * page.height


def _repeated(marginal: Sequence[tuple[Page, int]]) -> set[Key]:
    """Return the lines with words whose like stands at the same height on another page."""
    places: dict[tuple[str, int], list[tuple[float, Key]]] = {}
    for page, index in marginal:
        line = page.blocks[index]
        if isinstance(line, Line) and line.place.box and _WORD.search(line.text):
            top = line.place.box[1]
            shape = re.sub(r"\d+", "#", "".join(line.text.split())), int(top > page.height / 2)
            places.setdefault(shape, []).append((top, (page.number, index)))
    return {
        key
        for lines in places.values()
        for top, key in lines
        if any(abs(top - other) <= _STEP and key[0] != k[0] for other, k in lines)
    }


def _page_numbers(marginal: Sequence[tuple[Page, int]]) -> set[Key]:
    """Return the lines that say the number of their page, or stand for it in no other way."""
    found: set[Key] = set()
    bare: dict[int, set[Key]] = {}
    for page, index in marginal:
        line = page.blocks[index]
        if not isinstance(line, Line):
            continue
        if is_marginal_number(line.text):
            found.add((page.number, index))
        elif is_bare_number(line.text) and _stands_apart(page, index):
            bare.setdefault(int(line.text) - page.number, set()).add((page.number, index))
    # Bare numbers count the pages if they grow with them, or start at the first page.
    for difference, keys in bare.items():
        if len(keys) > 1 or difference == 0:
            found |= keys
    return found


def _stands_apart(page: Page, index: int) -> bool:
    """Tell whether the next block is more than a line away."""
    box = page.blocks[index].place.box
    if box is None:
        return False
    return all(
        other.place.box is None
        or box[1] - other.place.box[3] > (box[3] - box[1])
        or other.place.box[1] - box[3] > (box[3] - box[1])
        for number, other in enumerate(page.blocks)
        if abs(number - index) == 1
    )
