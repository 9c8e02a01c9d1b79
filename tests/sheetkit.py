"""Sheets as programs write them: CSV in every encoding, workbooks of openpyxl, and by hand."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def written(book: Workbook) -> bytes:
    """Return the file of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(rows: Sequence[Sequence[object]], *merged: str, title: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet; ``None`` and 「」 leave a cell out."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value not in (None, ""):
                sheet.cell(number, column).value = value  # type: ignore[assignment]
    for area in merged:
        sheet.merge_cells(area)
    return written(book)


def handmade(
    body: str, *, namespace: str = NAMESPACE, book: str = "", parts: Mapping[str, str] | None = None
) -> bytes:
    """Return a workbook whose one sheet is ``body``, the markup inside its worksheet."""
    files = {
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONS}">{book}<sheets>'
        '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Target="/xl/styles.xml"/>'
        '<Relationship Id="rId3" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}">{body}</worksheet>',
        **(parts or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


def inline(*texts: str, row: int = 1) -> str:
    """Return a row of texts as markup without references of cells."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{row}">{cells}</row>'
