"""A corrected draft: certain repairs as tracked changes, everything else as comments.

Nothing is final before a person accepts it; what they accept is what an instruction orders.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO

from docx.document import Document as WordDocument
from lxml.etree import _Element

from gouji.annotation.docx import (
    BROKEN,
    REFUSED,
    Things,
    add_marks,
    comment_on,
    drop_earlier,
    opened,
    twin,
)
from gouji.annotation.marks import item_text, marks_of
from gouji.annotation.revisions import Revisions, runs_of_cell, runs_of_words
from gouji.errors import DamagedDocument
from gouji.model.audit import AuditJson, EditInfo
from gouji.model.form import Form
from gouji.reading.docx import places_in
from gouji.reading.docx.names import W
from gouji.reading.flow import Text
from gouji.records import dataclass
from gouji.reporting.media.files import dateless
from gouji.reporting.one.items import Item, items


@dataclass(frozen=True, slots=True)
class Correction:
    """A corrected copy: its bytes, and the numbers of the items that are mended in it."""

    data: bytes
    mended: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """One edit of an item: the element that it is made in, and where in the element."""

    item: Item
    edit: EditInfo
    element: _Element
    line: str
    at: tuple[int, int]
    """Line and column, to make the last change first."""


def correct_docx(data: bytes, audit: AuditJson, form: Form) -> Correction:
    """Return a copy of a DOCX with what ``audit`` is certain of mended, the rest in comments.

    Raises :class:`gouji.errors.DamagedDocument` where python-docx cannot take the file.
    """
    things = places_in(data)
    try:
        document = opened(data)
        told = items(audit)
        changes = {item.number: _changes(item, audit, things, document) for item in told}
        drop_earlier(document)
        mended = _mended(document, told, changes)
        rest = marks_of(audit, leave_out=mended)
        add_marks(document, rest, things, form)
        buffer = BytesIO()
        document.save(buffer)
        return Correction(dateless(buffer.getvalue()), mended)
    except BROKEN:
        raise DamagedDocument(REFUSED) from None


def _changes(
    item: Item, audit: AuditJson, things: Things, document: WordDocument
) -> tuple[_Change, ...]:
    """Return the changes that mend ``item``; none where it is not certain, or one has no place."""
    found = [_change(item, edit, audit, things, document) for edit in item.edits]
    sure = [change for change in found if change is not None]
    return tuple(sure) if item.certain and len(sure) == len(found) else ()


def _change(
    item: Item, edit: EditInfo, audit: AuditJson, things: Things, document: WordDocument
) -> _Change | None:
    cell = audit.cells.get(edit.cell or "")
    line, column = (cell.line, 1) if cell is not None else (edit.line, edit.column or 1)
    thing = things.get(line or 0)
    if thing is None or line is None or thing.source is None:
        return None
    element = twin(thing.source, document.element)
    # twins of text boxes are the paragraphs around them: not where the words are
    if element.tag != thing.source.tag:
        return None
    text = thing.text if isinstance(thing, Text) else ""
    return _Change(item, edit, element, text, (line, column))


def _mended(
    document: WordDocument, told: Sequence[Item], changes: Mapping[int, Sequence[_Change]]
) -> tuple[int, ...]:
    """Make the changes, from the end of the document to its beginning; return what is mended."""
    revisions = Revisions(document.element)
    able = [i for i in told if changes[i.number] and all(map(_can_be_made, changes[i.number]))]
    placed = [change for item in able for change in changes[item.number]]
    for change in sorted(placed, key=lambda change: change.at, reverse=True):
        _make(document, revisions, change)
    return tuple(item.number for item in able)


def _can_be_made(change: _Change) -> bool:
    return _runs(change) is not None


def _make(document: WordDocument, revisions: Revisions, change: _Change) -> None:
    """Make one change, with its reason as a comment."""
    runs = _runs(change) or []
    if runs and not change.edit.before:
        added = revisions.add(runs[-1], change.edit.after)
        comment_on(document, (added, added), item_text(change.item))
    elif runs:
        comment_on(document, (runs[0], runs[-1]), item_text(change.item))
        revisions.replace(runs, change.edit.after)
    else:
        run = revisions.fill(_last_paragraph(change.element), change.edit.after)
        comment_on(document, (run, run), item_text(change.item))


def _last_paragraph(element: _Element) -> _Element:
    return element if element.tag == W + "p" else next(element.iter(W + "p"))


def _runs(change: _Change) -> list[_Element] | None:
    """Return the runs that a change strikes out, or adds to; none where it fills a place."""
    edit = change.edit
    if edit.cell is not None:
        return runs_of_cell(change.element)
    if not edit.before and not edit.quote:
        return []
    words = edit.before or edit.quote
    return runs_of_words(change.element, change.line, change.at[1] - 1, edit.quote, words)
