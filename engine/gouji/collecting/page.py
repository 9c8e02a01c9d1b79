"""What a web page says and where it leads: title, text, links, frames, the next page of a list.

Pages of the usual site systems differ in how they write links: plainly, in ``onclick`` or data
attributes, in records within scripts, in calls that draw the numbers of pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from lxml.etree import _Element

from gouji.collecting.addresses import address
from gouji.collecting.failures import NotCollected
from gouji.reading.html.parsing import parse_page
from gouji.reading.html.surroundings import page_title, published
from gouji.reading.html.visible import BLOCKS, tag_of
from gouji.reading.marks import tidy

MOST_BYTES = 10_000_000
_MOST_LINKS = 5_000
_LONGEST_TEXT = 300
_SILENT = frozenset({"script", "style", "noscript", "template", "select", "option", "head"})
_ROWS = ("li", "tr", "dd", "dl", "p")
_DATA = ("data-href", "data-url", "data-link", "data-file", "data-src", "data-path")
_FILE = r"[^'\"\s<>()]{1,500}"
_IN_SCRIPT = re.compile(
    rf"""['"]((?:https?:)?/{{0,2}}{_FILE}(?:\.(?:s?html?|jspx?|aspx?|php|action|do|pdf|docx?|wps|ofd|rtf"""
    rf"""|odt|zip|rar)(?:[?#][^'"]{{0,500}})?|/))['"]""",
    re.IGNORECASE,
)
"""An address written out in a script: no sum of strings."""
_REFRESH = re.compile(
    r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*url\s*=\s*['\"]?\s*([^'\"]+)", re.IGNORECASE
)
_LONGEST_REFRESH = 30
_MOVES = re.compile(
    r"\blocation(?:\.href|\.replace|\.assign)?\s*(?:=|\()\s*(['\"])([^'\"]{1,2000})\1"
)
_NEXT = re.compile(r"^(?:下一页|下页|后一页|next|›|»|>|>>|&gt;)[>›»]*$", re.IGNORECASE)
_DRAWN = re.compile(
    r"createPageHTML\s*\(\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*['\"]([\w./-]{1,100})['\"]\s*,"
    r"\s*['\"](\w{1,10})['\"]"
)
"""TRS WCM: how many pages, which this one is (from 0), name and ending of their files."""
_RECORD = re.compile(r"<!\[CDATA\[(.{1,20000}?)\]\]>", re.DOTALL)
_VIEWED = ("file", "url", "src")
"""What viewers of documents in a frame are told to show."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it leads, its words, those of the line or row that it stands in.

    ``head`` are the words of the first cell of its row, where that is another.
    """

    url: str
    text: str
    row: str = ""
    head: str = ""


class Page:
    """A page of the address ``url``; raises :class:`gouji.errors.DocumentError`."""

    def __init__(self, url: str, body: bytes) -> None:
        if len(body) > MOST_BYTES:
            raise NotCollected(f"网页超过 {MOST_BYTES // 1_000_000} MB，不像一份年度报告")
        self.url = url
        self.body = body
        self.root = parse_page(body)
        self._encoding = _encoding(body)
        based = next((e.get("href") for e in self.root.iter("base") if e.get("href")), None)
        self._base = self._to(based, url) or url if based else url

    @cached_property
    def title(self) -> str:
        """The title of what the page shows."""
        return page_title(self.root) or ""

    @cached_property
    def whole_title(self) -> str:
        """What the window is called."""
        return next((tidy("".join(e.itertext())) for e in self.root.iter("title")), "")

    @cached_property
    def text(self) -> str:
        """All text, a line for each block."""
        return _joined(self.root)

    @cached_property
    def own_text(self) -> str:
        """The text without that of links."""
        return _joined(self.root, without="a")

    @cached_property
    def scripts(self) -> str:
        """The page's own scripts."""
        return "\n".join(str(e.text) for e in self.root.iter("script") if e.text)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links, in the order of the page."""
        found: dict[tuple[str, str], Link] = {}
        for link in self._links(self.root):
            found.setdefault((link.url, link.text), link)
            if len(found) >= _MOST_LINKS:
                break
        return tuple(found.values())

    @cached_property
    def frames(self) -> tuple[str, ...]:
        """Where the page's frames lead; of viewers, to what they show."""
        targets = []
        for element in self.root.iter("frame", "iframe", "embed", "object"):
            shown = element.get("src") or element.get("data") or ""
            target = self._to(shown) if shown else None
            if target and target != self.url:
                targets.append(self._viewed(target))
        return tuple(dict.fromkeys(targets))

    @cached_property
    def leads_on(self) -> str | None:
        """Where the page sends its readers by itself, if it does."""
        for meta in self.root.iter("meta"):
            if (meta.get("http-equiv") or "").strip().lower() == "refresh":
                match = _REFRESH.match(meta.get("content") or "")
                if match and int(match[1]) <= _LONGEST_REFRESH:
                    return self._to(match[2].strip())
        match = None if len(self.own_text) > _LONGEST_TEXT else _MOVES.search(self.scripts)
        return self._to(match[2]) if match else None

    @cached_property
    def next_page(self) -> str | None:
        """The next page of a list."""
        for element in self.root.iter("a", "link"):
            words = tidy("".join(element.itertext())) or element.get("title") or ""
            marked = (element.get("rel") or "").lower() == "next" or _NEXT.match(words)
            target = next(self._targets(element), None) if marked else None
            if target and target != self.url:
                return target
        match = _DRAWN.search(self.scripts)
        if match and int(match[2]) + 1 < int(match[1]):
            return self._to(f"{match[3]}_{int(match[2]) + 1}.{match[4]}")
        return None

    @cached_property
    def published(self) -> date | None:
        """When the page says that it was published."""
        return published(self.root, [self.own_text])

    @property
    def asks_password(self) -> bool:
        """Whether the page has a field for a password."""
        return any((e.get("type") or "").lower() == "password" for e in self.root.iter("input"))

    def _links(self, root: _Element) -> Iterator[Link]:
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            if tag_of(element) == "script":
                yield from self._recorded(element)
            else:
                for target in self._targets(element):
                    yield Link(target, _words(element), _row(element), _head(element))

    def _targets(self, element: _Element) -> Iterator[str]:
        """Yield where an element leads: its address, or those in its data and what it runs."""
        href = element.get("href") or "" if tag_of(element) in {"a", "area", "link"} else ""
        plain = not href.startswith("#") and not href.lower().startswith("javascript:")
        written = [href] if href and plain else []
        written += [element.get(name) or "" for name in _DATA if tag_of(element) != "img"]
        for code in (element.get("onclick"), None if plain else href):
            written += [match[1] for match in _IN_SCRIPT.finditer((code or "")[:4_000])]
        for each in written:
            target = self._to(each) if each else None
            if target:
                yield self._viewed(target)
                return

    def _recorded(self, script: _Element) -> Iterator[Link]:
        """Yield the links in records that a script will draw (大汉)."""
        for match in _RECORD.finditer(str(script.text or "")):
            if "<a" in match[1]:
                tree = etree.fromstring(match[1], etree.HTMLParser(no_network=True))
                if tree is not None:
                    yield from self._links(tree)

    def _viewed(self, target: str) -> str:
        """Return the document that a viewer at ``target`` shows, else ``target``."""
        query = parse_qsl(urlsplit(target).query)
        shown = next((value for name, value in query if name.lower() in _VIEWED), "")
        is_viewer = "view" in urlsplit(target).path.lower()
        return (self._to(shown, target) if shown and is_viewer else None) or target

    def _to(self, href: str, base: str | None = None) -> str | None:
        try:
            return address(href, base or self._base, self._encoding)
        except NotCollected:
            return None


def _encoding(body: bytes) -> str:
    """Return the encoding that the page's addresses are written in."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _joined(root: _Element, without: str = "") -> str:
    lines: list[str] = []
    _gather(root, without, lines)
    return "\n".join(filter(None, (tidy(line) for line in "".join(lines).split("\n"))))


def _gather(root: _Element, without: str, lines: list[str]) -> None:
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = tag_of(element)
        if event == "start":
            if tag in _SILENT or tag == without:
                walker.skip_subtree()
                continue
            lines.append("\n" if tag in BLOCKS or tag == "br" else "")
            lines.append(element.text or "")
        else:
            lines.append("\n" if tag in BLOCKS else "")
            lines.append(element.tail or "")


def _words(element: _Element) -> str:
    """Return a link's words: those it shows, unless they are cut and its title has them whole."""
    shown = tidy("".join(map(str, element.itertext())))[:_LONGEST_TEXT]
    title = tidy(element.get("title") or "")[:_LONGEST_TEXT]
    pictured = " ".join(tidy(image.get("alt") or "") for image in element.iter("img"))
    if not shown:
        return title or pictured.strip()
    cut = shown.rstrip(".…")
    return title if cut != shown and title.startswith(cut[: len(cut) // 2]) else shown


def _row(element: _Element) -> str:
    """Return the text of the line of a list or table that an element stands in."""
    around = next(element.iterancestors(*_ROWS), None)
    return "" if around is None else _whole(around)


def _head(element: _Element) -> str:
    """Return the text of the first cell of the row that an element stands in, if not its own."""
    row = next(element.iterancestors("tr"), None)
    first = None if row is None else next(row.iterchildren("td", "th"), None)
    return "" if first is None or first in element.iterancestors() else _whole(first)


def _whole(element: _Element) -> str:
    return tidy(" ".join(map(str, element.itertext())))[:_LONGEST_TEXT]
