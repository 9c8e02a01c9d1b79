"""Which rules an element meets, found without looking at more of the page than must be.

Most selectors speak of the names of an element and of those around it. What they say holds for all
elements of the same names in like places, and is asked once for these; of the rest, those elements
are asked whose names they speak of.
"""

from collections.abc import Iterator, Sequence

import cssselect2
from cssselect2 import ElementWrapper
from lxml.etree import _Element

from gouji.reading.html.sheets import Layer, Match, Rule, Sheets
from gouji.reading.html.visible import tag_of
from gouji.records import dataclass

_Kind = tuple[str, object, object]
"""Name, classes and id of an element."""
_Met = tuple[tuple[int, ...], int, str | None, Rule]
"""How specific a selector is, its place among all, its pseudo-element, and its rule."""


@dataclass(slots=True, eq=False)
class Place:
    """A place for elements of the same names inside elements of the same names.

    ``wrapped`` is one of them, ``met`` what all of them meet, ``inner`` the places inside.
    """

    wrapped: ElementWrapper
    met: Sequence[_Met]
    matches: Sequence[Match]
    is_whole: bool
    """Whether they meet nothing else."""
    inner: "dict[_Kind, Place]"


class _Named:
    """What chains of selectors ask of an element: its names. It outlives its page."""

    def __init__(self, element: _Element) -> None:
        names = {name: element.get(name) for name in ("class", "id")}
        self.tag = tag_of(element)
        self.attrib = {name: value for name, value in names.items() if value is not None}
        self.get = self.attrib.get

    def __iter__(self) -> Iterator[_Element]:
        return iter(())


class Places:
    """Finds the places of elements, on all pages that have the same sheets."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets = sheets

    def place_of(self, element: _Element, around: Place | None) -> Place | None:
        """Return the place of an element in the place ``around`` it; no sheet needs none."""
        if self._sheets.empty:
            return None
        tag, classes, own_id = tag_of(element), element.get("class"), element.get("id")
        if around is None:
            return self._new(element, None)
        kind: _Kind = (tag, classes, own_id)
        place = around.inner.get(kind)
        if place is None:
            spoken = self._kind(*kind)
            place = around.inner.get(spoken) or self._new(element, around)
            around.inner[kind] = around.inner[spoken] = place
        return place

    def _kind(self, tag: str, classes: object, own_id: object) -> _Kind:
        """Return the names of an element of which the sheets speak."""
        names, spoken = str(classes or ""), self._sheets.spoken
        own = str(own_id or "")
        if self._sheets.quirks:
            names, own = names.lower(), own.lower()
        return tag, tuple(name for name in names.split() if name in spoken), own in spoken and own

    def _new(self, element: _Element, around: Place | None) -> Place:
        sheets = self._sheets
        parent = around and around.wrapped
        wrapped = _folded(
            ElementWrapper(_Named(element), parent, 0, None, in_html_document=True), sheets
        )
        names = {"*", tag_of(element), wrapped.local_name, f"#{wrapped.id}"}
        names.update(f".{name}" for name in wrapped.classes)
        sheets.compile_for(names)
        # of most places their names alone tell that none is met
        met = [] if sheets.chained.isdisjoint(names) else list(_met(sheets.chains, wrapped))
        is_whole = sheets.involved.isdisjoint(names)
        return Place(wrapped, met, _in_order(met, sheets), is_whole, {})


class Matching:
    """Finds the rules of a page's sheets for its elements."""

    def __init__(self, sheets: Sheets, root: _Element) -> None:
        self._sheets = sheets
        self._root = root
        self._wrapped: dict[_Element, ElementWrapper] = {}

    def matches_of(self, element: _Element, place: Place | None) -> Sequence[Match]:
        """Return the rules that an element meets in its place, the weakest first."""
        if place is None:
            return ()
        if place.is_whole:
            return place.matches
        others = _met(self._sheets.others, self._wrap(element))
        return _in_order([*place.met, *others], self._sheets)

    def _wrap(self, element: _Element) -> ElementWrapper:
        if element not in self._wrapped:
            parent = element.getparent()
            if element is self._root or parent is None:
                root = ElementWrapper.from_html_root(element)
                self._wrapped[element] = _folded(root, self._sheets)
            else:
                for child in self._wrap(parent).iter_children():
                    self._wrapped[child.etree_element] = _folded(child, self._sheets)
        return self._wrapped[element]


def _folded(wrapped: ElementWrapper, sheets: Sheets) -> ElementWrapper:
    """Fold the case of names, which means nothing in old pages."""
    if sheets.quirks:
        element = wrapped.etree_element
        wrapped.classes = set((element.get("class") or "").lower().split())
        wrapped.id = (element.get("id") or "").lower() or None
    return wrapped


def _in_order(met: Sequence[_Met], sheets: Sheets) -> list[Match]:
    found = [Match(rule, part) for _, _, part, rule in sorted(met, key=_strength)]
    return sorted(found, key=_layer_of) if sheets.layers and len(found) > 1 else found


def _met(matcher: cssselect2.Matcher, wrapped: ElementWrapper) -> Iterator[_Met]:
    for specificity, _, part, (order, rule) in matcher.match(wrapped):
        yield specificity, order, part, rule


def _strength(met: _Met) -> tuple[tuple[int, ...], int]:
    return met[:2]


def _layer_of(match: Match) -> Layer:
    return match.rule.layer
