"""What a table lends its cells: the ground behind them, styles of its parts, room."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from lxml.etree import _Element

from gouji.reading.docx.colours import Colours, Palette
from gouji.reading.docx.names import W, first, number, points, switch, value
from gouji.reading.docx.properties import Signature, signature
from gouji.reading.docx.room import is_far
from gouji.reading.docx.styles import Layer, Styles, TableStyle, layered
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.shown import CLIPPED, UNRESOLVED

_PARTS = (
    "firstRow", "lastRow", "firstCol", "lastCol", "band1Vert", "band2Vert", "band1Horz",
    "band2Horz", "nwCell", "neCell", "swCell", "seCell",
)  # fmt: skip
"""The parts of a table that a style speaks of, in the order of the digits of ``w:cnfStyle``."""
_RISING = (
    "wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstCol", "lastCol",
    "firstRow", "lastRow", "neCell", "nwCell", "seCell", "swCell",
)  # fmt: skip
"""The same parts, each above those before it."""
_WHOLE = frozenset({"wholeTable"})
_CORNERS = {
    "nwCell": ("firstRow", "firstCol"), "neCell": ("firstRow", "lastCol"),
    "swCell": ("lastRow", "firstCol"), "seCell": ("lastRow", "lastCol"),
}  # fmt: skip
_LOOK_BITS = {
    "firstRow": 0x20, "lastRow": 0x40, "firstCol": 0x80, "lastCol": 0x100,
    "noHBand": 0x200, "noVBand": 0x400,
}  # fmt: skip
_LOOK_NAMES = {"firstCol": "firstColumn", "lastCol": "lastColumn"}
_NARROWEST = 10.0
"""Points: a cell less wide shows no digit."""
_LEAST_INSIDE = 3.0
_USUAL_MARGIN = 5.4
_TRACKED = ("cellIns", "cellDel", "cellMerge", "hMerge")


class Spot(NamedTuple):
    """Where a cell stands: its row, how many there are, its first column and those it covers.

    ``nth`` counts the cells of its row, not columns. In an uncertain row programs may see other
    cells.
    """

    row: _Element
    at: int
    rows: int
    column: int
    span: int
    nth: int
    is_last: bool
    is_uncertain: bool = False


class TableSetting:
    """A table as what surrounds its cells."""

    def __init__(
        self, table: _Element, styles: Styles, palette: Palette, around: Surroundings
    ) -> None:
        self._properties = first(table, "tblPr")
        self._around = around
        self._palette = palette
        self._style = styles.table(value(self._property("tblStyle")))
        self._uncertain = styles.is_uncertain("table", value(self._property("tblStyle")))
        self._look = _look(self._property("tblLook"))
        self._columns = [points(c, "w") for c in table.findall(f"{W}tblGrid/{W}gridCol")]
        self._known: dict[tuple[object, ...], Surroundings] = {}
        self._alike: dict[tuple[object, ...], Surroundings] = {}
        self._row: _Element | None = None
        self._of_row: Signature = ()
        self._fixed = value(self._property("tblLayout"), "type") == "fixed"

    def around(self, cell: _Element, spot: Spot) -> Surroundings:
        """Return what surrounds the text of a cell; cells that say the same share it."""
        properties = first(cell, "tcPr")
        worlds = self._worlds(properties, spot)
        place = spot.column, spot.span, worlds, self._said_of(spot.row), signature(properties)
        if place not in self._known:
            self._known[place] = self._around_cell(properties, spot, worlds)
        return self._known[place]

    def _said_of(self, row: _Element) -> Signature:
        """Return what a row says of its cells."""
        if row is not self._row:
            self._row = row
            self._of_row = tuple(signature(first(row, name)) for name in ("trPr", "tblPrEx"))
        return self._of_row

    def _around_cell(
        self, properties: _Element | None, spot: Spot, parts: frozenset[frozenset[str]]
    ) -> Surroundings:
        worlds = [self._lent(each) for each in parts]
        width = self._width(properties, spot)
        grounds = self._ground(properties, spot.row, worlds)
        unseen = self._around.unseen or self._why_unseen(properties, spot, width)
        inner = width if self._fixed else None
        return self._alike.setdefault(
            (grounds, parts, unseen, inner),
            replace(
                self._around, grounds=grounds, lent=tuple(worlds), unseen=unseen, in_cell=True,
                width=inner,
            ),
        )  # fmt: skip

    def _property(self, name: str) -> _Element | None:
        return first(self._properties, name)

    def _lent(self, parts: frozenset[str]) -> Layer:
        """Return what the style says of text that belongs to some parts of the table."""
        own = self._style.parts
        return layered([self._style.whole, *(own[p] for p in _RISING if p in parts and p in own)])

    def _worlds(self, properties: _Element | None, spot: Spot) -> frozenset[frozenset[str]]:
        """Return which parts of the table a cell belongs to, by its place and by its own word."""
        if not self._style.parts:
            return frozenset({_WHOLE})
        # some programs count columns for bands, others the cells of a row
        by_place = {_WHOLE.union(self._by_place(spot, nth)) for nth in (spot.column, spot.nth)}
        told = _WHOLE.union(
            _told(first(spot.row, "trPr", "cnfStyle")),
            _told(first(properties, "cnfStyle")),
        )
        return frozenset(by_place if told == _WHOLE else {*by_place, told})

    def _by_place(self, spot: Spot, nth_across: int) -> Iterator[str]:
        edges = {
            "firstRow": spot.at == 0, "lastRow": spot.at == spot.rows - 1,
            "firstCol": spot.column == 0, "lastCol": spot.is_last,
        }  # fmt: skip
        held = {name for name, is_there in edges.items() if is_there and name in self._look}
        yield from held
        yield from (name for name, both in _CORNERS.items() if held.issuperset(both))
        for kind, place, head in (("Horz", spot.at, "firstRow"), ("Vert", nth_across, "firstCol")):
            if f"no{kind[0]}Band" not in self._look and head not in held:
                nth = (place - (head in self._look)) // _band(self._style, kind)
                yield f"band{1 + nth % 2}{kind}"

    def _ground(
        self, properties: _Element | None, row: _Element, worlds: list[Layer]
    ) -> Colours | None:
        """Return what may lie behind a cell: its own shade, its style's, the table's."""
        direct = first(properties, "shd")
        own = self._palette.shade(direct)
        if own is None or own:
            return own
        lent = [self._palette.shade(world.cell.get(W + "shd")) for world in worlds]
        below = self._below(row)
        may_be = [below if not each and each is not None else each for each in lent]
        if direct is not None:
            may_be.append(below)
        return _union(may_be)

    def _below(self, row: _Element) -> Colours | None:
        """Return what lies behind cells without a shade; the table's own may be drawn or not."""
        exception = first(row, "tblPrEx", "shd")
        shades = (self._property("shd"), exception, self._style.whole.table.get(W + "shd"))
        return _union([self._around.grounds, *map(self._palette.shade, shades)])

    def _width(self, properties: _Element | None, spot: Spot) -> float | None:
        """Return the width of a cell in points, the least that may be meant."""
        stated = first(properties, "tcW")
        own = points(stated, "w") if value(stated, "type") in {None, "dxa"} else None
        covered = self._columns[spot.column : spot.column + spot.span]
        if any(self._columns) and len(covered) == spot.span and self._fixed:
            of_grid = sum(width or 0.0 for width in covered)
            return of_grid if own is None else min(own, of_grid)
        return own

    def _why_unseen(
        self, properties: _Element | None, spot: Spot, width: float | None
    ) -> str | None:
        if self._uncertain or _is_tracked(properties):
            return UNRESOLVED
        if self._lies_off_page(spot) or self._has_no_column(spot):
            return CLIPPED
        if not self._fixed or width is None:
            return None
        return CLIPPED if width < _NARROWEST or self._inside(properties, width) else None

    def _has_no_column(self, spot: Spot) -> bool:
        """Tell whether the columns of a cell have no width, where others have."""
        covered = self._columns[spot.column : spot.column + spot.span]
        return bool(covered) and any(self._columns) and not any(covered)

    def _inside(self, properties: _Element | None, width: float) -> bool:
        """Tell whether the margins of a cell leave no width to its text."""
        own = first(properties, "tcMar")
        of_table = self._property("tblCellMar")
        margins = [_margin(own, of_table, names) for names in (("left", "start"), ("right", "end"))]
        return max(margins) > _USUAL_MARGIN and width - sum(margins) < _LEAST_INSIDE

    def _lies_off_page(self, spot: Spot) -> bool:
        """Tell whether the table, the cell's left edge or the foot of its row is off the page."""
        indent = points(self._property("tblInd"), "w") or 0.0
        floating = self._property("tblpPr")
        x, y = (points(floating, name) or 0.0 for name in ("tblpX", "tblpY"))
        left = sum(width or 0.0 for width in self._columns[: spot.column]) if self._fixed else 0.0
        height = points(first(spot.row, "trPr", "trHeight")) or 0.0
        return any(
            is_far(*place, self._around) for place in ((indent + left, 0.0), (x, y), (0.0, height))
        )


