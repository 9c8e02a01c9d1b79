"""How far an element reaches that is not in its place, with all that is in it.

Elements that look alike hold different things, so this is asked of each by itself.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.html.looks import Looks
from gouji.reading.html.shifts import ANYWHERE, STILL, Reach, reach_of, unit_of
from gouji.reading.html.visible import size_of

_MOST_ELEMENTS, _MOST_LETTERS = 50, 200
_PLAIN = frozenset((
    "span", "div", "p", "a", "b", "i", "u", "s", "em", "strong", "font", "small", "big", "sub",
    "sup", "del", "ins", "strike", "label", "br", "wbr", "center", "nobr", "cite", "abbr", "bdo",
))  # fmt: skip
"""Elements that are as large as the text in them, but for what is declared."""
_BLANKS = compiled(r"[ \t\r\n\f]+")
"""What takes no room of its own; a hard blank does."""
_PICTURES = frozenset({"img", "image"})
_AROUND_PICTURES = ("border", "hspace", "vspace")
_AROUND_PARAGRAPH = 2.0
"""Letters that a browser leaves free above and below a paragraph."""

_LooksOf = Callable[[_Element], Looks]


def reach_with(element: _Element, looks: Looks, looks_of: _LooksOf) -> Reach:
    """Return how far an element reaches whose looks say that it may."""
    inside = [(one, looks_of(one)) for one in islice(element.iter(), _MOST_ELEMENTS + 1)]
    if len(inside) > _MOST_ELEMENTS:
        return ANYWHERE
    total = looks.reach or STILL
    for one in _reaches(inside, sized=looks.sprawls):
        total = total.further(one)
    return total.further(_written(element, looks_of)) if looks.sprawls else total


def _reaches(inside: Iterable[tuple[_Element, Looks]], *, sized: bool) -> Iterator[Reach]:
    """Yield how far elements in each other are moved, and how large they are if that counts."""
    for number, (element, looks) in enumerate(inside):
        if looks.gone:
            continue
        if sized:
            yield _room(element, looks)
        if number:  # what is declared for the first is known
            yield looks.reach or STILL
        if number and sized:
            yield reach_of(looks.values, looks.size, sized=True)


def _room(element: _Element, looks: Looks) -> Reach:
    """Return how large an element is beside its text and what is declared for it."""
    unit, measure = unit_of(looks.size), looks.measure
    if looks.tag in _PICTURES:
        width, height = size_of(element)
        if width is None or height is None or _is_framed(element):
            return ANYWHERE
        return Reach(height / unit, width / unit)
    if looks.tag not in _PLAIN:
        return ANYWHERE
    lines = _AROUND_PARAGRAPH if looks.tag == "p" else float(looks.tag == "br")
    return Reach(lines + measure.drop / unit, measure.push / unit)


def _is_framed(image: _Element) -> bool:
    return any(image.get(name, "0") != "0" for name in _AROUND_PICTURES)


def _written(element: _Element, looks_of: _LooksOf) -> Reach:
    """Return how large the text in an element is: in one line, or a letter a line."""
    rows = columns = 0.0
    for text, looks in _texts(element, looks_of):
        letters = len(_BLANKS.sub(" ", text).strip(" "))
        if letters and (looks.size is None or letters > _MOST_LETTERS):
            return ANYWHERE
        size, measure = looks.size or 0.0, looks.measure
        columns += letters * (size + measure.spacing + measure.gap) / unit_of(size)
        rows += letters * max(measure.leading or size, size) / unit_of(size)
    return Reach(rows, columns)


def _texts(element: _Element, looks_of: _LooksOf) -> Iterator[tuple[str, Looks]]:
    """Yield the texts in an element that take room, and the looks of each."""
    for one in element.iter():
        looks = looks_of(one)
        if one.text and not looks.gone:
            yield one.text, looks
        around = one.getparent()
        if one is not element and one.tail and around is not None:
            looks = looks_of(around)
            if not looks.gone:
                yield one.tail, looks
