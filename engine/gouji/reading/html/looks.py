"""How the text of each element looks on the screen, and why it may not be seen.

Each element inherits the looks of the one around it; what is declared for it changes them. What
says that text cannot be seen, or not as it is written, ends as a reason (see
:mod:`gouji.reading.shown`). Inside tables and lines everything counts that may cover, move or turn
characters; of the boxes around whole tables and paragraphs, which move all alike, only what hides.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field, fields, replace
from math import inf
from operator import attrgetter

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.html.cascade import Cascaded, Values, cascaded
from gouji.reading.html.colours import Shade, shade_of
from gouji.reading.html.lengths import font_size, pixels
from gouji.reading.html.longhands import GLOBAL, UNSURE, longhands
from gouji.reading.html.pictures import picture_of
from gouji.reading.html.risks import is_nowhere, letters_risk, misplaced, risk_of
from gouji.reading.html.rooms import PLAIN, Measure, Room, measure_of, page_room
from gouji.reading.html.sheets import Match, Sheets
from gouji.reading.html.shifts import ANYWHERE, STILL, Reach, is_turned, reach_of, shift_of
from gouji.reading.html.visible import BLOCKS, start_of, tag_of
from gouji.reading.shown import (
    BLACK,
    CARRIED_FONT,
    CLIPPED,
    COLOURED,
    SIGNS,
    SMALL,
    SMALLEST,
    TRANSPARENT,
    UNRESOLVED,
    WHITE,
    Colour,
    blended,
    luminance,
    told_apart,
)
from gouji.records import dataclass

_SMALLEST = SMALLEST * 4 / 3
"""Pixels."""
_NIGHT: Colour = (18, 18, 18)
"""The ground of a page that is dark by its own wish."""
_SYMBOLS = compiled(
    r"wingdings|webdings|symbol|dingbats|icon|awesome|barcode|marlett|mt extra"
    r"|monotype sorts|ornament",
    re.IGNORECASE,
)
_IN_TABLE = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_CELLS = frozenset({"td", "th"})
_TABLES = frozenset({"table", "thead", "tbody", "tfoot"})
_COLUMNS = frozenset({"col", "colgroup"})
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_AROUND_CELLS = frozenset({*_TABLES, *_ROWS, "caption"})
_ON_LINES = compiled(r"block|flex|grid|table|list-item|flow-root|-webkit-box")
_IN_LINE = compiled(r"inline.*|contents|table-(?:cell|column|column-group)|ruby.*|run-in")
_SURE = frozenset({COLOURED, SMALL, TRANSPARENT, CLIPPED})
_PLAIN_MARKERS = frozenset({"none", "disc", "circle", "square"})
_NO_CONTENT = frozenset({"none", "normal", *GLOBAL})
_COVERING_NOTHING = frozenset({"0", "none", "static", "transparent", *GLOBAL})
_EMPTY_CONTENT = _NO_CONTENT | {'""', "''"}


@dataclass(slots=True, eq=False)
class Looks:
    """How the text that stands directly in an element looks; not changed once it is made.

    ``gone`` elements leave nothing behind, ``hidden`` text leaves its place empty; both are
    plainly switched off. ``doubt`` says why the text cannot be trusted to show. ``names`` are
    classes and the like between the text and its cell of which no sheet of the page speaks.
    """

    tag: str = ""
    """The name of the element; what is gone needs none."""
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
    reach: Reach | None = None
    """Where it may stand or shift others; ``None`` where it keeps to its cell. What it holds is
    not counted: see :mod:`gouji.reading.html.reaches`."""
    sprawls: bool = False
    """Whether its size counts for that, as it does not stand in the flow of its cell."""
    values: Values = field(default_factory=dict)
    """What is declared for it."""
    numbered: bool = False
    """Whether the browser writes a number or a sign of its own before it."""

    quiet: bool = False
    """Whether it is where and as it seems, of a size that hangs on what it holds."""
    # inherited: what the next element's looks are made of
    ink: Colour | None = BLACK
    alpha: float | None = 1.0
    fill: str | None = None
    grounds: tuple[Colour, ...] | None = (WHITE,)
    """What lies behind it: one colour, or the darkest and the lightest of a picture."""
    opacity: float = 1.0
    size: float | None = 16.0
    carried: str | None = None
    """A doubt that holds for all inside."""
    unseen: str | None = None
    """Why text of its colours, size and font may not be seen."""
    drawn: str | None = None
    """A doubt where a font that the page carries, or one of signs, draws the letters."""
    closed: bool = False
    marker: str = ""
    in_table: bool = False
    custom: Mapping[str, str] = field(default_factory=dict)
    shift: float = 0.0
    """How far it is moved in its cell, as a part of what would matter."""
    anchored: bool = False
    """Whether what is moved out of the flow inside it keeps to a place in its cell."""
    astray: bool = False
    """Whether it stands outside tables, and not in its place."""
    measure: Measure = PLAIN
    page_room: Room | None = None


_VALUES = attrgetter(*(each.name for each in fields(Looks)))
"""All of them, to make others alike."""

GONE = Looks(gone=True)
_FOLDED = Looks(gone=True, reach=ANYWHERE)


def is_in_table(tag: str, around: Looks) -> bool:
    """Tell whether an element of a name stands in a table, or is a part of one."""
    return tag in _IN_TABLE or (around.in_table and tag != "table")


class Maker:
    """Makes the looks of an element from those of the element around it.

    ``scheme`` is the colour scheme that the head of the page asks for.
    """

    def __init__(self, sheets: Sheets, scheme: str) -> None:
        self._sheets = sheets
        self._scheme = scheme

    def _names(self, element: _Element, around: Looks) -> tuple[str, ...]:
        tag = tag_of(element)
        if tag in _CELLS:
            return ()
        own = {*(element.get("class") or "").split(), *(element.get("id") or "").split()}
        own -= self._sheets.names
        if "-" in tag:
            own.add(f"<{tag}>")
        return (*around.names, *sorted(own)) if own else around.names

    def looks(
        self,
        element: _Element,
        matches: Sequence[Match],
        around: Looks,
        letters: int,
        *,
        box: bool,
    ) -> Looks:
        """Return the looks of ``element``.

        ``letters`` count where it may cut off what it holds; a ``box`` holds whole tables.
        """
        sheets = self._sheets
        declared = cascaded(element, matches, around.custom, quirks=sheets.quirks)
        tag, values = tag_of(element), declared.values
        display = _keyword(values, "display", "")
        if display == "none":
            return _FOLDED if values.get("visibility") == "collapse" and tag in _COLUMNS else GONE
        if _is_closed(element, around) or (tag in _ROWS and values.get("visibility") == "collapse"):
            return GONE
        in_table = is_in_table(tag, around)
        block = tag in BLOCKS if not display or display == UNSURE else _stands_alone(display)
        made = _inherited(values, around, sheets.fonts)
        made.tag, made.block, made.in_table, made.values = tag, block, in_table, values
        made.names = self._names(element, around) if in_table else ()
        made.custom = declared.custom
        made.closed = tag == "details" and element.get("open") is None
        measure = measure_of(values, around.measure, tag, made.size, block=block)
        made.measure = _with_parts(measure, declared.pseudo, made.size)
        if values and not (box or in_table):
            made.astray = _is_astray(values, made.size)
        if tag == "html" and (values.get("color-scheme") or self._scheme).split() == ["dark"]:
            made.grounds, made.ink = (_NIGHT,), made.ink if "color" in values else WHITE
        if values and (box or tag in _TABLES):
            made.page_room = page_room(values, made.size)
        carried = made.carried
        away = None
        if values or declared.pseudo:
            if not box:
                away = misplaced(values, made.size, block=block, letters=letters)
                carried = carried or away
            carried = carried or letters_risk(values, made.size, in_table=in_table)
            made.unseen = _text_doubt(made)
        if not box and (in_table or not block):
            nowhere = away is not None and is_nowhere(values, made.size, block=block)
            carried = self._placed(element, declared, made, carried, nowhere=nowhere)
        made.carried, made.doubt = carried, carried or made.unseen
        made.quiet = not (made.hidden or made.raised or made.struck or made.numbered or made.risky)
        made.quiet &= not (made.reach or made.page_room or made.measure.room)
        return made

    def _placed(
        self,
        element: _Element,
        declared: Cascaded,
        made: Looks,
        carried: str | None,
        *,
        nowhere: bool,
    ) -> str | None:
        """Say of an element in a line or a cell how it is placed; return what holds inside."""
        tag, values = tag_of(element), declared.values
        if not values and not declared.pseudo:
            made.numbered = _is_numbered(element, tag, "", made.marker)
            return carried
        display = _keyword(values, "display", "")
        shift = shift_of(values, made.size)
        made.shift += shift or 0.0
        moved = shift is None or made.shift > 1.0
        risk = risk_of(values, tag, made.size, self._sheets.frames, moved=moved)
        risk = risk or self._pseudo_doubt(tag, declared.pseudo)
        if display not in _OF_TABLES.get(tag, (display,)):
            risk = risk or UNRESOLVED
        if tag == "q" and '"' in values.get("quotes", "").replace('""', ""):
            risk = risk or UNRESOLVED
        if display and not (_ON_LINES.match(display) or _IN_LINE.fullmatch(display)):
            risk = risk or UNRESOLVED
        if risk and not nowhere:
            made.risky = True
            made.reach = _reach(declared, made, display, self._sheets.frames)
        made.anchored |= values.get("position", "static") not in ("static", *GLOBAL)
        made.anchored &= tag not in _AROUND_CELLS
        made.numbered = _is_numbered(element, tag, display, made.marker)
        return carried or risk

    def _pseudo_doubt(self, tag: str, matches: tuple[Match, ...]) -> str | None:
        """Return a doubt where a sheet writes or covers something beside the element's text."""
        empty = _NO_CONTENT if tag == "tr" else _EMPTY_CONTENT
        for part in {match.pseudo for match in matches}:
            declared = [one for rule, of in matches if of == part for one in rule.declared]
            if part in ("first-letter", "first-line", "marker") and declared:
                return UNRESOLVED
            contents = {one.value for one in declared if one.name == "content"}
            if part not in ("before", "after") or contents <= _NO_CONTENT:
                continue
            covers = any(
                one.name in _COVERING and one.value not in _COVERING_NOTHING for one in declared
            )
            if covers or not contents <= empty:
                return UNRESOLVED
        return None


