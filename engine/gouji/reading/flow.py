"""What flowing documents (word processor files, web pages) hold before it becomes blocks.

Readers yield items: texts, pictures and tables whose cells hold items again. :func:`to_blocks`
makes lines, grids and figures of them, numbers them in reading order, and decides what every
reader must decide alike: which tables only lay out a page, and when a cell's text is in doubt.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import chain
from typing import TYPE_CHECKING

from gouji.errors import LimitExceeded
from gouji.expressions import compiled
from gouji.model.document import Block, Figure, Grid, GridCell, Line, Place
from gouji.reading.limits import MAX_GRID_CELLS, MAX_LINE_CHARACTERS, MAX_LINES
from gouji.reading.occupancy import Slot
from gouji.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE_TEXT = 200
_ARTICLE_LINES = 3
_NUMBER_END = compiled(r"[\d.,．，０-９]$")
_NUMBER_START = compiled(r"[\d.,．，０-９]")
_WORD = compiled(r"[^\W\d_]")
_LATIN_SEAM = compiled(r"[A-Za-z]$"), compiled(r"[A-Za-z]")

PICTURE_IN_CELL = "格内是图片，图中的内容没有读"
TABLE_IN_CELL = "格内另有一张表，不能确定哪一个是格内的数"
SPLIT_NUMBER = "格内分行写了几段数字，不能确定是一个数还是几个数"
BOXED_TEXT = "格内另有文本框，不能确定哪一个是格内的数"
RAISED_ONLY = "格内只有上标小字，不能确定是数还是脚注号"
STRUCK_ONLY = "格内文字被划去，不能确定是否作数"
MISPLACED = "这一行的格数与上下行对不上，不能确定各格属于哪一列"
NUMBERED = "格内数字前有自动编号，不能确定编号是不是数的一部分"


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: a paragraph, or a part of one up to a line break.

    ``boxed`` text stands in a box that floats beside the text around it. ``doubt`` says in
    Chinese why the text, or the lack of one, cannot be trusted as the content of a cell.
    ``unseen`` is the text of a line that does not show at all: its words tell what a cell in
    doubt is for.
    ``source`` is the element it was read from, where the reader tells.
    """

    text: str
    boxed: bool = False
    doubt: str | None = None
    unseen: str = ""
    source: "_Element | None" = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; ``sizeable`` ones may hold text."""

    sizeable: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where it stands, what it covers, what it holds and was read from."""

    slot: Slot
    content: "tuple[Item, ...]"
    source: "_Element | None" = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, whatever it is used for."""

    cells: tuple[Cell, ...]
    rows: int


Item = Text | Picture | Table


def to_blocks(items: Iterable[Item]) -> tuple[Block, ...]:
    """Return the blocks of ``items``; places count lines and cells in reading order from 1."""
    return tuple(_Writer().write(items))


def numbered(items: Iterable[Item]) -> dict[int, Text | Cell]:
    """Return the texts and cells of ``items`` by the number that their places have."""
    writer = _Writer()
    for _ in writer.write(items):
        pass
    return writer.numbered


class _Writer:
    def __init__(self) -> None:
        self._line = 0
        self.numbered: dict[int, Text | Cell] = {}

    def write(self, items: Iterable[Item]) -> Iterator[Block]:
        for item in items:
            if isinstance(item, Text):
                if item.text:
                    yield Line(item.text, self._next(item.text))
                    self.numbered[self._line] = item
            elif isinstance(item, Picture):
                if item.sizeable:
                    yield Figure(self._next())
            elif is_layout(item):
                for cell in item.cells:
                    yield from self.write(cell.content)
            elif item.cells:
                yield self._grid(item)
                yield from self.write(_beside_text(item))

    def _grid(self, table: Table) -> Grid:
        if len(table.cells) > MAX_GRID_CELLS:
            raise LimitExceeded(f"表格超过 {MAX_GRID_CELLS} 格，不像年度报告的表格")
        cells = tuple(self._cell(cell) for cell in table.cells)
        columns = max(cell.slot.right for cell in table.cells)
        return Grid(cells, table.rows, columns, cells[0].place)

    def _cell(self, cell: Cell) -> GridCell:
        text, doubt = cell_text(cell)
        place = self._next(text)
        self.numbered[self._line] = cell
        return GridCell(
            cell.slot.row,
            cell.slot.column,
            text,
            place,
            row_span=cell.slot.rows,
            column_span=cell.slot.columns,
            doubt=doubt,
        )

    def _next(self, text: str = "") -> Place:
        self._line += 1
        if self._line > MAX_LINES or len(text) > MAX_LINE_CHARACTERS:
            raise LimitExceeded(
                f"正文超过 {MAX_LINES} 段，或者一段超过 {MAX_LINE_CHARACTERS} 个字符"
            )
        return Place(line=self._line, column=1)


def is_layout(table: Table) -> bool:
    """Tell whether a table only arranges a page: then its cells are text like any other.

    It does if it has one column, if a cell holds an article, or if the tables inside it have more
    cells than itself.
    """
    if all(cell.slot.right == 1 for cell in table.cells) or len(table.cells) == 1:
        return True
    rich = list(_rich(table))
    inner = (item for content in rich for item in _unboxed(content) if isinstance(item, Table))
    inside = sum(len(table.cells) for table in inner)
    return inside > len(table.cells) or any(map(_is_article, rich))


def _rich(table: Table) -> Iterator[Sequence[Item]]:
    """Yield what the cells hold that have more than one text."""
    for cell in table.cells:
        content = cell.content
        if len(content) > 1 or (content and not isinstance(content[0], Text)):
            yield content


def unseen_in_lines(items: Iterable[Item]) -> int:
    """Count the characters of lines that do not show, be it in tables that only lay out a page."""
    return sum(
        unseen_in_lines(chain.from_iterable(cell.content for cell in item.cells))
        if isinstance(item, Table) and is_layout(item)
        else len(item.unseen)
        if isinstance(item, Text)
        else 0
        for item in items
    )


def _is_article(content: Sequence[Item]) -> bool:
    if len(content) < _ARTICLE_LINES:
        return False
    texts = [item.text for item in content if isinstance(item, Text)]
    return len(texts) >= _ARTICLE_LINES and sum(map(len, texts)) >= _ARTICLE_TEXT


def _unboxed(content: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, those of a table of one line among them: a frame around a cell's text."""
    for item in content:
        if isinstance(item, Table) and _is_frame(item):
            yield from _unboxed(item.cells[0].content)
        else:
            yield item


