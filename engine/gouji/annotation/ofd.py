"""Annotations on an OFD: a highlight over what was read, with what is said of it as its remark.

Only the parts that list annotations change, and the document's own part where it lists none yet;
these keep what they hold. Every other part stays byte for byte as it was packed. A signature over
the file does not hold for the copy: :func:`seals_of` tells whether there is any.
"""

import re
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from xml.sax.saxutils import escape, quoteattr
from zipfile import BadZipFile

from lxml.etree import QName

from gouji.annotation.marks import Mark
from gouji.annotation.markup import Markup
from gouji.annotation.parts import repacked
from gouji.errors import DamagedDocument
from gouji.model.audit import Box
from gouji.model.form import Form
from gouji.reading.ofd.annotations import CREATOR, is_own
from gouji.reading.ofd.contents import Contents, area_of
from gouji.reading.ofd.package import Package, folder_of, path_of
from gouji.reading.ofd.values import POINTS, child, children, text_of
from gouji.records import dataclass

_FINDING, _REVIEW = "255 217 89", "130 190 255"
"""Red, green, blue of the highlights; text stays readable below both."""
_SHEER = 'Alpha="128"'
"""Stated twice, of the object and of its colour: some viewers know only one of them."""
_NOTE: Box = (14.0, 14.0, 34.0, 34.0)
"""Where the note stands that belongs nowhere: the top left corner of the first page."""
_LINES = (0.3, 0.5, 0.7)
"""Where on its height the note has lines."""
_DAY = "1980-01-01"
"""Annotations must state a day, and the same input shall give the same bytes."""
_BEHIND = ("CustomTags", "Attachments", "Extensions")
"""What a document lists after its annotations."""
_MOST_NAMES = 1000
_NUMBER = re.compile(rb"""\bID\s*=\s*["']\s*(\d{1,9})\s*["']""")

_BROKEN = (BadZipFile, struct.error, LookupError, StopIteration, ValueError)
"""What parts make raise that are not quite as they should be."""
_REFUSED = "这份 OFD 的结构特殊或有损坏，加不了批注；请用 gouji report 生成标出问题的报告页"


def annotate_ofd(
    data: bytes,
    marks: Sequence[Mark],
    pages: int | None,
    form: Form | None = None,  # noqa: ARG001 - as annotators are called
) -> bytes:
    """Return a copy of ``data`` with ``marks`` as annotations; the reader found ``pages``.

    Raises :class:`gouji.errors.DocumentError` where the file does not take them.
    """
    package = Package(data)
    try:
        parts = _parts(package, marks, pages)
        copy = repacked(data, parts)
    except _BROKEN:
        raise DamagedDocument(_REFUSED) from None
    written = Package(copy)
    if any(written.read(written.find("", name) or "") != parts[name] for name in parts):
        raise DamagedDocument(_REFUSED)
    return copy


def seals_of(data: bytes) -> int:
    """Return how many electronic seals and signatures a file has that a change breaks."""
    return Contents(Package(data)).seals()


def _parts(package: Package, marks: Sequence[Mark], pages: int | None) -> dict[str, bytes]:
    """Return the parts that change, as they shall be."""
    draft = _Draft(package)
    if len(draft.pages) != pages:
        raise ValueError("the reader found other pages")
    by_page: dict[int, list[Mark]] = {}
    for mark in marks:
        by_page.setdefault((mark.spot.page or 1) - 1, []).append(mark)
    draft.drop_earlier()
    draft.list_pages(by_page)
    numbers = _free_numbers(package, draft.parts)
    for index, found in by_page.items():
        draft.annotate(index, found, numbers)
    return draft.parts


