"""Drawings: text boxes, which are read, and pictures, which are not."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from gouji.reading.docx.alternatives import chosen
from gouji.reading.docx.names import MC, W, local_name
from gouji.reading.flow import Picture

_EMU_PER_POINT = 12_700
_SIZEABLE_WIDTH = 200.0
_SIZEABLE_HEIGHT = 60.0
"""In points: from here on a picture may hold a table or text; seals and codes are smaller."""
_PICTURES = frozenset({"blip", "chart", "imagedata", "OLEObject", "relIds", "textpath"})
_CSS_LENGTH = re.compile(
    r"(?:^|;)\s*(width|height)\s*:\s*([\d.]{1,12})(pt|in|cm|mm|px)?", re.IGNORECASE
)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.75}


def boxes(drawing: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes in a drawing, each of which holds paragraphs."""
    for element in drawing:
        if element.tag == W + "txbxContent":
            yield element
        elif element.tag == MC + "AlternateContent":
            for shown in chosen(element):
                yield from ([shown] if shown.tag == W + "txbxContent" else boxes(shown))
        else:
            yield from boxes(element)


def pictures(drawing: _Element) -> Iterator[Picture]:
    """Yield a picture if the drawing shows one outside its text boxes."""
    for element in drawing.iter():
        if local_name(element) in _PICTURES and not _in_box(element, drawing):
            yield Picture(_is_sizeable(drawing))
            return


def _in_box(element: _Element, drawing: _Element) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is drawing:
            return False
        if ancestor.tag == W + "txbxContent":
            return True
    return False


def _is_sizeable(drawing: _Element) -> bool:
    """Tell whether a picture is large; one that does not say its size is taken for large."""
    for element in drawing.iter():
        if local_name(element) == "extent":
            width, height = _emu(element.get("cx")), _emu(element.get("cy"))
            return width >= _SIZEABLE_WIDTH and height >= _SIZEABLE_HEIGHT
        found = {name.lower(): float(size) * _POINTS[(unit or "").lower()]
                 for name, size, unit in _CSS_LENGTH.findall(element.get("style") or "")
                 if size.replace(".", "", 1).isdigit()}  # fmt: skip
        if {"width", "height"} <= set(found):
            return found["width"] >= _SIZEABLE_WIDTH and found["height"] >= _SIZEABLE_HEIGHT
    return True


def _emu(text: str | None) -> float:
    """Return a length in points, infinite where it is not given."""
    return int(text) / _EMU_PER_POINT if text and text.isdecimal() else float("inf")