def _is_frame(table: Table) -> bool:
    return len(table.cells) == 1 and len(table.cells[0].content) <= 1


def _beside_text(table: Table) -> Iterator[Item]:
    """Yield what the cells hold beside text."""
    for content in _rich(table):
        yield from (item for item in _unboxed(content) if not isinstance(item, Text))


def cell_text(cell: Cell) -> tuple[str, str | None]:
    """Return what a cell shows, and in Chinese why that cannot be trusted (or ``None``)."""
    if len(cell.content) == 1:  # most cells hold one line
        (only,) = cell.content
        if isinstance(only, Text) and only.text and not only.boxed:
            return only.text, only.doubt or (None if cell.slot.sure else MISPLACED)
    content = list(_unboxed(cell.content))
    texts = [t for t in content if isinstance(t, Text) and (t.text or not t.boxed)]
    text, doubt = join_lines([item.text for item in texts if item.text])
    doubts = [item.doubt for item in texts if item.doubt]
    if any(item.boxed for item in texts) and not all(item.boxed for item in texts):
        doubts.append(BOXED_TEXT)
    if any(isinstance(item, Table) for item in content):
        doubts.append(TABLE_IN_CELL)
    if not text and any(isinstance(item, Picture) for item in content):
        doubts.append(PICTURE_IN_CELL)
    if not cell.slot.sure:
        doubts.append(MISPLACED)
    text = text or "".join(item.unseen for item in texts if _WORD.search(item.unseen))
    return text, next(iter(doubts), doubt)


def join_lines(lines: Sequence[str]) -> tuple[str, str | None]:
    """Join the lines of a cell, in doubt where a line of digits ends and another begins."""
    joined = ""
    doubt = None
    for line in lines:
        if _NUMBER_END.search(joined) and _NUMBER_START.match(line):
            doubt = SPLIT_NUMBER
        latin = _LATIN_SEAM[0].search(joined) and _LATIN_SEAM[1].match(line)
        joined += f" {line}" if latin or doubt else line
    return joined, doubt


def texts_of(items: Iterable[Item]) -> Iterator[str]:
    """Yield every text among ``items``, those in cells included."""
    for item in items:
        if isinstance(item, Text):
            yield item.text
        elif isinstance(item, Table):
            for cell in item.cells:
                yield from texts_of(cell.content)


def value_follows(contents: Sequence[Iterable[Item]]) -> bool:
    """Tell whether the second cell of a row holds no word: the first then is the row's label."""
    return len(contents) > 1 and not any(map(_WORD.search, texts_of(contents[1])))
