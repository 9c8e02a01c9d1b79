"""One page's content becomes blocks: ruled tables, lines of text, pictures, in reading order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gouji.model.document import Block, Figure, Grid, GridCell, Line, Place, Rect
from gouji.model.places import page_text
from gouji.reading.limits import IMPOSSIBLE
from gouji.reading.pages.cells import CellContent, PageCells
from gouji.reading.pages.columns import in_columns, order_of
from gouji.reading.pages.content import Glyph, PageContent, unknown
from gouji.reading.pages.lattice import Frame, frames
from gouji.reading.pages.rulings import Rulings, joined
from gouji.reading.pages.turning import Turn, turn_of, upright
from gouji.reading.pages.unframed import tables_among
from gouji.reading.pages.visible import Visible, visible
from gouji.reading.shown import A_FEW_WORDS, CARRIED_FONT, MISDRAWN, SIGNS
from gouji.records import dataclass

_PICTURE_SHARE = 0.03
"""A picture smaller than this share of the page (a seal, a logo, a code) has no table in it."""
_SCAN_SHARE = 0.4
_FEW_GLYPHS = 30
_BACKGROUND_GLYPHS = 20
"""A picture with so many characters on it is the ground they stand on."""
_TEXT_AS_SHAPES = 60
_BY_FONT = {
    MISDRAWN: "的字形与文字编码不符",
    CARRIED_FONT: "用了文件自带的字体，不能确定画的是什么",
    SIGNS: "用了符号字体",
}
"""How a page tells of characters whose font is why they are not read."""


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of one page from top to bottom.

    ``edges`` gives the x of the column edges of each grid by its index among the blocks. A page
    that is a ``scan`` has a picture or shapes in place of text, one that is ``lost`` could not be
    read at all, of one that ``withholds`` some text was not. ``unread`` says in Chinese what of
    the page was not read. The page was read upright: how it is ``turned`` says where its blocks
    stand as shown.
    """

    number: int
    height: float
    blocks: tuple[Block, ...]
    edges: dict[int, tuple[float, ...]]
    scan: bool
    unread: tuple[str, ...]
    lost: bool = False
    withholds: bool = False
    turned: Turn | None = None


def read_page(content: PageContent) -> Page:
    """Return the blocks of a page; one whose geometry cannot be is lost, and told as unread."""
    if content.broken:
        return lost_page(content)
    try:
        turn = turn_of(content)
        if turn is None:
            return _read(content)
        return replace(_read(upright(content, turn)), turned=turn)
    except IMPOSSIBLE:
        return lost_page(content)


def lost_page(content: PageContent) -> Page:
    """Return a page of which nothing could be read, only that it is there."""
    number, width, height = content.number, content.width, content.height
    whole = Figure(Place(number, (0.0, 0.0, width, height)))
    note = f"{page_text(number)}的内容有损坏或画法异常，这一页没有读"
    return Page(number, height, (whole,), {}, scan=False, unread=(note,), lost=True)


def _read(content: PageContent) -> Page:
    vertical = joined(content.vertical)
    seen = visible(content, joined(content.horizontal))
    drawn = frames(Rulings(seen.horizontal, vertical), content.width * content.height)
    placed = PageCells(drawn, content, seen)
    tables = tables_among(drawn, [[cell.glyphs for cell in cells] for cells in placed.cells])
    if tables != drawn:
        placed = PageCells(tables, content, seen)
    found: list[tuple[Rect, Block, tuple[float, ...]]] = []
    for frame, cells in zip(tables, placed.cells, strict=True):
        if any(cell.holds_anything() for cell in cells):
            grid = _grid(frame, cells, content.number)
            found.append((frame.rect, grid, frame.xs))
    lines, bands = in_columns(placed.outside, [frame.rect for frame in tables])
    for line in lines:
        block = Line(line.text, Place(content.number, line.rect), line.edges)
        found.append((line.rect, block, ()))
    found += [
        (rect, Figure(Place(content.number, rect)), ())
        for rect in _figures(content, seen.glyphs, tables)
    ]
    found.sort(key=lambda item: order_of(item[0], bands))
    scan = _is_scan(content, seen.glyphs)
    return Page(
        content.number,
        content.height,
        tuple(block for _, block, _ in found),
        {index: edges for index, (_, _, edges) in enumerate(found) if edges},
        scan,
        tuple(_unread(content, seen, scan=scan)),
        withholds=_withholds(content, seen),
    )


def _withholds(content: PageContent, seen: Visible) -> bool:
    """Tell whether text was not read that could be a heading, or say what is not found."""
    letters = sum(not one.glyph.text.isspace() for one in seen.unseen)
    return letters + unknown(seen.glyphs) >= A_FEW_WORDS or _has_drawn_text(content, seen)


def _has_drawn_text(content: PageContent, seen: Visible) -> bool:
    return len(content.outlines) >= max(_TEXT_AS_SHAPES, len(seen.glyphs))


def _grid(frame: Frame, contents: Sequence[CellContent], page: int) -> Grid:
    cells = []
    for region, content in zip(frame.regions, contents, strict=True):
        row, column, row_span, column_span = region
        box = frame.box_of(region)
        text, doubt = content.read(box)
        place = Place(page, box)
        cells.append(GridCell(row, column, text, place, row_span, column_span, doubt))
    return Grid(tuple(cells), len(frame.ys) - 1, len(frame.xs) - 1, Place(page, frame.rect))


def _figures(
    content: PageContent, glyphs: Sequence[Glyph], tables: Sequence[Frame]
) -> Iterator[Rect]:
    """Yield the pictures that may hold text: large, no background, in no cell of a table."""
    area = content.width * content.height
    for rect in sorted({picture.rect for picture in content.pictures}):
        x0, top, x1, bottom = rect
        on_it = sum(x0 <= g.middle[0] <= x1 and top <= g.middle[1] <= bottom for g in glyphs)
        inside = any(
            table.owner_at(x0, top) is not None and table.owner_at(x1, bottom) is not None
            for table in tables
        )
        large = (x1 - x0) * (bottom - top) >= _PICTURE_SHARE * area
        if large and on_it < _BACKGROUND_GLYPHS and not inside:
            yield rect


def _is_scan(content: PageContent, glyphs: Sequence[Glyph]) -> bool:
    """Tell whether pictures, or characters turned into shapes, stand where text should."""
    area = content.width * content.height
    covered = sum((x1 - x0) * (bottom - top) for (x0, top, x1, bottom), _, _ in content.pictures)
    drawn = covered >= _SCAN_SHARE * area or len(content.outlines) >= _TEXT_AS_SHAPES
    return drawn and sum(glyph.text != " " for glyph in glyphs) < _FEW_GLYPHS


def _unread(content: PageContent, seen: Visible, *, scan: bool) -> Iterator[str]:
    page, glyphs = page_text(content.number), seen.glyphs
    if scan:
        yield f"{page}是图片，其中的文字没有读"
    if strange := unknown(glyphs):
        yield f"{page}有{strange}个字没有文字编码，读不出来"
    reasons = Counter(one.reason for one in seen.unseen)
    for reason, why in _BY_FONT.items():
        if count := reasons.pop(reason, 0):
            yield f"{page}有{count}个字{why}，没有读"
    if reasons and not scan:
        yield f"{page}有{reasons.total()}个字看不见或看不全，没有读"
    if content.overlays:
        yield f"{page}有批注或表单域，其中的内容没有读"
    if not scan and _has_drawn_text(content, seen):
        yield f"{page}有文字被转成了图形，没有读"
