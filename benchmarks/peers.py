"""Finding reports that are alike among thousands: how long it takes, what is kept, what is missed.

    python benchmarks/peers.py [reports]

Makes narratives (3,000 by default) of 20 to 120 sentences, a third of them out of a stock that all
share: a tenth are edited copies of one report, a fifth are made of another by changing characters,
putting in sentences or taking a part of it, the rest are alike to none. Prints the milliseconds
per report and memory for each, how many texts were read again, and how many of the pairs among
a part of the reports that comparing every two finds were found. The last line takes reports two
thirds of which are the same in all, just below the threshold: the most costly case.
"""

import sys
import tracemalloc
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests")]

from gouji.batch.peers import ALIKE, Narrative, alike, sketch  # noqa: E402 - the engine stands beside
from gouji.facts.similarity import overlap, shingles  # noqa: E402
from narrativekit import Narratives  # noqa: E402

_COMPARED = 500
"""Among how many reports every two are compared."""
_WIDTHS = (8, 9, 11, 10, 12, 9)


def mixed(count: int) -> list[str]:
    """Return narratives of all the kinds that the heading names, in a random order."""
    make, draw = Narratives(1), Random(2)  # noqa: S311 - no secret is drawn
    texts = [make.own(draw.randint(20, 120), boilerplate=0.25) for _ in range(count * 7 // 10)]
    ways: list[Callable[[str], str]] = [
        lambda t: make.edited(t, draw.uniform(0, 0.1)),
        lambda t: make.enlarged(t, draw.randint(1, 100)),
        lambda t: make.part(t, draw.uniform(0.4, 0.9)),
        lambda t: make.edited(make.part(t, 0.6), 0.04),
    ]
    copies = [make.edited(texts[0], draw.uniform(0, 0.05)) for _ in range(count // 10)]
    made = [draw.choice(ways)(draw.choice(texts)) for _ in range(count - len(texts) - len(copies))]
    return draw.sample([*texts, *copies, *made], count)


def measured(name: str, texts: list[str]) -> dict[str, tuple[str, ...]]:
    """Find what is alike, print what it took, and return it."""
    read: list[str] = []
    by_key = {f"{i:05d}": text for i, text in enumerate(texts)}

    def narrative(key: str) -> str:
        read.append(key)
        return by_key[key]

    def reports() -> list[Narrative]:
        return [Narrative(key, f"某县{key}局", 2024, sketch(text)) for key, text in by_key.items()]

    start = perf_counter()
    found = dict(alike(reports(), narrative))
    took = perf_counter() - start
    again = len(read)
    tracemalloc.start()
    dict(alike(reports(), narrative))
    most = tracemalloc.get_traced_memory()[1] / 1024 / len(texts)
    tracemalloc.stop()
    each = took * 1000 / len(texts)
    cells = (len(texts), f"{took:.1f}", f"{each:.2f}", f"{most:.1f}", again, len(found))
    print(f"{name:<32}" + "".join(f"{c:>{w}}" for c, w in zip(cells, _WIDTHS, strict=True)))
    return found


def missed(texts: list[str]) -> str:
    """Compare every two of ``texts``, and say how many reports with one alike were not found."""
    pieces = {f"{i:05d}": shingles(text) for i, text in enumerate(texts)}
    alike_ones = {
        key
        for one, other in combinations(pieces, 2)
        if (overlap(pieces[one], pieces[other]) or 0) >= ALIKE
        for key in (one, other)
    }
    found = measured(f"of which {len(texts)}", texts)
    return f"every two compared: {len(alike_ones)} alike, {len(alike_ones - set(found))} not found"


def main(count: int) -> None:
    heads = zip(("reports", "s", "ms each", "kB each", "read again", "alike"), _WIDTHS, strict=True)
    print(" " * 32 + "".join(f"{head:>{width}}" for head, width in heads))
    texts = mixed(count)
    measured("mixed", texts)
    print(missed(texts[:_COMPARED]))
    make = Narratives(3, stock=40)
    measured("two thirds the same in all", [make.own(60, boilerplate=0.65) for _ in range(count)])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
