"""One page's content becomes blocks: ruled tables, lines of text, pictures, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gouji.model.document import Block, Figure, Grid, GridCell, Line, Place, Rect
from gouji.reading.glyph_text import cell_text, printed_lines, to_line, visible
from gouji.reading.pdf_content import Glyph, PageContent
from gouji.reading.rulings import Frame, Region, frames, index_at, join

_PICTURE_SHARE = 0.02
"""A picture smaller than this share of the page (a seal, a logo) holds no text to miss."""
_SCAN_SHARE = 0.4
_FEW_GLYPHS = 30


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of one page; ``frames`` are the column edges of its grids, by grid."""

    number: int
    height: float
    blocks: tuple[Block, ...]
    edges: dict[int, tuple[float, ...]]
    is_scan: bool


def read_page(content: PageContent) -> Page:
    """Return the blocks of a page from top to bottom."""
    tables = frames(content.horizontal, content.vertical)
    glyphs = visible(content.glyphs, join(content.horizontal))
    inside, outside = _sorted_in(glyphs, tables)
    blocks: list[tuple[float, Block]] = []
    edges: dict[int, tuple[float, ...]] = {}
    for frame, members in zip(tables, inside, strict=True):
        if any(members.values()):
            grid = _grid(frame, members, content.number)
            edges[id(grid)] = frame.xs
            blocks.append((frame.ys[0], grid))
    for printed in printed_lines(outside):
        line = to_line(printed, content.number)
        blocks.append((printed.rect[1], line))
    blocks += [(box[1], Figure(Place(content.number, box))) for box in _pictures(content)]
    blocks.sort(key=lambda item: item[0])
    return Page(
        content.number,
        content.height,
        tuple(block for _, block in blocks),
        edges,
        _is_scan(content),
    )


def _sorted_in(
    glyphs: Sequence[Glyph], tables: Sequence[Frame]
) -> tuple[list[dict[tuple[int, int], list[Glyph]]], list[Glyph]]:
    """Give each character to the box of the table that holds its centre."""
    inside: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in tables]
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.middle
        for frame, members in zip(tables, inside, strict=True):
            row, column = index_at(frame.ys, y), index_at(frame.xs, x)
            if row is not None and column is not None:
                members.setdefault((row, column), []).append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _grid(frame: Frame, members: dict[tuple[int, int], list[Glyph]], page: int) -> Grid:
    cells = tuple(_cell(frame, region, members, page) for region in frame.regions)
    return Grid(cells, len(frame.ys) - 1, len(frame.xs) - 1, Place(page, frame.rect))


def _cell(
    frame: Frame, region: Region, members: dict[tuple[int, int], list[Glyph]], page: int
) -> GridCell:
    glyphs = [glyph for box in sorted(region.boxes) for glyph in members.get(box, ())]
    text = cell_text(glyphs)
    doubt = "字体没有编码，文字读不出来" if "(cid:" in text else None
    return GridCell(
        row=region.row,
        column=region.column,
        text=text,
        place=Place(page, frame.box_of(region)),
        row_span=region.row_span,
        column_span=region.column_span,
        doubt=doubt,
    )


def _pictures(content: PageContent) -> Iterator[Rect]:
    area = content.width * content.height
    for box in content.pictures:
        if (box[2] - box[0]) * (box[3] - box[1]) >= _PICTURE_SHARE * area:
            yield box


def _is_scan(content: PageContent) -> bool:
    """Tell whether the page is a picture: little visible text, and most of it covered."""
    area = content.width * content.height
    covered = sum((b[2] - b[0]) * (b[3] - b[1]) for b in content.pictures)
    return len(content.glyphs) < _FEW_GLYPHS and covered >= _SCAN_SHARE * area


def lines_of(page: Page) -> list[Line]:
    """Return the lines of text of a page, outside its tables."""
    return [block for block in page.blocks if isinstance(block, Line)]