def _with_parts(measure: Measure, parts: Sequence[Match], size: float | None) -> Measure:
    """Add what empty pseudo-elements take beside the text."""
    for rule, pseudo in parts:
        if pseudo in ("before", "after"):
            given = dict(pair for one in rule.declared for pair in longhands(one.name, one.value))
            one = measure_of(given, PLAIN, "", size, block=False)
            measure = replace(
                measure, push=measure.push + one.push + one.indent, drop=measure.drop + one.drop
            )
    return measure


_COVERING = frozenset({"position", "background", "background-color", "background-image",
                       "margin-left", "margin", "transform", "box-shadow", "outline"})  # fmt: skip


def _keyword(values: Values, name: str, default: str) -> str:
    value = values.get(name, default)
    return default if value in GLOBAL and value != "inherit" else value


def _reach(
    declared: Cascaded, looks: Looks, display: str, frames: Mapping[str, bool]
) -> Reach | None:
    """Return where a risky element may stand; ``None`` if it keeps to its cell."""
    tag, values = looks.tag, declared.values
    if display not in _OF_TABLES.get(tag, (display,)):
        return Reach(0.0 if tag in _CELLS else 1.0 if tag == "tr" else inf, inf)
    out = values.get("position") in _OUT_OF_FLOW
    floats = values.get("float", "none") not in ("none", *GLOBAL)
    if tag == "tr" or (tag in _CELLS and (out or floats)):
        return Reach(_far(values, looks.size), inf)
    if any(map(frames.get, re.findall(r"[\w-]+", values.get("animation-name", "")))):
        return ANYWHERE
    looks.sprawls = out or is_turned(values)
    reach = _away(values, looks).further(_parts_reach(declared.pseudo, looks))
    return reach if looks.sprawls or any(reach) else None


