"""A web page's bytes become a tree of elements."""

import re

from lxml import etree
from lxml.etree import HTMLParser, _Element, _ListErrorLog

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.expressions import compiled
from gouji.reading.decode import decode
from gouji.reading.limits import MAX_PAGE_DEPTH
from gouji.reading.trees import check_tree

_ENDS = compiled(r"</(?:html|body)\s*>", re.IGNORECASE)
_BREAKS = compiled(r"</(?:(br)\s*/?>|p\s*>(?=\s*\d))", re.IGNORECASE)
"""Ends of elements that break a line in a browser, and are nothing to the parser."""
_NUL = compiled(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_NUL_AT_NUMBER = compiled(rf"(?<=[\d.,]){_NUL.pattern}+|{_NUL.pattern}+(?=[\d.,])")
_TAG = compiled(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = compiled(r""""[^"]*"|'[^']*'""")
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ENDED = ("b", "big", "i", "s", "small", "strike", "tt", "u", "font", "a", *_HEADS)
"""Elements that end for the parser where a block begins in them, and for browsers do not."""
_HOLDING_BLOCKS = compiled(
    r"<(b|big|i|s|small|strike|tt|u|font|h[1-6])(?=[\s>])([^>]*+)>"
    r"((?:(?!</?(?:\1|table|t[dhr])\b).)*+)(</\1\s*+>|(?=</t[dh]))",
    re.IGNORECASE | re.DOTALL,
)
_HOLDING_TABLES = compiled(
    r"<(a|h[1-6])(?=[\s>])([^>]*+)>((?:(?!</?\1\b).)*+)(</\1\s*+>)", re.IGNORECASE | re.DOTALL
)
_BLOCKS = compiled(r"<(?:p|center|table)(?=[\s>])", re.IGNORECASE)
_BLANKS = 50
"""Blanks before an end tag are fewer."""
_HELD = "-held"
_LONG_TAG = 4_000
_ATTRIBUTES = 1_000
_MOST_DAMAGE = 100
"""One broken character in so many is damage; more mean another encoding."""
EMPTY = "网页里没有文字，可能要在浏览器里打开后另存才能得到正文"


def parse_page(data: bytes) -> _Element:
    """Return the root of a page; raises :class:`gouji.errors.DocumentError`."""
    # what stands after the first </html> belongs to the page; the parser would set it apart
    text = _BREAKS.sub(_broken, _ENDS.sub("", _without_controls(page_text(data))))
    _check_tags(text)
    root = _parsed(text)
    if any(_may_be_ended(element) for element in root.iter(*_ENDED)):
        held = _HOLDING_TABLES.sub(_held, _HOLDING_BLOCKS.sub(_held, text))
        root = _parsed(held) if held != text else root
    for element in root.iter(*(f"{name}{_HELD}" for name in _ENDED)):
        element.tag = str(element.tag).removesuffix(_HELD)
    check_tree(root, MAX_PAGE_DEPTH)
    return root


def _may_be_ended(element: _Element) -> bool:
    """Tell whether an element may have ended because a block began in it."""
    after = element.getnext()
    return not element.tail and after is not None and after.tag in ("p", "center", "table")


def _held(match: re.Match[str]) -> str:
    """Return an element under a name that the parser does not end, if it holds a block."""
    name, attributes, content, end = match.groups()
    if not _BLOCKS.search(content):
        return match[0]
    name = f"{name.lower()}{_HELD}"
    inside = _HOLDING_BLOCKS.sub(_held, content)
    return f"<{name}{attributes}>{inside}{end and f'</{name}>'}"


def _parsed(text: str) -> _Element:
    # a type that the page does not name is none: browsers read it by old ways then
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True,
        default_doctype=False,
    )  # fmt: skip
    try:
        root: _Element | None = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if _too_deep(parser.error_log):
        raise LimitExceeded(f"网页嵌套超过 {MAX_PAGE_DEPTH} 层，不像一份年度报告")
    if root is None:
        raise DamagedDocument(EMPTY)
    return root


def _broken(end: re.Match[str]) -> str:
    """Return a line break for an end tag that breaks one; a paragraph's only between digits."""
    before = end.string[max(end.start() - _BLANKS, 0) : end.start()].rstrip()
    return "<br>" if end[1] or before[-1:].isdigit() else end[0]


def _without_controls(text: str) -> str:
    """Return ``text`` without control characters; one at a number is a broken character."""
    return _NUL.sub("", _NUL_AT_NUMBER.sub("\ufffd", text)) if _NUL.search(text) else text


def _check_tags(text: str) -> None:
    """Refuse tags with thousands of attributes, over which the parser takes minutes."""
    long = [tag for tag in _TAG.findall(text) if len(tag) > _LONG_TAG]
    if any(len(_QUOTED.sub("", tag).split()) > _ATTRIBUTES for tag in long):
        raise LimitExceeded(f"网页里有一个元素超过 {_ATTRIBUTES} 个属性，不像一份年度报告")


def _too_deep(log: _ListErrorLog) -> bool:
    return any("depth" in entry.message for entry in log)


def page_text(data: bytes) -> str:
    """Return a page's text, whatever encoding it declares.

    A page that is UTF-8 but for a few broken bytes is UTF-8; what was broken shows as U+FFFD.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken and broken * _MOST_DAMAGE < len(text):
        ideographs = sum(1 for char in text if char > "\u2e80") - broken
        if broken * _MOST_DAMAGE < ideographs:
            return text
    return decode(data)
