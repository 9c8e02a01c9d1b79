"""Other tools on one file: processor time, and how many of a report's values their tables hold.

    python benchmarks/rivals.py FILE VALUES RUNS

Run by :mod:`against` in an environment with the packages of :data:`PACKAGES`. ``VALUES`` is a JSON
file with a list of the values that the report's cells show. Prints, as JSON, for each tool that
takes the file the milliseconds of each run and the values found; a tool that fails gives its error
in their place.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from io import StringIO
from pathlib import Path
from time import process_time

PACKAGES = [
    "lxml",
    "onnxruntime",
    "pandas",
    "pdf-oxide",
    "pdfplumber",
    "pillow",
    "pypdfium2",
    "python-docx",
    "rapidocr",
    "tablers",
]

Reader = Callable[[Path], Iterable[str]]


def pdfplumber_tables(path: Path) -> Iterable[str]:
    """Yield the cells of ``extract_tables``."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for table in page.extract_tables():
                for row in table:
                    yield from (cell or "" for cell in row)


def tablers_tables(path: Path) -> Iterable[str]:
    """Yield the cells of the tables that tablers finds from edges, those of boxes too."""
    from tablers import Document, TfSettings, find_tables

    settings = TfSettings(vertical_strategy="lines", horizontal_strategy="lines")
    with closing(Document(str(path))) as document:
        for page in document.pages():
            for table in find_tables(page, extract_text=True, tf_settings=settings):
                yield from (cell.text or "" for cell in table.cells)


def pdf_oxide_tables(path: Path) -> Iterable[str]:
    """Yield the cells of the tables that pdf-oxide finds."""
    from pdf_oxide import PdfDocument

    document = PdfDocument(str(path))
    for number in range(document.page_count()):
        for table in document.extract_tables(number):
            for row in table["rows"]:
                yield from (str(cell["text"]) for cell in row["cells"])


def pdfium_text(path: Path) -> Iterable[str]:
    """Yield the words of pdfium's text, which knows no cells, and count its objects."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            yield from page.get_textpage().get_text_range().split()
            sum(1 for _ in page.get_objects())


def python_docx_tables(path: Path) -> Iterable[str]:
    """Yield the cells of all tables, row by row."""
    import docx

    for table in docx.Document(str(path)).tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


def pandas_tables(path: Path) -> Iterable[str]:
    """Yield the cells of ``read_html``; pandas takes columns of figures for numbers."""
    import pandas as pd

    data = path.read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    for table in pd.read_html(StringIO(text)):
        for cell in table.to_numpy().ravel():
            yield f"{cell:g}" if isinstance(cell, float) else str(cell)


def rapidocr_words(path: Path) -> Iterable[str]:
    """Yield the texts that rapidocr finds on the pages drawn at 200 dpi."""
    import pypdfium2
    from rapidocr import RapidOCR

    engine = RapidOCR()
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            found = engine(page.render(scale=200 / 72).to_numpy())
            yield from found.txts or ()


READERS: dict[str, dict[str, Reader]] = {
    ".pdf": {
        "pdfplumber": pdfplumber_tables,
        "tablers": tablers_tables,
        "pdf-oxide": pdf_oxide_tables,
        "pypdfium2": pdfium_text,
    },
    ".docx": {"python-docx": python_docx_tables},
    ".html": {"pandas": pandas_tables},
    ".scan": {"rapidocr": rapidocr_words},
}


def measured(read: Reader, path: Path, wanted: Counter[str], runs: int) -> dict[str, object]:
    """Return the times of a tool over a warm-up and ``runs`` reads, and the values found."""
    times = []
    for _ in range(runs + 1):
        start = process_time()
        texts = list(read(path))
        times.append((process_time() - start) * 1000)
    shown = Counter("".join(text.split()) for text in texts)
    return {"times": times[1:], "right": (wanted & shown).total()}


def main(path: Path, wanted: Counter[str], runs: int) -> dict[str, object]:
    """Return what every tool that takes ``path`` gives."""
    kind = ".scan" if path.stem.startswith("scan") else path.suffix
    found: dict[str, object] = {}
    for name, read in READERS.get(kind, {}).items():
        try:
            found[name] = measured(read, path, wanted, runs)
        except Exception as error:  # noqa: BLE001 - another's tool may raise anything
            found[name] = {"error": f"{type(error).__name__}: {error}"}
    return found


if __name__ == "__main__":
    values = Counter(json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
    print(json.dumps(main(Path(sys.argv[1]), values, int(sys.argv[3])), ensure_ascii=False))
