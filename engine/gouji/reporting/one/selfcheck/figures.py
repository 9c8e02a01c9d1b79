"""Parts of pages with boxes on them: what of a page is shown, and where its boxes stand."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from gouji.model.audit import AuditJson
from gouji.model.document import Rect
from gouji.model.places import page_text
from gouji.records import dataclass
from gouji.reporting.one.selfcheck.pictures import PagePicture, Pictures

Kind = Literal["hit", "seen"]
"""A place that is probably wrong or must be compared; a place that the arithmetic uses."""

_ABOVE_AND_BELOW = 44.0
_BESIDE = 8.0
_TALLEST = 430.0
"""A whole table is shown where it is no taller than this, in points; else the boxes' own place."""
_LEAST = 150.0
MAX_FIGURES = 4


@dataclass(frozen=True, slots=True)
class Box:
    """A place to be boxed; ``name`` says in Chinese what stands there."""

    page: int
    rect: Rect
    kind: Kind
    name: str
    cell: str | None = None

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return round(self.rect[2] - self.rect[0], 2), round(self.rect[3] - self.rect[1], 2)


@dataclass(frozen=True, slots=True)
class Figure:
    """A part of a page: ``view`` is x, y, width, height of what is shown, in points."""

    page: int
    view: Rect
    width: float
    height: float
    boxes: tuple[Box, ...]
    told: str
    """What the figure shows, in words."""

    def shows(self, kind: Kind) -> bool:
        """Tell whether it has a box of ``kind``."""
        return any(box.kind == kind for box in self.boxes)


def figures(boxes: Iterable[Box], audit: AuditJson, pictures: Pictures) -> tuple[Figure, ...]:
    """Return a figure for each page that has a picture; pages with a ``hit`` come first."""
    by_page: dict[int, dict[Rect, Box]] = {}
    for box in boxes:
        if box.page in pictures.pages:
            by_page.setdefault(box.page, {}).setdefault(box.rect, box)
    drawn = [
        _figure(list(found.values()), audit, pictures.pages[page])
        for page, found in by_page.items()
    ]
    drawn.sort(key=lambda f: (all(box.kind == "seen" for box in f.boxes), f.page))
    return tuple(drawn[:MAX_FIGURES])


def _figure(boxes: Sequence[Box], audit: AuditJson, picture: PagePicture) -> Figure:
    page = boxes[0].page
    own = _around(box.rect for box in boxes)
    whole = _around([own, *_neighbours(boxes, audit)])
    if all(box.kind == "seen" for box in boxes):
        whole = own
    x0, top, x1, bottom = whole if whole[3] - whole[1] <= _TALLEST else own
    margin = max(_ABOVE_AND_BELOW, (_LEAST - (bottom - top)) / 2)
    top, bottom = max(top - margin, 0.0), min(bottom + margin, picture.height)
    left = max(min(x0, picture.ink[0]) - _BESIDE, 0.0)
    right = min(max(x1, picture.ink[2]) + _BESIDE, picture.width)
    view = (left, top, max(right - left, 1.0), max(bottom - top, 1.0))
    x, y, width, height = (round(edge, 2) for edge in view)
    return Figure(
        page, (x, y, width, height), picture.width, picture.height, tuple(boxes), _told(boxes)
    )


def _neighbours(boxes: Sequence[Box], audit: AuditJson) -> Iterator[Rect]:
    """Yield the cells on the same page of the tables that have a boxed cell."""
    tables = {box.cell.split(".")[0] for box in boxes if box.cell}
    for name, cell in audit.cells.items():
        if cell.page == boxes[0].page and cell.bbox and name.split(".")[0] in tables:
            yield cell.bbox


def _around(rects: Iterable[Rect]) -> Rect:
    """Return the smallest box around all of ``rects``."""
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _told(boxes: Sequence[Box]) -> str:
    hits = "、".join(dict.fromkeys(box.name for box in boxes if box.kind == "hit"))
    seen = "、".join(dict.fromkeys(box.name for box in boxes if box.kind == "seen"))
    told = [f"红框内是{hits}" if hits else "", f"蓝色虚线框内是{seen}" if seen else ""]
    return f"原文{page_text(boxes[0].page)}局部，{'；'.join(part for part in told if part)}"