def exact_height(row: _Element) -> float | None:
    """Return the height of a row in points if nothing higher shows in it."""
    height = first(row, "trPr", "trHeight")
    return (points(height) or 0.0) if value(height, "hRule") == "exact" else None


def is_unbroken(cell: _Element) -> bool:
    """Tell whether the text of a cell runs on in one line where it does not fit."""
    return switch(first(cell, "tcPr", "noWrap")) is True


def _look(element: _Element | None) -> frozenset[str]:
    """Return which parts of its style a table shows, and which bands it does not."""
    bits = int(text, 16) if _is_hex(text := value(element) or "0") else 0
    return frozenset(
        name
        for name, bit in _LOOK_BITS.items()
        if (value(element, _LOOK_NAMES.get(name, name)) or str(int(bool(bits & bit)))) not in
        {"0", "false", "off"}
    )  # fmt: skip


def _is_hex(text: str) -> bool:
    return len(text) <= 8 and all(c in "0123456789abcdefABCDEF" for c in text) and bool(text)


def _told(element: _Element | None) -> Iterator[str]:
    """Yield the parts that ``w:cnfStyle`` says something belongs to."""
    digits = value(element) or ""
    yield from (part for part, digit in zip(_PARTS, digits, strict=False) if digit == "1")


def _band(style: TableStyle, kind: str) -> int:
    name = "tblStyleRowBandSize" if kind == "Horz" else "tblStyleColBandSize"
    return max(number(style.whole.table.get(W + name), default=1), 1)


def _union(may_be: "list[Colours | None]") -> Colours | None:
    return None if None in may_be else frozenset().union(*(each for each in may_be if each))


def _margin(own: _Element | None, of_table: _Element | None, names: tuple[str, str]) -> float:
    for margins in (own, of_table):
        for name in names:
            found = points(first(margins, name), "w")
            if found is not None:
                return found
    return _USUAL_MARGIN


def _is_tracked(properties: _Element | None) -> bool:
    """Tell whether a revision, or a way of merging that programs leave out, changes a cell."""
    return any(first(properties, name) is not None for name in _TRACKED)
