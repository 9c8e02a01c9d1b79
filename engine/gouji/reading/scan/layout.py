"""A scanned page becomes the same blocks as a printed one."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from threading import Lock, local
from time import thread_time

import numpy as np

from gouji.errors import LimitExceeded
from gouji.isolation.here import MOST_AT_ONCE, seconds_left, tell
from gouji.isolation.system import processors
from gouji.model.document import Block, Figure, Grid, GridCell, Line, Place
from gouji.model.places import page_text
from gouji.reading.limits import MAX_SCAN_PAGE_SECONDS
from gouji.reading.pages.lattice import Frame
from gouji.reading.pages.layout import Page
from gouji.reading.pages.nested import Region
from gouji.reading.scan.cells import Pixels, read_cell
from gouji.reading.scan.marks import mended, mended_text
from gouji.reading.scan.pictures import Grey, Picture
from gouji.reading.scan.recogniser import Reading, recogniser
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
    """The processor time that pages have together: each adds to it, as it begins."""

    def __init__(self) -> None:
        self._left = 0.0
        self._over = False
        self._lock = Lock()
        self._own = local()

    def page(self) -> None:
        """Begin a page, in the thread that reads it."""
        with self._lock:
            self._left += MAX_SCAN_PAGE_SECONDS
        self._own.seen = thread_time()

    def look(self) -> None:
        """Raise ``TimeoutError`` once the time is up; whoever waits has a last word."""
        now = thread_time()
        with self._lock:
            self._left -= now - self._own.seen
        self._own.seen = now
        if self._over or self._left < 0 or seconds_left() < _LAST_SECONDS:
            raise TimeoutError

    def stop(self) -> None:
        """Let the time of all pages be up."""
        self._over = True


def pages_of(pictures: Iterable[Picture], count: int) -> Iterator[Page]:
    """Yield the pages that ``pictures`` show, ``count`` of them, as far as the time does.

    Raises :class:`LimitExceeded` where it did not do for the first.
    """
    clock = _Clock()
    with closing(_begun(pictures, clock)) as begun:
        for index, (picture, page) in enumerate(begun, 1):
            if count > 1:
                tell(f"正在辨认扫描页，第 {index}/{count} 页")
            try:
                yield page.result()
            except TimeoutError:
                if index == 1:
                    raise LimitExceeded("辨认扫描页的时间用完了，一页也没有读完") from None
                yield _unread_page(picture, last=index == count)
                return


def _begun(
    pictures: Iterable[Picture], clock: _Clock
) -> Generator[tuple[Picture, Future[Page]], None, None]:
    """Yield pages in their order while they are read, a few at once: each may take half a gigabyte.

    The model and OpenCV do not hold the interpreter while they work.
    """
    begun: deque[tuple[Picture, Future[Page]]] = deque()
    at_once = min(processors(), MOST_AT_ONCE)
    recogniser()  # loaded before several ask for it at once
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for picture in pictures:
                begun.append((picture, pool.submit(page_of, picture, clock)))
                if len(begun) == at_once:
                    yield begun.popleft()
            yield from begun
        finally:
            clock.stop()


def _unread_page(picture: Picture, *, last: bool) -> Page:
    where = page_text(picture.number) + ("" if last else "和它后面的扫描页")
    note = f"辨认扫描页的时间用完了，{where}没有读"
    place = Place(picture.number, (0.0, 0.0, picture.width, picture.height))
    whole = (Figure(place),)
    return Page(picture.number, picture.height, whole, {}, scan=False, unread=(note,), lost=True)


def page_of(picture: Picture, clock: _Clock) -> Page:
    """Read one page; raises ``TimeoutError`` as ``clock`` does."""
    clock.page()
    view = view_of(picture, clock.look)
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
class View:
    """What reading a page needs: ``text`` is its ink without rulings and dust."""

    sheet: Sheet
    lines: Ruled
    text: Grey
    pieces: list[Box]
    character: float
    pixels: Pixels

    def strips(self, region: Region, frame: Frame) -> list[Strip]:
        """Return the lines of text of a cell."""
        x0, top, x1, bottom = self.sheet.pixels(frame.box_of(region))
        inset = round(_INSET * self.sheet.scale)
        inner = x0 + inset, top + inset, x1 - inset, bottom - inset
        return strips_of(pieces_of(self.text, inner), self.character)


def view_of(picture: Picture, look: Callable[[], object]) -> View:
    """Prepare a page for reading; ``look`` is called before each strip is read."""
    sheet = sheet_of(picture)
    lines = ruled(sheet)
    ink = np.where(lines.mask > 0, 0, sheet.ink).astype(np.uint8)
    text, pieces = without_dust(ink, sheet.scale)
    character = character_height(pieces, sheet.scale)
    pixels = Pixels(sheet.grey, lines.mask, character, look)
    return View(sheet, lines, text, pieces, character, pixels)


def _table(view: View, frame: Frame) -> _Found:
    cells = []
    for region in frame.regions:
        box = view.sheet.pixels(frame.box_of(region))
        strips = view.strips(region, frame)
        touching = any(_on_ruling(strip.box, view.lines.mask) for strip in strips)
        content, doubt = read_cell(view.pixels, strips, touching=touching)
        content = mended_text(content)
        place = Place(view.sheet.number, view.sheet.points(box))
        spans = region.row_span, region.column_span
        cells.append(GridCell(region.row, region.column, content, place, *spans, doubt))
    rect = view.sheet.points(view.sheet.pixels(frame.rect))
    size = len(frame.ys) - 1, len(frame.xs) - 1
    return rect[1], rect[0], Grid(tuple(cells), *size, Place(view.sheet.number, rect)), frame.xs


def _lines(view: View, pieces: Iterable[Box]) -> tuple[list[Line], int]:
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


def _inside(piece: Box, view: View) -> bool:
    x = (piece[0] + piece[2]) / 2 / view.sheet.scale
    y = (piece[1] + piece[3]) / 2 / view.sheet.scale
    return any(table.owner_at(x, y) is not None for table in view.lines.tables)


def _sides(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]
