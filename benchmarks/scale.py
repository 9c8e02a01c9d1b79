"""How the history and its outputs grow: seconds of processor time and memory, by number of reports.

    python benchmarks/scale.py [500 1000 3000 10000]

One audit of each of a few made reports is kept again and again under other agencies' names, a
fortieth of them under one county each. Every size runs in a process of its own, so that the memory
is its own.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).parents[1]
SIZES = (500, 1000, 3000, 10000)
_CHUNK = 100


def main(sizes: list[int]) -> None:
    """Print a table, a line a size."""
    print("| reports | file MB | keep | list | overview | workbook | summary | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    for size in sizes:
        command = [sys.executable, __file__, "--one", str(size)]
        subprocess.run(command, check=True)  # noqa: S603 - ourselves


def one(size: int) -> str:
    """Measure one size, and return its line."""
    sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests"), str(ROOT / "tests/store")]
    from kept import to_keep

    from gouji.reporting.many.annual.annual_page import to_html
    from gouji.reporting.many.annual.story import story
    from gouji.reporting.many.overview.overview_page import overview_page
    from gouji.reporting.many.overview.workbook import write_workbook
    from gouji.store import open_history
    from gouji.summary import annual
    from gradingkit import BOOK, SAMPLE

    models = [to_keep(made) for made in SAMPLE if made.year == 2024]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "gouji.db"
        with open_history(place) as history:
            seconds: dict[str, float] = {}

            def timed(name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - any work
                start = process_time()
                done = work()
                seconds[name] = process_time() - start
                return done

            def fill() -> None:
                for start in range(0, size, _CHUNK):
                    some = [
                        _copy(models[n % len(models)], n)
                        for n in range(start, min(size, start + _CHUNK))
                    ]
                    history.stand(history.keep(some))

            timed("keep", fill)
            year = timed("list", lambda: history.grading(2024))
            counts = timed("workbook", lambda: write_workbook(year, BOOK, Path(folder) / "w.xlsx"))
            timed("overview", lambda: overview_page(year, BOOK, counts))
            summed = timed("summary", lambda: annual(year, None, BOOK))
            to_html(story(summed))
            megabytes = sum(f.stat().st_size for f in Path(folder).glob("gouji.db*")) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    told = " | ".join(
        f"{seconds[n]:.1f} s" for n in ("keep", "list", "overview", "workbook", "summary")
    )
    return f"| {size:,} | {megabytes:.0f} | {told} | {peak:.0f} |"


def _copy(model: Any, number: int) -> Any:  # noqa: ANN401 - an audit to keep
    entry = replace(
        model.entry,
        agency=f"第{number:06}号{model.entry.agency}",
        name=f"{number:06}/{model.entry.name}",
        parent=f"第{number // 40:05}县人民政府",
    )
    return replace(model, key=f"{number}", entry=entry)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(one(int(sys.argv[2])))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
