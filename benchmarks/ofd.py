"""Reports as OFD beside the same reports as PDF: every cell held against the truth, and the time.

    python benchmarks/ofd.py [reports] [first seed]

Makes reports with the kit (200 by default), each in every layout of OFD, and reads them: counts the
cells that are exact, unread and misread. Then times one report in each layout beside a PDF of the
same style: milliseconds of the processor, the best of seven.
"""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests")]

from gouji.auditor import Auditor  # noqa: E402
from gouji.reading import read_bytes  # noqa: E402
from gouji.reporting.public.audit_json import to_public  # noqa: E402
from gouji.rulebook import load_rulebook  # noqa: E402
from reportkit import make, truth  # noqa: E402
from reportkit.pdf import render as render_pdf  # noqa: E402
from reportkit.renderers import OFD_STYLES, RENDERERS  # noqa: E402

RUNS = 7
_auditors: list[Auditor] = []


def counted(seed: int) -> Counter[tuple[str, str]]:
    """Return how many cells of one report were read how, by layout."""
    if not _auditors:
        _auditors.append(Auditor(load_rulebook()))
    report = make(seed)
    right = truth(report)
    counts: Counter[tuple[str, str]] = Counter()
    for name in OFD_STYLES:
        audit = to_public(_auditors[0].audit_document(read_bytes(RENDERERS[name](report))))
        for cell, value in right.items():
            found = audit.cells[cell].value
            exact = found == value
            counts[name, "exact" if exact else "unread" if found is None else "misread"] += 1
    return counts


def milliseconds(data: bytes) -> float:
    times = []
    for _ in range(RUNS):
        start = process_time()
        read_bytes(data)
        times.append(process_time() - start)
    return 1000 * min(times)


def main(reports: int, first: int) -> int:
    counts: Counter[tuple[str, str]] = Counter()
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        for each in pool.map(counted, range(first, first + reports)):
            counts.update(each)
    content = make(7)
    heads = "".join(f"{head:>9}" for head in ("exact", "unread", "misread", "ofd ms", "pdf ms"))
    print(f"{'layout':28}{heads}{'ratio':>7}")
    for name, (style, _) in OFD_STYLES.items():
        ofd, pdf = milliseconds(RENDERERS[name](content)), milliseconds(render_pdf(content, style))
        cells = "".join(f"{counts[name, how]:9}" for how in ("exact", "unread", "misread"))
        print(f"{name:28}{cells}{ofd:9.0f}{pdf:9.0f}{ofd / pdf:7.2f}")
    return sum(count for (_, how), count in counts.items() if how != "exact")


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [200, 0][len(numbers) :])) > 0)
