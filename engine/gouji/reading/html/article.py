"""Finds the article of a page among navigation, links and the site's footer.

What makes an article is evidence of a report: sentences, headings with Chinese ordinals, numbers
in cells. The article is the smallest container that holds all of it; class names such as
``footer`` only help to tell furniture, and never make furniture of an element with headings or
numbers in it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from gouji.expressions import compiled
from gouji.reading.html.appearance import Appearance
from gouji.reading.html.visible import tag_of
from gouji.records import dataclass

FOOTER = compiled(
    r"网站标识码|网安备\s*\d|ICP备\s*(?:\d|案[编号]*\s*[:：])|备案号\s*[:：]|版权所有|copyright|©"
    r"|(?:主办|承办|技术支持|维护)(?:单位|机构)?\s*[:：]",
    re.IGNORECASE,
)
"""Words that stand in a site's footer and in no report."""

_SENTENCE = compiled(r"[^。；]{12}[。；]")
_HEADING = compiled(r"^[^\S\n]*[一二三四五六七][^\S\n]*、[^\S\n]*\S{2}", re.MULTILINE)
_NUMBER = compiled(r"[\d.,，]+")
_LONGEST_FOOTER = 600
_SHORT = 40
"""Characters; texts of fewer are found again in other cells and pages."""
_LONGEST_NAMES = 300
_FURNITURE_TAGS = frozenset({"header", "footer", "nav", "aside"})
_BOXES = frozenset({"div", "section", "center", "ul", "dl", "table", "tbody", "tr", "td"})
"""Elements that are a footer if it says so in them; of a paragraph, its neighbours belong to it."""
_MAY_BE_FURNITURE = frozenset({"div", "ul", "ol", "dl", "p", "span", "section", "form"})
_FURNITURE_NAMES = compiled(
    r"(?:^|[^a-z])(?:header|footer|foot|nav|navbar|menu|crumbs?|breadcrumbs?|location|position|share"
    r"|bdshare|print|tools?|toolbar|prev|next|related|recommend|side|sidebar|copyright|qrcode|ewm"
    r"|comments?|search|pager|pagination|login|hits|fujian|attachments?)(?:[^a-z]|$)"
    r"|footer|breadcrumb|copyright|bdshare|navbar|sidebar"
)
_SILENT = frozenset(
    {"select", "textarea", "button", "svg", "canvas", "audio", "video", "map", "rt"}
)
_CONTAINERS = frozenset({"div", "section", "article", "main", "body", "form", "center"})


@dataclass(slots=True)
class _Evidence:
    """How much of a report an element holds, all that it contains included."""

    sentences: int = 0
    headings: int = 0
    numbers: int = 0
    footers: int = 0
    own: int = 0
    """Sentences, headings and numbers of its own; only these are not of what it contains."""

    @property
    def words(self) -> int:
        """Count what an article has."""
        return self.sentences + self.headings

    @property
    def solid(self) -> int:
        """Count what nothing around an article has."""
        return self.headings + self.numbers

    def add(self, inner: "_Evidence") -> None:
        """Take what an element inside holds."""
        self.sentences += inner.sentences
        self.headings += inner.headings
        self.numbers += inner.numbers
        self.footers += inner.footers


_NOTHING = _Evidence()


class _Found(NamedTuple):
    """What one block of text is evidence of."""

    numbers: int = 0
    footers: int = 0
    sentences: int = 0
    headings: int = 0


class _Weights:
    """What the elements of a page hold; of those that hold nothing there is no record."""

    def __init__(self, body: _Element, appearance: Appearance) -> None:
        self._held: defaultdict[_Element, _Evidence] = defaultdict(_Evidence)
        self._letters: dict[_Element, int] = {}
        for block, text in _block_texts(body, appearance):
            if not text:
                continue
            self._letters[block] = len(text)
            found = (_found_in_short if len(text) < _SHORT else _found_in)(text)
            if found is not None:
                self._add(block, found)
        # children come before their parents in reversed document order
        for element in reversed(list(body.iter())):
            held = self._held.get(element)
            if held is not None and element is not body:
                parent = element.getparent()
                if parent is not None:
                    self._held[parent].add(held)

    def of(self, element: _Element) -> _Evidence:
        """Return how much of a report an element holds."""
        return self._held.get(element, _NOTHING)

    def letters(self, element: _Element) -> int:
        """Count the letters in an element."""
        return sum(self._letters.get(one, 0) for one in element.iter())

    def _add(self, block: _Element, found: _Found) -> None:
        numbers, footers, sentences, headings = found
        holder: _Element | None = block
        if numbers:
            # numbers speak for their table as a whole, not for the cells that happen to hold them
            while holder is not None and (holder is block or holder.tag != "table"):
                holder = holder.getparent()
        if holder is not None:
            held = self._held[holder]
            held.numbers += numbers
            held.footers += footers
            held.sentences += sentences
            held.headings += headings
            held.own += numbers + sentences + headings