def _away(values: Values, looks: Looks) -> Reach:
    """Return how far an element is moved; offsets count from what is known to be in its cell."""
    out = values.get("position") in _OUT_OF_FLOW
    offset = any(values.get(name, "auto") not in ("auto", *GLOBAL) for name in _OFFSETS)
    if out and offset and not looks.anchored:
        return ANYWHERE
    if out and not looks.anchored:
        return reach_of(values, looks.size, whole=_PAGE)
    return reach_of(values, looks.size)


def _parts_reach(parts: Sequence[Match], looks: Looks) -> Reach:
    """Return how far pseudo-elements reach that cover something."""
    reach = STILL
    for name in {match.pseudo for match in parts} & {"before", "after"}:
        declared = [one for rule, of in parts if of == name for one in rule.declared]
        values = {
            name: UNSURE if "var(" in value else value
            for one in sorted(declared, key=attrgetter("important"))
            for name, value in longhands(one.name, one.value)
        }
        content = values.get("content", "none")
        if content in _NO_CONTENT:
            continue
        moved = _away(values, looks)
        if values.get("position") in _OUT_OF_FLOW or any(moved):
            unknown = "(" in content or content == UNSURE
            letters = inf if unknown else len(content.strip("\"'"))
            size = reach_of(values, looks.size, sized=True)
            reach = reach.further(moved).further(size).further(Reach(letters, letters))
    return reach


