"""What is in force while a PDF draws: colours, opacity, the area that is not clipped away."""

from functools import lru_cache
from typing import Any

from pdfminer.pdfinterp import PDFGraphicState
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from gouji.reading.pages.clips import Clip
from gouji.reading.pages.content import PRINT, Paint
from gouji.reading.pdf.colours import GREY, Space
from gouji.reading.shown import BLACK, Colour

_PLAIN = ("Normal", "Compatible")
_DARKENING = ("Multiply", "Darken")
_paint = lru_cache(maxsize=1024)(Paint)
"""Makes the few paints of a document, each once."""


class State(PDFGraphicState):
    """The graphics state, of which pdfminer keeps only a part.

    ``base`` is the opacity of the group that is drawn in. A state that is not ``resolved`` has a
    soft mask, a blend mode or a transfer function: what is painted in it may not be seen. A
    ``plain`` one has had no parameters of this kind.
    """

    def __init__(self) -> None:
        super().__init__()
        self.linewidth = 1.0
        self.fill: Colour | None = BLACK
        self.pen: Colour | None = BLACK
        self.fill_space: Space = GREY
        self.pen_space: Space = GREY
        self.base = 1.0
        self.fill_opacity = 1.0
        self.pen_opacity = 1.0
        self.darkens = False
        self.masked = False
        self.blended = False
        self.transferred = False
        self.lost = False
        self.plain = True
        self.clip = Clip()

    def copy(self) -> "State":
        """Return a state of its own with the same values."""
        twin = State.__new__(State)
        twin.__dict__ = self.__dict__.copy()
        return twin

    @property
    def resolved(self) -> bool:
        """Tell whether it is known how the colours are painted."""
        return not (self.masked or self.blended or self.transferred or self.lost)

    def filling(self) -> Paint:
        """Return what areas and most print are painted with."""
        if self.plain:
            return PRINT if self.fill == BLACK else Paint(self.fill)
        if not self.resolved:
            return Paint(None)
        return _paint(self.fill, self.base * self.fill_opacity, self.darkens)

    def drawing(self) -> Paint:
        """Return what lines are painted with."""
        if not self.resolved:
            return Paint(None)
        return Paint(self.pen, self.base * self.pen_opacity, self.darkens)

    def enter_group(self) -> None:
        """Go on inside a group, which is painted as a whole as it is said now."""
        self.plain = self.plain and self.fill_opacity >= 1
        self.base *= self.fill_opacity
        self.lost = not self.resolved or self.darkens
        self.fill_opacity = self.pen_opacity = 1.0
        self.darkens = self.masked = self.blended = False

    def update(self, keys: dict[str, Any]) -> None:
        """Take over a dictionary of parameters (the operator ``gs``)."""
        self.plain = False
        for name, value in keys.items():
            given = resolve1(value)
            if name in ("ca", "CA") and isinstance(given, int | float):
                opacity = min(max(float(given), 0.0), 1.0)
                if name == "ca":
                    self.fill_opacity = opacity
                else:
                    self.pen_opacity = opacity
            elif name == "LW" and isinstance(given, int | float):
                self.linewidth = float(given)
            elif name == "SMask":
                self.masked = not _is_name(given, "None")
            elif name == "BM":
                self._blend(given)
            elif name in ("TR", "TR2"):
                self.transferred = not _is_name(given, "Identity", "Default")

    def _blend(self, given: object) -> None:
        modes = list_value(given) if isinstance(given, list) else [given]
        first = resolve1(modes[0]) if modes else None
        self.darkens = _is_name(first, *_DARKENING)
        self.blended = not (self.darkens or _is_name(first, *_PLAIN))


def _is_name(value: object, *names: str) -> bool:
    return isinstance(value, PSLiteral) and literal_name(value) in names


def _called(name: object) -> object:
    return literal_name(name) if isinstance(name, PSLiteral) else name


def parameters(resources: object, name: object) -> dict[str, Any] | None:
    """Return the parameters that ``gs`` calls ``name``, ``None`` where there are none."""
    states = resolve1(resources.get("ExtGState")) if isinstance(resources, dict) else None
    found = resolve1(states.get(_called(name))) if isinstance(states, dict) else None
    return dict_value(found) if isinstance(found, dict) else None
