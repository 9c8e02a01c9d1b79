"""Cells read, unread and wrong over scans of the kit's reports, and seconds a page.

    python benchmarks/scan.py [reports]

Each of ``reports`` reports (default 1) is drawn, turned, specked and compressed in every way of
``WAYS``. A wrong number is the one thing that must not be.
"""

import sys
from time import perf_counter

from documents import ROOT

from reportkit import make

sys.path.insert(0, str(ROOT / "tests/reading"))

from scans import cells_of, compared, scan

WAYS = {
    "150 dpi": {"dpi": 150},
    "200 dpi, turned 0.7": {"dpi": 200, "skew": 0.7, "noise": 4},
    "300 dpi, turned -1.5": {"dpi": 300, "skew": -1.5, "noise": 6},
    "150 dpi, noise, poor JPEG": {"dpi": 150, "skew": 0.4, "noise": 10, "quality": 45},
    "200 dpi, small, boxes": {"layout": "pdf-small", "dpi": 200, "skew": -0.3},
    "200 dpi, rectangles": {"layout": "pdf-rects", "dpi": 200, "noise": 5},
    "150 dpi, landscape": {"layout": "pdf-landscape", "dpi": 150, "skew": 0.5},
    "200 dpi, rows split": {"layout": "pdf-split-row", "dpi": 200, "skew": 0.2},
    "120 dpi": {"dpi": 120, "noise": 3},
    "100 dpi, poor JPEG": {"dpi": 100, "noise": 3, "quality": 50},
}


def main(reports: int) -> None:
    print(f"{'way':<30}{'seed':>5}{'read':>6}{'unread':>8}{'wrong':>7}{'s':>7}")
    for seed in range(reports):
        content = make(seed)
        for name, way in WAYS.items():
            data = scan(content, seed=seed, **way)
            start = perf_counter()
            wrong, unread = compared(cells_of(data), content)
            spent = perf_counter() - start
            read = 200 - len(unread) - len(wrong)
            print(f"{name:<30}{seed:>5}{read:>6}{len(unread):>8}{len(wrong):>7}{spent:>7.1f}")
            for line in wrong:
                print("   ", line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
