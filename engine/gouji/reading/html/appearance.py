"""The looks of every element of a page."""

from collections.abc import Callable
from itertools import islice

from lxml.etree import _Element

from gouji.reading.html.looks import GONE, Looks, is_figure
from gouji.reading.html.matching import Matching
from gouji.reading.html.spots import Spot, spots_of

_CELLS_OF_A_TABLE = 4


class _LooksOf(dict[_Element, Looks]):
    def __missing__(self, _: _Element) -> Looks:
        return GONE


class Appearance:
    """The looks of every element of a page."""

    def __init__(self, root: _Element) -> None:
        self._of = _LooksOf()
        self.of: Callable[[_Element], Looks] = self._of.__getitem__
        """Returns the looks of an element; those inside one that is gone are gone."""
        self.stray = False
        """Whether something outside tables may stand over their figures."""
        self.gone: list[_Element] = []
        """The outermost elements that are gone, in the order of the page."""
        self._walk(root)

    def _walk(self, root: _Element) -> None:
        """Take the elements from the root down."""
        known = spots_of(root)
        matching, boxes = Matching(known.sheets, root), _around_tables(root)
        spots: dict[_Element | None, Spot] = {root.getparent(): known.outside}
        for element in root.iter("*"):
            around = spots.get(element.getparent())
            if around is None:  # inside what is gone
                continue
            spot = known.spot(element, around, matching, box=element in boxes)
            looks = self._of[element] = spot.looks
            if looks.gone:
                self.gone.append(element)
            else:
                spots[element] = spot
                if looks.astray and is_figure(element, looks):
                    self.stray = True
        known.forget_many()


def _around_tables(root: _Element) -> frozenset[_Element]:
    """Return the elements that hold whole tables: boxes of the page."""
    found: set[_Element] = set()
    for table in root.iter("table"):
        cells = islice(table.iter("td", "th"), _CELLS_OF_A_TABLE)
        if len(list(cells)) == _CELLS_OF_A_TABLE:
            found.update(table.iterancestors())
    return frozenset(found)
