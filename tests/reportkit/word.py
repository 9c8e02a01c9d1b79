"""Writes reports as word processor files (WordprocessingML by hand: no program's habits)."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from reportkit.content import Content
from reportkit.form import TABLE_OF
from reportkit.phrases import text_of
from reportkit.sheets import Box, Sheet, sheets_of

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{body}<w:sectPr/></w:body></w:document>"
)
_BORDERS = "".join(
    f'<w:{edge} w:val="single" w:sz="4"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def document(content: Content) -> bytes:
    """Return the report as DOCX, byte for byte the same every time."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", _DOCUMENT.format(body="".join(_body(content)))),
        ):
            package.writestr(ZipInfo(name), text)
    return out.getvalue()


def _body(content: Content) -> Iterator[str]:
    yield from map(_paragraph, content.title)
    yield from (_paragraph(text_of(paragraph)) for paragraph in content.opening)
    for section in content.sections:
        yield _paragraph(f"{section.ordinal}、{section.heading}")
        yield from (_paragraph(text_of(paragraph)) for paragraph in section.paragraphs)
        if section.id in TABLE_OF:
            for sheet in sheets_of(content, TABLE_OF[section.id]):
                yield _table(sheet) + _paragraph("")


def _paragraph(text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>' if text else ""
    return f"<w:p>{run}</w:p>"


def _table(sheet: Sheet) -> str:
    grid = "".join(
        f'<w:gridCol w:w="{round(9000 * share / sum(sheet.shares))}"/>' for share in sheet.shares
    )
    rows = "".join(f"<w:tr>{''.join(_cells(sheet, row))}</w:tr>" for row in range(sheet.rows))
    borders = f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _cells(sheet: Sheet, row: int) -> Iterator[str]:
    touching = (b for b in sheet.boxes if b.row <= row < b.row + b.row_span)
    for box in sorted(touching, key=lambda box: box.column):
        yield _cell(box, first=box.row == row)


def _cell(box: Box, *, first: bool) -> str:
    span = f'<w:gridSpan w:val="{box.column_span}"/>' if box.column_span > 1 else ""
    restart = ' w:val="restart"' if first else ""
    merge = f"<w:vMerge{restart}/>" if box.row_span > 1 else ""
    text = box.text if first else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{_paragraph(text)}</w:tc>"