def _is_astray(values: Values, size: float | None) -> bool:
    """Tell whether an element outside tables may stand far from its place."""
    if values.get("position") in ("absolute", "fixed"):
        return True
    margins = [
        pixels(values.get(name, "0"), size, 100.0) for name in ("margin-top", "margin-bottom")
    ]
    if any(margin is not None and margin < -_ASTRAY for margin in margins):
        return True
    shift = shift_of(values, size)
    return shift is not None and shift > _ASTRAY


_ASTRAY = 30.0
"""Pixels and parts of a letter; what is moved by less keeps off the lines around it."""


def _far(values: Values, size: float | None) -> float:
    """Return over how many rows a row or a cell may reach that is moved."""
    return inf if values.get("position") in ("absolute", "fixed") else reach_of(values, size).rows


_OF_TABLES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_CELLS, ("", "table-cell")),
    "tr": ("", "table-row"),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        ("", "table-row-group", "table-header-group", "table-footer-group", "block", "contents"),
    ),
}
"""The ways to lay out the parts of a table which leave its columns as they are."""


def is_figure(element: _Element, looks: Looks) -> bool:
    """Tell whether an element shows digits alone, or nothing but a ground."""
    text = start_of(element).strip()
    if looks.hidden or looks.gone or any(map(str.isalpha, text)):
        return False
    return any(map(str.isdigit, text)) or (not text and _is_painted(looks.values))


def _is_painted(values: Values) -> bool:
    return any(
        values.get(name, "none") not in ("none", "transparent", *GLOBAL)
        for name in ("background-color", "background-image")
    )


def is_sure(doubt: str | None) -> bool:
    """Tell whether text of this doubt surely does not show, although it takes its place."""
    return doubt in _SURE


def _is_closed(element: _Element, around: Looks) -> bool:
    """Tell whether the element stands in a ``details`` that is folded."""
    if not around.closed or tag_of(element) != "summary":
        return around.closed
    return any(tag_of(one) == "summary" for one in element.itersiblings(preceding=True))


