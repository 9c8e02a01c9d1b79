"""Edits of words, made on the document as it was read."""

from collections.abc import Sequence
from dataclasses import replace

from gouji.facts.report import Report
from gouji.model.document import Block, Document, Line, Place
from gouji.model.edit import Edit
from gouji.model.prose import fold


def edited(report: Report, edits: Sequence[Edit]) -> Document | None:
    """Return the document of ``report`` with ``edits`` of words and cells made.

    ``None`` where the words do not stand where they should: such an edit cannot be tried.
    """
    document = report.document
    for edit in sorted(edits, key=_start, reverse=True):  # what stands before keeps its place
        changed = None if edit.cell is not None else _with_words(document, edit)
        if changed is None:
            return None
        document = changed
    return document


def _start(edit: Edit) -> tuple[float, ...]:
    place = edit.place
    if place is None:
        return ()
    left, top = place.box[:2] if place.box else (0, 0)
    return place.page or 0, top, place.line or 0, place.column or 0, left


def _with_words(document: Document, edit: Edit) -> Document | None:
    """Return the document with the words changed; lines that they run over become one."""
    blocks: list[Block] = list(document.blocks)
    lines = [
        (index, block)
        for index, block in enumerate(blocks)
        if isinstance(block, Line) and _stands_at(block, edit)
    ]
    if not lines:
        return None
    index, first = lines[0]
    text = replaced("".join(line.text for _, line in lines), edit, _offset(first, edit))
    if text is None:
        return None
    # the edges of its characters no longer fit: nobody boxes a document on trial
    blocks[index] = replace(first, text=text, edges=())
    for over, _ in reversed(lines[1:]):
        del blocks[over]
    return replace(document, blocks=tuple(blocks))


def _stands_at(line: Line, edit: Edit) -> bool:
    places = () if edit.place is None else (edit.place, *edit.place.more)
    return any(_is_line(place, line.place) for place in places)


def _is_line(place: Place, line: Place) -> bool:
    if place.page is not None and place.box is not None and line.box is not None:
        return place.page == line.page and abs(place.box[1] - line.box[1]) < 1
    return place.line == line.line


def _offset(line: Line, edit: Edit) -> int:
    """Return where in ``line`` the words begin, as far as their place tells."""
    place, start = edit.place, line.place
    if place is None:
        return 0
    if place.box is not None:
        return sum(right <= place.box[0] + 0.1 for _, right in line.edges)
    return max((place.column or 1) - (start.column or 1), 0)


def replaced(text: str, edit: Edit, offset: int = 0) -> str | None:
    """Return ``text`` with the edit made; ``None`` where its words are not there.

    They are looked for from ``offset`` on, whatever white space and width of characters they are
    printed with.
    """
    kept = [i for i, char in enumerate(text) if i >= offset and not char.isspace()]
    bare = fold("".join(text[i] for i in kept))
    quote, before = (fold("".join(part.split())) for part in (edit.quote, edit.before))
    around = bare.find(quote) if quote else 0
    inside = quote.find(before) if quote else bare.find(before)
    if around < 0 or inside < 0 or not kept:
        return None
    start = around + inside
    if not before:
        end = kept[start + len(quote) - 1] + 1
        return text[:end] + edit.after + text[end:]
    first, last = kept[start], kept[start + len(before) - 1]
    return text[:first] + edit.after + text[last + 1 :]
