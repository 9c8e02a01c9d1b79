"""Makes the looks of each element from those of the element around it.

What is declared for it changes what it inherits. What says that text cannot be seen, or not as it
is written, ends as a reason (see :mod:`gouji.reading.shown`). Inside tables and lines everything
counts that may cover, move or turn characters; of the boxes around whole tables and paragraphs,
which move all alike, only what hides.
"""

from collections.abc import Sequence

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.html.cascade import Cascaded, Values, cascaded
from gouji.reading.html.inheritance import inherited
from gouji.reading.html.inks import text_doubt
from gouji.reading.html.longhands import GLOBAL, UNSURE
from gouji.reading.html.looks import FOLDED, GONE, Looks, is_in_table
from gouji.reading.html.pseudo import parts_doubt, with_parts
from gouji.reading.html.risks import is_nowhere, letters_risk, misplaced, risk_of
from gouji.reading.html.rooms import measure_of, page_room
from gouji.reading.html.sheets import Match, Sheets
from gouji.reading.html.shifts import shift_of
from gouji.reading.html.strays import is_astray, keeps_columns, reach
from gouji.reading.html.visible import BLOCKS, tag_of
from gouji.reading.shown import UNRESOLVED, WHITE, Colour

_NIGHT: Colour = (18, 18, 18)
"""The ground of a page that is dark by its own wish."""
_CELLS = frozenset({"td", "th"})
_TABLES = frozenset({"table", "thead", "tbody", "tfoot"})
_COLUMNS = frozenset({"col", "colgroup"})
_ROWS = frozenset({"tr", "thead", "tbody", "tfoot"})
_NEVER_SHOWN = frozenset({"noscript", "template"})
"""What no style sheet can put on the page: browsers keep it apart."""
_AROUND_CELLS = frozenset({*_TABLES, *_ROWS, "caption"})
_ON_LINES = compiled(r"block|flex|grid|table|list-item|flow-root|-webkit-box")
_IN_LINE = compiled(r"inline.*|contents|table-(?:cell|column|column-group)|ruby.*|run-in")
_PLAIN_MARKERS = frozenset({"none", "disc", "circle", "square"})


class Maker:
    """Makes the looks of the elements of a page; ``scheme`` is the colour scheme of its head."""

    def __init__(self, sheets: Sheets, scheme: str) -> None:
        self._sheets = sheets
        self._scheme = scheme

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
        declared = cascaded(element, matches, around.custom, quirks=self._sheets.quirks)
        if gone := _gone(element, declared.values, around):
            return gone
        made = self._begun(element, declared, around)
        if made.values and not (box or made.in_table):
            made.astray = is_astray(made.values, made.size)
        if made.values and (box or made.tag in _TABLES):
            made.page_room = page_room(made.values, made.size)
        self._doubt(element, declared, made, letters, box=box)
        made.quiet = not (made.hidden or made.raised or made.struck or made.numbered or made.risky)
        made.quiet &= not (made.reach or made.page_room or made.measure.room)
        return made

    def _begun(self, element: _Element, declared: Cascaded, around: Looks) -> Looks:
        """Return the looks as far as they do not say whether and where the text shows."""
        tag, values = tag_of(element), declared.values
        display = _display(values)
        made = inherited(values, around, self._sheets.fonts)
        made.tag, made.values, made.custom = tag, values, declared.custom
        made.block = tag in BLOCKS if display in ("", UNSURE) else _stands_alone(display)
        made.in_table = is_in_table(tag, around)
        made.names = self._names(element, around) if made.in_table else ()
        made.closed = tag == "details" and element.get("open") is None
        measure = measure_of(values, around.measure, tag, made.size, block=made.block)
        made.measure = with_parts(measure, declared.pseudo, made.size)
        if tag == "html" and (values.get("color-scheme") or self._scheme).split() == ["dark"]:
            made.grounds, made.ink = (_NIGHT,), made.ink if "color" in values else WHITE
        return made

    def _names(self, element: _Element, around: Looks) -> tuple[str, ...]:
        tag = tag_of(element)
        if tag in _CELLS:
            return ()
        own = {*(element.get("class") or "").split(), *(element.get("id") or "").split()}
        own -= self._sheets.names
        if "-" in tag:
            own.add(f"<{tag}>")
        return (*around.names, *sorted(own)) if own else around.names

    def _doubt(
        self, element: _Element, declared: Cascaded, made: Looks, letters: int, *, box: bool
    ) -> None:
        """Say why the text may not be seen, or not in its place."""
        values, carried, away = declared.values, made.carried, None
        if values or declared.pseudo:
            if not box:
                away = misplaced(values, made.size, block=made.block, letters=letters)
            carried = carried or away
            carried = carried or letters_risk(values, made.size, in_table=made.in_table)
            made.unseen = text_doubt(made)
        if not box and (made.in_table or not made.block):
            nowhere = away is not None and is_nowhere(values, made.size, block=made.block)
            carried = self._placed(element, declared, made, carried, nowhere=nowhere)
        made.carried, made.doubt = carried, carried or made.unseen

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
        values, display = declared.values, _display(declared.values)
        made.numbered = _is_numbered(element, made.tag, display, made.marker)
        if not values and not declared.pseudo:
            return carried
        risk = self._risk(declared, made, display)
        if risk and not nowhere:
            made.risky = True
            made.reach = reach(declared, made, display, self._sheets.frames)
        made.anchored |= values.get("position", "static") not in ("static", *GLOBAL)
        made.anchored &= made.tag not in _AROUND_CELLS
        return carried or risk

    def _risk(self, declared: Cascaded, made: Looks, display: str) -> str | None:
        """Return why an element may cover, move or change letters, and note how far it is moved."""
        tag, values = made.tag, declared.values
        shift = shift_of(values, made.size)
        made.shift += shift or 0.0
        moved = shift is None or made.shift > 1.0
        risk = risk_of(values, tag, made.size, self._sheets.frames, moved=moved)
        risk = risk or parts_doubt(tag, declared.pseudo)
        known = not display or _ON_LINES.match(display) or _IN_LINE.fullmatch(display)
        quotes = tag == "q" and '"' in values.get("quotes", "").replace('""', "")
        as_expected = known and keeps_columns(tag, display) and not quotes
        return risk or (None if as_expected else UNRESOLVED)


def _gone(element: _Element, values: Values, around: Looks) -> Looks | None:
    """Return the looks of an element that leaves nothing behind, ``None`` for all others."""
    tag, collapsed = tag_of(element), values.get("visibility") == "collapse"
    if tag in _NEVER_SHOWN:
        return GONE
    if _display(values) == "none":
        return FOLDED if collapsed and tag in _COLUMNS else GONE
    if _is_closed(element, around) or (collapsed and tag in _ROWS):
        return GONE
    return None


def _display(values: Values) -> str:
    """Return how an element is laid out; empty for the way that its name has by itself."""
    display = values.get("display", "")
    return "" if display in GLOBAL and display != "inherit" else display


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
