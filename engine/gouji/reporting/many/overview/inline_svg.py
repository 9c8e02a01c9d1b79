"""Makes a drawn SVG part of a page: its ids its own, its fonts the page's, its meaning told."""

import re

from lxml import etree

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_FONT = re.compile(r"font-family: [^;]*; ")
_JOINS = "stroke-linejoin: round; stroke-linecap: butt"


def inline(svg: bytes, chart: str, title: str, description: str) -> str:
    """Return ``svg`` as an element with role img, named by ``title`` and ``description``.

    All its ids begin with ``chart``, so that several drawings can stand in one page.
    """
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False)
    root = etree.fromstring(svg, parser)
    etree.strip_elements(root, f"{_SVG}metadata", f"{_SVG}style")
    root.set("style", _JOINS)  # what the style element said, to the whole page
    _own_ids(root, chart)
    for text in root.iter(f"{_SVG}text"):
        text.set("style", _FONT.sub("", text.get("style", "")))
    _tell(root, chart, title, description)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _own_ids(root: etree._Element, chart: str) -> None:
    """Prefix the ids that something refers to; drop the others."""
    used = {name for element in root.iter() for name in _referred(element)}
    for element in root.iter():
        name = element.get("id")
        if name in used:
            element.set("id", f"{chart}-{name}")
        elif name is not None:
            del element.attrib["id"]
        for key, value in element.attrib.items():
            element.set(key, _REFERENCE.sub(rf"url(#{chart}-\1)", value))
        if element.get(_XLINK, "").startswith("#"):
            element.set(_XLINK, f"#{chart}-{element.get(_XLINK, '')[1:]}")


def _referred(element: etree._Element) -> list[str]:
    names = [name for value in element.attrib.values() for name in _REFERENCE.findall(value)]
    return [*names, element.get(_XLINK, "")[1:]]


def _tell(root: etree._Element, chart: str, title: str, description: str) -> None:
    root.set("role", "img")
    root.set("aria-labelledby", f"{chart}-title {chart}-desc")
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    for place, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = etree.Element(f"{_SVG}{tag}", id=f"{chart}-{tag}")
        element.text = text
        root.insert(place, element)
