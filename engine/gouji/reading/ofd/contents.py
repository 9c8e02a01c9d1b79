"""Opens an OFD package and yields what each of its pages draws, within bounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from lxml.etree import _Element

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.model.document import Rect
from gouji.model.places import page_text
from gouji.reading.limits import MAX_PAGE_SIDE, MAX_PAGES, Budget
from gouji.reading.ofd.annotations import Annotations
from gouji.reading.ofd.drawing import Painter
from gouji.reading.ofd.fonts import Fonts
from gouji.reading.ofd.package import DAMAGED, Package, folder_of
from gouji.reading.ofd.resources import Resources
from gouji.reading.ofd.seals import places, signatures
from gouji.reading.ofd.values import POINTS, Box, box, child, children, text_of
from gouji.reading.pages.content import PageContent
from gouji.reading.pages.strokes import box_of
from gouji.records import dataclass

A4: Box = (0.0, 0.0, 210.0, 297.0)
_MOST_NAMED = 10
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws, and its pictures: the parts that hold them, and their places."""

    content: PageContent
    images: tuple[tuple[str | None, Rect], ...] = ()


@dataclass(slots=True)
class Contents:
    """The pages of the first document in a package.

    ``notes`` say in Chinese what is left out; ``incomplete`` are the pages that lack a part.
    """

    package: Package
    notes: list[str] = field(default_factory=list)
    incomplete: list[int] = field(default_factory=list)

    def pages(self) -> Iterator[Drawn]:
        """Yield every page. Raises :class:`gouji.errors.DocumentError`."""
        name, root = self.document()
        listed = list(children(child(root, "Pages"), "Page"))
        if len(listed) > MAX_PAGES:
            raise LimitExceeded(f"这份 OFD 超过 {MAX_PAGES} 页，不像一份年度报告")
        document = _Document(self.package, name, root, places(self.package, self._bodies()[0]))
        for number, page in enumerate(listed, 1):
            yield document.page(number, page)
        self.notes += document.notes()
        self.incomplete += document.incomplete
        self.notes += self._beside(folder_of(name), root)

    def _beside(self, folder: str, root: _Element) -> Iterator[str]:
        """Yield what stands beside the pages and is not read: other documents, seals, files."""
        bodies, seals = len(self._bodies()), self.seals()
        if bodies > 1:
            yield f"文件里有 {bodies} 份文档，只读了第一份"
        versions = sum(1 for _ in children(child(self._bodies()[0], "Versions"), "Version"))
        if versions > 1:
            yield f"文件里有 {versions} 个版本，只读了文档入口所指的一个"
        if seals:
            yield f"文件有 {seals} 个电子签章，没有核验其是否有效"
        attachments = self.package.tree(
            self.package.find(folder, text_of(child(root, "Attachments")))
        )
        count = sum(1 for _ in children(attachments, "Attachment"))
        if count:
            yield f"文件带有 {count} 个附件，附件没有读"

    def document(self) -> tuple[str, _Element]:
        """Return the part that the document begins with; raises as :meth:`pages` does."""
        name = self.package.find("", text_of(child(self._bodies()[0], "DocRoot")))
        root = self.package.tree(name)
        if name is None or root is None:
            raise DamagedDocument(DAMAGED)
        return name, root

    def seals(self) -> int:
        """Return how many electronic seals and signatures the document has."""
        return len(signatures(self.package, self._bodies()[0]))

    def _bodies(self) -> list[_Element]:
        root = self.package.tree(self.package.find("", "OFD.xml"))
        bodies = list(children(root, "DocBody"))
        if not bodies:
            raise DamagedDocument(DAMAGED)
        return bodies


class _Document:
    """What the pages of a document have in common."""

    def __init__(
        self, package: Package, name: str, root: _Element, seals: Mapping[str, Sequence[Box]]
    ) -> None:
        self._package = package
        self._seals = seals
        self._folder = folder_of(name)
        self._budget = Budget()
        self._fonts = Fonts(package)
        common = child(root, "CommonData")
        self._area = area_of(child(common, "PageArea"))
        default = text_of(child(common, "DefaultCS")) or None
        self._resources = Resources(default_space=default).with_files(package, common, self._folder)
        self._templates = {
            each.get("ID"): (each, package.find(self._folder, each.get("BaseLoc")))
            for each in children(common, "TemplatePage")
        }
        self._parsed: dict[str, tuple[_Element, Resources] | None] = {}
        self._annotations = Annotations(package, root, self._folder)
        self.incomplete: list[int] = []

    def page(self, number: int, listed: _Element) -> Drawn:
        """Return what a page draws; one that is not there is broken."""
        self._budget.tick()
        name = self._package.find(self._folder, listed.get("BaseLoc"))
        root = self._package.tree(name)
        x, y, width, height = area_of(child(root, "Area"), self._area)
        content = PageContent(number, width * POINTS, height * POINTS)
        if name is None or root is None:
            content.broken = True
            return Drawn(content)
        ctm = POINTS, 0.0, 0.0, POINTS, -x * POINTS, -y * POINTS
        painter = Painter(content, self._fonts, self._budget)
        own = self._resources.with_files(self._package, root, folder_of(name))
        for part, resources in self._stack(number, root, own):
            painter.content(part, ctm, resources)
        self._annotations.cover(listed.get("ID"), painter, ctm, own)
        for left, top, across, down in self._seals.get(listed.get("ID") or "", ()):
            corners = (left, top), (left + across, top + down)
            content.overlays.append(box_of(corners, ctm))
        return Drawn(content, tuple(painter.images))

    def _stack(
        self, number: int, root: _Element, own: Resources
    ) -> Iterator[tuple[_Element, Resources]]:
        """Yield what a page draws, from below: templates behind it, itself, those before it."""
        below: list[tuple[_Element, Resources]] = []
        above: list[tuple[_Element, Resources]] = []
        for use in children(root, "Template"):
            self._budget.step()
            listed, name = self._templates.get(use.get("TemplateID"), (use, None))
            template = self._template(name)
            if template is None:
                self.incomplete.append(number)
                continue
            order = use.get("ZOrder") or listed.get("ZOrder")
            (above if order == "Foreground" else below).append(template)
        yield from [*below, (root, own), *above]

    def _template(self, name: str | None) -> tuple[_Element, Resources] | None:
        """Return a page that several pages use and its resources, parsed once."""
        if name is None:
            return None
        if name not in self._parsed:
            root = self._package.tree(name)
            self._parsed[name] = (
                root
                if root is None
                else (root, self._resources.with_files(self._package, root, folder_of(name)))
            )
        return self._parsed[name]

    def notes(self) -> Iterator[str]:
        """Yield what of the document is not there, or is left out."""
        for location in self._resources.missing[:_MOST_NAMED]:
            yield f"文件里的资源部件 {location[:_LONGEST_NAME]} 缺失或损坏，没有读"
        for number in dict.fromkeys(self.incomplete):
            yield f"{page_text(number)}套用的模板页缺失或损坏，其中的内容没有读"
        yield from self._annotations.notes()


def area_of(area: _Element | None, usual: Box = A4) -> Box:
    """Return the box of a page, ``usual`` where it states none that a page may have."""
    try:
        x, y, width, height = box(text_of(child(area, "PhysicalBox")))
    except ValueError:
        return usual
    if max(width, height) * POINTS > MAX_PAGE_SIDE:
        raise LimitExceeded(f"有一页的边长超过 {MAX_PAGE_SIDE} 点，不像一份年度报告")
    return (x, y, width, height) if min(width, height) > 0 else usual