def _found_in(text: str) -> _Found | None:
    """Return what the text of a block is evidence of."""
    bare = text.strip()
    if not bare:
        return None
    if _NUMBER.fullmatch(bare):
        return _Found(numbers=1)
    if len(text) <= _LONGEST_FOOTER and FOOTER.search(text):
        return _Found(footers=1)
    sentences, headings = len(_SENTENCE.findall(text)), len(_HEADING.findall(text))
    return _Found(sentences=sentences, headings=headings) if sentences or headings else None


_found_in_short = lru_cache(maxsize=4_096)(_found_in)


@dataclass(frozen=True, slots=True)
class Article:
    """The element that holds the report, and the furniture inside it."""

    element: _Element
    furniture: tuple[_Element, ...]


def find_article(body: _Element, appearance: Appearance) -> Article:
    """Return the article of a page; the whole body where nothing sets it apart."""
    weights = _Weights(body, appearance)
    element = body
    while True:
        holders = [child for child in element if _holds_report(child, weights)]
        if len(holders) != 1 or weights.of(element).own:
            break
        element = holders[0]
    while element is not body and not _is_container(element, weights):
        parent = element.getparent()
        element = body if parent is None else parent
    return Article(element, tuple(_furniture(element, weights)))


def _is_container(element: _Element, weights: _Weights) -> bool:
    """Tell whether an element can be an article; a cell with a table of numbers is none."""
    tag = tag_of(element)
    return tag in _CONTAINERS or (tag == "td" and weights.of(element).words > 0)


def _holds_report(element: _Element, weights: _Weights) -> bool:
    held = weights.of(element)
    return held.words + held.numbers > 0 and not _is_furniture(element, weights)


def _furniture(element: _Element, weights: _Weights) -> Iterator[_Element]:
    """Yield the outermost furniture inside ``element``; tables are left whole."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if _is_furniture(child, weights):
            yield child
        elif tag_of(child) != "table":
            stack += reversed(child)


def _is_furniture(element: _Element, weights: _Weights) -> bool:
    tag, held = tag_of(element), weights.of(element)
    if held.solid:
        return False
    if tag in _FURNITURE_TAGS:
        return tag != "header" or held.sentences == 0
    if tag in _BOXES and held.footers and weights.letters(element) <= _LONGEST_FOOTER:
        return held.sentences == 0
    if tag not in _MAY_BE_FURNITURE or held.sentences:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_FURNITURE_NAMES.search(names[:_LONGEST_NAMES]))


def _block_texts(body: _Element, appearance: Appearance) -> Iterator[tuple[_Element, str]]:
    """Yield every block with the text that stands in it directly, links left out."""
    looks_of = appearance.of
    stack: list[tuple[_Element, list[str]]] = []
    links: list[_Element] = []
    silent: _Element | None = None
    for event, element in list(etree.iterwalk(body, events=("start", "end"))):
        if event == "end":
            silent = None if silent is element else silent
            if links and links[-1] is element:
                links.pop()
            if stack and stack[-1][0] is element:
                block, texts = stack.pop()
                yield block, "".join(texts)
            words = element.tail
        elif silent is None:
            looks = looks_of(element)
            tag = looks.tag
            if looks.gone or tag in _SILENT:
                silent = element
                continue
            if looks.block:
                stack.append((element, []))
            if tag == "a":
                links.append(element)
            words = "\n" if tag == "br" else element.text
        if silent is None and words and stack and not links:
            stack[-1][1].append(words)
