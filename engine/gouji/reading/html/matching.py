"""Which rules an element meets, found without looking at more of the page than must be."""

from collections.abc import Sequence

from cssselect2 import ElementWrapper
from lxml.etree import _Element

from gouji.reading.html.sheets import Layer, Match, Sheets
from gouji.reading.html.visible import tag_of

_Kind = tuple[str, str | None, str | None]
"""Name, class and id of an element."""


class Matching:
    """Finds the rules of a page's sheets for its elements, which must come from the root down."""

    def __init__(self, sheets: Sheets, root: _Element) -> None:
        self._sheets = sheets
        self._wrapped: dict[_Element, ElementWrapper] = {}
        if not sheets.empty:
            self._wrapped[root] = self._wrap_root(root)
        self._alike: dict[_Kind, Sequence[Match] | None] = {}

    def of(self, element: _Element) -> Sequence[Match]:
        """Return the rules that an element meets, the weakest first."""
        if self._sheets.empty:
            return ()
        kind = (tag_of(element), element.get("class"), element.get("id"))
        if kind not in self._alike:
            self._alike[kind] = self._of_kind(element, kind)
        alike = self._alike[kind]
        return self._met(self._wrap(element)) if alike is None else alike

    def _of_kind(self, element: _Element, kind: _Kind) -> Sequence[Match] | None:
        """Return the rules of all elements of a kind; ``None`` where more of them must be known."""
        sheets = self._sheets
        names = {kind[0], *(f".{one}" for one in (kind[1] or "").split()), f"#{kind[2]}"}
        names = {name.lower() for name in names} if sheets.quirks else names
        if sheets.anywhere or not sheets.involved.isdisjoint(names):
            return None
        return () if sheets.plain.isdisjoint(names) else self._met(self._wrap_root(element))

    def _met(self, wrapped: ElementWrapper) -> list[Match]:
        found = [Match(rule, part) for _, _, part, rule in self._sheets.matcher.match(wrapped)]
        return sorted(found, key=_layer_of) if self._sheets.layers and len(found) > 1 else found

    def _wrap_root(self, element: _Element) -> ElementWrapper:
        return self._folded(ElementWrapper.from_html_root(element))

    def _wrap(self, element: _Element) -> ElementWrapper:
        if element not in self._wrapped:
            parent = element.getparent()
            for child in self._wrap(parent).iter_children() if parent is not None else ():
                self._wrapped[child.etree_element] = self._folded(child)
        return self._wrapped[element]

    def _folded(self, wrapped: ElementWrapper) -> ElementWrapper:
        """Fold the case of names, which means nothing in old pages."""
        if self._sheets.quirks:
            element = wrapped.etree_element
            wrapped.classes = set((element.get("class") or "").lower().split())
            wrapped.id = (element.get("id") or "").lower() or None
        return wrapped


def _layer_of(match: Match) -> Layer:
    return match.rule.layer
