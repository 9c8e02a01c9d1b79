"""Many people at once on a server of this host: is everybody answered, how fast, in what memory?

    python benchmarks/web_load.py [people] [files each]

Starts ``gouji serve`` with an account for each of 20 people (by default), who all sign in, send in
6 files each, one after another, wait for the result and read the report: files of every kind that
is read, and hostile ones (broken, locked, empty, a bomb, too deep, too large, oddly named). Prints
the time of every kind of request and from sending to report (median, 95th percentile), what became
of the files, and the largest resident memory of the server and of its workers with their children.
Ends with status 1 if a request was not answered, an answer was a fault of the server, or the memory
of the server grew beyond its bound. Linux only (``/proc``); stops by itself after ten minutes.
"""

import asyncio
import io
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx
from costs import below
from documents import ROOT, documents

from gouji.web.accounts import Accounts

PEOPLE, FILES_EACH = 20, 6
LONGEST = 600
MOST_SERVER_MB = 350
_PASSWORD = "only for this benchmark"  # noqa: S105 - of accounts that go with it
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
_PAUSE = 0.5
_ANSWERS = {200, 303, 413, 429, 503}


def hostile() -> dict[str, bytes]:
    """Return files that are not what they should be, by name."""
    bad = {path.name: path.read_bytes() for path in sorted((ROOT / "fixtures/bad").iterdir())}
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"<a>" + b" " * 200_000_000)
    return bad | {
        "bomb.docx": bomb.getvalue(),
        "deep.html": b"<html><body>" + b"<div>" * 200_000,
        "<script>alert(1)</script>.txt": b"<script>alert(1)</script>" * 1000,
        "../../etc/passwd": bytes(range(256)) * 4000,
        "long.txt": "年度报告\n".encode() * 2_000_000,
        "large.pdf": b"%PDF-1.7\n" + b"0" * 60_000_000,
        "empty.txt": b"",
    }


def mixed() -> Iterator[tuple[str, bytes]]:
    """Yield good files and hostile ones in turn, for ever."""
    good, bad = cycle(documents().items()), cycle(hostile().items())
    while True:
        yield from islice(good, 3)
        yield next(bad)


class Watch:
    """Times and answers of all people together."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)
        self.answers: Counter[int] = Counter()
        self.ends: Counter[str] = Counter()
        self.unanswered: list[str] = []

    async def ask(
        self, client: httpx.AsyncClient, what: str, method: str, path: str, **options: object
    ) -> httpx.Response | None:
        start = perf_counter()
        try:
            answer = await client.request(method, path, **options)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            self.unanswered.append(f"{what} {path}: {type(error).__name__}")
            return None
        self.times[what].append(perf_counter() - start)
        self.answers[answer.status_code] += 1
        return answer


async def person(name: str, address: str, files: list[tuple[str, bytes]], watch: Watch) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=LONGEST) as client:
        token = await csrf(client, watch, "/login")
        form = {"csrf": token, "name": name, "password": _PASSWORD, "next": "/"}
        entered = await watch.ask(client, "sign in", "POST", "/login", data=form)
        if entered is None or entered.status_code != 303:
            watch.ends["not let in"] += len(files)
            return
        token = await csrf(client, watch, "/")
        for file in files:
            await one_file(client, token, file, watch)


async def csrf(client: httpx.AsyncClient, watch: Watch, path: str) -> str:
    answer = await watch.ask(client, "page", "GET", path)
    found = _CSRF.search(answer.text) if answer else None
    return found[1] if found else ""


async def one_file(
    client: httpx.AsyncClient, token: str, file: tuple[str, bytes], watch: Watch
) -> None:
    """Send a file in, again where the queue is full, and read what comes of it."""
    start = perf_counter()
    sent = {"data": {"csrf": token}, "files": {"files": file}}
    answer = await watch.ask(client, "send", "POST", "/audits", **sent)
    while answer is not None and answer.status_code == 503:
        await asyncio.sleep(_PAUSE)
        answer = await watch.ask(client, "send", "POST", "/audits", **sent)
    if answer is None or answer.status_code != 303:
        watch.ends["refused at once" if answer else "unanswered"] += 1
        return
    path = answer.headers["Location"]
    while (state := await watch.ask(client, "progress", "GET", f"{path}/state")) is not None:
        if not state.json()["pending"]:
            break
        await asyncio.sleep(_PAUSE)
    page = await watch.ask(client, "result", "GET", path)
    if page is not None and "/report" in page.text:
        await watch.ask(client, "report", "GET", f"{path}/report")
        watch.ends["audited"] += 1
        watch.times["from sending to report"].append(perf_counter() - start)
    else:
        watch.ends["refused with a sentence"] += 1


class Memory:
    """The largest resident memory of a process, and of all below it together, in MB."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.server = 0.0
        self.workers = 0.0

    async def follow(self) -> None:
        while True:
            self.server = max(self.server, _resident(self._pid))
            self.workers = max(self.workers, sum(map(_resident, below(self._pid))))
            await asyncio.sleep(0.2)


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1_000_000


