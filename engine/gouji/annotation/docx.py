"""Word comments on a DOCX, each at the cell or the words that it speaks of.

The reader tells which element of the document stands at a place; python-docx adds the comments.
What belongs nowhere is said at the heading of its section, else at the title.
"""

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import cast
from zlib import error as ZlibError  # noqa: N812 - an exception is a class

from docx import Document
from docx.comments import Comment
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.text.run import CT_R
from docx.text.run import Run
from lxml import etree
from lxml.etree import _Element

from gouji.annotation.marks import AUTHOR, Mark
from gouji.annotation.words import span_of
from gouji.errors import DamagedDocument
from gouji.libraries import check_parts
from gouji.model.form import Form
from gouji.model.prose import fold
from gouji.reading.docx import places_in
from gouji.reading.docx.names import W
from gouji.reading.flow import Cell, Text
from gouji.reporting.media.files import dateless

_INITIALS = "勾"
_HEADING_EXTRA = 12
"""A heading is at most so much longer than its mandated wording: a numeral, a bracket."""

BROKEN = (
    OpcError, etree.LxmlError, zipfile.BadZipFile, ZlibError, AttributeError, LookupError, OSError,
    RuntimeError, TypeError, ValueError,
)  # fmt: skip
"""What python-docx is known to raise on files that Word may still open."""
REFUSED = "这份 Word 文档的结构特殊或有损坏，加不了批注；请用 Word 或 WPS 另存为 DOCX，审核后再标注"

Things = Mapping[int, Text | Cell]


def annotate_docx(
    data: bytes,
    marks: Sequence[Mark],
    pages: int | None,  # noqa: ARG001 - as annotators are called
    form: Form,
) -> bytes:
    """Return a copy of ``data`` with ``marks`` as comments; the text stays as it was.

    Raises :class:`DamagedDocument` where python-docx cannot take the file.
    """
    things = places_in(data)
    try:
        document = opened(data)
        drop_earlier(document)
        add_marks(document, marks, things, form)
        buffer = BytesIO()
        document.save(buffer)
        return dateless(buffer.getvalue())
    except BROKEN:
        raise DamagedDocument(REFUSED) from None


@cache
def check_library() -> None:
    """Raise :class:`gouji.errors.LibraryError` where python-docx has changed."""
    parts = {
        WordDocument: "add_comment comments element save",
        Comment: "author comment_id initials part",
        Run: "mark_comment_range",
    }
    check_parts("python-docx", parts)


def opened(data: bytes) -> WordDocument:
    """Return the document to comment on, of a library that is as gouji knows it."""
    check_library()
    return Document(BytesIO(data))


def add_marks(document: WordDocument, marks: Sequence[Mark], things: Things, form: Form) -> None:
    """Add a comment for each mark, where its words stand, else at its section's heading."""
    for mark in marks:
        anchor = _anchor(mark, things, form)
        _comment(document, twin(anchor.source, document.element), mark, anchor)


def _anchor(mark: Mark, things: Things, form: Form) -> Text | Cell:
    thing = things.get(mark.spot.line or 0)
    return thing or _heading(mark, things, form) or _title(things)


def _heading(mark: Mark, things: Things, form: Form) -> Text | None:
    """Return the heading of the one section that a mark speaks of, if it stands there."""
    of_table = {table.id: table.section for table in form.tables}
    heads = {locus.split(".")[0] for locus in mark.loci}
    sections = {of_table.get(head, head) for head in heads}
    wanted = [fold(s.heading) for s in form.sections if {s.id} == sections]
    for thing in things.values():
        if isinstance(thing, Text) and any(_is_heading(thing.text, w) for w in wanted):
            return thing
    return None


def _is_heading(text: str, heading: str) -> bool:
    folded = "".join(fold(text).split())
    return heading in folded and len(folded) <= len(heading) + _HEADING_EXTRA


def _title(things: Things) -> Text | Cell:
    texts = [thing for thing in things.values() if isinstance(thing, Text) and not thing.boxed]
    return texts[0] if texts else next(iter(things.values()))


def twin(source: _Element | None, other: _Element) -> _Element:
    """Return the element of another tree of the same document that stands where ``source`` does.

    The trees differ in nothing but comments and processing instructions. A text box takes no
    comments: the paragraph that holds it stands for what is in it.
    """
    if source is None:
        raise DamagedDocument(REFUSED)
    path = [source, *source.iterancestors()]
    boxed = [n for n, element in enumerate(path) if element.tag == W + "txbxContent"]
    if boxed:
        path = path[boxed[-1] :]
        path = path[next(n for n, e in enumerate(path) if e.tag == W + "p") :]
    for child, parent in zip(reversed(path[:-1]), reversed(path[1:]), strict=True):
        index = [e for e in parent if isinstance(e.tag, str)].index(child)
        other = [e for e in other if isinstance(e.tag, str)][index]
    return other


def drop_earlier(document: WordDocument) -> None:
    """Remove the comments of an earlier run: what they speak of may be mended."""
    earlier = [c for c in document.comments if (c.author, c.initials) == (AUTHOR, _INITIALS)]
    numbers = {str(comment.comment_id) for comment in earlier}
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in list(document.element.iter(W + name)):
            if mark.get(W + "id") in numbers:
                _remove(mark.getparent() if name == "commentReference" else mark)
    for comment in earlier:
        _remove(_element_of(comment))


def _element_of(comment: Comment) -> _Element:
    """Return the element of a comment, found by its number: python-docx keeps its own private."""
    number = str(comment.comment_id)
    found: _Element = next(e for e in comment.part.element if e.get(W + "id") == number)
    return found


def _remove(element: _Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _comment(document: WordDocument, element: _Element, mark: Mark, thing: Text | Cell) -> None:
    before = thing.text if isinstance(thing, Text) else ""
    first, last = span_of(element, mark.quote, before[: (mark.spot.column or 1) - 1])
    # both trees are lxml's; that of python-docx is made of elements of its own
    comment_on(document, (first, last), mark.text)


def comment_on(document: WordDocument, runs: Sequence[_Element], text: str) -> None:
    """Add a comment that spans ``runs``."""
    comment = document.add_comment(
        [Run(cast("CT_R", run), document) for run in runs],
        text=text,
        author=AUTHOR,
        initials=_INITIALS,
    )
    # python-docx writes the hour; the same input shall give the same bytes
    _element_of(comment).attrib.pop(W + "date", None)
