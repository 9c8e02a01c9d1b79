"""Cells read, unread and wrong over scans of the kit's reports, what is accused, and seconds.

    python benchmarks/scan.py [reports [font files]]

Each of ``reports`` reports (default 1) is drawn, turned, specked and compressed in every way of
``WAYS``, the fonts by turns. A wrong number is the one thing that must not be; the reports are
correct, so that every finding is false.
"""

import sys
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from time import perf_counter

from documents import ROOT

from gouji.model.verdict import Verdict
from reportkit import make

sys.path.insert(0, str(ROOT / "tests/reading"))

from scans import audited, compared, scan

WAYS = {
    "150 dpi": {"dpi": 150},
    "200 dpi, turned 0.7": {"dpi": 200, "skew": 0.7, "noise": 4},
    "300 dpi, turned -1.5": {"dpi": 300, "skew": -1.5, "noise": 6},
    "200 dpi, grey, narrow heads": {"layout": "pdf-narrow-heads", "dpi": 200, "shade": 40},
    "150 dpi, grey, noise": {"dpi": 150, "skew": 1.0, "noise": 8, "shade": 35, "quality": 60},
    "150 dpi, noise, poor JPEG": {"dpi": 150, "skew": 0.4, "noise": 10, "quality": 45},
    "200 dpi, small, boxes": {"layout": "pdf-small", "dpi": 200, "skew": -0.3},
    "200 dpi, rectangles": {"layout": "pdf-rects", "dpi": 200, "noise": 5},
    "150 dpi, landscape": {"layout": "pdf-landscape", "dpi": 150, "skew": 0.5},
    "200 dpi, rows split": {"layout": "pdf-split-row", "dpi": 200, "skew": 0.2},
    "120 dpi": {"dpi": 120, "noise": 3},
    "100 dpi, poor JPEG": {"dpi": 100, "noise": 3, "quality": 50},
}


def main(reports: int, faces: Sequence[Path | None]) -> None:
    print(
        f"{'way':<30}{'seed':>5}{'face':>18}{'read':>6}{'unread':>8}{'wrong':>7}{'false':>7}{'s':>7}"
    )
    for seed in range(reports):
        content = make(seed)
        for (name, way), face in zip(WAYS.items(), cycle(faces), strict=False):
            data = scan(content, seed=seed, face=face, **way)
            start = perf_counter()
            audit = audited(data)
            spent = perf_counter() - start
            wrong, unread = compared(audit.report.cells(), content)
            false = audit.with_verdict(Verdict.FAIL)
            read = 200 - len(unread) - len(wrong)
            print(
                f"{name:<30}{seed:>5}{face.stem if face else '':>18}{read:>6}{len(unread):>8}"
                f"{len(wrong):>7}{len(false):>7}{spent:>7.1f}"
            )
            for line in (*wrong, *(f"{j.code} {j.locus} {j.message}" for j in false)):
                print("   ", line)


if __name__ == "__main__":
    count, *files = sys.argv[1:] or ["1"]
    main(int(count), [Path(file) for file in files] or [None])
