"""How the text of each element looks on the screen, and why it may not be seen.

Each element inherits the looks of the one around it; what is declared for it changes them. What
says that text cannot be seen, or not as it is written, ends as a reason (see
:mod:`gouji.reading.shown`). Inside tables and lines everything counts that may cover, move or turn
characters; of the boxes around whole tables and paragraphs, which move all alike, only what hides.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import cssselect2
from lxml.etree import _Element

from gouji.reading.html.cascade import Values, cascaded
from gouji.reading.html.colours import shade_of
from gouji.reading.html.lengths import font_size, pixels
from gouji.reading.html.longhands import GLOBAL, UNSURE
from gouji.reading.html.risks import letters_risk, misplaced, risk_of
from gouji.reading.html.sheets import Match, Sheets, sheets_of
from gouji.reading.html.visible import BLOCKS, start_of, tag_of
from gouji.reading.shown import (
    BLACK,
    CLIPPED,
    COLOURED,
    SMALL,
    SMALLEST,
    TRANSPARENT,
    UNRESOLVED,
    WHITE,
    Colour,
    blended,
    told_apart,
)

_SMALLEST = SMALLEST * 4 / 3
"""Pixels."""
_SYMBOLS = re.compile(r"wingdings|webdings|symbol|dingbats|icon|awesome|barcode", re.IGNORECASE)
_IN_TABLE = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_CELLS = frozenset({"td", "th"})
_COLUMNS = frozenset({"col", "colgroup"})
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_MOVING = frozenset((
    "transform", "-webkit-transform", "translate", "rotate", "scale", "top", "right", "bottom",
    "left", "margin-left", "margin-right", "margin-top", "margin-bottom", "offset", "offset-path",
    "animation-name",
))  # fmt: skip
_ON_LINES = re.compile(r"block|flex|grid|table|list-item|flow-root|-webkit-box")
_IN_LINE = re.compile(r"inline.*|contents|table-(?:cell|column|column-group)|ruby.*|run-in")
_CELLS_OF_A_TABLE = 4
_SURE = frozenset({COLOURED, SMALL, TRANSPARENT, CLIPPED})
_PLAIN_MARKERS = frozenset({"none", "disc", "circle", "square"})
_EMPTY_CONTENT = frozenset({"none", "normal", '""', "''", UNSURE + UNSURE})


@dataclass(frozen=True, slots=True)
class Looks:
    """How the text that stands directly in an element looks.

    ``gone`` elements leave nothing behind, ``hidden`` text leaves its place empty; both are
    plainly switched off. ``doubt`` says why the text cannot be trusted to show. ``names`` are
    classes and the like between the text and its cell of which no sheet of the page speaks.
    """

    gone: bool = False
    hidden: bool = False
    doubt: str | None = None
    block: bool = False
    raised: bool = False
    struck: bool = False
    names: tuple[str, ...] = ()
    sunk: bool = False
    risky: bool = False
    """Whether it may cover, move or change what stands beside it too."""
    displaced: bool = False
    """Whether it may stand where another cell is."""
    numbered: bool = False
    """Whether the browser writes a number or a sign of its own before it."""

    # inherited: what the next element's looks are made of
    ink: Colour | None = BLACK
    alpha: float | None = 1.0
    fill: str | None = None
    ground: Colour | None = WHITE
    opacity: float = 1.0
    size: float | None = 16.0
    carried: str | None = None
    """A doubt that holds for all inside."""
    drawn: bool = False
    """Whether a font that the page brings, or one of pictures, draws the letters."""
    closed: bool = False
    marker: str = ""
    in_table: bool = False
    custom: Mapping[str, str] = field(default_factory=dict)


class Appearance:
    """The looks of every element of a page."""

    def __init__(self, root: _Element) -> None:
        sheets = sheets_of(root)
        maker = _Maker(sheets, _around_tables(root))
        self._of: dict[_Element, Looks] = {}
        tree = None if sheets.empty else cssselect2.ElementWrapper.from_html_root(root)
        stack: list[tuple[_Element, Any, Looks]] = [(root, tree, Looks())]
        while stack:
            element, wrapped, around = stack.pop()
            matches = sheets.matching(wrapped) if wrapped else []
            looks = self._of[element] = maker.looks(element, matches, around)
            if looks.gone:
                continue
            if wrapped:
                stack += [(child.etree_element, child, looks) for child in wrapped.iter_children()]
            else:
                stack += [(child, None, looks) for child in element]

    def of(self, element: _Element) -> Looks:
        """Return the looks of an element; those inside one that is gone are gone."""
        return self._of.get(element, _GONE)


_GONE = Looks(gone=True)
_FOLDED = Looks(gone=True, displaced=True)


def _around_tables(root: _Element) -> frozenset[_Element]:
    """Return the elements that hold whole tables: boxes of the page."""
    found: set[_Element] = set()
    for table in root.iter("table"):
        cells = islice(table.iter("td", "th"), _CELLS_OF_A_TABLE)
        if len(list(cells)) == _CELLS_OF_A_TABLE:
            found.update(table.iterancestors())
    return frozenset(found)


_Key = tuple[int, str, tuple[tuple[Any, Any], ...], tuple[tuple[int, str | None], ...], int]


class _Maker:
    """Makes the looks of an element from those of the element around it."""

    def __init__(self, sheets: Sheets, boxes: frozenset[_Element]) -> None:
        self._sheets = sheets
        self._boxes = boxes
        self._made: dict[_Key, tuple[Looks, Looks]] = {}

    def looks(self, element: _Element, matches: list[Match], around: Looks) -> Looks:
        """Return the looks of ``element``, one object for all elements that are alike."""
        if element in self._boxes or around.closed or tag_of(element) == "li":
            return self._make(element, matches, around, _letters(element))
        style = element.get("style") or ""
        cut = self._sheets.cutting or "overflow" in style
        letters = _letters(element) if cut else 0
        met = tuple((id(rule), pseudo) for rule, pseudo in matches)
        key = (id(around), tag_of(element), tuple(element.attrib.items()), met, letters)
        if key not in self._made:
            # what is around is kept with it, so that its identity stays its own
            self._made[key] = around, self._make(element, matches, around, letters)
        return self._made[key][1]

    def _names(self, element: _Element, around: Looks) -> tuple[str, ...]:
        tag = tag_of(element)
        if tag in _CELLS:
            return ()
        own = {*(element.get("class") or "").split(), *(element.get("id") or "").split()}
        own -= self._sheets.names
        if "-" in tag:
            own.add(f"<{tag}>")
        return (*around.names, *sorted(own)) if own else around.names

    def _make(self, element: _Element, matches: list[Match], around: Looks, letters: int) -> Looks:
        declared = cascaded(element, matches, around.custom)
        tag, values = tag_of(element), declared.values
        display = _keyword(values, "display", "")
        if display == "none":
            return _FOLDED if values.get("visibility") == "collapse" and tag in _COLUMNS else _GONE
        if _is_closed(element, around) or (tag in _ROWS and values.get("visibility") == "collapse"):
            return _GONE
        in_table = tag in _IN_TABLE or (around.in_table and tag != "table")
        box = element in self._boxes
        block = tag in BLOCKS if not display or display == UNSURE else _stands_alone(display)
        strict = not box and (in_table or not block)
        made = replace(
            _inherited(values, around, self._sheets.fonts),
            block=block, names=self._names(element, around),
            custom=declared.custom, in_table=in_table,
            closed=tag == "details" and element.get("open") is None,
        )  # fmt: skip
        if made.gone:
            return _GONE
        carried = made.carried
        if not box:
            carried = carried or misplaced(values, made.size, block=block, letters=letters)
        carried = carried or letters_risk(values, made.size)
        if strict:
            carried = (
                carried or risk_of(values, tag, made.size) or self._pseudo_doubt(declared.pseudo)
            )
            if tag in _CELLS and display not in ("", "table-cell"):
                carried = carried or UNRESOLVED
            if display and not (_ON_LINES.match(display) or _IN_LINE.fullmatch(display)):
                carried = carried or UNRESOLVED
        risky = strict and bool(carried) and carried != around.carried
        made = replace(
            made,
            carried=carried,
            risky=risky,
            displaced=risky and carried != CLIPPED and _moves(tag, values, display),
            numbered=_is_numbered(element, tag, display, made.marker),
        )
        return replace(made, doubt=carried or _text_doubt(made))

    def _pseudo_doubt(self, matches: tuple[Match, ...]) -> str | None:
        """Return a doubt where a sheet writes or covers something beside the element's text."""
        for rule, pseudo in matches:
            given = {one.name: one.value for one in rule.declared}
            if pseudo in ("before", "after"):
                empty = given.get("content", "none") in _EMPTY_CONTENT
                if not empty or not given.keys().isdisjoint(_COVERING):
                    return UNRESOLVED
            elif pseudo in ("first-letter", "first-line", "marker") and given:
                return UNRESOLVED
        return None


