"""Reading PDF tables beside pdfplumber, on the same files in one run.

    pip install pdfplumber
    python benchmarks/readers.py [FOLDER…]

For each file: milliseconds (median of five) to read the document, and how many of the 200 cells'
values stand in the tables read, for gouji and for pdfplumber's ``extract_tables``. Files are the
PDF layouts of the test kit and any PDF below the folders given; DOCX and HTML are timed as well.
"""

import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests")]

import pdfplumber  # noqa: E402

from gouji.reading import read_bytes  # noqa: E402
from reportkit import make, truth  # noqa: E402
from reportkit.renderers import HARD, RENDERERS  # noqa: E402

RUNS = 5


def milliseconds(work: object, data: bytes) -> float:
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        work(data)  # type: ignore[operator]
        times.append((perf_counter() - start) * 1000)
    return median(times)


def by_pdfplumber(data: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return [(cell or "").replace("\n", "") for table in tables for row in table for cell in row]


def by_gouji(data: bytes) -> list[str]:
    return [cell.text for grid in read_bytes(data).grids() for cell in grid.cells]


def values_found(texts: list[str], wanted: Counter[str]) -> int:
    found = Counter(text.strip() for text in texts)
    return sum(min(count, found[value]) for value, count in wanted.items())


def row(name: str, data: bytes, wanted: Counter[str] | None) -> None:
    ours, theirs = milliseconds(by_gouji, data), milliseconds(by_pdfplumber, data)
    cells = ("", "")
    if wanted is not None:
        cells = tuple(
            f"{values_found(read(data), wanted)}/200" for read in (by_gouji, by_pdfplumber)
        )
    print(f"{name:32} {ours:9.0f} {theirs:12.0f} {theirs / ours:6.1f} {cells[0]:>9} {cells[1]:>11}")


def main(folders: list[str]) -> None:
    content = make(7)
    wanted = Counter(value for value in truth(content).values() if value is not None)
    print(
        f"{'file':32} {'gouji ms':>9} {'plumber ms':>12} {'ratio':>6} {'cells':>9} {'plumber':>11}"
    )
    for name, render in RENDERERS.items():
        if name.startswith("pdf") and name not in HARD:
            row(name, render(content), wanted)
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.pdf")):
            row(path.parent.name, path.read_bytes(), None)
    for name in ("docx", "html"):
        print(f"{name:32} {milliseconds(by_gouji, RENDERERS[name](content)):9.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
