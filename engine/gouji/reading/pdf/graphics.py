"""What is in force while a PDF draws: colours, opacity, the area that is not clipped away."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pdfminer.pdfinterp import PDFGraphicState
from pdfminer.pdftypes import dict_value, list_value, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from gouji.model.document import Rect
from gouji.reading.pages.content import PRINT, Paint
from gouji.reading.pages.shapes import upright_box
from gouji.reading.pages.strokes import Matrix, Path, subpaths
from gouji.reading.pdf.colours import GREY, Space
from gouji.reading.shown import BLACK, Colour

_PLAIN = ("Normal", "Compatible")
_DARKENING = ("Multiply", "Darken")
NOWHERE: Rect = (1e9, 1e9, -1e9, -1e9)
EVERYWHERE: Rect = (-1e9, -1e9, 1e9, 1e9)


class Clip(NamedTuple):
    """The area that is drawn on: a box, and of each ``choice`` of boxes one.

    An area of another form is not ``certain``: it lies in the box, but need not fill it.
    """

    rect: Rect = EVERYWHERE
    choices: tuple[tuple[Rect, ...], ...] = ()
    certain: bool = True

    @property
    def plain(self) -> bool:
        """Tell whether the area is the box."""
        return self.certain and not self.choices

    def shows(self, rect: Rect) -> bool:
        """Tell whether the whole of ``rect`` is drawn."""
        return self.certain and self.may_show(rect)

    def may_show(self, rect: Rect) -> bool:
        """Tell whether ``rect`` lies in the boxes of the area, whatever its form."""
        return _inside(rect, self.rect) and all(
            any(_inside(rect, box) for box in boxes) for boxes in self.choices
        )

    def within(self, rect: Rect) -> "Clip":
        """Return the part of the area in ``rect``."""
        return self._replace(rect=common(self.rect, rect))

    def doubtful(self) -> "Clip":
        """Return an area that may be smaller than this."""
        return self._replace(certain=False)

    def along(self, path: Path, ctm: Matrix) -> "Clip":
        """Return the part of the area inside a path."""
        boxes = [upright_box(points) for points, _ in subpaths(path, ctm)]
        upright = [box for box in boxes if box is not None]
        if not boxes or len(upright) < len(boxes):
            return self.doubtful()
        if len(upright) == 1:
            return self.within(upright[0])
        clip = self._replace(choices=(*self.choices, tuple(upright)))
        return clip if _all_apart(upright) else clip.doubtful()


def _inside(rect: Rect, box: Rect) -> bool:
    return box[0] <= rect[0] and box[1] <= rect[1] and rect[2] <= box[2] and rect[3] <= box[3]


def _apart(a: Rect, b: Rect) -> bool:
    return a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def _all_apart(boxes: Sequence[Rect]) -> bool:
    """Tell whether no two boxes overlap; of very many that is not looked at."""
    if len(boxes) > 100:
        return False
    return all(_apart(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


def common(a: Rect, b: Rect) -> Rect:
    """Return what two boxes have in common; nothing is a box whose ends have changed places."""
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


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
        twin.__dict__.update(self.__dict__)
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
        return Paint(self.fill, self.base * self.fill_opacity, self.darkens)

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
