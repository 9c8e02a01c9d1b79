"""A scanned page becomes the same blocks as a printed one."""

from collections.abc import Iterable, Iterator
from time import thread_time

import numpy as np

from gouji.errors import LimitExceeded
from gouji.isolation.here import seconds_left, tell
from gouji.model.document import Block, Figure, Grid, GridCell, Line, Place
from gouji.model.places import page_text
from gouji.reading.limits import MAX_SCAN_PAGE_SECONDS
from gouji.reading.pages.lattice import Frame
from gouji.reading.pages.layout import Page
from gouji.reading.scan.cells import Pixels, read_cell
from gouji.reading.scan.marks import mended, mended_text
from gouji.reading.scan.pictures import Grey, Picture
from gouji.reading.scan.recogniser import Reading
from gouji.reading.scan.ruled import Ruled, ruled
from gouji.reading.scan.sheet import Box, Sheet, sheet_of
from gouji.reading.scan.strips import (
    Strip,
    character_height,
    pieces_of,
    strips_of,
    without_dust,
)
from gouji.records import dataclass

_INSET = 0.8
"""A cell's ink is looked for this far inside its edges, in points."""
_TALLEST = 45.0
"""A piece of ink taller than this (points) is a drawing or a seal, no character."""
_FIGURE_SHARE = 0.03
_LAST_SECONDS = 5.0
"""What is left of the time of a child for judging what was read."""
_CLEAR = 0.6

_Found = tuple[float, float, Block, tuple[float, ...]]


class _Clock:
    """How long pages may take: each adds processor time; whoever waits has a last word."""

    def __init__(self) -> None:
        self._ends = thread_time()

    def page(self) -> None:
        """Begin a page."""
        self._ends += MAX_SCAN_PAGE_SECONDS

    def look(self) -> None:
        """Raise ``TimeoutError`` once the time is up."""
        if thread_time() > self._ends or seconds_left() < _LAST_SECONDS:
            raise TimeoutError


def pages_of(pictures: Iterable[Picture], count: int) -> Iterator[Page]:
    """Yield the pages that ``pictures`` show, ``count`` of them, as far as the time does.

    Raises :class:`LimitExceeded` where it did not do for the first.
    """
    clock = _Clock()
    for index, picture in enumerate(pictures, 1):
        if count > 1:
            tell(f"正在辨认扫描页，第 {index}/{count} 页")
        try:
            yield page_of(picture, clock)
        except TimeoutError:
            if index == 1:
                raise LimitExceeded("辨认扫描页的时间用完了，一页也没有读完") from None
            yield _unread_page(picture, last=index == count)
            return


def _unread_page(picture: Picture, *, last: bool) -> Page:
    where = page_text(picture.number) + ("" if last else "和它后面的扫描页")
    note = f"辨认扫描页的时间用完了，{where}没有读"
    place = Place(picture.number, (0.0, 0.0, picture.width, picture.height))
    whole = (Figure(place),)
    return Page(picture.number, picture.height, whole, {}, scan=False, unread=(note,), lost=True)


def page_of(picture: Picture, clock: _Clock) -> Page:
    """Read one page; raises ``TimeoutError`` as ``clock`` does."""
    clock.page()
    view = _view(picture, clock)
    outside = [piece for piece in view.pieces if not _inside(piece, view)]
    lines, unclear = _lines(view, outside)
    found = [_table(view, frame) for frame in view.lines.tables]
    found += [(line.place.box[1], line.place.box[0], line, ()) for line in lines if line.place.box]
    found += _figures(view.sheet, outside)
    found.sort(key=lambda item: item[:2])
    return Page(
        picture.number,
        picture.height,
        tuple(item[2] for item in found),
        {index: item[3] for index, item in enumerate(found) if item[3]},
        scan=False,
        unread=(f"{page_text(picture.number)}有{unclear}行字辨认不清",) if unclear else (),
    )


