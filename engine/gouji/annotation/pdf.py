"""Comments on a PDF: a highlight over what was read, with what is said of it as its comment.

The comments are appended to the file as an incremental update, so that the file is the beginning
of the copy, byte by byte. Files that pypdf cannot update so (broken tables of contents, encrypted
without a password) are written anew, the contents of their pages as they were.
"""

import logging
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import AnnotationDictionary, Highlight, Popup, Text
from pypdf.constants import AnnotationFlag
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from gouji.annotation.marks import AUTHOR, Mark
from gouji.errors import DamagedDocument
from gouji.libraries import check_parts
from gouji.model.audit import Box
from gouji.model.form import Form
from gouji.reading.pdf.source import shown

logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_FINDING, _REVIEW = (1.0, 0.85, 0.35), (0.65, 0.85, 1.0)
"""Red, green, blue of the highlights; text stays readable on both."""
_NOTE: Box = (14.0, 14.0, 34.0, 34.0)
"""Where the note stands that belongs nowhere: the top left corner of the first page."""
_POPUP = 240.0, 150.0
_LATE = 1024
"""The end of a file may stand so far before its last byte."""
_NAME = "gouji-"
"""The names of our comments begin so."""

_BROKEN = (
    PyPdfError, DependencyError, ArithmeticError, AssertionError, AttributeError, LookupError,
    NotImplementedError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What pypdf is known to raise on broken files."""
_REFUSED = "这份 PDF 的结构有损坏，加不了批注；请用打印成 PDF 的办法另存一份，审核后再标注"


@cache
def check_library() -> None:
    """Raise :class:`gouji.errors.LibraryError` where pypdf has changed; no file is to blame."""
    check_parts("pypdf", {PdfWriter: "_add_object write"})


def annotate_pdf(
    data: bytes,
    marks: Sequence[Mark],
    pages: int | None,
    form: Form | None = None,  # noqa: ARG001 - as annotators are called
) -> bytes:
    """Return a copy of ``data`` with ``marks`` as comments; the reader found ``pages``.

    Raises :class:`DamagedDocument` where the file needs a password or is too broken.
    """
    check_library()
    start = max(data.find(b"%PDF-"), 0)
    for write in (_updated, _rewritten):
        try:
            written = write(data[start:], marks)
            if _has_comments(written, marks, pages):
                return data[:start] + written
        except _BROKEN:
            continue
    raise DamagedDocument(_REFUSED)


def _updated(data: bytes, marks: Sequence[Mark]) -> bytes:
    """Append the comments; raises where the file is not quite as it should be."""
    reader = PdfReader(BytesIO(_ended(data)), strict=True)
    return _commented(PdfWriter(reader, incremental=True), marks)


def _rewritten(data: bytes, marks: Sequence[Mark]) -> bytes:
    """Write the whole file anew, with the comments."""
    reader = PdfReader(BytesIO(_ended(data)))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DamagedDocument("这份 PDF 加了密码，请先去掉密码，审核后再标注")
    return _commented(PdfWriter(clone_from=reader), marks)


def _ended(data: bytes) -> bytes:
    """Return ``data`` with the line that ends a file, which pypdf does not do without."""
    if b"%%EOF" not in data[-_LATE:]:
        return data + b"\n%%EOF\n"
    return data if data.endswith((b"\n", b"\r")) else data + b"\n"


def _commented(writer: PdfWriter, marks: Sequence[Mark]) -> bytes:
    for page in writer.pages:
        _drop_earlier(page)
    for number, mark in enumerate(marks, 1):
        page = writer.pages[(mark.spot.page or 1) - 1]
        _comment(writer, page, mark, f"{_NAME}{number}")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _has_comments(data: bytes, marks: Sequence[Mark], pages: int | None) -> bool:
    """Tell whether the comments can be read back from where they belong."""
    reader = PdfReader(BytesIO(data))
    if len(reader.pages) != pages:
        return False
    placed = {(mark.spot.page or 1, f"{_NAME}{n}") for n, mark in enumerate(marks, 1)}
    return all(name in _names(reader.pages[page - 1]) for page, name in placed)


def _names(page: PageObject) -> set[str]:
    return {_name(annotation) for annotation in _annotations(page)}


def _name(annotation: PdfObject) -> str:
    found = annotation.get_object()
    return str(found.get("/NM", "")) if isinstance(found, DictionaryObject) else ""


def _drop_earlier(page: PageObject) -> None:
    """Remove the comments of an earlier run: what they speak of may be mended."""
    there = _annotations(page)
    kept = [annotation for annotation in there if not _is_ours(annotation)]
    if len(kept) < len(there):
        page[NameObject("/Annots")] = ArrayObject(kept)


def _is_ours(annotation: PdfObject) -> bool:
    found = annotation.get_object()
    parent = found.get("/Parent") if isinstance(found, DictionaryObject) else None
    return any(_name(a).startswith(_NAME) for a in (annotation, parent) if a is not None)


def _annotations(page: PageObject) -> ArrayObject:
    found = page.get("/Annots")
    found = found.get_object() if found is not None else None
    return found if isinstance(found, ArrayObject) else ArrayObject()


def _comment(writer: PdfWriter, page: PageObject, mark: Mark, name: str) -> None:
    space = _Space(page)
    box = mark.spot.box
    if box is None:
        note: AnnotationDictionary = Text(rect=space.rect(_NOTE), text=mark.text, title_bar=AUTHOR)
        note[NameObject("/Name")] = NameObject("/Note")
        note.pop("/Flags", None)  # pypdf's own name for what is /F
        note.flags = AnnotationFlag.PRINT | AnnotationFlag.NO_ZOOM | AnnotationFlag.NO_ROTATE
    else:
        note = _highlight(writer, space, (box, *mark.spot.more), mark)
    note[NameObject("/NM")] = TextStringObject(name)
    note[NameObject("/Subj")] = TextStringObject("请核对" if mark.is_review else "问题")
    _add(writer, page, note, space.rect(space.beside(box or _NOTE)))


def _highlight(
    writer: PdfWriter, space: "_Space", boxes: Sequence[Box], mark: Mark
) -> AnnotationDictionary:
    colour = _REVIEW if mark.is_review else _FINDING
    rects = [space.rect(box) for box in boxes]
    corners = ArrayObject(corner for box in boxes for corner in space.corners(box))
    note = Highlight(rect=_around(rects), quad_points=corners, title_bar=AUTHOR, printing=True)
    note[NameObject("/C")] = ArrayObject(map(FloatObject, colour))
    note[NameObject("/Contents")] = TextStringObject(mark.text)
    shape = writer._add_object(_appearance(rects, colour))  # noqa: SLF001 - no public way
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): shape})
    return note


def _around(rects: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*rects, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _appearance(rects: Sequence[Box], colour: tuple[float, float, float]) -> StreamObject:
    """Return what the highlight looks like: its boxes, coloured, with the text still dark."""
    multiply = DictionaryObject({NameObject("/BM"): NameObject("/Multiply")})
    shape = StreamObject()
    shape.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(map(FloatObject, _around(rects))),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/ExtGState"): DictionaryObject({NameObject("/G"): multiply})}
            ),
        }
    )
    fill = " ".join(f"{part:.2f}" for part in colour)
    boxes = " ".join(
        f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re" for x0, y0, x1, y1 in rects
    )
    shape.set_data(f"/G gs {fill} rg {boxes} f".encode())
    return shape


def _add(writer: PdfWriter, page: PageObject, note: AnnotationDictionary, beside: Box) -> None:
    """Add a comment and its window to a page; the array may be another page's, too."""
    note[NameObject("/P")] = page.indirect_reference or DictionaryObject()
    added: IndirectObject = writer._add_object(note)  # noqa: SLF001 - no public way
    popup = Popup(rect=beside, parent=note)
    window = writer._add_object(popup)  # noqa: SLF001 - no public way
    note[NameObject("/Popup")] = window
    page[NameObject("/Annots")] = ArrayObject([*_annotations(page), added, window])


class _Space:
    """The way from points as a page is shown back to the page's own coordinates."""

    def __init__(self, page: PageObject) -> None:
        media, crop = (tuple(map(float, box)) for box in (page.mediabox, page.cropbox))
        (a, b, c, d, e, f), self._width, self._height = shown(
            (media[0], media[1], media[2], media[3]),
            (crop[0], crop[1], crop[2], crop[3]),
            page.rotation % 360,
        )
        # each matrix is a turn or a mirror: its determinant is 1 or -1
        self._turn = a * d - b * c
        self._matrix = a, b, c, d, e, f

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page as shown in the page's coordinates."""
        a, b, c, d, e, f = self._matrix
        x, y = x - e, y - f
        return round((d * x - c * y) / self._turn, 2), round((a * y - b * x) / self._turn, 2)

    def rect(self, box: Box) -> Box:
        """Return a box as shown as a rectangle of the page."""
        (x0, y0), (x1, y1) = self.point(box[0], box[1]), self.point(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def corners(self, box: Box) -> ArrayObject:
        """Return the corners of a box in the order that viewers expect: by line, from the left."""
        x0, top, x1, bottom = box
        corners = ((x0, top), (x1, top), (x0, bottom), (x1, bottom))
        return ArrayObject(FloatObject(n) for corner in corners for n in self.point(*corner))

    def beside(self, box: Box) -> Box:
        """Return where the window of a comment opens, all of it on the page."""
        width, height = min(_POPUP[0], self._width), min(_POPUP[1], self._height)
        left = max(min(box[2] + 10, self._width - width), 0)
        top = max(min(box[1], self._height - height), 0)
        return left, top, left + width, top + height
