"""The area that is drawn on, and whether what is drawn can be seen in it."""

from collections.abc import Sequence
from typing import NamedTuple

from gouji.model.document import Rect
from gouji.reading.pages.content import Glyph
from gouji.reading.pages.painted import ink_box
from gouji.reading.pages.shapes import upright_box
from gouji.reading.pages.strokes import Matrix, Path, subpaths
from gouji.reading.shown import CLIPPED, UNRESOLVED

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


def clipped(glyph: Glyph, clip: Clip) -> str | None:
    """Return why a character at the edge of what is drawn cannot be seen, or ``None``."""
    box = ink_box(glyph)
    if clip.shows(box):
        return None
    return UNRESOLVED if clip.may_show(box) else CLIPPED
