"""Which figures of scans are known by their looks, and whether one of them is another.

    python benchmarks/alike.py [pages [font files]]

Each of ``pages`` pages (default 40) holds 570 cells, a third of them noughts, half any figure, the
others what no figure must be taken for; they are printed in the fonts by turns, in several sizes,
and scanned in 100 to 300 dpi, straight and turned, with and without noise, JPEG quality 40 to 90.
A cell that is wrongly known is the one thing that must not be.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from documents import ROOT

from reportkit.pdf import font_file

sys.path.insert(0, str(ROOT / "tests/reading"))

from figures import FIGURES, Print, known, page, texts_of


def main(pages: int, faces: Sequence[Path]) -> None:
    cells, figures, met = Counter[int](), Counter[int](), Counter[int]()
    wrong = 0
    for seed, face in zip(range(pages), cycle(faces), strict=False):
        random = Random(seed)  # noqa: S311 - a page that can be made again
        how = Print(
            face,
            size=random.choice((8.0, 9.0, 10.0, 10.5, 12.0)),
            dpi=random.choice((100, 120, 150, 200, 300)),
            skew=random.uniform(-1.5, 1.5),
            noise=random.choice((0, 3, 6, 10)),
            shade=random.choice((0, 0, 35)),
            quality=random.choice((40, 50, 60, 75, 90)),
        )
        texts = texts_of(random)
        for text, found in known(page(how, texts, seed), texts):
            cells[how.dpi] += 1
            figures[how.dpi] += text in FIGURES
            met[how.dpi] += found == text
            if found not in (None, text):
                wrong += 1
                print(f"   {text} is taken for {found}: {how}")
    print(f"{'dpi':>5}{'cells':>8}{'figures':>9}{'known':>8}")
    for dpi in sorted(cells):
        print(f"{dpi:>5}{cells[dpi]:>8}{figures[dpi]:>9}{met[dpi] / max(figures[dpi], 1):>8.1%}")
    print(f"wrong: {wrong} of {cells.total()} cells")


if __name__ == "__main__":
    count, *files = sys.argv[1:] or ["40"]
    usual = font_file()
    main(int(count), [Path(file) for file in files] or ([usual] if usual else []))
