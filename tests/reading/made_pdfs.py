"""Makes small PDF files for tests, with a built-in Chinese font, by drawing primitives."""

from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gouji.model.document import Document, Grid
from gouji.reading import read_bytes

FONT = "STSong-Light"
HEIGHT = A4[1]
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheet:
    """A canvas whose y grows downwards from the top of the page, as in documents read."""

    def __init__(self, **options: object) -> None:
        self._data = BytesIO()
        self.canvas = Canvas(self._data, pagesize=A4, invariant=1, **options)

    def text(self, x: float, y: float, text: str, size: float = 10.5, font: str = FONT) -> None:
        """Write ``text`` with its baseline at ``y``."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, **how: int) -> None:
        self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, **how)

    def raw(self, operators: str) -> None:
        """Add operators to the content as they are."""
        self.canvas._code.append(operators)

    def page(self) -> None:
        self.canvas.showPage()

    def table(
        self,
        rows: Sequence[Sequence[str]],
        xs: Sequence[float],
        ys: Sequence[float],
        draw: Callable[["Sheet", Sequence[float], Sequence[float]], None] | None = None,
    ) -> None:
        """Draw a table of one line a cell; ``draw`` draws its rulings."""
        (draw or full_lines)(self, xs, ys)
        for row, top in zip(rows, ys, strict=False):
            for text, left in zip(row, xs, strict=False):
                self.text(left + 3, top + 14, text)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self._data.getvalue()

    def read(self) -> Document:
        return read_bytes(self.bytes())


def full_lines(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Stroke whole lines across the table, as word processors do."""
    for x in xs:
        sheet.line(x, ys[0], x, ys[-1])
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y)


def thin_boxes(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Fill a thin box for each edge of each cell, as browsers do."""
    for y in ys:
        for a, b in pairwise(xs):
            sheet.box(a, y - 0.4, b, y + 0.4, stroke=0, fill=1)
    for x in xs:
        for a, b in pairwise(ys):
            sheet.box(x - 0.4, a, x + 0.4, b, stroke=0, fill=1)


def stroked_boxes(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Stroke a box around each cell, a little apart."""
    for left, right in pairwise(xs):
        for top, bottom in pairwise(ys):
            sheet.box(left + 1, top + 1, right - 1, bottom - 1)


def dots(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Fill small squares along the lines."""
    for y in ys:
        for x in range(int(xs[0]), int(xs[-1]) + 1, 2):
            sheet.box(x - 0.5, y - 0.5, x + 0.5, y + 0.5, stroke=0, fill=1)
    for x in xs:
        for y in range(int(ys[0]), int(ys[-1]) + 1, 2):
            sheet.box(x - 0.5, y - 0.5, x + 0.5, y + 0.5, stroke=0, fill=1)


def hollow_frames(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Fill the space between an outer and an inner box around each cell."""
    for left, right in pairwise(xs):
        for top, bottom in pairwise(ys):
            wide, tall = right - left, bottom - top
            low = HEIGHT - bottom
            sheet.raw(
                f"{left} {low} {wide} {tall} re {left + 1} {low + 1} {wide - 2} {tall - 2} re f*"
            )


def open_sides(sheet: Sheet, xs: Sequence[float], ys: Sequence[float]) -> None:
    """Stroke all lines but the outermost ones at the left and the right."""
    full_lines(sheet, xs, ys[:1])
    for x in xs[1:-1]:
        sheet.line(x, ys[0], x, ys[-1])
    for y in ys:
        sheet.line(xs[0], y, xs[-1], y)


def texts(grid: Grid) -> list[list[str]]:
    """Return the texts of a grid, row by row, of the cells that begin there."""
    return [[cell.text for cell in row] for row in grid.by_row()]


def only_grid(document: Document) -> Grid:
    """Return the one grid of a document."""
    (grid,) = document.grids()
    return grid
