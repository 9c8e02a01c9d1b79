"""The style sheets that a page holds: their rules, and which of them an element meets.

Sheets of other files are never fetched. What cannot be told (a condition that hangs on the reader's
machine, a selector that is not understood) makes a rule *unsure*: what it sets is not known then.
"""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

import cssselect2
import tinycss2
import tinycss2.ast
from lxml.etree import _Element

from gouji.errors import LimitExceeded
from gouji.reading.html.longhands import Declaration, declarations
from gouji.reading.html.media import applies
from gouji.reading.limits import MAX_STYLE_CHARACTERS

_UNSURE_BLOCKS = frozenset({"supports", "layer", "container", "scope", "document", "-moz-document"})
_DATA_SHEET = re.compile(r"\s*data:text/css[^,]*,", re.IGNORECASE)
_NAME = re.compile(r"[.#]((?:[\w-]|[^\x00-\x7f])+)")
_PSEUDO_CLASS = re.compile(r"(?<!:):(?!:)[a-z-]+(?:\([^()]*\))?", re.IGNORECASE)
_KNOWN_PSEUDO = re.compile(
    r":(?:hover|focus|active|visited|link|any-link|target|root|empty|enabled|disabled|checked|lang"
    r"|not|is|where|has|(?:first|last|only)-(?:child|of-type)|nth-(?:last-)?(?:child|of-type))\b",
    re.IGNORECASE,
)


class Rule(NamedTuple):
    """What a rule sets, whether it surely applies, and on which part of an element."""

    declared: tuple[Declaration, ...]
    sure: bool


class Match(NamedTuple):
    """A rule that an element meets."""

    rule: Rule
    pseudo: str | None


@dataclass(slots=True)
class Sheets:
    """The rules of a page's own style sheets.

    ``names`` are the classes and ids that they speak of, ``fonts`` the families for which the page
    brings a font of its own.
    """

    matcher: Any = field(default_factory=cssselect2.Matcher)
    names: set[str] = field(default_factory=set)
    fonts: set[str] = field(default_factory=set)
    empty: bool = True
    cutting: bool = False
    """Whether a rule may cut text off."""

    def matching(self, wrapped: cssselect2.ElementWrapper) -> list[Match]:
        """Return the rules that an element meets, the least specific first."""
        return [Match(rule, pseudo) for _, _, pseudo, rule in self.matcher.match(wrapped)]


def sheets_of(root: _Element) -> Sheets:
    """Return the rules of the ``style`` elements of a page."""
    sheets = Sheets()
    texts = list(_texts(root))
    if sum(map(len, texts)) > MAX_STYLE_CHARACTERS:
        raise LimitExceeded(f"网页的样式表超过 {MAX_STYLE_CHARACTERS} 个字符，不像一份年度报告")
    for text in texts:
        nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        _add(sheets, nodes, "", sure=True)
    return sheets


def _texts(root: _Element) -> Iterator[str]:
    """Yield the sheets for a screen, in the order in which they stand."""
    for element in root.iter("style", "link"):
        kind = (element.get("type") or "text/css").strip().lower()
        media = applies(element.get("media") or "")
        if kind != "text/css" or media is False:
            continue
        text = _linked(element) if element.tag == "link" else element.text or ""
        yield text if media else f"@media (unknown) {{{text}}}"


def _linked(link: _Element) -> str:
    """Return the sheet that a link has in its own address; others are not fetched."""
    href = link.get("href") or ""
    data = _DATA_SHEET.match(href)
    if "stylesheet" not in (link.get("rel") or "").lower() or not data:
        return ""
    content = unquote_to_bytes(href[data.end() :])
    if ";base64" in data[0].lower():
        try:
            content = b64decode(content)
        except Error:
            return ""
    return content.decode("utf-8", "replace")


def _add(sheets: Sheets, nodes: Iterable[Any], within: str, *, sure: bool) -> None:
    """Add rules; ``within`` is the selector of the rule in which they are nested."""
    for node in nodes:
        if node.type == "qualified-rule":
            _add_rule(sheets, node, within, sure=sure)
        elif node.type == "at-rule":
            _add_block(sheets, node, within, sure=sure)


def _add_block(sheets: Sheets, block: tinycss2.ast.AtRule, within: str, *, sure: bool) -> None:
    name = block.lower_at_keyword
    if block.content is None:
        return
    if name == "font-face":
        sheets.fonts |= _own_fonts(block.content)
    holds = applies(tinycss2.serialize(block.prelude)) if name == "media" else None
    if (name == "media" and holds is not False) or name in _UNSURE_BLOCKS:
        inside = tinycss2.parse_blocks_contents(block.content, True, True)  # noqa: FBT003
        own = [node for node in inside if node.type == "declaration"]
        if within and own:
            _add_selector(sheets, within, Rule(declarations(own), sure and bool(holds)))
        _add(sheets, inside, within, sure=sure and bool(holds))


def _own_fonts(content: list[tinycss2.ast.Node]) -> set[str]:
    """Return the family of a font face that is loaded with the page, not found on the machine."""
    texts = {
        node.lower_name: tinycss2.serialize(node.value)
        for node in tinycss2.parse_blocks_contents(content, True, True)  # noqa: FBT003
        if node.type == "declaration"
    }
    family = texts.get("font-family", "").strip(" \"'").lower()
    return {family} if family and "src" in texts else set()


def _add_rule(sheets: Sheets, node: tinycss2.ast.QualifiedRule, within: str, *, sure: bool) -> None:
    selector = tinycss2.serialize(node.prelude).strip()
    if within:
        inner = f":is({within})"
        selector = selector.replace("&", inner) if "&" in selector else f"{inner} {selector}"
    inside = tinycss2.parse_blocks_contents(node.content, True, True)  # noqa: FBT003
    rule = Rule(declarations(n for n in inside if n.type == "declaration"), sure)
    if rule.declared:
        _add_selector(sheets, selector, rule)
    sheets.names |= set(_NAME.findall(selector))
    _add(sheets, inside, selector, sure=sure)


def _add_selector(sheets: Sheets, selector: str, rule: Rule) -> None:
    compiled, exact = _compiled(selector)
    for one in compiled:
        sheets.matcher.add_selector(one, rule if exact else rule._replace(sure=False))
        sheets.empty = False
    sheets.cutting |= any(one.name.startswith(("overflow", "contain")) for one in rule.declared)


@lru_cache(maxsize=10_000)
def _compiled(selector: str) -> tuple[list[Any], bool]:
    """Compile a selector, and say whether it is the selector itself.

    Where a condition in it is not understood, what is left without the condition is met by more
    elements. What is no selector then is none for a browser either: its rule is void.
    """
    try:
        return list(cssselect2.compile_selector_list(selector)), True
    except cssselect2.SelectorError:
        wider = _PSEUDO_CLASS.sub(lambda m: m[0] if _KNOWN_PSEUDO.match(m[0]) else "", selector)
    try:
        return (
            [] if wider == selector else list(cssselect2.compile_selector_list(wider or "*"))
        ), False
    except cssselect2.SelectorError:
        return [], False
