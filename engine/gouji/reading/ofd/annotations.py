"""Annotations: no text of the report, but what they paint may cover it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from lxml.etree import _Element

from gouji.model.document import Rect
from gouji.reading.limits import MAX_PACKAGE_PARTS
from gouji.reading.ofd.drawing import Painter
from gouji.reading.ofd.package import Package, folder_of
from gouji.reading.ofd.resources import Resources
from gouji.reading.ofd.values import child, children, is_false, name_of, text_of
from gouji.reading.pages.content import PRINT, PageContent
from gouji.reading.pages.strokes import Matrix

CREATOR = "勾稽"
"""Who made the annotations that gouji marks findings with."""
_TOLD = {"Watermark": "水印", "Stamp": "印章"}
_OTHER = "批注"
_SILENT = "Link"
_PLAIN = 0.3
"""Writing less opaque than this is a watermark, which text is read through."""
_LARGE = 20.0
"""So is writing larger than this (points)."""


class Annotations:
    """The annotations of a document, by the page they stand on."""

    def __init__(self, package: Package, root: _Element, folder: str) -> None:
        self._by_page: dict[str, list[_Element]] = {}
        self._count: Counter[str] = Counter()
        self._missing = 0
        location = text_of(child(root, "Annotations"))
        name = package.find(folder, location)
        listed = package.tree(name)
        self._missing += bool(location) and listed is None
        seen: set[tuple[str, str | None]] = set()
        for page in islice(children(listed, "Page"), MAX_PACKAGE_PARTS):
            own = package.find(folder_of(name or ""), text_of(child(page, "FileLoc")))
            place = page.get("PageID") or "", own
            if place in seen:
                continue
            seen.add(place)
            part = package.tree(own)
            self._missing += part is None
            self._by_page.setdefault(place[0], []).extend(children(part, "Annot"))

    def cover(self, page: str | None, painter: Painter, ctm: Matrix, resources: Resources) -> None:
        """Put what the annotations of a page paint over what it draws; their writing is no text."""
        own = painter.page
        for each in self._by_page.get(page or "", ()):
            if is_false(each.get("Visible")):
                continue
            kind = each.get("Type") or ""
            if kind != _SILENT and not is_own(each):
                self._count[_TOLD.get(kind, _OTHER)] += 1
            aside = PageContent(own.number, own.width, own.height)
            brush = Painter(aside, painter.fonts, painter.budget)
            for appearance in children(each, "Appearance"):
                with suppress(ValueError):
                    brush.appearance(appearance, ctm, resources)
            under = len(own.glyphs)
            own.shapes += [shape._replace(under=under) for shape in aside.shapes]
            own.overlays += _written(aside)
            own.outlines += aside.outlines

    def notes(self) -> Iterator[str]:
        """Yield what was left out, by its kind."""
        for kind, count in self._count.items():
            yield f"文件上有 {count} 处{kind}，其中的文字没有读"
        if self._missing:
            yield f"文件里有 {self._missing} 个批注部件缺失或损坏，没有读"


def is_own(annotation: _Element) -> bool:
    """Tell whether gouji made an annotation; it shows no writing, so that nothing is left out."""
    written = (each for each in annotation.iter() if name_of(each) == "TextObject")
    return annotation.get("Creator") == CREATOR and next(written, None) is None


def _written(content: PageContent) -> Iterator[Rect]:
    """Yield the boxes of what an annotation writes so that it may be taken for the page's own."""
    starts = [ink.start for ink in content.inks]
    for index, glyph in enumerate(content.glyphs):
        at = bisect_right(starts, index) - 1
        paint = content.inks[at].paint if at >= 0 else PRINT
        if glyph.text != " " and glyph.size <= _LARGE and paint.opacity >= _PLAIN:
            yield glyph[1:5]