_OFFSETS = ("top", "right", "bottom", "left")
_OUT_OF_FLOW = frozenset({"absolute", "fixed", UNSURE})
_PAGE = 2_000.0
"""Pixels; a page is not larger on a screen."""


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
    made = Looks(*_VALUES(around))
    made.raised = made.sunk = made.numbered = made.risky = made.astray = made.sprawls = False
    made.doubt = made.reach = made.page_room = None
    if not values:
        return made
    carried = around.carried
    ink, alpha = around.ink, around.alpha
    colour = values.get("color")
    if colour is not None and colour not in ("inherit", "unset", "currentcolor"):
        ink, alpha = _shade(colour)
    fill = values.get("-webkit-text-fill-color", around.fill)
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
    made.ink, made.alpha, made.fill, made.opacity, made.size = ink, alpha, fill, opacity, size
    made.grounds, made.hidden, made.carried = _grounds(values, around), hidden, carried
    made.raised, made.sunk = raising in ("super", "sub", "text-top"), raising == "sub"
    made.struck |= "line-through" in lines
    made.drawn = _drawn(values.get("font-family", "inherit"), fonts, around.drawn)
    made.marker = values.get("list-style-type", around.marker)
    return made


def _drawn(families: str, fonts: AbstractSet[str], around: str | None) -> str | None:
    """Return a doubt where a font of the page's own may draw the letters, or one of signs does."""
    if families in ("inherit", "unset"):
        return around
    names = [name.strip(" \"'") for name in families.split(",")]
    if not fonts.isdisjoint(names):
        return CARRIED_FONT
    return SIGNS if _SYMBOLS.search(names[0]) else None


def _shade(text: str) -> tuple[Colour | None, float | None]:
    if text in ("initial", "revert", "revert-layer"):
        return BLACK, 1.0
    return shade_of(text) or (None, None)


def _grounds(values: Values, around: Looks) -> tuple[Colour, ...] | None:
    """Return what lies behind the text; pictures that are not known count where they matter."""
    colour = values.get("background-color", "transparent")
    grounds = around.grounds
    if colour not in GLOBAL:
        shade = shade_of(colour)
        grounds = _painted((shade,), grounds) if shade else None
    for stops in picture_of(values.get("background-image", "none")) or ():
        shown = _painted(stops, grounds)
        partly = any(values.get(name, "auto") not in _ALL_OVER for name in _PLACING)
        grounds = _extremes((*shown, *grounds)) if partly and shown and grounds else shown
    return grounds


_PLACING = ("background-size", "background-repeat", "background-position")
_ALL_OVER = ("auto", "cover", "100%", "100% 100%", "repeat", "repeat-x", "0% 0%", *GLOBAL)


def _painted(
    shades: Sequence[Shade], grounds: tuple[Colour, ...] | None
) -> tuple[Colour, ...] | None:
    """Return the colours that shades make over a ground."""
    if grounds is None:
        return _extremes(tuple(colour for colour, _ in shades)) if _are_opaque(shades) else None
    return _extremes(tuple(blended(colour, g, a) for colour, a in shades for g in grounds))


def _are_opaque(shades: Sequence[Shade]) -> bool:
    return all(alpha == 1.0 for _, alpha in shades)


def _extremes(colours: tuple[Colour, ...]) -> tuple[Colour, ...]:
    """Return the darkest and the lightest of colours."""
    if len(colours) < 2:
        return colours
    darkest, lightest = min(colours, key=luminance), max(colours, key=luminance)
    return (darkest,) if darkest == lightest else (darkest, lightest)


def _text_doubt(looks: Looks) -> str | None:
    """Return why text of these looks may not be seen."""
    if looks.size is not None and looks.size < _SMALLEST:
        return SMALL
    ink, alpha = looks.ink, looks.alpha
    if looks.fill is not None and looks.fill not in (*GLOBAL, "currentcolor"):
        ink, alpha = _shade(looks.fill)
    if looks.size is None or ink is None or alpha is None or not looks.grounds:
        return UNRESOLVED
    opacity = alpha * looks.opacity
    shown = [(blended(ink, ground, opacity), ground) for ground in looks.grounds]
    lighter = {luminance(print_) > luminance(ground) for print_, ground in shown}
    if len(lighter) == 1 and all(told_apart(*pair) for pair in shown):
        return looks.drawn
    return COLOURED if opacity == 1.0 else TRANSPARENT
