"""What a web page says and where it leads: title, text, links, frames, the next page of a list.

Pages of the usual site systems differ in how they write links: plainly, in ``onclick`` or data
attributes, in records within scripts, in calls that draw the numbers of pages.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml import etree
from lxml.etree import _Element

from gouji.collecting.addresses import address
from gouji.collecting.failures import NotCollected
from gouji.reading.html.parsing import parse_page
from gouji.reading.html.surroundings import page_title, published
from gouji.reading.html.visible import BLOCKS, tag_of
from gouji.reading.marks import tidy
from gouji.records import dataclass

MOST_BYTES = 10_000_000
_MOST_LINKS = 10_000
_LONGEST_TEXT = 300
_MOST_PICTURES = 5
_SILENT = frozenset({"script", "style", "noscript", "template", "select", "option", "head"})
_ROWS = ("li", "tr", "dd", "dl", "p")
_DATA = ("data-href", "data-url", "data-link", "data-file", "data-src", "data-path")
_QUOTED = re.compile(r"""(['"])([^'"\s<>]{1,1000})\1""")
_IS_ADDRESS = re.compile(
    r"[^+]*(?:\.(?:s?html?|jspx?|aspx?|php|action|do|pdf|docx?|wps|ofd|rtf|odt|zip|rar)(?:[?#].*)?|/)",
    re.IGNORECASE,
)
"""An address written out in a script: no sum of strings."""
_CODE = 4_000
_SCRIPTS = 200_000
"""So many characters of a page's scripts are looked at, and of what one element runs."""
_REFRESH = re.compile(
    r"\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*url\s*=\s*['\"]?\s*([^'\"]+)", re.IGNORECASE
)
_LONGEST_REFRESH = 30
_MOVES = re.compile(
    r"\blocation(?:\.href|\.replace|\.assign)?\s*(?:=|\()\s*(['\"])([^'\"]{1,2000})\1"
)
_NEXT = re.compile(r"^(?:下一页|下页|后一页|next|›|»|>|>>|&gt;)[>›»]*$", re.IGNORECASE)
_DRAWN = re.compile(
    r"createPageHTML\s*\(\s*(['\"][\w-]{1,60}['\"]\s*,)?\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,"
    r"\s*['\"]([\w./-]{1,100})['\"]\s*,\s*['\"](\w{1,10})['\"]"
)
"""TRS WCM: how many pages, which this one is, name and ending of their files.

Pages are counted from 0, or from 1 where the call names an element to draw into.
"""
_COUNTED = re.compile(r"\b(countPage|currentPage)\s*=\s*(\d{1,5})")
"""The same, older: the script of the page draws the links itself."""
_NUMBER = re.compile(r"_\d+$")
_RECORD = ("<![CDATA[", "]]>")
_LONGEST_RECORD = 20_000
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
        return "\n".join(str(e.text) for e in self.root.iter("script") if e.text)[:_SCRIPTS]

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """All links, in the order of the page."""
        found: dict[tuple[str, str], Link] = {}
        for link in islice(self._links(self.root), _MOST_LINKS):
            found.setdefault((link.url, link.text), link)
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
            words = _start(element) or element.get("title") or ""
            marked = (element.get("rel") or "").lower() == "next" or _NEXT.match(words)
            target = next(self._targets(element), None) if marked else None
            if target and target != self.url:
                return target
        drawn = self._drawn_page()
        return self._to(drawn) if drawn else None

    def _drawn_page(self) -> str | None:
        """Return the next page's file where a script draws the numbers of pages."""
        match = _DRAWN.search(self.scripts)
        if match:
            total, page = int(match[2]), int(match[3]) + (0 if match[1] else 1)
            return (
                f"{match[4]}_{page + (1 if match[1] else 0)}.{match[5]}" if page < total else None
            )
        counts = {found[1]: int(found[2]) for found in _COUNTED.finditer(self.scripts)}
        following = counts.get("currentPage", 0) + 1
        if following >= counts.get("countPage", 0):
            return None
        stem, _, ending = urlsplit(self.url).path.rpartition("/")[2].partition(".")
        return f"{_NUMBER.sub('', stem) or 'index'}_{following}.{ending or 'html'}"

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
            quoted = _QUOTED.finditer((code or "")[:_CODE])
            written += [match[2] for match in quoted if _IS_ADDRESS.fullmatch(match[2])]
        for each in written:
            target = self._to(each) if each else None
            if target:
                yield self._viewed(target)
                return

    def _recorded(self, script: _Element) -> Iterator[Link]:
        """Yield the links in records that a script will draw (大汉)."""
        opening, closing = _RECORD
        for piece in str(script.text or "").split(opening)[1:_MOST_LINKS]:
            record, closed, _ = piece.partition(closing)
            if closed and "<a" in record and len(record) <= _LONGEST_RECORD:
                tree = etree.fromstring(f"<div>{record}</div>", etree.HTMLParser(no_network=True))
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
    shown = _start(element)
    title = tidy(element.get("title") or "")[:_LONGEST_TEXT]
    if not shown:
        pictures = islice(element.iter("img"), _MOST_PICTURES)
        return title or " ".join(tidy(image.get("alt") or "") for image in pictures).strip()
    cut = shown.rstrip(".…")
    return title if cut != shown and title.startswith(cut[: len(cut) // 2]) else shown


def _row(element: _Element) -> str:
    """Return the text of the line of a list or table that an element stands in."""
    around = next(element.iterancestors(*_ROWS), None)
    return "" if around is None else _start(around)


def _head(element: _Element) -> str:
    """Return the text of the first cell of the row that an element stands in, if not its own."""
    row = next(element.iterancestors("tr"), None)
    first = None if row is None else next(row.iterchildren("td", "th"), None)
    return "" if first is None or first in element.iterancestors() else _start(first)


def _start(element: _Element) -> str:
    """Return the text of an element, so many characters of it at most."""
    text = ""
    for count, piece in enumerate(element.itertext()):
        text += f" {str(piece)[:_LONGEST_TEXT]}" if text else str(piece)[:_LONGEST_TEXT]
        if len(text) >= _LONGEST_TEXT or count >= _LONGEST_TEXT:
            break
    return tidy(text)[:_LONGEST_TEXT]