class _Draft:
    """The annotation parts of a package, as they shall be; ``parts`` are those that change."""

    def __init__(self, package: Package) -> None:
        self.parts: dict[str, bytes] = {}
        self._package = package
        self._name, self._root = Contents(package).document()
        self._folder = folder_of(self._name)
        self.pages = list(children(child(self._root, "Pages"), "Page"))
        declared = text_of(child(self._root, "Annotations"))
        self._listing = package.find(self._folder, declared) or self._unused(
            path_of(self._folder, declared or "Annotations.xml")
        )
        self._sheets = dict(self._listed())

    def _listed(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that have a part of annotations of their own, and that part."""
        folder = folder_of(self._listing)
        listed = [
            (page.get("PageID") or "", self._package.find(folder, text_of(child(page, "FileLoc"))))
            for page in children(self._package.tree(self._package.find("", self._listing)), "Page")
        ]
        for page, part in reversed(listed):  # of several that of the first
            if part is not None and all(p == page for p, other in listed if other == part):
                yield page, part

    def drop_earlier(self) -> None:
        """Remove the annotations of an earlier run: what they speak of may be mended."""
        for part in self._sheets.values():
            text = self._markup(part)
            own = [each for each in text.root if is_own(each)]
            if own:
                self.parts[part] = text.changed("", without=own)

    def list_pages(self, indices: Iterable[int]) -> None:
        """Give each page a part of annotations, and the document a list of these."""
        fresh = {i: self.pages[i].attrib["ID"] for i in indices if not self._has_sheet(i)}
        if not fresh:
            return
        folder = folder_of(self._listing)
        listing = self._markup(self._listing, "Annotations")
        entry, place = listing.tag("Page"), listing.tag("FileLoc")
        added = ""
        for index, page in fresh.items():
            part = self._unused(path_of(folder, f"Annots/Page_{index}/Annotation.xml"))
            self.parts[part] = self._empty("PageAnnot")
            self._sheets[page] = part
            location = part[len(folder) :].lstrip("/")
            told = f"<{place}>{escape(location)}</{place}>"
            added += f"<{entry} PageID={quoteattr(page)}>{told}</{entry}>"
        self.parts[self._listing] = listing.changed(added)
        self._declare()

    def _declare(self) -> None:
        """Have the document name its list of annotations."""
        declared = child(self._root, "Annotations")
        if text_of(declared):
            return
        text = self._markup(self._name)
        tag, location = text.tag("Annotations"), self._listing[len(self._folder) :].lstrip("/")
        self.parts[self._name] = text.changed(
            f"<{tag}>{escape(location)}</{tag}>",
            without=list(children(text.root, "Annotations")),
            ahead_of=_BEHIND,
        )

    def annotate(self, index: int, marks: Iterable[Mark], numbers: Iterator[int]) -> None:
        """Put ``marks`` on a page that has a part for them."""
        part = self._sheets[self.pages[index].attrib["ID"]]
        text = self._markup(part)
        pen, origin = _Pen(text, numbers), self._origin(index)
        self.parts[part] = text.changed("".join(pen.annotation(mark, origin) for mark in marks))

    def _has_sheet(self, index: int) -> bool:
        return self.pages[index].attrib["ID"] in self._sheets

    def _origin(self, index: int) -> tuple[float, float]:
        """Return where the top left corner of a page is, in millimetres."""
        name = self._package.find(self._folder, self.pages[index].get("BaseLoc"))
        usual = area_of(child(self._root, "CommonData", "PageArea"))
        left, top, _, _ = area_of(child(self._package.tree(name), "Area"), usual)
        return left, top

    def _markup(self, part: str, root: str = "") -> Markup:
        """Return a part as it is by now, one that is not there with an empty ``root``."""
        data = self.parts.get(part)
        if data is None and self._package.find("", part) == part:
            data = self._package.read(part)
        elif data is None and root:
            data = self._empty(root)
        return Markup(data or b"")

    def _empty(self, root: str) -> bytes:
        """Return a part with nothing in its root, in the manner of the document."""
        prefix, space = self._root.prefix, QName(self._root).namespace
        tag = f"{prefix}:{root}" if prefix else root
        declared = f" xmlns{':' * bool(prefix)}{prefix or ''}={quoteattr(space)}" if space else ""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag}{declared}></{tag}>'.encode()

    def _unused(self, name: str) -> str:
        """Return ``name``, numbered where a part is called so in whatever case."""
        stem, dot, suffix = name.rpartition(".")
        names = (name, *(f"{stem}-{n}{dot}{suffix}" for n in range(2, _MOST_NAMES)))
        return next(each for each in names if self._package.find("", each) is None)


def _free_numbers(package: Package, parts: Mapping[str, bytes]) -> Iterator[int]:
    """Yield numbers that no object of the package has."""
    held = (parts.get(name) or package.read(name) or b"" for name in package.names)
    used = {int(found[1]) for data in held for found in _NUMBER.finditer(data)}
    return (number for number in count(1) if number not in used)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes annotations into a part, each object with a number of its own."""

    text: Markup
    numbers: Iterator[int]

    def annotation(self, mark: Mark, origin: tuple[float, float]) -> str:
        """Return what is said at one place."""
        boxes = (mark.spot.box, *mark.spot.more) if mark.spot.box else (_NOTE,)
        rects = [tuple(edge / POINTS for edge in box) for box in boxes]
        lefts, tops, rights, bottoms = zip(*rects, strict=True)
        x, y = min(lefts), min(tops)
        colour = _REVIEW if mark.is_review else _FINDING
        drawn = [
            self._rectangle((left - x, top - y, right - left, bottom - top), colour)
            for left, top, right, bottom in rects
        ]
        if not mark.spot.box:
            drawn += [self._line(share) for share in _LINES]
        place = _numbers(x + origin[0], y + origin[1], max(rights) - x, max(bottoms) - y)
        kind = 'Type="Highlight"' if mark.spot.box else 'Type="Path" Subtype="Note"'
        annot, remark, appearance = map(self.text.tag, ("Annot", "Remark", "Appearance"))
        return (
            f'<{annot} ID="{next(self.numbers)}" {kind} Creator="{CREATOR}" LastModDate="{_DAY}">'
            f"<{remark}>{escape(mark.text)}</{remark}>"
            f'<{appearance} Boundary="{place}">{"".join(drawn)}</{appearance}></{annot}>'
        )

    def _rectangle(self, box: Box, colour: str) -> str:
        """Return a box of colour; its place is counted from that of the annotation."""
        _, _, width, height = box
        path = f"M 0 0 L {_numbers(width)} 0 L {_numbers(width, height)} L 0 {_numbers(height)} C"
        fill = f'<{self.text.tag("FillColor")} Value="{colour}" {_SHEER}/>'
        return self._path(box, f'Stroke="false" Fill="true" {_SHEER}', fill, path)

    def _line(self, share: float) -> str:
        """Return one of the lines by which the note is known as one."""
        width, height = ((_NOTE[n + 2] - _NOTE[n]) / POINTS for n in (0, 1))
        box = width * 0.2, height * share, width * 0.6, 0.0
        return self._path(box, 'LineWidth="0.25"', "", f"M 0 0 L {_numbers(width * 0.6)} 0")

    def _path(self, box: Box, attributes: str, fill: str, path: str) -> str:
        tag, data = self.text.tag("PathObject"), self.text.tag("AbbreviatedData")
        return (
            f'<{tag} ID="{next(self.numbers)}" Boundary="{_numbers(*box)}" {attributes}>{fill}'
            f"<{data}>{path}</{data}></{tag}>"
        )


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.3f}" for value in values)
