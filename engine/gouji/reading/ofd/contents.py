"""Opens an OFD package and yields what each of its pages draws, within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from gouji.errors import DamagedDocument, LimitExceeded
from gouji.model.document import Rect
from gouji.reading.limits import MAX_PAGE_SIDE, MAX_PAGES, Budget
from gouji.reading.ofd.annotations import Annotations
from gouji.reading.ofd.drawing import Painter
from gouji.reading.ofd.fonts import Fonts
from gouji.reading.ofd.package import DAMAGED, Package, folder_of
from gouji.reading.ofd.resources import Resources, resource_files
from gouji.reading.ofd.values import POINTS, Box, box, child, children, text_of
from gouji.reading.pages.content import PageContent

A4: Box = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page draws, and its pictures: the parts that hold them, and their places."""

    content: PageContent
    images: tuple[tuple[str, Rect], ...] = ()


@dataclass(slots=True)
class Contents:
    """The pages of the first document in a package; ``notes`` say in Chinese what is left out."""

    package: Package
    notes: list[str] = field(default_factory=list)

    def pages(self) -> Iterator[Drawn]:
        """Yield every page. Raises :class:`gouji.errors.DocumentError`."""
        name, root = self.document()
        listed = list(children(child(root, "Pages"), "Page"))
        if len(listed) > MAX_PAGES:
            raise LimitExceeded(f"这份 OFD 超过 {MAX_PAGES} 页，不像一份年度报告")
        document = _Document(self.package, name, root)
        for number, page in enumerate(listed, 1):
            yield document.page(number, page)
        self.notes += document.notes()
        self.notes += self._beside(folder_of(name), root)

    def _beside(self, folder: str, root: _Element) -> Iterator[str]:
        """Yield what stands beside the pages and is not read: other documents, seals, files."""
        bodies, seals = len(self._bodies()), self.seals()
        if bodies > 1:
            yield f"文件里有 {bodies} 份文档，只读了第一份"
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
        part = text_of(child(self._bodies()[0], "Signatures"))
        signatures = self.package.tree(self.package.find("", part))
        return sum(1 for _ in children(signatures, "Signature"))

    def _bodies(self) -> list[_Element]:
        root = self.package.tree(self.package.find("", "OFD.xml"))
        bodies = list(children(root, "DocBody"))
        if not bodies:
            raise DamagedDocument(DAMAGED)
        return bodies


class _Document:
    """What the pages of a document have in common."""

    def __init__(self, package: Package, name: str, root: _Element) -> None:
        self._package = package
        self._folder = folder_of(name)
        self._budget = Budget()
        self._fonts = Fonts(package)
        common = child(root, "CommonData")
        self._area = area_of(child(common, "PageArea"))
        default = text_of(child(common, "DefaultCS")) or None
        files = resource_files(package, common, self._folder)
        self._resources = Resources(default_space=default).with_files(package, files)
        self._templates = {
            each.get("ID"): (each, package.find(self._folder, each.get("BaseLoc")))
            for each in children(common, "TemplatePage")
        }
        self._trees: dict[str, _Element | None] = {}
        self._annotations = Annotations(package, root, self._folder)
        self._lost_templates = 0

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
        files = resource_files(self._package, root, folder_of(name))
        own = self._resources.with_files(self._package, files)
        for part, resources in self._stack(root, own):
            painter.content(part, ctm, resources)
        self._annotations.cover(listed.get("ID"), painter, ctm, own)
        return Drawn(content, tuple(painter.images))

    def _stack(self, root: _Element, own: Resources) -> Iterator[tuple[_Element, Resources]]:
        """Yield what a page draws, from below: templates behind it, itself, those before it."""
        below: list[tuple[_Element, Resources]] = []
        above: list[tuple[_Element, Resources]] = []
        for use in children(root, "Template"):
            listed, name = self._templates.get(use.get("TemplateID"), (use, None))
            template = self._tree(name)
            if name is None or template is None:
                self._lost_templates += 1
                continue
            files = resource_files(self._package, template, folder_of(name))
            order = use.get("ZOrder") or listed.get("ZOrder")
            resources = self._resources.with_files(self._package, files)
            (above if order == "Foreground" else below).append((template, resources))
        yield from [*below, (root, own), *above]

    def _tree(self, name: str | None) -> _Element | None:
        """Return the root of a part that several pages use, parsed once."""
        if name is None:
            return None
        if name not in self._trees:
            self._trees[name] = self._package.tree(name)
        return self._trees[name]

    def notes(self) -> Iterator[str]:
        """Yield what of the document is not there, or is left out."""
        if self._resources.missing:
            yield f"文件里有 {self._resources.missing} 个资源部件缺失或损坏"
        if self._lost_templates:
            yield f"有 {self._lost_templates} 处套用的模板页缺失或损坏，其中的内容没有读"
        yield from self._annotations.notes()


def area_of(area: _Element | None, usual: Box = A4) -> Box:
    """Return the box of a page, ``usual`` where it states none that a page may have."""
    try:
        x, y, width, height = box(text_of(child(area, "PhysicalBox")))
    except ValueError:
        return usual
    fits = 0 < width * POINTS <= MAX_PAGE_SIDE and 0 < height * POINTS <= MAX_PAGE_SIDE
    return (x, y, width, height) if fits else usual
