"""Properties of text and paragraphs, by name, and how those of one level override another's."""

from collections.abc import Mapping

from lxml.etree import _Element

from gouji.reading.docx.names import W, switch

Properties = Mapping[str, _Element]
"""The elements of ``w:rPr`` or ``w:pPr`` by their tags."""

NONE: Properties = {}

Signature = tuple[object, ...]
_PIECEMEAL = frozenset({W + "rFonts", W + "ind", W + "spacing"})
"""Elements whose attributes are inherited one by one."""


def properties_of(element: _Element | None) -> Properties:
    """Return what a properties element says itself; the last of two alike counts."""
    return NONE if element is None else {str(child.tag): child for child in element}


def signature(element: _Element | None) -> Signature:
    """Return what an element says, as a value: two that say the same have the same."""
    if element is None:
        return ()
    inside = [signature(e) if len(e) else (e.tag, *e.items()) for e in element]
    return (element.tag, *element.items(), *inside)


def merged(*levels: Properties) -> Properties:
    """Return what holds where every level overrides those before it."""
    result: dict[str, _Element] = {}
    for level in levels:
        for tag, element in level.items():
            below = result.get(tag) if tag in _PIECEMEAL else None
            result[tag] = element if below is None else _joined(below, element)
    return result


def _joined(below: _Element, above: _Element) -> _Element:
    return above.makeelement(above.tag, {**below.attrib, **above.attrib})


def toggled(tag: str, styles: tuple[Properties, ...], direct: Properties) -> bool | None:
    """Return whether a toggle is on, ``None`` where programs differ.

    Styles of several kinds that speak of one toggle turn each other over, or do not.
    """
    own = switch(direct.get(tag))
    if own is not None:
        return own
    said = [switch(style[tag]) for style in styles if tag in style]
    return True if said == [True] else None if any(said) else False
