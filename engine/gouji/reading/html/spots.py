"""What elements have in common that are alike, found once for all pages of the same style sheets.

Most elements of a page are like another one: of the same name and attributes, inside elements that
are alike. They meet the same rules and look the same, and so does what is inside them, on this page
and on the next one of the site. Where more than that counts, each is looked at by itself.
"""

from collections.abc import Hashable, Sequence
from dataclasses import field
from functools import lru_cache

from lxml.etree import _Element

from gouji.errors import LimitExceeded
from gouji.reading.html.cascade import BEARING, own_declarations
from gouji.reading.html.looks import Looks, is_in_table
from gouji.reading.html.making import Maker
from gouji.reading.html.matching import Matching, Place, Places
from gouji.reading.html.sheets import Match, Sheets, read_sheets
from gouji.reading.html.sources import Source, sources_of
from gouji.reading.html.visible import start_of, tag_of
from gouji.reading.limits import MAX_STYLE_CHARACTERS
from gouji.records import dataclass

_BEARING_IN_TABLES = BEARING | {"class", "id"}
_LARGE = 60_000
"""Characters of sheets of which few are kept: their rules take twenty times as much memory."""
_MOST_KEPT = 1_000
"""Spots that are kept for the next page; a report has some hundred."""


@dataclass(slots=True, eq=False)
class Spot:
    """What elements have in common that look the same and meet the same rules.

    ``inner`` are the spots inside them by the names and attributes of elements, as far as these
    tell all.
    """

    looks: Looks
    place: Place | None
    inner: "dict[Hashable, Spot]" = field(default_factory=dict)


class Spots:
    """The spots of pages with the same style sheets, and of the same colour scheme."""

    def __init__(self, sheets: Sheets, scheme: str) -> None:
        self.sheets = sheets
        self._maker = Maker(sheets, scheme)
        self._places = Places(sheets)
        self._forget()

    def _forget(self) -> None:
        self.outside = Spot(Looks(custom=self.sheets.custom), None)
        """The spot around the root of a page."""
        self._made: dict[Hashable, tuple[Looks, Looks]] = {}
        self._spots: dict[tuple[int, int], Spot] = {}

    def forget_many(self) -> None:
        """Keep no more than a few sites' pages have; to be called between pages."""
        if len(self._spots) > _MOST_KEPT:
            self._forget()

    def spot(self, element: _Element, around: Spot, matching: Matching, *, box: bool) -> Spot:
        """Return the spot of an element; a ``box`` holds whole tables."""
        key = (box, element.tag, *element.items())
        spot = around.inner.get(key)
        if spot is not None:
            return spot
        place = self._places.place_of(element, around.place)
        matches = matching.matches_of(element, place)
        looks, is_told = self._looks(element, matches, around.looks, box=box)
        spot = self._spots.setdefault((id(looks), id(place)), Spot(looks, place))
        if is_told and (place is None or place.is_whole):
            around.inner[key] = spot
        return spot

    def _looks(
        self, element: _Element, matches: Sequence[Match], around: Looks, *, box: bool
    ) -> tuple[Looks, bool]:
        """Return the looks of ``element``, one object for all that are alike.

        Tells also whether its name, its attributes and the rules that it meets tell all.
        """
        if around.closed:
            return self._maker.looks(element, matches, around, _letters(element), box=box), False
        tag, given = tag_of(element), element.items()
        cuts = not box and self._may_cut(element, matches)
        letters = _letters(element) if cuts else 0
        met = tuple((id(rule), pseudo) for rule, pseudo in matches)
        names = _BEARING_IN_TABLES if is_in_table(tag, around) else BEARING
        bearing = tuple(pair for pair in given if pair[0] in names)
        link = tag == "a" and "href" in element.attrib
        key = (id(around), box, tag, link, bearing, met, letters)
        found = self._made.get(key)
        if found is None:
            # what is around is kept with it, so that its identity stays its own
            looks = self._maker.looks(element, matches, around, letters, box=box)
            found = self._made[key] = around, looks
        return found[1], not cuts

    def _may_cut(self, element: _Element, matches: Sequence[Match]) -> bool:
        """Tell whether something is declared for an element that may cut off what it holds."""
        style = element.get("style")
        if style and any(one.cuts for one in own_declarations(style)):
            return True
        return self.sheets.cutting and any(one.cuts for rule, _ in matches for one in rule.declared)


def spots_of(root: _Element) -> Spots:
    """Return the spots of a page; those of a site's pages, which have the same sheets, are one."""
    sources = tuple(sources_of(root))
    size = sum(len(source.text) for source in sources)
    if size > MAX_STYLE_CHARACTERS:
        raise LimitExceeded(f"网页的样式表超过 {MAX_STYLE_CHARACTERS} 个字符，不像一份年度报告")
    quirks = not root.getroottree().docinfo.doctype
    return (_kept if size <= _LARGE else _kept_large)(sources, quirks, _scheme(root))


def _scheme(root: _Element) -> str:
    """Return the colour scheme that the head of a page asks for."""
    names = [m for m in root.iter("meta") if (m.get("name") or "").lower() == "color-scheme"]
    return (names[0].get("content") or "").lower() if names else ""


def _read(sources: tuple[Source, ...], quirks: bool, scheme: str) -> Spots:  # noqa: FBT001
    return Spots(read_sheets(sources, quirks=quirks), scheme)


_kept, _kept_large = lru_cache(maxsize=16)(_read), lru_cache(maxsize=2)(_read)


def _letters(element: _Element) -> int:
    """Return how many letters an element holds; more than a few are alike."""
    return min(len(start_of(element).strip()), 4)