_COVERING = frozenset({"position", "background", "background-color", "background-image",
                       "margin-left", "margin", "transform", "box-shadow", "outline"})  # fmt: skip


def _keyword(values: Values, name: str, default: str) -> str:
    value = values.get(name, default)
    return default if value in GLOBAL and value != "inherit" else value


def _moves(tag: str, values: Values, display: str) -> bool:
    """Tell whether a risky element may end in, or shift, another cell."""
    if tag in _CELLS and display not in ("", "table-cell"):
        return True
    if tag in _CELLS | _ROWS and not values.keys().isdisjoint({"position", "float", "order"}):
        return True
    return not values.keys().isdisjoint(_MOVING)


def _letters(element: _Element) -> int:
    """Return how many letters an element holds; more than a few are alike."""
    return min(len(start_of(element).strip()), 4)


def is_sure(doubt: str | None) -> bool:
    """Tell whether text of this doubt surely does not show, although it takes its place."""
    return doubt in _SURE


def _is_closed(element: _Element, around: Looks) -> bool:
    """Tell whether the element stands in a ``details`` that is folded."""
    if not around.closed or tag_of(element) != "summary":
        return around.closed
    return any(tag_of(one) == "summary" for one in element.itersiblings(preceding=True))


def _stands_alone(display: str) -> bool:
    return bool(_ON_LINES.match(display)) and not _IN_LINE.fullmatch(display)


