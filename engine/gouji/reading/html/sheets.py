"""The rules of the style sheets that a page holds.

Sheets of other files are never fetched. What cannot be told (a condition that hangs on the reader's
machine, a selector that is not understood) makes a rule *unsure*: what it sets is not known then.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import field
from functools import lru_cache
from typing import Any, NamedTuple

import cssselect2
import tinycss2
import tinycss2.ast

from gouji.expressions import compiled
from gouji.reading.html.longhands import Declaration, declarations
from gouji.reading.html.media import applies
from gouji.reading.html.sources import Source, sheet_in
from gouji.records import dataclass

_UNSURE_BLOCKS = frozenset({"supports", "container", "scope", "document", "-moz-document"})
_DEEPEST_IMPORT = 4
_XHTML = "http://www.w3.org/1999/xhtml"
_NAME = compiled(r"[.#]((?:[\w-]|[^\x00-\x7f])+)")
_ARGUMENT = r"(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?"
_KNOWN = (
    r"(?:hover|focus|focus-within|focus-visible|active|visited|link|any-link|target|root|empty"
    r"|enabled|disabled|checked|lang|not|is|where|has|(?:first|last|only)-(?:child|of-type)|host"
    r"|nth-(?:last-)?(?:child|of-type)|before|after|first-line|first-letter)(?![\w-])"
)
_LINK = compiled(
    r"(?=.)(?:[\w-]+|\*)?(?:[.#][\w-]+)*(?::(?:hover|active|focus|visited)(?![\w(-]))*"
    r"(?:::?(?:before|after)(?![\w(-]))?"
)
"""Names of one element; what a hand does to it is not so at first."""
_SIGNED = compiled(r"[.#][\w-]+")
_INSIDE = compiled(r"\s*>\s*|\s+")
_STRANGE_CLASS = compiled(rf"(?<![:\\]):(?!:|{_KNOWN})([\w-]+){_ARGUMENT}", re.IGNORECASE)
_STRANGE_ELEMENT = compiled(rf"::(?!{_KNOWN})([\w-]+){_ARGUMENT}", re.IGNORECASE)
_NEGATION = compiled(rf":not{_ARGUMENT}", re.IGNORECASE)
_AT_REST_NEVER = compiled(
    r"target-within|current|past|future|playing|paused|seeking|buffering|stalled|fullscreen|modal"
    r"|-webkit-full-?screen.*|-webkit-autofill.*|autofill|popover-open|picture-in-picture|blank"
    r"|user-(?:in)?valid|(?:in|out-of-)range|indeterminate|placeholder-shown|invalid|active-view.*"
    r"|host-context|-webkit-drag|first|left|right|muted|volume-locked|interest-.*",
    re.IGNORECASE,
)
"""Conditions that no text meets on a page as it first shows."""
_PERHAPS = compiled(
    r"-webkit-any|-moz-any|matches|any|dir|read-only|read-write|required|optional|valid|default"
    r"|defined|scope|open|closed|state|nth-(?:last-)?col|-webkit-any-link|-moz-any-link|heading"
    r"|-moz-read-.*|local-link|has-slotted",
    re.IGNORECASE,
)
_UNREAD = compiled(rf":has{_ARGUMENT}|[\w*]*\|(?!=)", re.IGNORECASE)
"""Conditions and name spaces that are sound and yet not always understood."""
_NEVER, _ALWAYS = ":not(*)", ":is(*)"
_CASED = compiled(r"""\[[^\[\]]*["'\s]s\s*\]""", re.IGNORECASE)
"""A value that is compared by case: to some browsers no selector."""
_OTHER_BROWSERS = compiled(r"-(?:moz|ms|o)-", re.IGNORECASE)
_MOVING = compiled(
    r"\\|[{;]\s*(?!opacity|(?:background-)?color|visibility|text-shadow|filter)[\w-]+\s*:"
)
"""Finds what does more in an animation than to change how things look."""
_UNLAYERED = 1 << 30

Layer = tuple[int, ...]


class Rule(NamedTuple):
    """What a rule sets, whether it surely applies, and the layer in which it stands."""

    declared: tuple[Declaration, ...]
    sure: bool
    layer: Layer


class Match(NamedTuple):
    """A rule that an element meets."""

    rule: Rule
    pseudo: str | None


class _Scope(NamedTuple):
    """What stands around a rule."""

    sure: bool
    layer: tuple[str, ...] = ()
    within: str = ""
    """The selector of the rule in which it is nested."""


class _Chain(NamedTuple):
    """Selectors of a rule that hang on nothing but names, and the place of the first among all."""

    selector: str
    rule: Rule
    order: int


@dataclass(slots=True)
class Sheets:
    """The rules of a page's own style sheets; not changed once they are read.

    ``names`` are the classes and ids that they speak of, ``fonts`` the families for which the page
    carries a font, ``frames`` the animations, and whether one moves what it
    shows.
    """

    chains: Any = field(default_factory=cssselect2.Matcher)
    """Knows the selectors that hang on nothing but names, of an element and those around it, as
    far as they were asked for."""
    others: Any = field(default_factory=cssselect2.Matcher)
    """Knows the other selectors. Both have of each its place among all, and its rule."""
    waiting: dict[str, list[_Chain]] = field(default_factory=dict)
    """The chains that were not asked for, by the names of the elements that may meet them: names,
    .classes and #ids, * where any may."""
    compiled: set[int] = field(default_factory=set)
    """The chains that were."""
    count: int = 0
    names: set[str] = field(default_factory=set)
    fonts: set[str] = field(default_factory=set)
    frames: dict[str, bool] = field(default_factory=dict)
    empty: bool = True
    cutting: bool = False
    """Whether a rule may cut text off."""
    quirks: bool = False
    """Whether browsers read the page by the ways of the oldest of them."""
    layers: dict[tuple[str, ...], int] = field(default_factory=dict)
    """The layers by name, in the order in which they are first spoken of."""
    custom: dict[str, str] = field(default_factory=dict)
    """What variables are where nothing sets them."""
    spoken: set[str] = field(default_factory=set)
    """The classes and ids of selectors, as they are compared."""
    chained: set[str] = field(default_factory=set)
    """The names of elements that may meet a chain."""
    involved: set[str] = field(default_factory=set)
    """The same of the other selectors."""

    def compile_for(self, names: AbstractSet[str]) -> None:
        """Have the chains known that an element of these names may meet."""
        for name in names & self.waiting.keys():
            for chain in self.waiting.pop(name):
                if chain.order not in self.compiled:
                    self.compiled.add(chain.order)
                    self._compile(chain)

    def _compile(self, chain: _Chain) -> None:
        found, exact = _compiled(chain.selector)
        rule = chain.rule if exact else chain.rule._replace(sure=False)
        for order, one in enumerate(found, chain.order):
            self.chains.add_selector(one, (order, rule))


def read_sheets(sources: Iterable[Source], *, quirks: bool) -> Sheets:
    """Return the rules of the sheets that a page holds."""
    sheets = Sheets(quirks=quirks)
    for text, media, sure in sources:
        holds = applies(media)
        if holds is not False:
            _add_sheet(sheets, text, _Scope(sure and bool(holds)), _DEEPEST_IMPORT)
    return sheets


def _add_sheet(sheets: Sheets, text: str, scope: _Scope, depth: int) -> None:
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    importing = True
    for node in nodes:
        keyword = node.lower_at_keyword if node.type == "at-rule" else ""
        if keyword == "namespace" and _XHTML not in tinycss2.serialize(node.prelude):
            scope = scope._replace(sure=False)
        if keyword == "import" and importing and depth:
            _import(sheets, node.prelude, scope, depth - 1)
        importing &= keyword in ("import", "charset") or (
            keyword == "layer" and node.content is None
        )
        _add(sheets, [node], scope)


def _import(sheets: Sheets, prelude: list[Any], scope: _Scope, depth: int) -> None:
    """Add a sheet that stands in the address from which it is imported."""
    address, *rest = [node for node in prelude if node.type != "whitespace"] or [None]
    if address is not None and address.type == "function" and address.lower_name == "url":
        address = next((one for one in address.arguments if one.type == "string"), None)
    found = sheet_in(address.value) if address is not None and hasattr(address, "value") else None
    if found is None:
        return
    text, sure = found
    while rest and getattr(rest[0], "lower_name", getattr(rest[0], "lower_value", "")) in (
        "layer",
        "supports",
    ):
        condition = rest.pop(0)
        arguments = getattr(condition, "arguments", [])
        if getattr(condition, "lower_name", "") == "supports":
            sure = False
        else:
            scope = _layered(sheets, scope, tinycss2.serialize(arguments))
    holds = applies(tinycss2.serialize(rest))
    if holds is not False:
        _add_sheet(sheets, text, scope._replace(sure=scope.sure and sure and bool(holds)), depth)


def _layered(sheets: Sheets, scope: _Scope, name: str) -> _Scope:
    """Return the scope inside a layer; one without a name is a layer of its own."""
    path = scope.layer
    for part in name.strip().split(".") if name.strip() else [f" {len(sheets.layers)}"]:
        path = (*path, part.strip())
        sheets.layers.setdefault(path, len(sheets.layers))
    return scope._replace(layer=path)


def _order(sheets: Sheets, scope: _Scope) -> Layer:
    """Return by what the layer of a rule is sorted: what stands in none is the strongest."""
    path = scope.layer
    return (*(sheets.layers[path[: n + 1]] for n in range(len(path))), _UNLAYERED)


def _add(sheets: Sheets, nodes: Iterable[Any], scope: _Scope) -> None:
    for node in nodes:
        if node.type == "qualified-rule":
            _add_rule(sheets, node, scope)
        elif node.type == "at-rule":
            _add_block(sheets, node, scope)


def _add_block(sheets: Sheets, block: tinycss2.ast.AtRule, scope: _Scope) -> None:
    name, prelude = block.lower_at_keyword, tinycss2.serialize(block.prelude)
    if block.content is None:
        for one in prelude.split(",") if name == "layer" else ():
            _layered(sheets, scope, one)
    elif name == "layer":
        _add_inside(sheets, block.content, _layered(sheets, scope, prelude))
    elif name in _UNSURE_BLOCKS:
        _add_inside(sheets, block.content, scope._replace(sure=False))
    elif name == "media":
        if (holds := applies(prelude)) is not False:
            _add_inside(sheets, block.content, scope._replace(sure=scope.sure and bool(holds)))
    else:
        _define(sheets, name, prelude, block.content)


def _define(sheets: Sheets, name: str, prelude: str, content: list[Any]) -> None:
    """Take what a sheet defines: fonts, variables, animations."""
    if name == "font-face":
        sheets.fonts |= _carried_fonts(content)
    elif name == "property":
        texts = _texts_of(content)
        if "initial-value" in texts:
            sheets.custom[prelude.strip()] = texts["initial-value"].strip().lower()
    elif name.endswith("keyframes"):
        moves = bool(_MOVING.search(tinycss2.serialize(content).lower()))
        sheets.frames[prelude.strip(" \"'").lower()] = moves


def _add_inside(sheets: Sheets, content: list[Any], scope: _Scope) -> None:
    inside = tinycss2.parse_blocks_contents(content, True, True)  # noqa: FBT003
    own = [node for node in inside if node.type == "declaration"]
    if scope.within and own:
        rule = Rule(declarations(own), scope.sure, _order(sheets, scope))
        _add_selector(sheets, scope.within, rule)
    _add(sheets, inside, scope)


def _texts_of(content: list[tinycss2.ast.Node]) -> dict[str, str]:
    """Return the declarations of a block as they are written."""
    return {
        node.lower_name: tinycss2.serialize(node.value)
        for node in tinycss2.parse_blocks_contents(content, True, True)  # noqa: FBT003
        if node.type == "declaration"
    }


def _carried_fonts(content: list[tinycss2.ast.Node]) -> set[str]:
    """Return the family of a font face whose font stands in the page itself."""
    texts = _texts_of(content)
    family = texts.get("font-family", "").strip(" \"'").lower()
    source = re.sub(r"\\[0-9a-f]{1,6}\s?|[\s\\]", "", texts.get("src", "").lower())
    return {family} if family and "data:" in source else set()


def _add_rule(sheets: Sheets, node: tinycss2.ast.QualifiedRule, scope: _Scope) -> None:
    selector = tinycss2.serialize(node.prelude).strip()
    if scope.within:
        inner = f":is({scope.within})"
        selector = selector.replace("&", inner) if "&" in selector else f"{inner} {selector}"
    inside = tinycss2.parse_blocks_contents(node.content, True, True)  # noqa: FBT003
    declared = declarations(n for n in inside if n.type == "declaration")
    if declared:
        _add_selector(sheets, selector, Rule(declared, scope.sure, _order(sheets, scope)))
    sheets.names |= set(_NAME.findall(selector))
    _add(sheets, inside, scope._replace(within=selector))


def _add_selector(sheets: Sheets, selector: str, rule: Rule) -> None:
    if sheets.quirks:
        selector = _NAME.sub(lambda match: match[0].lower(), selector)
    sheets.spoken |= set(_NAME.findall(selector))
    sheets.cutting |= any(one.cuts for one in rule.declared)
    lasts = [_last_of_chain(part) for part in selector.split(",")]
    if None in lasts:
        _add_other(sheets, selector, rule)
        return
    sheets.empty = False
    for last in filter(None, lasts):
        chain = _Chain(selector, rule, sheets.count + 1)
        sheets.waiting.setdefault(_name_in(last), []).append(chain)
        sheets.chained.add(_name_in(last))
    sheets.count += len(lasts)


def _add_other(sheets: Sheets, selector: str, rule: Rule) -> None:
    """Add a selector that does not hang on names alone."""
    found, exact = _compiled(selector)
    rule = rule if exact else rule._replace(sure=False)
    for one in found:
        if one.never_matches:
            continue
        sheets.count += 1
        sheets.empty = False
        sheets.others.add_selector(one, (sheets.count, rule))
        sheets.spoken |= {name for name in (one.id, one.class_name) if name}
        names = ((one.id, "#"), (one.class_name, "."), (one.lower_local_name, ""))
        sheets.involved.add(next((f"{sign}{name}" for name, sign in names if name), "*"))


def _last_of_chain(selector: str) -> str | None:
    """Return the last link of a selector, as written.

    ``None`` where it speaks of more than elements inside each other, by their names alone.
    """
    links = _INSIDE.split(selector.strip())
    return links[-1] if all(map(_LINK.fullmatch, links)) else None


def _name_in(link: str) -> str:
    """Return the name by which elements are found that may meet a link of a chain."""
    names = link.partition(":")[0]
    signed = _SIGNED.findall(names)
    ids = [name for name in signed if name[0] == "#"]
    found: list[str] = ids or signed or [_SIGNED.sub("", names).lower() or "*"]
    return found[-1]


@lru_cache(maxsize=10_000)
def _compiled(selector: str) -> tuple[list[Any], bool]:
    """Compile a selector, and say whether it is the selector itself.

    Where a condition in it is not understood, what is left without the condition is met by more
    elements. What is no selector to a browser either makes its rule void.
    """
    try:
        return list(cssselect2.compile_selector_list(selector)), not _CASED.search(selector)
    except cssselect2.SelectorError:
        pass
    told, exact = _told(selector)
    try:
        return list(cssselect2.compile_selector_list(told)) if told else [], exact
    except cssselect2.SelectorError:
        return [], False


def _told(selector: str) -> tuple[str, bool]:
    """Return a selector in known terms ("" where it is none), and whether it says the same."""
    classes = _STRANGE_CLASS.findall(selector)
    void = [n for n in classes if not (_AT_REST_NEVER.fullmatch(n) or _PERHAPS.fullmatch(n))]
    forgiving = re.search(r":(?:is|where)\(", selector, re.IGNORECASE)
    if any(not _OTHER_BROWSERS.match(name) for name in void) and not forgiving:
        return "", True
    others = any(map(_OTHER_BROWSERS.match, _STRANGE_ELEMENT.findall(selector)))
    exact = not (void or others or any(map(_PERHAPS.fullmatch, classes)))
    if _UNREAD.search(selector):
        selector, exact = _UNREAD.sub(lambda m: _ALWAYS if m[0][0] == ":" else "", selector), False
    if not exact:
        selector = _NEGATION.sub(_ALWAYS, selector)
    told = _STRANGE_ELEMENT.sub(_NEVER, selector)
    return _STRANGE_CLASS.sub(
        lambda m: _ALWAYS if _PERHAPS.fullmatch(m[1]) else _NEVER, told
    ), exact
