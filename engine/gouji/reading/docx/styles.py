"""What styles say of text: whether it is hidden, raised or struck, and how it is numbered."""

from dataclasses import dataclass

from lxml.etree import _Element

from gouji.reading.docx.names import W, number, switch, value

_LIFTED = 6
"""Half-points by which text must be lifted to count as raised."""


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks, as far as reading cares; ``None`` where nothing is said.

    ``raised`` is superscript or subscript; ``lifted`` text is moved up by hand.
    """

    hidden: bool | None = None
    raised: bool | None = None
    lifted: bool | None = None
    struck: bool | None = None

    def over(self, below: "Look") -> "Look":
        """Return what holds where ``self`` overrides ``below``."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.raised if self.raised is None else self.raised,
            below.lifted if self.lifted is None else self.lifted,
            below.struck if self.struck is None else self.struck,
        )


PLAIN = Look()


def look_of(properties: _Element | None) -> Look:
    """Return what run properties (``w:rPr``) say themselves."""
    if properties is None:
        return PLAIN
    align = value(properties.find(W + "vertAlign"))
    position = properties.find(W + "position")
    struck = switch(properties.find(W + "strike"))
    if struck is not True:
        twice = switch(properties.find(W + "dstrike"))
        struck = struck if twice is None else twice
    return Look(
        switch(properties.find(W + "vanish")),
        None if align is None else align in {"superscript", "subscript"},
        None if position is None else number(position) >= _LIFTED,
        struck,
    )


@dataclass(frozen=True, slots=True)
class NumberingRef:
    """Which list a paragraph belongs to; ``level`` is ``None`` where it follows from the style."""

    list_id: str | None
    level: int | None


def numbering_ref(properties: _Element | None) -> NumberingRef:
    """Return the numbering that paragraph properties (``w:pPr``) ask for."""
    asked = None if properties is None else properties.find(W + "numPr")
    if asked is None:
        return NumberingRef(None, None)
    level = asked.find(W + "ilvl")
    return NumberingRef(value(asked.find(W + "numId")), None if level is None else number(level))


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: _Element | None) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._styles = {value(style, "styleId") or "": style for style in found}
        self._default = next(
            (
                value(style, "styleId")
                for style in found
                if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true"}
            ),
            None,
        )
        self._looks: dict[str, Look] = {}

    def look(self, style_id: str | None) -> Look:
        """Return how text of a style looks."""
        if style_id is None:
            return PLAIN
        if style_id not in self._looks:
            look = PLAIN
            for style in self._chain(style_id):
                look = look.over(look_of(style.find(W + "rPr")))
            self._looks[style_id] = look
        return self._looks[style_id]

    def numbering(self, style_id: str | None) -> tuple[NumberingRef, str | None]:
        """Return the list that a paragraph style joins, and which style of its chain says so."""
        for style in self._chain(style_id or self._default or ""):
            asked = numbering_ref(style.find(W + "pPr"))
            if asked.list_id is not None:
                return asked, value(style, "styleId")
        return NumberingRef(None, None), None

    def _chain(self, style_id: str) -> list[_Element]:
        """Return the style and those it is based on, nearest first."""
        chain: list[_Element] = []
        style = self._styles.get(style_id)
        while style is not None and style not in chain:
            chain.append(style)
            style = self._styles.get(value(style.find(W + "basedOn")) or "")
        return chain
