"""Pages become one document: furniture set aside, tables joined over page breaks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gouji.model.document import Block, Figure, Grid, GridCell, Line
from gouji.reading.furniture import is_bare_number, is_page_number
from gouji.reading.pdf_pages import Page
from gouji.reading.rulings import cluster

_MARGIN = 0.12
"""Running heads and feet stand in this share of the page's height, at its top or bottom."""
_SAME_EDGE = 4.0


def furniture_of(pages: Sequence[Page]) -> set[int]:
    """Return the ids of the lines that are page numbers or repeat at the margin of pages."""
    marginal = [(page, line) for page in pages for line in _marginal(page)]
    counts = Counter(_shape(line) for _, line in marginal)
    return {
        id(line)
        for _, line in marginal
        if is_page_number(line.text) or is_bare_number(line.text) or counts[_shape(line)] > 1
    }


def _marginal(page: Page) -> list[Line]:
    """Return the lines of the margins: the outermost two, above or below everything else."""
    found = []
    for blocks in (page.blocks[:2], page.blocks[-2:]):
        for line in blocks:
            if isinstance(line, Line) and line.place.box is not None and line not in found:
                middle = (line.place.box[1] + line.place.box[3]) / 2 / page.height
                if not _MARGIN < middle < 1 - _MARGIN:
                    found.append(line)
    return found


def _shape(line: Line) -> tuple[str, int]:
    box = line.place.box or (0.0, 0.0, 0.0, 0.0)
    return re.sub(r"\d+", "#", line.text), round(box[1] / 6)


def joined(pages: Sequence[Page], furniture: set[int]) -> tuple[Block, ...]:
    """Return the blocks of all pages in order, tables that go on over a page joined."""
    blocks: list[Block] = []
    edges: dict[int, tuple[float, ...]] = {}
    for page in pages:
        edges |= page.edges
        kept = [b for b in page.blocks if id(b) not in furniture]
        for index, block in enumerate(kept):
            last = blocks[-1] if blocks else None
            if (
                index == 0
                and isinstance(block, Grid)
                and isinstance(last, Grid)
                and _continues(edges[id(last)], edges[id(block)])
            ):
                whole, xs = _append(last, edges[id(last)], block, edges[id(block)])
                blocks[-1] = whole
                edges[id(whole)] = xs
            else:
                blocks.append(block)
    return tuple(blocks)


def _continues(above: Sequence[float], below: Sequence[float]) -> bool:
    return abs(above[0] - below[0]) <= _SAME_EDGE and abs(above[-1] - below[-1]) <= _SAME_EDGE


def _append(
    above: Grid, above_xs: Sequence[float], below: Grid, below_xs: Sequence[float]
) -> tuple[Grid, tuple[float, ...]]:
    """Put ``below`` under ``above``, both on common columns."""
    xs = cluster([*above_xs, *below_xs])
    cells = [
        *(_moved(cell, above_xs, xs, 0) for cell in above.cells),
        *(_moved(cell, below_xs, xs, above.rows) for cell in below.cells),
    ]
    whole = Grid(
        cells=tuple(cells),
        rows=above.rows + below.rows,
        columns=len(xs) - 1,
        place=above.place,
        page_starts=(*above.page_starts, above.rows),
    )
    return whole, tuple(xs)


def _moved(cell: GridCell, own: Sequence[float], xs: Sequence[float], down: int) -> GridCell:
    left = _nearest(xs, own[cell.column])
    right = _nearest(xs, own[cell.column + cell.column_span])
    return replace(cell, row=cell.row + down, column=left, column_span=max(right - left, 1))


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))


def picture_pages(pages: Sequence[Page]) -> list[int]:
    """Return the numbers of the pages that are nothing but a picture."""
    return [page.number for page in pages if page.is_scan]


def has_text(pages: Sequence[Page]) -> bool:
    """Tell whether any page has text or a table."""
    return any(not isinstance(block, Figure) for page in pages for block in page.blocks)
