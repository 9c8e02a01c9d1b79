"""Finds the article of a page among navigation, links and the site's footer.

What makes an article is evidence of a report: sentences, headings with Chinese ordinals, numbers
in cells. The article is the smallest container that holds all of it; class names such as
``footer`` only help to tell furniture, and never make furniture of an element with headings or
numbers in it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field

from lxml import etree
from lxml.etree import _Element

from gouji.reading.html.looks import Appearance
from gouji.reading.html.visible import tag_of
from gouji.records import dataclass

FOOTER = re.compile(
    r"网站标识码|网安备\s*\d|ICP备\s*(?:\d|案[编号]*\s*[:：])|备案号\s*[:：]|版权所有|copyright|©"
    r"|(?:主办|承办|技术支持|维护)(?:单位|机构)?\s*[:：]",
    re.IGNORECASE,
)
"""Words that stand in a site's footer and in no report."""

_SENTENCE = re.compile(r"[^。；]{12}[。；]")
_HEADING = re.compile(r"^[^\S\n]*[一二三四五六七][^\S\n]*、[^\S\n]*\S{2}", re.MULTILINE)
_NUMBER = re.compile(r"[\d.,，]+")
_LONGEST_FOOTER = 600
_LONGEST_NAMES = 300
_FURNITURE_TAGS = frozenset({"header", "footer", "nav", "aside"})
_BOXES = frozenset({"div", "section", "center", "ul", "dl", "table", "tbody", "tr", "td"})
"""Elements that are a footer if it says so in them; of a paragraph, its neighbours belong to it."""
_MAY_BE_FURNITURE = frozenset({"div", "ul", "ol", "dl", "p", "span", "section", "form"})
_FURNITURE_NAMES = re.compile(
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
    """How much of a report the elements hold, all they contain included."""

    sentences: Counter[_Element] = field(default_factory=Counter)
    headings: Counter[_Element] = field(default_factory=Counter)
    numbers: Counter[_Element] = field(default_factory=Counter)
    own: Counter[_Element] = field(default_factory=Counter)
    letters: Counter[_Element] = field(default_factory=Counter)
    footers: Counter[_Element] = field(default_factory=Counter)

    def counters(self) -> tuple[Counter[_Element], ...]:
        """Return the counts that hold for all around an element as well."""
        return self.sentences, self.headings, self.numbers, self.letters, self.footers

    def words(self, element: _Element) -> int:
        return self.sentences[element] + self.headings[element]

    def solid(self, element: _Element) -> int:
        """Count what nothing around an article has."""
        return self.headings[element] + self.numbers[element]


@dataclass(frozen=True, slots=True)
class Article:
    """The element that holds the report, and the furniture inside it."""

    element: _Element
    furniture: tuple[_Element, ...]


def find_article(body: _Element, appearance: Appearance) -> Article:
    """Return the article of a page; the whole body where nothing sets it apart."""
    evidence = _weigh(body, appearance)
    element = body
    while True:
        holders = [child for child in element if _holds_report(child, evidence)]
        if len(holders) != 1 or evidence.own[element]:
            break
        element = holders[0]
    while element is not body and not _is_container(element, evidence):
        parent = element.getparent()
        element = body if parent is None else parent
    return Article(element, tuple(_furniture(element, evidence)))


def _is_container(element: _Element, evidence: _Evidence) -> bool:
    """Tell whether an element can be an article; a cell with a table of numbers is none."""
    tag = tag_of(element)
    return tag in _CONTAINERS or (tag == "td" and evidence.words(element) > 0)


def _holds_report(element: _Element, evidence: _Evidence) -> bool:
    held = evidence.words(element) + evidence.numbers[element]
    return held > 0 and not _is_furniture(element, evidence)


def _furniture(element: _Element, evidence: _Evidence) -> Iterator[_Element]:
    """Yield the outermost furniture inside ``element``; tables are left whole."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if _is_furniture(child, evidence):
            yield child
        elif tag_of(child) != "table":
            stack += reversed(child)


def _is_furniture(element: _Element, evidence: _Evidence) -> bool:
    tag = tag_of(element)
    if evidence.solid(element):
        return False
    if tag in _FURNITURE_TAGS:
        return tag != "header" or evidence.sentences[element] == 0
    if tag in _BOXES and evidence.footers[element] and evidence.letters[element] <= _LONGEST_FOOTER:
        return evidence.sentences[element] == 0
    if tag not in _MAY_BE_FURNITURE or evidence.sentences[element]:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return bool(_FURNITURE_NAMES.search(names[:_LONGEST_NAMES]))


def _weigh(body: _Element, appearance: Appearance) -> _Evidence:
    evidence = _Evidence()
    for block, text in _block_texts(body, appearance):
        _judge(block, text, evidence)
    # children come before their parents in reversed document order
    for element in reversed(list(body.iter())):
        parent = element.getparent()
        if parent is not None and element is not body:
            for counter in evidence.counters():
                counter[parent] += counter[element]
    return evidence


def _judge(block: _Element, text: str, evidence: _Evidence) -> None:
    evidence.letters[block] += len(text)
    if FOOTER.search(text) and len(text) <= _LONGEST_FOOTER:
        evidence.footers[block] += 1
        return
    if _NUMBER.fullmatch(text.strip()):
        # numbers speak for their table as a whole, not for the cells that happen to hold them
        table = next(block.iterancestors("table"), None)
        if table is not None:
            evidence.numbers[table] += 1
            evidence.own[table] += 1
        return
    sentences, headings = len(_SENTENCE.findall(text)), len(_HEADING.findall(text))
    evidence.sentences[block] += sentences
    evidence.headings[block] += headings
    evidence.own[block] += sentences + headings


def _block_texts(body: _Element, appearance: Appearance) -> Iterator[tuple[_Element, str]]:
    """Yield every block with the text that stands in it directly, links left out."""
    walker = etree.iterwalk(body, events=("start", "end"))
    stack: list[tuple[_Element, list[str]]] = []
    links = 0
    skipped: _Element | None = None
    for event, element in walker:
        tag = tag_of(element)
        if event == "start":
            looks = appearance.of(element)
            if looks.gone or tag in _SILENT:
                skipped = element
                walker.skip_subtree()
                continue
            if looks.block:
                stack.append((element, []))
            links += tag == "a"
            words = "\n" if tag == "br" else element.text
        else:
            if element is not skipped:
                links -= tag == "a"
                if stack and stack[-1][0] is element:
                    block, texts = stack.pop()
                    yield block, "".join(texts)
            words = element.tail
        if words and stack and not links:
            stack[-1][1].append(words)
