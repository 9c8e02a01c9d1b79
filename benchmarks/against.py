"""Today's tree against an earlier commit, in turn on the same machine, and beside other tools.

    python benchmarks/against.py COMMIT [--pairs 7] [--only PART ...] [--reports 600]
                                        [--place FOLDER] [--pdf FILE ...]

Installs the tree and ``COMMIT`` in environments of their own (below ``--place``, by default a
temporary directory; there a commit is found again), makes the documents with the tests' kit, and
measures both builds by turns, ``--pairs`` times. Printed are the medians, and the median, least and
greatest of the ratios of the pairs; a target that is missed is marked ``✗``. The parts:

``read``      processor time of reading one file in a process that is warm, beside other tools with
              the values that their tables hold (the files given by ``--pdf`` too, without values)
``audit``     processor time of ``gouji audit FILE`` as a process, children included, and the most
              memory that any process of it held; a pdfplumber script beside it
``scan``      processor time a page of ``gouji audit`` of a scan (with the extra ``ocr``)
``grade``     documents a second of ``gouji grade`` on mixed reports with two workers, and the
              tree's own with one and two
``memory``    what ``gouji serve`` holds when idle, and the largest worker of a grading (MB)

Only numbers of one run compare: another machine, or an hour later, gives others. Linux only.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from builds import ROOT, Build, build_of, build_of_tree, environment_with
from costs import Cost, cost_of, largest_workers, resident_when_idle

sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests")]

from mixed import write  # noqa: E402
from rivals import PACKAGES  # noqa: E402

from reading.scans import scan  # noqa: E402
from reportkit import make, truth  # noqa: E402
from reportkit.renderers import RENDERERS  # noqa: E402

SEED = 7
LAYOUTS = ("pdf-lines", "pdf-rects", "pdf-boxes", "pdf-repeated-head", "html", "html-gbk", "docx")
READ_RUNS = 5
HERE = Path(__file__).parent
TODAY = "2026-01-05"


class Target(NamedTuple):
    """What a ratio of the tree to the commit must not exceed (or, ``faster``, fall below)."""

    ratio: float
    faster: bool = False

    def met(self, ratio: float) -> bool:
        """Tell whether ``ratio`` is good enough."""
        return ratio >= self.ratio if self.faster else ratio <= self.ratio

    def __str__(self) -> str:
        return f"{'≥' if self.faster else '≤'} {self.ratio:.2f}"


READ_TARGETS = {".pdf": Target(0.4), ".html": Target(0.5)}
CHROMIUM = Target(0.3)
AUDIT_TARGETS = {".txt": Target(0.45), ".pdf": Target(0.6)}
SCAN = Target(0.6)
GRADE = Target(1.8, faster=True)
WORKERS = Target(1.9, faster=True)
MOST_MB = {"audit": 60, "serve": 150, "worker": 100}


def in_turn(
    pairs: int, old: Callable[[], float], new: Callable[[], float]
) -> list[tuple[float, float]]:
    """Return what both give, measured by turns: who begins changes with each pair."""
    found = []
    for number in range(pairs):
        if number % 2:
            second, first = new(), old()
        else:
            first, second = old(), new()
        found.append((first, second))
    return found


def told(name: str, pairs: Sequence[tuple[float, float]], unit: str, target: Target | None) -> None:
    """Print a line of the table of ratios."""
    ratios = sorted(new / old for old, new in pairs)
    old, new = (median(column) for column in zip(*pairs, strict=True))
    middle = median(ratios)
    verdict = "" if target is None else f"{target}  {'✓' if target.met(middle) else '✗'}"
    print(
        f"{name:<34}{old:>9.1f}{new:>9.1f} {unit:<6}"
        f"{middle:>6.2f}{ratios[0]:>7.2f}{ratios[-1]:>7.2f}   {verdict}",
        flush=True,
    )


def heading(title: str) -> None:
    """Print the head of a table of ratios."""
    columns = f"{'commit':>9}{'tree':>9} {'':<6}{'ratio':>6}{'least':>7}{'most':>7}   target"
    print(f"\n{title:<34}{columns}", flush=True)


def beside(name: str, value: str) -> None:
    """Print a line that has no ratio."""
    print(f"    {name:<30}{value}", flush=True)


class Bench:
    """Both builds, the documents, and how often to measure."""

    def __init__(self, old: Build, new: Build, place: Path, options: argparse.Namespace) -> None:
        self.old, self.new = old, new
        self.place = place
        self.pairs: int = options.pairs
        self.reports: int = options.reports
        self.pdfs: list[Path] = [path.resolve() for path in options.pdf]
        content = make(SEED, year=2024)
        self.values = place / "values.json"
        values = [value for value in truth(content).values() if value is not None]
        self.values.write_text(json.dumps(values), encoding="utf-8")
        self.files = [self._made(name, RENDERERS[name](content)) for name in LAYOUTS]
        self.content = content

    def _made(self, name: str, data: bytes) -> Path:
        path = self.place / f"{name}.{name.split('-', maxsplit=1)[0]}"
        path.write_bytes(data)
        return path

    def printed(self) -> Path | None:
        """Return a page printed by the system's Chromium, ``None`` where there is none."""
        page = next(path for path in self.files if path.name == "html.html")
        made = self.place / "chromium.pdf"
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
        try:
            subprocess.run(  # noqa: S603
                [*command, "--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri()],
                check=True,
                capture_output=True,
            )
        except (OSError, subprocess.CalledProcessError):
            return None
        return made

    # The parts.

    def read(self) -> None:
        """Reading in a warm process, beside other tools."""
        heading("read, ms of processor time")
        rivals = environment_with(PACKAGES, self.place / "rivals")
        chromium = self.printed()
        for path in [*self.files, *([chromium] if chromium else []), *self.pdfs]:
            target = CHROMIUM if path == chromium else READ_TARGETS.get(path.suffix)
            pairs = in_turn(
                self.pairs,
                lambda p=path: self._reading(self.old, p),  # type: ignore[misc]
                lambda p=path: self._reading(self.new, p),  # type: ignore[misc]
            )
            told(_short(path), pairs, "ms", target)
            self._rivals(rivals, path, median(new for _, new in pairs))

    def _reading(self, build: Build, path: Path) -> float:
        command = [build.python, str(HERE / "reading_times.py"), str(path), str(READ_RUNS)]
        return median(json.loads(_output(command, build.environment)))

    def _rivals(self, python: str, path: Path, own: float, runs: int = 7) -> None:
        script = str(HERE / "rivals.py")
        found = json.loads(_output([python, script, str(path), str(self.values), str(runs)]))
        for name, result in found.items():
            if "error" in result:
                beside(name, result["error"])
            else:
                took = median(result["times"])
                right = "" if path in self.pdfs else f", {result['right']} values of 200"
                beside(name, f"{took:8.1f} ms, {took / own:5.2f} × the tree's{right}")

    def audit(self) -> None:
        """One command, as a process."""
        heading("gouji audit, ms of processor time")
        text = ROOT / "fixtures/clean-2024.txt"
        pdf = ROOT / "fixtures/wuzhong-2024.pdf"
        for path in (text, pdf, *(f for f in self.files if f.name in ("docx.docx", "html.html"))):
            costs: list[Cost] = []

            def new(path: Path = path, costs: list[Cost] = costs) -> float:
                costs.append(_audit(self.new, path))
                return costs[-1].processor * 1000

            def old(path: Path = path) -> float:
                return _audit(self.old, path).processor * 1000

            new(), old()
            told(_short(path), in_turn(self.pairs, old, new), "ms", AUDIT_TARGETS.get(path.suffix))
            beside("most memory of one process", _bounded(max(c.memory for c in costs), "audit"))
        self._script(pdf)

    def _script(self, pdf: Path) -> None:
        python = environment_with(PACKAGES, self.place / "rivals")
        source = (
            "import pdfplumber, sys\n"
            "for page in pdfplumber.open(sys.argv[1]).pages: page.extract_tables()"
        )
        command = [python, "-c", source, str(pdf)]
        times = [cost_of(command).processor * 1000 for _ in range(self.pairs)]
        beside("a pdfplumber script on the PDF", f"{median(times):8.1f} ms")

    def scan(self) -> None:
        """A scan, a page."""
        heading("scan, s of processor time a page")
        path = self.place / "scan.pdf"
        path.write_bytes(scan(self.content, dpi=200))
        pages = _pages(path)
        seconds: list[float] = []

        def new() -> float:
            cost = _audit(self.new, path)
            seconds.append(cost.seconds / pages)
            return cost.processor / pages

        pairs = in_turn(self.pairs, lambda: _audit(self.old, path).processor / pages, new)
        told(f"{pages} pages at 200 dpi", pairs, "s", SCAN)
        beside("seconds of the clock a page", f"{median(seconds):8.1f} s")
        self._rivals(
            environment_with(PACKAGES, self.place / "rivals"),
            path,
            median(new for _, new in pairs) * pages * 1000,
            runs=1,
        )

    def grade(self) -> None:
        """Documents a second of a grading."""
        heading(f"gouji grade, {self.reports} reports, documents a second")
        folder = self._reports()
        pairs = in_turn(
            self.pairs,
            lambda: self._graded(self.old, folder, 2),
            lambda: self._graded(self.new, folder, 2),
        )
        told("two workers", pairs, "/s", GRADE)
        own = in_turn(
            self.pairs,
            lambda: self._graded(self.new, folder, 1),
            lambda: self._graded(self.new, folder, 2),
        )
        told("the tree, one worker to two", own, "/s", WORKERS)

    def _reports(self) -> Path:
        folder = self.place / f"reports-{self.reports}"
        for number in range(self.reports):
            write(folder, number)
        return folder

    def _graded(self, build: Build, folder: Path, workers: int) -> float:
        with tempfile.TemporaryDirectory(dir=self.place) as out:
            command = [build.command, "grade", str(folder), "--output", out, "--today", TODAY]
            cost = cost_of([*command, "--workers", str(workers)], build.environment)
        return self.reports / cost.seconds

    def memory(self) -> None:
        """What a server holds that does nothing, and a worker at its most."""
        print("\nmemory, MB")
        for build in (self.old, self.new):
            with tempfile.TemporaryDirectory(dir=self.place) as data:
                idle = resident_when_idle(
                    [build.command, "serve", "--data", data], build.environment
                )
            beside(f"serve, idle ({build.name})", _bounded(idle, "serve"))
            with tempfile.TemporaryDirectory(dir=self.place) as out:
                command = [build.command, "grade", str(self._reports()), "--output", out]
                parent, worker = largest_workers([*command, "--workers", "2"], build.environment)
            beside(f"worker at its most ({build.name})", _bounded(worker, "worker"))
            beside(f"parent at its most ({build.name})", f"{parent:8.0f} MB")


def _audit(build: Build, path: Path) -> Cost:
    return cost_of([build.command, "audit", str(path)], build.environment)


def _bounded(megabytes: float, what: str) -> str:
    most = MOST_MB[what]
    return f"{megabytes:8.0f} MB   ≤ {most}  {'✓' if megabytes <= most else '✗'}"


def _pages(path: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(path))


def _short(path: Path) -> str:
    return path.name if len(path.name) > 12 else f"{path.parent.name}/{path.name}"[-33:]


def _output(command: Sequence[str], environment: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)  # noqa: S603
    return done.stdout


PARTS = ("read", "audit", "scan", "grade", "memory")


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("commit")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--reports", type=int, default=600)
    parser.add_argument("--place", type=Path)
    parser.add_argument("--pdf", type=Path, nargs="+", default=[])
    return parser.parse_args()


def places(given: Path | None) -> Iterator[Path]:
    """Yield the directory in which all is made."""
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def main(options: argparse.Namespace) -> None:
    """Build, make and measure."""
    for place in places(options.place):
        start = time.perf_counter()
        old, new = build_of(options.commit, place), build_of_tree(place)
        bench = Bench(old, new, place, options)
        print(f"commit {old.name}, {os.cpu_count()} cores, {options.pairs} pairs")
        for part in options.only:
            getattr(bench, part)()
        print(f"\n{time.perf_counter() - start:.0f} s in all")


if __name__ == "__main__":
    main(arguments())
