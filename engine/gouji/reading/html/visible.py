"""What the elements of a page are, and how large their pictures."""

import re

from lxml.etree import _Element

from gouji.expressions import compiled

BLOCKS = frozenset((
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "center",
    "blockquote", "section", "article", "main", "header", "footer", "nav", "aside", "form",
    "fieldset", "legend", "pre", "address", "figure", "figcaption", "hr", "caption", "body",
    "html", "details", "summary", "table", "thead", "tbody", "tfoot", "tr", "td", "th",
))  # fmt: skip
"""Elements that stand on lines of their own."""

_LENGTH = compiled(r"\s*(\d{1,6})(?:\.\d*)?\s*(px|pt|%|em|cm|in)?", re.IGNORECASE)
_START = 200
_LONGEST_STYLE = 2_000
_PIXELS = {"": 1.0, "px": 1.0, "pt": 1.33, "%": 8.0, "em": 16.0, "cm": 37.8, "in": 96.0}


def tag_of(element: _Element) -> str:
    """Return the element's name."""
    return str(element.tag).lower()


def style_of(element: _Element) -> str:
    """Return the element's own style sheet text."""
    return (element.get("style") or "")[:_LONGEST_STYLE]


def start_of(element: _Element) -> str:
    """Return the text inside an element, hidden or not, up to some 200 characters."""
    start = ""
    for text in element.itertext():
        start += str(text)
        if len(start) >= _START:
            break
    return start[:_START]


def size_of(image: _Element) -> tuple[float | None, float | None]:
    """Return an image's width and height in pixels as far as the page says (% of some 800)."""
    return _length(image, "width"), _length(image, "height")


def _length(image: _Element, name: str) -> float | None:
    styled = re.search(rf"(?:^|;)\s*{name}\s*:\s*([^;]+)", style_of(image), re.IGNORECASE)
    match = _LENGTH.match(styled[1] if styled else image.get(name) or "")
    return int(match[1]) * _PIXELS[(match[2] or "").lower()] if match else None
