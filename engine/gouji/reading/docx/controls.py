"""Content controls: whether a program may show something else in one than the file says."""

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from gouji.errors import DocumentError
from gouji.reading.docx.names import W, switch, value
from gouji.reading.docx.package import Package

_ITEM_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_LISTS = (W + "dropDownList", W + "comboBox")
_PREFIX = re.compile(r"""xmlns:([\w.-]+)\s*=\s*(?:'([^']*)'|"([^"]*)")""")
_STEP = re.compile(r"/(?:([\w.-]+):)?([\w.-]+)(?:\[(\d{1,4})\])?")
_OWN_PARTS = {
    "core-properties": "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}",
    "extended-properties": "{6668398D-A668-4E3E-A5EB-62B293D839F1}",
}
"""Parts of every package, by the names that controls have for them."""

Part = _Element | None
"""The root of a part, ``None`` for one that cannot be read."""


class Controls:
    """The content controls of a package, and the parts that they may take their text from."""

    def __init__(self, package: Package, main: str) -> None:
        self._parts = list(_parts(package, main))
        self._known: dict[_Element, bool] = {}

    def is_uncertain(self, control: _Element) -> bool:
        """Tell whether a control (``w:sdt``) waits for its text, or may show another.

        It may be bound to a part, whose text programs then show, or let choose from a list.
        """
        if control not in self._known:
            self._known[control] = self._is_uncertain(control)
        return self._known[control]

    def _is_uncertain(self, control: _Element) -> bool:
        properties = control.find(W + "sdtPr")
        if properties is None:
            return False
        shown = _squeezed("".join(t.text or "" for t in control.iter(W + "t")))
        choices = _choices(properties)
        return (
            switch(properties.find(W + "showingPlcHdr")) is True
            or not _is_chosen(properties, choices, shown)
            or any(choices.get(t or "", t) != shown for t in self._bound(properties))
        )

    def _bound(self, properties: _Element) -> Iterator[str | None]:
        """Yield the texts that a control may be bound to, ``None`` for one that is not known.

        None at all for a binding to what is not there: then the control keeps its own.
        """
        for binding in properties.findall("{*}dataBinding"):
            for part in self._meant(_attribute(binding, "storeItemID")):
                yield from (None,) if part is None else _found(part, binding)

    def _meant(self, store: str) -> list[Part]:
        """Return the part of a name, or any, where there is none of that name."""
        named = [part for name, part in self._parts if name == store.upper()]
        return named or [part for _, part in self._parts]


def _parts(package: Package, main: str) -> Iterator[tuple[str, Part]]:
    for kind, store in _OWN_PARTS.items():
        yield from ((store, _part(package, name)) for name in package.related("", kind))
    for name in package.related(main, "customXml"):
        described = [_part(package, p) for p in package.related(name, "customXmlProps")]
        stores = [(each.get(_ITEM_ID) or "").upper() for each in described if each is not None]
        yield from ((store, _part(package, name)) for store in stores or [""])


def _part(package: Package, name: str) -> Part:
    try:
        return package.part(name)
    except DocumentError:
        # a part of other programs; no text of the document stands in it
        return None


def _found(part: _Element, binding: _Element) -> Iterator[str | None]:
    """Yield the text at the path of a binding, if there is any; ``None`` if it is no plain path."""
    path = _attribute(binding, "xpath").removesuffix("/text()")
    spaces = {p: a or b for p, a, b in _PREFIX.findall(_attribute(binding, "prefixMappings"))}
    spaces[""] = ""
    steps = _STEP.findall(path)
    if _STEP.sub("", path) or not spaces.keys() >= {prefix for prefix, _, _ in steps}:
        yield None
        return
    nodes, below = [part], [[part]]
    for prefix, name, nth in steps:
        tag = f"{{{spaces[prefix]}}}{name}" if spaces[prefix] else name
        nodes = [node for group in below for node in _picked(group, tag, nth)]
        below = [list(node) for node in nodes]
    yield from (_squeezed("".join(node.itertext())) for node in nodes[:1])


def _picked(group: Iterable[_Element], tag: str, nth: str) -> list[_Element]:
    named = [node for node in group if node.tag == tag]
    return named[int(nth) - 1 : int(nth)] if nth else named


def _attribute(element: _Element, name: str) -> str:
    """Return an attribute in the namespace of its element."""
    space = str(element.tag).rpartition("}")[0]
    return element.get(f"{space}}}{name}") or value(element, name) or ""


def _choices(properties: _Element) -> dict[str, str]:
    """Return what a list shows for each of its values."""
    items = (item for kind in _LISTS for item in properties.iterfind(f"{kind}/{W}listItem"))
    return {
        (value(item, "value") or ""): _squeezed(
            value(item, "displayText") or value(item, "value") or ""
        )
        for item in items
    }


def _is_chosen(properties: _Element, choices: dict[str, str], shown: str) -> bool:
    """Tell whether what a list shows is one of its entries, and the one chosen last."""
    for kind in _LISTS:
        found = properties.find(kind)
        if found is not None:
            last = value(found, "lastValue")
            is_last = last is None or choices.get(last, shown) == shown
            return is_last and bool(shown) and (kind == _LISTS[1] or shown in choices.values())
    return True


def _squeezed(text: str) -> str:
    return "".join(text.split())
