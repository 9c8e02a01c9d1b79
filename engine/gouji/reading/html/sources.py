"""Where the style sheets of a page stand: ``style`` elements, and addresses that hold a sheet.

Nothing is fetched. A sheet counts as a browser would take it; where browsers differ, or what
stands around it makes it uncertain, it is not *sure*.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.html.visible import tag_of

_ADDRESS = compiled(r"data:\s*([^;,]*)((?:;[^,]*)?),", re.IGNORECASE | re.DOTALL)
_UNSEEN_IN_ADDRESS = compiled(r"[\t\r\n]")
_INERT = frozenset({"textarea", "title", "xmp", "noembed", "noframes", "iframe", "template"})
"""A browser finds no sheet in these."""
_UNCERTAIN = frozenset({"noscript", "math", "option", "object", "video", "audio", "canvas"})


class Source(NamedTuple):
    """The text of a sheet, the media that it names, and whether it surely belongs to the page."""

    text: str
    media: str
    sure: bool


def sources_of(root: _Element) -> Iterator[Source]:
    """Yield the sheets that a page holds, in the order in which they stand."""
    preferred: str | None = None
    chosen = any(
        (meta.get("http-equiv") or "").strip().lower() == "default-style"
        for meta in root.iter("meta")
    )
    for element in root.iter("style", "link"):
        around = {tag_of(one) for one in element.iterancestors()}
        if not around.isdisjoint(_INERT):
            continue
        found = _linked(element, around) if element.tag == "link" else _written(element, around)
        if found is None:
            continue
        title = element.get("title")
        if title:
            preferred = preferred or title
            if title != preferred and not chosen:
                continue
        sure = found.sure and around.isdisjoint(_UNCERTAIN) and not (title and chosen)
        yield found._replace(sure=sure)


def _written(style: _Element, around: set[str]) -> Source | None:
    kind = style.get("type") or ""
    if kind.strip().lower() not in ("", "text/css"):
        return None
    text = style.text or ""
    if "svg" in around:
        text = unescape(re.sub(r"<!\[CDATA\[|\]\]>", "", text))
    return Source(text, style.get("media") or "", kind == kind.strip())


def _linked(link: _Element, around: set[str]) -> Source | None:
    relations = (link.get("rel") or "").lower().split()
    kind = (link.get("type") or "").strip().lower()
    if "stylesheet" not in relations or kind not in ("", "text/css"):
        return None
    if "alternate" in relations or link.get("disabled") is not None:
        return None
    found = sheet_in(link.get("href") or "")
    if found is None:
        return None
    text, sure = found
    return Source(text, link.get("media") or "", sure and around.isdisjoint({"svg", "math"}))


def sheet_in(address: str) -> tuple[str, bool] | None:
    """Return the sheet that an address holds, and whether a browser surely takes it for one."""
    address = _UNSEEN_IN_ADDRESS.sub("", address).strip().partition("#")[0]
    head = _ADDRESS.match(address)
    if head is None:
        return None
    content = unquote_to_bytes(address[head.end() :])
    if re.search(r";\s*base64\s*\Z", head[2], re.IGNORECASE):
        content = b"".join(content.split()).rstrip(b"=")
        try:
            content = b64decode(content + b"=" * (-len(content) % 4), validate=True)
        except Error:
            return None
    # a page in quirks mode takes sheets of every kind
    return content.decode("utf-8", "replace"), head[1].strip().lower() == "text/css"