def _is_numbered(element: _Element, tag: str, display: str, marker: str) -> bool:
    """Tell whether a number or a word of the browser stands before the text."""
    if not (display.startswith("list-item") or (tag == "li" and not display)):
        return False
    parent = element.getparent()
    counted = parent is not None and tag_of(parent) == "ol"
    return marker not in _PLAIN_MARKERS if marker else counted


def _inherited(values: Values, around: Looks, fonts: AbstractSet[str]) -> Looks:
    """Return the looks that ``values`` make of those around, doubts of the text left out."""
    if not values:
        return replace(around, raised=False, sunk=False, numbered=False, doubt=None)
    carried = around.carried
    ink, alpha = around.ink, around.alpha
    colour = values.get("color")
    if colour is not None and colour not in ("inherit", "unset", "currentcolor"):
        ink, alpha = _shade(colour)
    fill = values.get("-webkit-text-fill-color", around.fill)
    ground = _ground(values, around)
    opacity = around.opacity
    if (text := values.get("opacity")) is not None and text not in GLOBAL:
        part = pixels(text, None, 1.0)
        carried = carried or (UNRESOLVED if part is None else None)
        opacity *= 1.0 if part is None else min(max(part, 0.0), 1.0)
    size = around.size
    if (text := values.get("font-size")) is not None and text not in ("inherit", "unset"):
        size = 16.0 if text in GLOBAL else font_size(text, around.size)
    if (text := values.get("zoom")) is not None and size is not None and text not in GLOBAL:
        scale = pixels(text, None, 1.0) if text != "normal" else 1.0
        size = None if scale is None else size * scale
    visibility = values.get("visibility", "inherit")
    hidden = around.hidden
    if visibility in ("hidden", "collapse"):
        hidden = True
    elif visibility in ("visible", "initial"):
        hidden = False
    elif visibility not in ("inherit", "unset"):
        carried = carried or UNRESOLVED
    raising = values.get("vertical-align", "")
    lines = values.get("text-decoration-line", "")
    return replace(
        around,
        ink=ink, alpha=alpha, fill=fill, ground=ground, opacity=opacity, size=size, hidden=hidden,
        raised=raising in ("super", "sub", "text-top"), sunk=raising == "sub",
        struck=around.struck or "line-through" in lines,
        drawn=_is_drawn(values.get("font-family", "inherit"), fonts, drawn=around.drawn),
        marker=values.get("list-style-type", around.marker),
        carried=carried, numbered=False, doubt=None,
    )  # fmt: skip


def _is_drawn(families: str, fonts: AbstractSet[str], *, drawn: bool) -> bool:
    """Tell whether a font of the page's own may draw the letters, or one of pictures does."""
    if families in ("inherit", "unset"):
        return drawn
    names = [name.strip(" \"'") for name in families.split(",")]
    return not fonts.isdisjoint(names) or bool(_SYMBOLS.search(names[0]))


def _shade(text: str) -> tuple[Colour | None, float | None]:
    if text in ("initial", "revert", "revert-layer"):
        return BLACK, 1.0
    return shade_of(text) or (None, None)


def _ground(values: Values, around: Looks) -> Colour | None:
    """Return what lies behind the text; a picture below a whole table is taken for its colour."""
    colour = values.get("background-color", "transparent")
    if colour in GLOBAL:
        return around.ground
    shade = shade_of(colour)
    if shade is None:
        return None
    if shade[1] == 1.0:
        return shade[0]
    if shade[1] == 0.0:
        return around.ground
    return None if around.ground is None else blended(shade[0], around.ground, shade[1])


def _text_doubt(looks: Looks) -> str | None:
    """Return why text of these looks may not be seen."""
    if looks.size is not None and looks.size < _SMALLEST:
        return SMALL
    ink, alpha = looks.ink, looks.alpha
    if looks.fill is not None and looks.fill not in (*GLOBAL, "currentcolor"):
        ink, alpha = _shade(looks.fill)
    if looks.size is None or looks.drawn or ink is None or alpha is None or looks.ground is None:
        return UNRESOLVED
    opacity = alpha * looks.opacity
    if told_apart(blended(ink, looks.ground, opacity), looks.ground):
        return None
    return COLOURED if opacity == 1.0 else TRANSPARENT
