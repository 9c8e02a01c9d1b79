"""The looks of every element of a page, made once for all elements that are alike.

Most elements of a page are like another one: of the same name and attributes, inside elements that
are alike. They meet the same rules and look the same, and so does what is inside them.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import field
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from gouji.reading.html.cascade import BEARING, own_declarations
from gouji.reading.html.looks import GONE, Looks, Maker, is_figure, is_in_table
from gouji.reading.html.matching import Matching, Place
from gouji.reading.html.sheets import Match, sheets_of
from gouji.reading.html.visible import start_of, tag_of
from gouji.records import dataclass

_CELLS_OF_A_TABLE = 4
_BEARING_IN_TABLES = BEARING | {"class", "id"}


@dataclass(slots=True, eq=False)
class _Spot:
    """What elements have in common that look the same and meet the same rules.

    ``inner`` are the spots inside them by the names and attributes of elements, as far as these
    tell all.
    """

    looks: Looks
    place: Place | None
    inner: "dict[Hashable, _Spot]" = field(default_factory=dict)


class _LooksOf(dict[_Element, Looks]):
    def __missing__(self, _: _Element) -> Looks:
        return GONE


class Appearance:
    """The looks of every element of a page."""

    def __init__(self, root: _Element) -> None:
        self._sheets = sheets_of(root)
        self._matching = Matching(self._sheets, root)
        self._boxes = _around_tables(root)
        self._maker = Maker(self._sheets, self._boxes)
        self._made: dict[Hashable, tuple[Looks, Looks]] = {}
        self._spots: dict[tuple[int, int], _Spot] = {}
        self._of = _LooksOf()
        self.of: Callable[[_Element], Looks] = self._of.__getitem__
        """Returns the looks of an element; those inside one that is gone are gone."""
        self.stray = False
        """Whether something outside tables may stand over their figures."""
        self._walk(root)

    def _walk(self, root: _Element) -> None:
        """Take the elements from the root down."""
        outside = _Spot(Looks(custom=self._sheets.custom), None)
        spots = {root.getparent(): outside}
        for _, element in reversed(list(etree.iterwalk(root, events=("end",)))):
            around = spots.get(element.getparent())
            if around is None:  # inside what is gone
                continue
            key = (element.tag, *element.items())
            spot = None if element in self._boxes else around.inner.get(key)
            if spot is None:
                spot = self._spot(element, around, key)
            looks = self._of[element] = spot.looks
            if not looks.gone:
                spots[element] = spot
                self.stray |= looks.astray and is_figure(element, looks)

    def _spot(self, element: _Element, around: _Spot, key: Hashable) -> _Spot:
        place = self._matching.place_of(element, around.place)
        matches = self._matching.matches_of(element, place)
        looks, is_told = self._looks(element, matches, around.looks)
        spot = self._spots.setdefault((id(looks), id(place)), _Spot(looks, place))
        if is_told and (place is None or place.is_whole):
            around.inner[key] = spot
        return spot

    def _looks(
        self, element: _Element, matches: Sequence[Match], around: Looks
    ) -> tuple[Looks, bool]:
        """Return the looks of ``element``, one object for all that are alike.

        Tells also whether its name, its attributes and the rules that it meets tell all.
        """
        if element in self._boxes or around.closed:
            return self._maker.looks(element, matches, around, _letters(element)), False
        tag, given = tag_of(element), tuple(element.items())
        cuts = self._may_cut(element, matches)
        letters = _letters(element) if cuts else 0
        met = tuple((id(rule), pseudo) for rule, pseudo in matches)
        names = _BEARING_IN_TABLES if is_in_table(tag, around) else BEARING
        bearing = tuple(pair for pair in given if pair[0] in names)
        link = tag == "a" and "href" in element.attrib
        key = (id(around), tag, link, bearing, met, letters)
        found = self._made.get(key)
        if found is None:
            # what is around is kept with it, so that its identity stays its own
            found = self._made[key] = around, self._maker.looks(element, matches, around, letters)
        return found[1], not cuts

    def _may_cut(self, element: _Element, matches: Sequence[Match]) -> bool:
        """Tell whether something is declared for an element that may cut off what it holds."""
        style = element.get("style")
        if style and any(one.cuts for one in own_declarations(style)):
            return True
        return self._sheets.cutting and any(
            one.cuts for rule, _ in matches for one in rule.declared
        )


def _around_tables(root: _Element) -> frozenset[_Element]:
    """Return the elements that hold whole tables: boxes of the page."""
    found: set[_Element] = set()
    for table in root.iter("table"):
        cells = islice(table.iter("td", "th"), _CELLS_OF_A_TABLE)
        if len(list(cells)) == _CELLS_OF_A_TABLE:
            found.update(table.iterancestors())
    return frozenset(found)


def _letters(element: _Element) -> int:
    """Return how many letters an element holds; more than a few are alike."""
    return min(len(start_of(element).strip()), 4)
