"""How the history and its outputs grow with the number of reports, from 500 to 10,000 and on.

    python benchmarks/scale.py [500 1000 3000 10000]        the history and what is made of it
    python benchmarks/scale.py --outputs [500 2000 5000]    the whole of ``gouji outputs``
    python benchmarks/scale.py --grade [500 2000 5000]      the whole of ``gouji grade``

A few made reports are graded once; their audits are kept again and again under other agencies'
names, forty under one county each, which is fast. Seconds are of the processor, with those of the
clock in brackets: only the former mean anything on a machine that others work on. Every size runs
in a process of its own, so that the memory is its own. Of ``grade`` and ``outputs`` the processor's
seconds and the memory are those of the parent, without its workers. The pages are opened in
Chromium, where there is one.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, redirect_stdout
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

ROOT = Path(__file__).parents[1]
SIZES = {"--kept": (500, 1000, 3000, 10000), "--outputs": (500, 2000, 5000)}
SIZES["--grade"] = SIZES["--outputs"]
TODAY = date(2026, 1, 5)
_CHUNK = 100
_FAULTS = (None, None, "sum_row_new", "basis_missing", "contact_missing", "blank_t3")
_HEADS = {
    "--kept": "| reports | database MB | fill | list | rescore | overview | overview MB |"
    " overview in Chromium | workbook | workbook MB | summary | history page | its nodes |"
    " peak MB |",
    "--outputs": "| reports | first run | files | MB | peak MB of the parent | nothing changed |"
    " peak MB of the parent |",
}
_HEADS["--grade"] = _HEADS["--outputs"]


class Spent:
    """Seconds of the processor and of the clock."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}

    def timed(self, name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - any work
        start, clock = process_time(), perf_counter()
        done = work()
        self.told[name] = f"{process_time() - start:.1f} s ({perf_counter() - clock:.1f})"
        return done


def main(arguments: Sequence[str]) -> None:
    """Print a table, a line a size."""
    kind = next((each for each in arguments if each.startswith("--")), "--kept")
    sizes = [int(each) for each in arguments if not each.startswith("--")] or SIZES[kind]
    print(_HEADS[kind])
    print("|---" * _HEADS[kind].count(" | ") + "|---|")
    for size in sizes:
        command = [sys.executable, __file__, "--one", kind, str(size)]
        subprocess.run(command, check=True)  # noqa: S603 - ourselves


def one(kind: str, size: int) -> None:
    """Measure one size, and print its line."""
    sys.path[:0] = [str(ROOT / "engine"), str(ROOT / "tests"), str(ROOT / "tests/web")]
    work = {"--kept": kept, "--outputs": outputs, "--grade": grade}[kind]
    with tempfile.TemporaryDirectory() as folder:
        print(f"| {size:,} | " + " | ".join(work(Path(folder), size)) + " |", flush=True)


def kept(folder: Path, size: int) -> Iterator[str]:
    """Measure the history, and what is made of it in one process."""
    from gouji.batch.annual import annual_of
    from gouji.batch.rescoring import rescore
    from gouji.batch.selection import of_year
    from gouji.reporting.many.annual.annual_page import to_html
    from gouji.reporting.many.annual.story import story
    from gouji.reporting.many.overview.overview_page import overview_page
    from gouji.reporting.many.overview.workbook import write_workbook
    from gouji.rulebook import load_rulebook
    from gouji.store import open_history

    place, book, spent = folder / "gouji.db", load_rulebook(), Spent()
    filled, other = models(folder / "models"), _other(folder)
    with closing(open_history(place)) as history:
        spent.timed("fill", lambda: fill(history, filled, size))
        spent.timed("rescore", lambda: rescore(history, other, 2024, TODAY))
        year = spent.timed("list", lambda: of_year(history, 2024))
        sheet = folder / "summary.xlsx"
        counts = spent.timed("workbook", lambda: write_workbook(year, book, sheet))
        page = spent.timed("overview", lambda: overview_page(year, book, counts))
        spent.timed("summary", lambda: to_html(story(annual_of(history, book, 2024, TODAY))))
    peak = _peak()
    (folder / "summary.html").write_text(page, encoding="utf-8")
    opened, first, nodes = looked_at(folder)
    told = spent.told
    yield f"{_megabytes(folder.glob('gouji.db*')):.0f}"
    yield from (told[name] for name in ("fill", "list", "rescore", "overview"))
    yield from (f"{len(page.encode()) / 1e6:.1f}", opened, told["workbook"])
    yield from (f"{_megabytes([sheet]):.1f}", told["summary"], first, nodes, f"{peak:.0f}")


def outputs(folder: Path, size: int) -> Iterator[str]:
    """Measure ``gouji outputs`` with everything new, and with nothing changed."""
    from gouji.store import open_history

    filled = models(folder / "models")
    with closing(open_history(folder / "gouji.db")) as history:
        fill(history, filled, size)
    out = folder / "out"
    where = ("--history", str(folder / "gouji.db"), "--output", str(out))
    yield from _twice(("outputs", "--year", "2024", *where), out)


def grade(folder: Path, size: int) -> Iterator[str]:
    """Measure ``gouji grade`` of as many files, and again with nothing changed."""
    reports = folder / "reports"
    for number in range(size):
        _write(reports / f"{number // 100:03}/{number:06}.txt", number)
    yield from _twice(("grade", str(reports), "--output", str(folder / "out")), folder / "out")


def _twice(command: Sequence[str], out: Path) -> Iterator[str]:
    first = _run(command)
    files = [path for path in out.rglob("*") if path.is_file()]
    yield from (first[0], f"{len(files):,}", f"{_megabytes(files):.0f}", first[1])
    yield from _run(command)


def _run(command: Sequence[str]) -> list[str]:
    """Run a command of gouji; return its seconds, and the memory of the parent alone."""
    told = [sys.executable, __file__, "--run", *command, "--today", TODAY.isoformat()]
    done = subprocess.run(told, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    return done.stdout.splitlines()[-1].split("|")


def run(command: Sequence[str]) -> None:
    """Be a command of gouji, and say what it took."""
    sys.path.insert(0, str(ROOT / "engine"))
    from gouji.cli import run as gouji

    clock = perf_counter()
    gouji(list(command))
    print(f"{process_time():.0f} s ({perf_counter() - clock:.0f})|{_peak():.0f}")


def models(folder: Path) -> list[Any]:
    """Grade a few made reports; return their audits as they are kept."""
    from sqlalchemy import create_engine, select

    from gouji.cli import run as gouji
    from gouji.store.keeping import Audited
    from gouji.store.tables import audits, bases, digests

    for number in range(len(_FAULTS)):
        _write(folder / "reports" / f"{number}.txt", number)
    out = folder / "out"
    with redirect_stdout(StringIO()):
        gouji(["grade", str(folder / "reports"), "--output", str(out), "--workers", "1"])
    from gouji.store import open_history

    with closing(open_history(out / "gouji.db")) as history:
        entries = history.entries()
    joined = audits.join(bases, bases.c.audit == audits.c.id)
    joined = joined.join(digests, digests.c.audit == audits.c.id)
    columns = (audits.c.rules, audits.c.document, audits.c.narrative)
    found = []
    engine = create_engine(f"sqlite:///{out / 'gouji.db'}")
    with engine.connect() as connection:
        for entry in entries:
            query = select(*columns, digests.c.digest, bases.c.basis).select_from(joined)
            row = connection.execute(query.where(audits.c.id == entry.audit)).one()
            rules, document, narrative, digest, basis = row
            found.append(Audited("", rules, entry, document, narrative, digest, basis))
    engine.dispose()
    return found


def fill(history: Any, filled: Sequence[Any], size: int) -> None:  # noqa: ANN401 - a history
    """Keep ``size`` copies, each under a name of its own."""
    for start in range(0, size, _CHUNK):
        numbers = range(start, min(size, start + _CHUNK))
        history.stand(history.keep([_copy(filled[n % len(filled)], n) for n in numbers]))


def _copy(model: Any, number: int) -> Any:  # noqa: ANN401 - an audit to keep
    entry = replace(
        model.entry,
        agency=f"第{number:06}号{model.entry.agency}",
        name=f"{number:06}/{model.entry.name}",
        parent=f"第{number // 40:05}县人民政府",
    )
    return replace(model, key=f"{number}", entry=entry)


def _write(path: Path, number: int) -> None:
    """Write a made report, a third of them with a fault or more."""
    from reportkit import FAULTS, make
    from reportkit.renderers import RENDERERS

    content = make(number, agency=f"清梧市第{number}区水利局", year=2024)
    fault = _FAULTS[number % len(_FAULTS)]
    if fault is not None:
        content = FAULTS[fault].plant(content).content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(RENDERERS["txt-tabs"](content))


def _other(folder: Path) -> Any:  # noqa: ANN401 - a rulebook
    """Return the rules with a profile that scores otherwise."""
    from gouji.rulesets import chosen_rulebook

    text = (ROOT / "rules/profiles/default.yaml").read_text(encoding="utf-8")
    path = folder / "other.yaml"
    text = text.replace("name: default", "name: other")
    path.write_text(f"{text}points: {{P206: 9, R411: 7}}\n", encoding="utf-8")
    return chosen_rulebook((), str(path))


def looked_at(folder: Path) -> tuple[str, str, str]:
    """Open overview and history page in Chromium; return how long that took, and how much it is."""
    from servekit import PASSWORD, accounts_file, served

    from browserkit import opened_browser, opened_page
    from gouji.web.settings import Settings

    nodes = "document.getElementsByTagName('*').length"
    settings = Settings(history=str(folder / "gouji.db"), accounts=accounts_file(folder))
    with served(settings) as address, opened_browser() as chromium:
        with opened_page(chromium) as page:
            first = _opening(page, (folder / "summary.html").as_uri())
            opened = f"{first} ms, {page.evaluate(nodes):,} nodes"
        with opened_page(chromium) as page:
            page.goto(f"{address}/history")
            page.fill("#name", "王科长")
            page.fill("#password", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_selector("h1")
            first = _opening(page, f"{address}/history")
            return opened, f"{first} ms", f"{page.evaluate(nodes):,}"


def _opening(page: Any, address: str) -> int:  # noqa: ANN401 - a page of Playwright
    """Return the milliseconds until the page is drawn for the first time and stands."""
    start = perf_counter()
    page.goto(address, wait_until="load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return round((perf_counter() - start) * 1000)


def _megabytes(files: Any) -> float:  # noqa: ANN401 - paths
    return sum(path.stat().st_size for path in files) / 1e6


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    elif sys.argv[1:2] == ["--run"]:
        run(sys.argv[2:])
    else:
        main(sys.argv[1:])
