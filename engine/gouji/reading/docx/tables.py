"""Rows and cells of word processor tables, merged cells made whole."""

from collections.abc import Callable, Iterator
from itertools import chain

from lxml.etree import _Element

from gouji.errors import LimitExceeded
from gouji.reading.docx.alternatives import agree, chosen
from gouji.reading.docx.cells import Spot
from gouji.reading.docx.names import MC, M, W, first, number, switch, value
from gouji.reading.flow import Cell, Item, Table, value_follows
from gouji.reading.limits import MAX_GRID_COLUMNS
from gouji.reading.occupancy import Slot, settle

_THROUGH = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
_KNOWN = (W, M)
_GONE = ("del", "moveFrom")


def inside(parent: _Element, wanted: frozenset[str]) -> Iterator[_Element]:
    """Yield the ``wanted`` children of an element, looking through wrappers around them."""
    for element in parent:
        if element.tag in wanted:
            yield element
        elif element.tag in _THROUGH:
            yield from inside(element, wanted)
        elif element.tag == MC + "AlternateContent":
            for alternative in chosen(element):
                yield from (
                    (alternative,) if alternative.tag in wanted else inside(alternative, wanted)
                )


def is_uncertain(parent: _Element) -> bool:
    """Tell whether programs may differ in which blocks an element holds.

    Alternatives differ, or something that not every program knows stands around blocks.
    """
    return any(map(_is_uncertain, parent))


def _is_uncertain(element: _Element) -> bool:
    tag = str(element.tag)
    if tag in _THROUGH:
        return is_uncertain(element)
    if tag.startswith(_KNOWN):
        return False
    if tag == MC + "AlternateContent":
        return not agree(element)
    return next(element.iter(W + "t"), None) is not None


def rows_of(table: _Element) -> list[_Element]:
    """Return the rows of a table that are there for a reader."""
    return [row for row in inside(table, frozenset({W + "tr"})) if not _is_gone(row)]


def read_table(table: _Element, read_cell: Callable[[_Element, Spot], tuple[Item, ...]]) -> Table:
    """Return a table; ``read_cell`` gives what a ``w:tc`` at a spot holds."""
    rows = rows_of(table)
    placed: list[list[Slot]] = []
    contents: list[list[tuple[Item, ...]]] = []
    sources: list[_Element] = []
    open_merges: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(rows):
        placed.append([])
        contents.append([])
        above, open_merges = open_merges, {}
        cells, uncertain = list(_row(row)), is_uncertain(row) or _is_marked(row, "hidden")
        for nth, (element, column, span) in enumerate(cells):
            merge = merge_of(element)
            if merge == "continue" and column in above:
                of_row, index = open_merges[column] = above[column]
                slot = placed[of_row][index]
                placed[of_row][index] = slot._replace(rows=at - of_row + 1)
                continue
            if merge is not None:
                open_merges[column] = at, len(placed[at])
            placed[at].append(Slot(at, column, span, 1))
            spot = Spot(row, at, len(rows), column, span, nth, element is cells[-1][0], uncertain)
            contents[at].append(read_cell(element, spot))
            sources.append(element)
    mendable = {at for at, held in enumerate(contents) if value_follows(held)}
    slots = settle(placed, mendable, [_free_after(row) for row in rows])
    held = zip(chain.from_iterable(slots), chain.from_iterable(contents), sources, strict=True)
    return Table(tuple(Cell(*cell) for cell in held), len(rows))


def _free_after(row: _Element) -> int:
    """Return how many columns a row leaves free at its end."""
    return max(number(first(row, "trPr", "gridAfter")), 0)


def _row(row: _Element) -> Iterator[tuple[_Element, int, int]]:
    """Yield the cells of a row, each with its column and how many columns it covers."""
    column = max(number(first(first(row, "trPr"), "gridBefore")), 0)
    for cell in inside(row, frozenset({W + "tc"})):
        span = max(number(first(cell, "tcPr", "gridSpan"), default=1), 1)
        if column + span > MAX_GRID_COLUMNS:
            raise LimitExceeded(f"表格超过 {MAX_GRID_COLUMNS} 列，不像年度报告的表格")
        yield cell, column, span
        column += span


def _is_gone(row: _Element) -> bool:
    """Tell whether a row was deleted or moved away in a revision."""
    return _is_marked(row, *_GONE)


def _is_marked(row: _Element, *names: str) -> bool:
    """Tell whether a row has any of some marks; a hidden mark hides no text in some programs."""
    properties = first(row, "trPr")
    return any(switch(first(properties, name)) for name in names)


def merge_of(cell: _Element) -> str | None:
    """Return how a cell is merged with those above or below it, ``None`` if it is not."""
    merge = first(cell, "tcPr", "vMerge")
    return None if merge is None else value(merge) or "continue"
