"""Word processor files (DOCX): what is printed, no more and no less, from the package's XML.

Insertions count, deletions do not; automatic numerals become text; raised marks and hidden text
are left out; running heads, feet and footnotes are furniture.
"""

from lxml.etree import _Element

from gouji.errors import DamagedDocument, UnsupportedFormat
from gouji.model.document import Document, Line, Place
from gouji.reading.docx.body import Body
from gouji.reading.docx.names import DAMAGED, W
from gouji.reading.docx.numbering import Numbering
from gouji.reading.docx.package import Package
from gouji.reading.docx.styles import Styles
from gouji.reading.flow import Cell, Text, numbered, texts_of, to_blocks
from gouji.reading.formats import DOCX

__all__ = ["places_in", "read_docx"]

_FURNITURE = ("header", "footer", "footnotes", "endnotes")


def read_docx(data: bytes) -> Document:
    """Read a DOCX file; raises :class:`gouji.errors.DocumentError` in one sentence.

    There are no pages; places count lines and cells in reading order.
    """
    package = Package(data)
    main = package.main()
    reader = _body_reader(package, main)
    blocks = to_blocks(reader.items(_body(package, main)))
    if not blocks:
        raise DamagedDocument("Word 文档里没有文字")
    return Document(
        DOCX.name,
        None,
        blocks,
        furniture=_furniture(package, main, reader),
        unread=tuple(dict.fromkeys(reader.unread)),
    )


def places_in(data: bytes) -> dict[int, Text | Cell]:
    """Return what stands at the places of :func:`read_docx`, by line.

    Each text and cell has the element that it was read from. Raises as :func:`read_docx`.
    """
    package = Package(data)
    main = package.main()
    return numbered(_body_reader(package, main).items(_body(package, main)))


def _body(package: Package, main: str) -> _Element:
    root = package.part(main)
    if root is None:
        raise DamagedDocument(DAMAGED)
    body = root.find(W + "body")
    if body is None:
        raise UnsupportedFormat("这是其他 Office 文档，不是 Word 文档")
    return body


def _body_reader(package: Package, main: str) -> Body:
    parts = {
        kind: next((package.part(name) for name in package.related(main, kind)), None)
        for kind in ("styles", "numbering")
    }
    styles = Styles(parts["styles"])
    return Body(styles, Numbering(parts["numbering"], styles))


def _furniture(package: Package, main: str, reader: Body) -> tuple[Line, ...]:
    names = [name for kind in _FURNITURE for name in sorted(package.related(main, kind))]
    roots = [root for name in names if (root := package.part(name)) is not None]
    texts: list[str] = []
    for root in roots:
        for parent in (root, *root):
            texts += texts_of(reader.items(parent))
    return tuple(
        Line(text, Place(line=n, column=1)) for n, text in enumerate(filter(None, texts), 1)
    )
