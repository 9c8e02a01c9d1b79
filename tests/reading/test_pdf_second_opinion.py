"""The characters in every cell of a table, as pdfium reads them: an opinion that is not ours."""

from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_double
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from gouji.model.document import Place
from gouji.reading import read_bytes
from gouji.reading.radicals import fold_radicals
from reportkit import make
from reportkit.renderers import RENDERERS, STYLES

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "fixtures").glob("*-20*.pdf"))]
FILES += sorted((ROOT / "../shared/corpus").glob("pdf-*/report.pdf"))

Character = tuple[str, float, float]
"""What it means, and the middle of its shape from the top left corner of the page, in points."""


def characters(page: pypdfium2.PdfPage) -> Iterator[Character]:
    """Yield the characters of an upright page, without those that pdfium puts in itself."""
    height = page.get_height()
    with closing(page.get_textpage()) as text:
        for index in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
                continue
            left, right, low, high = (c_double() for _ in range(4))
            pdfium.FPDFText_GetCharBox(text.raw, index, *map(byref, (left, right, low, high)))
            sign = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            across = (left.value + right.value) / 2
            yield sign, across, height - (low.value + high.value) / 2


def within(place: Place, pages: list[list[Character]]) -> str:
    """Return, sorted, the characters that stand in a cell, which may go on on another page."""
    found = ""
    for part in (place, *place.more):
        assert part.page is not None
        assert part.box is not None
        x0, top, x1, bottom = part.box
        for sign, x, y in pages[part.page - 1]:
            found += sign if x0 <= x <= x1 and top <= y <= bottom else ""
    return in_order(fold_radicals(found))


def in_order(text: str) -> str:
    return "".join(sorted("".join(text.split())))


def check(data: bytes) -> None:
    cells = [cell for grid in read_bytes(data).grids() for cell in grid.cells]
    with closing(pypdfium2.PdfDocument(data)) as document:
        pages = [list(characters(page)) for page in document]
    theirs = {cell.place: within(cell.place, pages) for cell in cells}
    assert {cell.place: in_order(cell.text) for cell in cells} == theirs
    assert len(cells) >= 200


RULED = [name for name, style in STYLES.items() if style.rulings not in ("none", "three")]


@pytest.mark.parametrize("name", RULED)
def test_made_reports(name: str) -> None:
    check(RENDERERS[name](make(5)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_published_reports(path: Path) -> None:
    check(path.read_bytes())
