"""Annotations and form fields that add to, or change, what a page shows."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from gouji.model.document import Rect
from gouji.reading.pdf.graphics import parameters
from gouji.reading.pdf.layers import Layers
from gouji.reading.shown import BLACK, Colour, told_apart

_ALWAYS = {"FreeText", "Widget", "Stamp", "StrikeOut", "Redact", "Ink", "Watermark"}
"""These show content of their own, or take away what others show."""
_COVERING = {"FreeText", "Redact", "Square", "Circle", "Polygon", "Line", "Watermark"}
"""These may cover the text of the page; stamps and signatures leave it to be read."""
_TINTING = {"Highlight", "Underline", "Squiggly"}
_NEVER = {"Popup"}
_HIDDEN = 0b100010
"""Hidden, or not viewed."""


class Overlay(NamedTuple):
    """The place of an annotation, in the page's own coordinates."""

    rect: Rect
    covers: bool


def overlays(page: PDFPage, layers: Layers) -> Iterator[Overlay]:
    """Yield the annotations of a page that show something of their own."""
    for reference in list_value(resolve1(page.annots) or []):
        keys = dict_value(reference)
        rect = [float(resolve1(number)) for number in list_value(keys.get("Rect") or [])]
        if len(rect) == 4 and rect[0] != rect[2] and rect[1] != rect[3] and _shows(keys, layers):
            yield Overlay((rect[0], rect[1], rect[2], rect[3]), _kind(keys) in _COVERING)


def _kind(keys: dict[str, Any]) -> str:
    kind = resolve1(keys.get("Subtype"))
    return str(literal_name(kind)) if isinstance(kind, PSLiteral) else ""


def _shows(keys: dict[str, Any], layers: Layers) -> bool:
    flags, kind = resolve1(keys.get("F")), _kind(keys)
    if kind in _NEVER or (isinstance(flags, int) and flags & _HIDDEN):
        return False
    if "OC" in keys and layers.shows(keys["OC"]) is False:
        return False
    appearance = _appearance(keys)
    if kind in _TINTING and (appearance is None or _only_darkens(appearance)):
        return kind == "Highlight" and _is_dark(keys)
    return kind in _ALWAYS or appearance is not None or bool(resolve1(keys.get("IC")))


def _appearance(keys: dict[str, Any]) -> PDFStream | None:
    """Return what an annotation draws, as a stream; any of several states stands for all."""
    drawn = resolve1(keys.get("AP"))
    normal = resolve1(drawn.get("N")) if isinstance(drawn, dict) else None
    if isinstance(normal, dict):
        normal = next((s for s in map(resolve1, normal.values()) if isinstance(s, PDFStream)), None)
    return normal if isinstance(normal, PDFStream) else None


def _only_darkens(appearance: PDFStream) -> bool:
    """Tell whether all that is drawn only tints the page, as a marker pen does."""
    resources = resolve1(appearance.get("Resources"))
    states = resolve1(resources.get("ExtGState")) if isinstance(resources, dict) else None
    if not isinstance(states, dict) or not states or "Font" in resources:
        return False
    found = [parameters(resources, name) or {} for name in states]
    return all(_mode(resolve1(keys.get("BM"))) in ("Multiply", "Darken") for keys in found)


def _mode(value: object) -> str:
    return str(literal_name(value)) if isinstance(value, PSLiteral) else ""


def _is_dark(keys: dict[str, Any]) -> bool:
    parts = [float(resolve1(number)) for number in list_value(resolve1(keys.get("C")) or [])]
    if len(parts) != 3:
        return len(parts) != 0
    colour: Colour = (round(255 * parts[0]), round(255 * parts[1]), round(255 * parts[2]))
    return not told_apart(BLACK, colour)
