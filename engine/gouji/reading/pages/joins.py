"""Tables that go on over a page break become one, on common columns."""

from collections.abc import Iterable, Iterator, Sequence

from gouji.model.document import Block, Grid, GridCell
from gouji.reading.pages.furniture import Key
from gouji.reading.pages.lattice import edges, nearest
from gouji.reading.pages.layout import Page

_SAME_EDGE = 5.0
"""The parts of a table agree in their outer edges within this many points."""


def blocks_of(pages: Iterable[Page], furniture: set[Key]) -> tuple[Block, ...]:
    """Return the blocks of all pages in order, without furniture, tables joined.

    A table goes on if nothing but furniture stands between its parts and their outer edges agree;
    their columns need not, as a tail of one merged row has fewer. Repeated heads and rows cut in
    two stay as they are: ``page_starts`` tells where to look for them.
    """
    blocks: list[Block] = []
    open_edges: tuple[float, ...] = ()
    for page in pages:
        kept = [i for i in range(len(page.blocks)) if (page.number, i) not in furniture]
        for index in kept:
            block, own = page.blocks[index], page.edges.get(index, ())
            last = blocks[-1] if blocks else None
            if (
                index == kept[0]
                and isinstance(block, Grid)
                and isinstance(last, Grid)
                and _agree(open_edges, own)
            ):
                blocks[-1], open_edges = joined(last, open_edges, block, own)
            else:
                blocks.append(block)
                open_edges = own
    return tuple(blocks)


def _agree(above: Sequence[float], below: Sequence[float]) -> bool:
    return abs(above[0] - below[0]) <= _SAME_EDGE and abs(above[-1] - below[-1]) <= _SAME_EDGE


def joined(
    above: Grid, above_edges: Sequence[float], below: Grid, below_edges: Sequence[float]
) -> tuple[Grid, tuple[float, ...]]:
    """Return ``below`` put under ``above``, and the x of the edges of the common columns."""
    common = edges([*above_edges, *below_edges])
    grid = Grid(
        cells=(
            *_moved(above.cells, above_edges, common, 0),
            *_moved(below.cells, below_edges, common, above.rows),
        ),
        rows=above.rows + below.rows,
        columns=len(common) - 1,
        place=above.place,
        page_starts=(*above.page_starts, above.rows),
    )
    return grid, tuple(common)


def _moved(
    cells: Sequence[GridCell], own: Sequence[float], common: Sequence[float], down: int
) -> Iterator[GridCell]:
    """Yield ``cells`` so many rows further down, in the columns between ``common`` edges."""
    moved = [nearest(common, edge) for edge in own]
    if down == 0 and moved == list(range(len(own))):
        yield from cells
        return
    for cell in cells:
        left, right = moved[cell.column], moved[cell.column + cell.column_span]
        yield GridCell(
            cell.row + down,
            left,
            cell.text,
            cell.place,
            cell.row_span,
            max(right - left, 1),
            cell.doubt,
        )
