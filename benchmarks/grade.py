"""Documents a second of ``gouji grade``, by workers and format, and what each stage costs.

    python benchmarks/grade.py [reports] [workers ...]

Makes ``reports`` different reports (default 300) in seven layouts below a temporary directory (or
``GOUJI_BENCHMARK``, where they are found again) and grades them with each number of workers
(default 1 and 2), each time from nothing: read, judge, remember in SQLite, write pages, notices,
workbook and overview. The table gives seconds by stage, documents a second, and the most memory
that the parent held (MB); the second table grades each format by itself with the last number.
"""

import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gouji.batch.crossing import Letter
from gouji.batch.executors import local_workers
from gouji.batch.grade import Run
from gouji.batch.jobs import jobs_in
from gouji.batch.outputs import Outputs
from gouji.batch.readings import Readings
from gouji.batch.tasks import kit
from gouji.rulebook import load_rulebook
from gouji.store import open_history
from reportkit import FAULTS, make
from reportkit.renderers import RENDERERS

LAYOUTS = ("txt-tabs", "html", "html-gbk", "docx", "pdf-lines", "pdf-rects", "pdf-boxes")
PLACES = ("清梧", "丹穗", "云溪", "松梅", "丰禾", "北亭", "安澜", "青屏", "石渚", "白塘")
BODIES = ("水利局", "民政局", "财政局", "司法局", "公安局", "教育局", "商务局", "审计局", "统计局")
FAULTY = (None, None, None, "sum_row_new", "basis_missing", "contact_missing", "blank_t3")
STAGES = ("读取", "审核", "写出", "汇总")
TODAY = date(2026, 1, 5)


def write(root: Path, number: int) -> None:
    layout = LAYOUTS[number % len(LAYOUTS)]
    path = root / layout / f"{number:05}.{layout.split('-')[0]}"
    if path.exists():
        return
    place, body = PLACES[number % len(PLACES)], BODIES[number // 10 % len(BODIES)]
    agency = f"{place}市第{number}区{body}"
    content = make(number, agency=agency, year=2024)
    fault = FAULTY[number // len(LAYOUTS) % len(FAULTY)]
    if fault is not None:
        content = FAULTS[fault].plant(content).content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(RENDERERS[layout](content))


class Clock:
    """The seconds of each stage."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys(STAGES, 0.0)
        self._stage = STAGES[0]
        self._since = time.perf_counter()

    def begin(self, stage: str, total: int) -> None:
        del total
        self.stop()
        self._stage = stage

    def step(self, *, failed: bool = False) -> None:
        pass

    def stop(self) -> None:
        now = time.perf_counter()
        self.spent[self._stage] += now - self._since
        self._since = now


def graded(source: Path, workers: int) -> tuple[dict[str, float], int]:
    """Grade ``source`` from nothing; return the seconds by stage and how many were graded."""
    book = load_rulebook()
    packed = kit(book, TODAY)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        clock = Clock()
        with (
            jobs_in(source) as jobs,
            open_history(out / "gouji.db") as history,
            local_workers(workers) as busy,
        ):
            readings = Readings(out / ".readings", packed.rules)
            run = Run(
                jobs, packed, workers=busy, history=history, readings=readings, progress=clock
            )
            outputs = Outputs(out, packed, book, busy, clock)
            grading = outputs.write(run.grade(), history, Letter(TODAY, TODAY))
        clock.stop()
        return clock.spent, len(grading.entries)


def shown(name: str, spent: dict[str, float], count: int) -> None:
    whole = sum(spent.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    stages = "".join(f"{spent[stage]:>9.1f}" for stage in STAGES)
    print(f"{name:<14}{count:>7}{stages}{whole:>9.1f}{count / whole:>9.1f}{memory:>8}", flush=True)


def main(count: int, numbers: list[int], root: Path) -> None:
    with ProcessPoolExecutor() as pool:
        list(pool.map(write, [root] * count, range(count), chunksize=50))
    print(f"{'workers':<14}{'reports':>7}" + "".join(f"{s:>7}" for s in STAGES), end="")
    print(f"{'seconds':>9}{'a second':>9}{'MB':>8}")
    for number in numbers:
        shown(str(number), *graded(root, number))
    for layout in LAYOUTS:
        shown(layout, *graded(root / layout, numbers[-1]))


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as made:
        where = Path(os.environ.get("GOUJI_BENCHMARK", made))
        main(arguments[0] if arguments else 300, arguments[1:] or [1, 2], where)
