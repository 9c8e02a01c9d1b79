"""The styles of a document: what each inherits, and what they lend to text and paragraphs."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from lxml import etree
from lxml.etree import _Element

from gouji.reading.docx.names import W, first, number, value
from gouji.reading.docx.properties import Properties, merged, properties_of
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """Which list a paragraph belongs to; ``level`` is ``None`` where it follows from the style."""

    list_id: str | None
    level: int | None


def numbering_ref(properties: _Element | None) -> NumberingRef:
    """Return the numbering that paragraph properties (``w:pPr``) ask for."""
    asked = first(properties, "numPr")
    if asked is None:
        return NumberingRef(None, None)
    level = asked.find(W + "ilvl")
    return NumberingRef(value(asked.find(W + "numId")), None if level is None else number(level))


@dataclass(frozen=True, slots=True)
class Layer:
    """What a style says of its text, paragraphs, cells and table."""

    text: Properties = field(default_factory=dict)
    paragraph: Properties = field(default_factory=dict)
    cell: Properties = field(default_factory=dict)
    table: Properties = field(default_factory=dict)


PLAIN = Layer()


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style: what holds for all of a table, and for its first row, bands and so on."""

    whole: Layer = PLAIN
    parts: Mapping[str, Layer] = field(default_factory=dict)


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: _Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {value(style, "styleId") or "": style for style in found}
        self._twice = _told_twice(found)
        self._defaults = {
            value(style, "type"): value(style, "styleId")
            for style in found
            if value(style, "default") in {"1", "true"}
        }
        defaults = None if root is None else root.find(W + "docDefaults")
        self.defaults = PLAIN if defaults is None else Layer(
            properties_of(defaults.find(f"{W}rPrDefault/{W}rPr")),
            properties_of(defaults.find(f"{W}pPrDefault/{W}pPr")),
        )  # fmt: skip
        self._numberings: dict[str | None, tuple[NumberingRef, str | None]] = {}
        self._layers: dict[tuple[str, str | None], Layer] = {}

    def layer(self, kind: str, style_id: str | None) -> Layer:
        """Return what a style of a kind (``paragraph`` …) says; the default for none or unknown."""
        if (kind, style_id) not in self._layers:
            layers = [_layer(style) for style in reversed(self._usual(kind, style_id))]
            self._layers[kind, style_id] = layered(layers)
        return self._layers[kind, style_id]

    def table(self, style_id: str | None) -> TableStyle:
        """Return a table style."""
        parts: dict[str, list[Layer]] = {}
        for style in reversed(self._usual("table", style_id)):
            for part in style.findall(W + "tblStylePr"):
                parts.setdefault(value(part, "type") or "", []).append(_layer(part))
        return TableStyle(
            self.layer("table", style_id), {name: layered(each) for name, each in parts.items()}
        )

    def is_uncertain(self, kind: str, style_id: str | None) -> bool:
        """Tell whether programs may differ in what a style is: of another kind, or told twice."""
        style = self._styles.get(style_id or "")
        return style is not None and (style_id in self._twice or value(style, "type") != kind)

    def numbering(self, style_id: str | None) -> tuple[NumberingRef, str | None]:
        """Return the list that a paragraph style joins, and which style of its chain says so."""
        if style_id not in self._numberings:
            self._numberings[style_id] = self._numbering(style_id)
        return self._numberings[style_id]

    def _numbering(self, style_id: str | None) -> tuple[NumberingRef, str | None]:
        for style in self._chain(style_id or self._defaults.get("paragraph")):
            asked = numbering_ref(style.find(W + "pPr"))
            if asked.list_id is not None:
                return asked, value(style, "styleId")
        return NumberingRef(None, None), None

    def _usual(self, kind: str, style_id: str | None) -> list[_Element]:
        return self._chain(style_id) or self._chain(self._defaults.get(kind))

    def _chain(self, style_id: str | None) -> list[_Element]:
        """Return the style and those it is based on, nearest first."""
        chain: list[_Element] = []
        style = self._styles.get(style_id or "")
        while style is not None and style not in chain:
            chain.append(style)
            style = self._styles.get(value(style.find(W + "basedOn")) or "")
        return chain


def _told_twice(styles: Iterable[_Element]) -> frozenset[str]:
    """Return the names of styles that a document has twice, and not alike."""
    told: dict[str, list[_Element]] = {}
    for style in styles:
        told.setdefault(value(style, "styleId") or "", []).append(style)
    return frozenset(
        name
        for name, same in told.items()
        if len(same) > 1 and len(set(map(etree.tostring, same))) > 1
    )


def _layer(style: _Element) -> Layer:
    kinds = ("rPr", "pPr", "tcPr", "tblPr")
    return Layer(*(properties_of(style.find(W + kind)) for kind in kinds))


def layered(layers: Iterable[Layer]) -> Layer:
    """Return what holds where every layer overrides those before it."""
    held = list(layers)
    return Layer(
        merged(*(layer.text for layer in held)),
        merged(*(layer.paragraph for layer in held)),
        merged(*(layer.cell for layer in held)),
        merged(*(layer.table for layer in held)),
    )
