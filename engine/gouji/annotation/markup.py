"""XML text in which something is put in or taken out, and all the rest stays as it is written."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection
from typing import NamedTuple

from lxml.etree import _Element

from gouji.reading.ofd.package import parsed
from gouji.reading.ofd.values import name_of

_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"""|<(?P<close>/?)(?P<name>[^\s/>]+)(?:[^>"'/]|"[^"]*"|'[^']*'|/(?!>))*(?P<empty>/?)>""",
    re.DOTALL,
)


class _Span(NamedTuple):
    start: int
    end: int


class Markup:
    """One XML part; ``root`` is its root. Raises ``ValueError`` for what cannot be kept as it is.

    Comments and processing instructions are in the text and not among the elements.
    """

    def __init__(self, data: bytes) -> None:
        root = parsed(data)
        if root is None:
            raise ValueError("no XML")
        self.root = root
        self._mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
        self._encoding = _MARKS.get(self._mark) or _declared(data)
        text = data[len(self._mark) :].decode(self._encoding)
        if self._encoded(text) != data:
            raise ValueError("the text cannot be written as it was")
        self._text = _opened(text)
        *spans, self._end = _spans(self._text)
        self._spans = dict(zip(root, spans, strict=True))

    def tag(self, name: str) -> str:
        """Return how an element of the root's own namespace is called here."""
        return f"{self.root.prefix}:{name}" if self.root.prefix else name

    def changed(
        self, added: str, *, without: Collection[_Element] = (), ahead_of: Collection[str] = ()
    ) -> bytes:
        """Return the part with ``added`` as the last child of its root, and ``without`` others.

        It stands before the children that are called as one of those ``ahead_of``.
        """
        later = [span for each, span in self._spans.items() if name_of(each) in ahead_of]
        place = min([*later, self._end]).start
        edits = [(self._spans[each], "") for each in without]
        edits.append((_Span(place, place), added))
        text = self._text
        for span, instead in sorted(edits, reverse=True):
            text = text[: span.start] + instead + text[span.end :]
        return self._encoded(text)

    def _encoded(self, text: str) -> bytes:
        return self._mark + text.encode(self._encoding, "xmlcharrefreplace")


def _declared(data: bytes) -> str:
    found = _DECLARED.match(data)
    name = found[1].decode().lower() if found else "utf-8"
    return "gb18030" if name.startswith("gb") else name


def _opened(text: str) -> str:
    """Return ``text`` with a root that takes children, where it is one without content."""
    root = next(tag for tag in _TAG.finditer(text) if tag["name"])
    if not root["empty"]:
        return text
    return f"{text[: root.start('empty')]}></{root['name']}>{text[root.end() :]}"


def _spans(text: str) -> list[_Span]:
    """Return where the children of the root stand, and its closing tag."""
    spans: list[_Span] = []
    depth = start = 0
    for tag in _TAG.finditer(text):
        if not tag["name"]:
            continue
        if tag["close"]:
            depth -= 1
        elif depth == 1:
            start = tag.start()
        if depth == 1 and (tag["close"] or tag["empty"]):
            spans.append(_Span(start, tag.end()))
        elif depth == 0:
            if tag["close"]:
                return [*spans, _Span(tag.start(), tag.end())]
            depth = 1
        elif not tag["close"] and not tag["empty"]:
            depth += 1
    raise ValueError("the root does not end")