@dataclass(frozen=True, slots=True)
class _View:
    """What reading a page needs: ``text`` is its ink without rulings and dust."""

    sheet: Sheet
    lines: Ruled
    text: Grey
    pieces: list[Box]
    character: float
    pixels: Pixels


def _view(picture: Picture, clock: _Clock) -> _View:
    sheet = sheet_of(picture)
    lines = ruled(sheet)
    text = without_dust(np.where(lines.mask > 0, 0, sheet.ink).astype(np.uint8), sheet.scale)
    pieces = pieces_of(text, (0, 0, text.shape[1], text.shape[0]))
    character = character_height(pieces, sheet.scale)
    return _View(
        sheet, lines, text, pieces, character, Pixels(sheet.grey, lines.mask, character, clock.look)
    )


def _table(view: _View, frame: Frame) -> _Found:
    cells = []
    for region in frame.regions:
        box = view.sheet.pixels(frame.box_of(region))
        content, doubt = _cell(view, box)
        content = mended_text(content)
        place = Place(view.sheet.number, view.sheet.points(box))
        spans = region.row_span, region.column_span
        cells.append(GridCell(region.row, region.column, content, place, *spans, doubt))
    rect = view.sheet.points(view.sheet.pixels(frame.rect))
    size = len(frame.ys) - 1, len(frame.xs) - 1
    return rect[1], rect[0], Grid(tuple(cells), *size, Place(view.sheet.number, rect)), frame.xs


def _cell(view: _View, box: Box) -> tuple[str, str | None]:
    x0, top, x1, bottom = box
    inset = round(_INSET * view.sheet.scale)
    pieces = pieces_of(view.text, (x0 + inset, top + inset, x1 - inset, bottom - inset))
    strips = strips_of(pieces, view.character)
    touching = any(_on_ruling(strip.box, view.lines.mask) for strip in strips)
    return read_cell(view.pixels, strips, touching=touching)


def _lines(view: _View, pieces: Iterable[Box]) -> tuple[list[Line], int]:
    """Return the lines of text that ``pieces`` make, and how many of them are hard to read."""
    written = [piece for piece in pieces if _sides(piece)[1] <= _TALLEST * view.sheet.scale]
    lines = []
    unclear = 0
    for strip in strips_of(written, view.character):
        reading = view.pixels.read(strip)
        if reading.text.strip():
            lines.append(_line(view.sheet, strip, reading))
            unclear += float(np.mean(reading.sure)) < _CLEAR
    return mended(lines), unclear


def _on_ruling(box: Box, mask: Grey) -> bool:
    x0, top, x1, bottom = box
    return bool(mask[max(top - 1, 0) : bottom + 1, max(x0 - 1, 0) : x1 + 1].any())


def _line(sheet: Sheet, strip: Strip, reading: Reading) -> Line:
    place = Place(sheet.number, sheet.points(strip.box))
    left, _, right, _ = place.box or (0.0, 0.0, 0.0, 0.0)
    edges = tuple(
        (round(left + a * (right - left), 2), round(left + b * (right - left), 2))
        for a, b in reading.spans
    )
    return Line(reading.text, place, edges)


def _figures(sheet: Sheet, pieces: Iterable[Box]) -> Iterator[_Found]:
    """Yield the drawings among ``pieces`` that are large enough to hold text."""
    least = _FIGURE_SHARE * sheet.grey.size
    for piece in pieces:
        wide, high = _sides(piece)
        if high > _TALLEST * sheet.scale and wide * high >= least:
            box = sheet.points(piece)
            yield box[1], box[0], Figure(Place(sheet.number, box)), ()


def _inside(piece: Box, view: _View) -> bool:
    x = (piece[0] + piece[2]) / 2 / view.sheet.scale
    y = (piece[1] + piece[3]) / 2 / view.sheet.scale
    return any(table.owner_at(x, y) is not None for table in view.lines.tables)


def _sides(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]
