"""Word processor files (DOCX): what is printed, no more and no less, from the package's XML.

Insertions count, deletions do not; automatic numerals become text; raised marks and hidden text
are left out; running heads, feet and footnotes are furniture.
"""

from collections.abc import Iterator

from lxml.etree import _Element

from gouji.errors import DamagedDocument, UnsupportedFormat
from gouji.model.document import Document, Line, Place
from gouji.reading.docx.body import EMBEDDED, Body
from gouji.reading.docx.colours import Palette
from gouji.reading.docx.controls import Controls
from gouji.reading.docx.fonts import Fonts
from gouji.reading.docx.names import DAMAGED, W
from gouji.reading.docx.numbering import Numbering
from gouji.reading.docx.package import AMBIGUOUS, Package
from gouji.reading.docx.sight import Sight
from gouji.reading.docx.styles import Styles
from gouji.reading.docx.surroundings import Surroundings
from gouji.reading.flow import Cell, Item, Text, numbered, texts_of, to_blocks, unseen_in_lines
from gouji.reading.formats import DOCX
from gouji.reading.shown import A_FEW_WORDS, UNSEEN_LINE, UNSEEN_WORDS

__all__ = ["places_in", "read_docx"]

_PARTS = ("styles", "numbering", "theme", "settings", "fontTable")
_FURNITURE = ("header", "footer", "footnotes", "endnotes")


def read_docx(data: bytes) -> Document:
    """Read a DOCX file; raises :class:`gouji.errors.DocumentError` in one sentence.

    There are no pages; places count lines and cells in reading order.
    """
    package = Package(data)
    main = package.main()
    reader = _reader(package, main)
    items = list(_items(package, main, reader))
    blocks = to_blocks(items)
    if not blocks:
        raise DamagedDocument("Word 文档里没有文字")
    return Document(
        DOCX.name,
        None,
        blocks,
        furniture=_furniture(package, main, reader),
        unread=tuple(dict.fromkeys([*reader.unread, *_unseen(items)])),
        withheld="、".join(_withheld(reader, items)) or None,
    )


def places_in(data: bytes) -> dict[int, Text | Cell]:
    """Return what stands at the places of :func:`read_docx`, by line.

    Each text and cell has the element that it was read from. Raises as :func:`read_docx`.
    """
    package = Package(data)
    main = package.main()
    return numbered(_items(package, main, _reader(package, main)))


def _items(package: Package, main: str, reader: Body) -> Iterator[Item]:
    root = package.part(main)
    if root is None:
        raise DamagedDocument(DAMAGED)
    bodies = root.findall(W + "body")
    if not bodies:
        raise UnsupportedFormat("这是其他 Office 文档，不是 Word 文档")
    if len(bodies) > 1:
        raise DamagedDocument(AMBIGUOUS)
    return reader.items(bodies[0], reader.paper(root))


def _reader(package: Package, main: str) -> Body:
    parts = {kind: package.only(main, kind) for kind in _PARTS}
    styles = Styles(parts["styles"])
    palette = Palette(parts["theme"], parts["settings"])
    sight = Sight(palette, _fonts(package, main, parts["theme"], parts["fontTable"]))
    return Body(styles, Numbering(parts["numbering"], styles), sight, Controls(package, main))


def _unseen(items: list[Item]) -> list[str]:
    return [UNSEEN_LINE] if unseen_in_lines(items) else []


def _withheld(reader: Body, items: list[Item]) -> Iterator[str]:
    """Name what may hold what is not found, and was not read."""
    if EMBEDDED in reader.unread:
        yield "Word 文档里嵌入的另一个文件"
    if unseen_in_lines(items) >= A_FEW_WORDS:
        yield UNSEEN_WORDS


def _fonts(package: Package, main: str, theme: _Element | None, table: _Element | None) -> Fonts:
    source = next(package.related(main, "fontTable"), "")
    return Fonts(theme, table, lambda identifier: package.linked(source, identifier))


def _furniture(package: Package, main: str, reader: Body) -> tuple[Line, ...]:
    names = [name for kind in _FURNITURE for name in sorted(package.related(main, kind))]
    roots = [root for name in names if (root := package.part(name)) is not None]
    texts: list[str] = []
    for root in roots:
        for parent in (root, *root):
            texts += texts_of(reader.items(parent, Surroundings()))
    return tuple(
        Line(text, Place(line=n, column=1)) for n, text in enumerate(filter(None, texts), 1)
    )
