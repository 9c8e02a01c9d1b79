"""Tables on official paper: ruled, the head repeated on every page, rows never torn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gouji.reporting.media.official import CAPTION, HEI, SONG

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 8845
"""Between the margins, in twentieths of a point."""
_NARROWEST, _WIDEST, _SIDES = 2.0, 18.0, 1.5
"""Characters of text that a column is given at least and at most, and the room at its sides."""


def add_table(
    paper: "Document",
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    numbers: Sequence[bool],
    size: float = 10.5,
    shares: Sequence[float] = (),
) -> None:
    """Append a table below its caption; columns of ``numbers`` stand to the right.

    ``size`` is that of its letters in points. ``shares`` are the parts of the page that the
    columns take, by default by the length of their texts. The text must be printable.
    """
    paper.add_paragraph(caption, CAPTION).paragraph_format.keep_with_next = True
    widths = _shared(shares or _wanted(head, rows))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    sides = ["right" if number else "left" for number in numbers]
    lines = [_row(_cells(head, widths, ["center"] * len(head), _face(HEI, size)), "<w:tblHeader/>")]
    lines += [_row(_cells(row, widths, sides, _face(SONG, size))) for row in rows]
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(lines)}</w:tbl>"
    )
    paper.element.body[-1].addprevious(table)


def _shared(shares: Sequence[float]) -> list[int]:
    return [int(_WIDTH * share / sum(shares)) for share in shares]


def _wanted(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Return the longest text of each column; a head may run over two lines."""
    wanted = [
        max(_NARROWEST, _length(name) / 2, *(_length(text) for text in texts))
        for name, *texts in zip(head, *rows, strict=True)
    ]
    return [min(width, _WIDEST) + _SIDES for width in wanted]


def _length(text: str) -> float:
    """Return how many Chinese characters wide ``text`` is."""
    return sum(1 if ord(char) > 0xFF else 0.55 for char in text)


def _row(cells: str, more: str = "") -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _face(name: str, size: float) -> str:
    """Return face and size of the letters in a cell."""
    return (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        f'w:eastAsia="{name}"/><w:sz w:val="{int(size * 2)}"/></w:rPr>'
    )


def _cells(texts: Sequence[str], widths: Sequence[int], sides: Sequence[str], letters: str) -> str:
    return "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{letters}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        for text, width, side in zip(texts, widths, sides, strict=True)
    )