@contextmanager
def server(folder: Path, people: int) -> Iterator[tuple[str, int]]:
    """Start a server with accounts; give its address and process."""
    accounts = Accounts(folder / "accounts.json")
    for number in range(people):
        accounts.add(f"person{number}", "staff", _PASSWORD)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from gouji.cli import main; main()", "serve"]
    command += ["--port", str(port), "--accounts", str(folder / "accounts.json")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "engine"), "TMPDIR": str(folder)}
    with subprocess.Popen(command, env=environment) as process:  # noqa: S603 - our own
        try:
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.send_signal(signal.SIGTERM)


@asynccontextmanager
async def followed(memory: Memory) -> AsyncIterator[None]:
    following = asyncio.create_task(memory.follow())
    try:
        yield
    finally:
        following.cancel()


async def load(address: str, pid: int, people: int, each: int) -> tuple[Watch, Memory]:
    async with httpx.AsyncClient(base_url=address) as client:
        while True:
            with suppress(httpx.ConnectError):
                await client.get("/login")
                break
            await asyncio.sleep(0.1)
    watch, memory = Watch(), Memory(pid)
    files = mixed()
    given = [list(islice(files, each)) for _ in range(people)]
    async with followed(memory), asyncio.timeout(LONGEST):
        await asyncio.gather(
            *(person(f"person{n}", address, own, watch) for n, own in enumerate(given))
        )
    return watch, memory


def show(watch: Watch, memory: Memory, seconds: float) -> None:
    print(f"{'request':<24}{'count':>7}{'median s':>10}{'95 % s':>10}{'longest s':>11}")
    for what, times in watch.times.items():
        ordered = sorted(times)
        median, high = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
        print(f"{what:<24}{len(times):>7}{median:>10.3f}{high:>10.3f}{ordered[-1]:>11.3f}")
    print(f"files: {dict(watch.ends)}; answers by status: {dict(sorted(watch.answers.items()))}")
    print(f"unanswered: {len(watch.unanswered)} {watch.unanswered[:5]}")
    print(f"memory at most: server {memory.server:.0f} MB, workers {memory.workers:.0f} MB")
    print(f"{sum(watch.ends.values()) / seconds:.1f} files a second over {seconds:.0f} s")


def main(people: int, each: int) -> int:
    with TemporaryDirectory(prefix="gouji-load-") as folder:
        with server(Path(folder), people) as (address, pid):
            start = perf_counter()
            watch, memory = asyncio.run(load(address, pid, people, each))
        show(watch, memory, perf_counter() - start)
    good = not watch.unanswered and set(watch.answers) <= _ANSWERS
    return 0 if good and memory.server < MOST_SERVER_MB else 1


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*(given + [PEOPLE, FILES_EACH][len(given) :])))
