"""OFD packages by hand: objects, pages and parts as a test writes them, down to the byte.

A page has a table of two rows and two columns; ``cell`` writes text in one of its cells.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from shown import shown

from gouji.reading import read_bytes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.ofdspec.org/2016"
A4 = "0 0 210 297"
POINTS = "0.3528 0 0 0.3528 0 0"
LEFT, TOP, WIDE, HIGH = 20, 20, 40, 10
"""Millimetres: where the table stands, and the size of its cells."""

Parts = Mapping[str, str | bytes]


def xml(root: str, inner: str, attributes: str = "", namespace: str = NAMESPACE) -> str:
    """Return a part; elements are written without a prefix, which is added."""
    text = f"<{root}{attributes}>{inner}</{root}>"
    named = text.replace("</", "</ofd:").replace("<", "<ofd:").replace("<ofd:/ofd:", "</ofd:")
    return HEAD + named.replace(f"<ofd:{root}", f'<ofd:{root} xmlns:ofd="{namespace}"', 1)


def text(
    says: str, x: float = 0.0, y: float = 4.0, *, box: str = "22 22 30 5", size: str = "4",
    code: str = "", inner: str = "", **attributes: str,
) -> str:  # fmt: skip
    """Return a text object of one run; ``code`` are further attributes of the run."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<TextObject ID="9" Boundary="{box}" Font="1" Size="{size}"{more}>{inner}'
        f'<TextCode X="{x}" Y="{y}"{code}>{escape(says)}</TextCode></TextObject>'
    )


def cell(row: int, column: int, says: str, **how: str) -> str:
    """Return text in a cell of the table."""
    left, top = LEFT + WIDE * column + 3, TOP + HIGH * row + 3
    return text(says, box=how.pop("box", f"{left} {top} 30 5"), **how)  # type: ignore[arg-type]


def path(data: str, box: str = A4, inner: str = "", **attributes: str) -> str:
    """Return a path object."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<PathObject ID="8" Boundary="{box}"{more}>{inner}'
        f"<AbbreviatedData>{data}</AbbreviatedData></PathObject>"
    )


def box_of(x: float, y: float, width: float, height: float) -> str:
    """Return the data of a rectangle."""
    return f"M {x} {y} L {x + width} {y} L {x + width} {y + height} L {x} {y + height} C"


def lines(*, rows: int = 2, columns: int = 2) -> list[str]:
    """Return the data of each ruling of the table."""
    right, low = LEFT + WIDE * columns, TOP + HIGH * rows
    across = [f"M {LEFT} {TOP + HIGH * n} L {right} {TOP + HIGH * n}" for n in range(rows + 1)]
    down = [f"M {LEFT + WIDE * n} {TOP} L {LEFT + WIDE * n} {low}" for n in range(columns + 1)]
    return [*across, *down]


FRAME = path(" ".join(lines()))
HEADS = cell(0, 0, "收件") + cell(0, 1, "办结")
SHOWN = ["收件", "办结"]


def page(objects: str, before: str = "", layer: str = "") -> str:
    """Return the part of a page."""
    return xml("Page", f'{before}<Content><Layer ID="5"{layer}>{objects}</Layer></Content>')


def body(root: str = "Doc_0/Document.xml", more: str = "") -> str:
    """Return what ``OFD.xml`` says of a document."""
    return f"<DocBody><DocInfo><DocID>a</DocID></DocInfo><DocRoot>{root}</DocRoot>{more}</DocBody>"


def document(
    pages: Sequence[str] = ("Pages/Page_0/Content.xml",), common: str = "", more: str = ""
) -> str:
    """Return ``Document.xml`` with pages at these locations."""
    listed = "".join(f'<Page ID="{n}" BaseLoc="{at}"/>' for n, at in enumerate(pages, 1))
    area = f"<PageArea><PhysicalBox>{A4}</PhysicalBox></PageArea>"
    return xml("Document", f"<CommonData>{area}{common}</CommonData><Pages>{listed}</Pages>{more}")


def resources(inner: str, attributes: str = "") -> str:
    """Return a part of resources."""
    return xml("Res", inner, attributes)


def parts(objects: str = "", **more: str) -> dict[str, str | bytes]:
    """Return the parts of a document of one page; further words go to :func:`page`."""
    return {
        "OFD.xml": xml("OFD", body(), ' Version="1.0" DocType="OFD"'),
        "Doc_0/Document.xml": document(common="<PublicRes>PublicRes.xml</PublicRes>"),
        "Doc_0/PublicRes.xml": resources('<Fonts><Font ID="1" FontName="宋体"/></Fonts>'),
        "Doc_0/Pages/Page_0/Content.xml": page(objects, **more),
    }


def packed(files: Parts, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a package of parts in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def ofd(objects: str = "", **more: str) -> bytes:
    """Return a package of one page with these objects."""
    return packed(parts(objects, **more))


def table(objects: str, **more: str) -> bytes:
    """Return a package of one page with the table, its heads, and these objects."""
    return ofd(FRAME + HEADS + objects, **more)


def read(data: bytes) -> tuple[list[object], tuple[str, ...]]:
    """Return all that is read of a file, and what is not."""
    found = read_bytes(data)
    return shown(found), found.unread
