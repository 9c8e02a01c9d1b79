"""Injured files of every format: none may bring a traceback, a misread number, or take long.

    python benchmarks/fuzz.py [files] [first seed]

Makes reports with the kit, injures each in one of two manners and audits it: bytes of the file
(overwritten, cut out, doubled, cut short), or the inside of a package or a compressed stream, which
is packed again, so that readers get further. Counts what comes of them, with the greatest processor
time and the greatest resident memory of one file. Numbers are held against the report's own where
the format guards its bytes (PDF streams, packages) and the injury was to the bytes: there a number
other than what the page showed is a misread one. 10,000 files by default, in two processes.
"""

import re
import sys
import traceback
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import process_time
from zipfile import BadZipFile, ZipFile

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from gouji.auditor import Auditor
from gouji.errors import GoujiError
from gouji.reading import read_bytes
from gouji.reporting.public.audit_json import to_public
from gouji.rulebook import load_rulebook
from reportkit import make, truth
from reportkit.renderers import RENDERERS

GUARDED = ("pdf", "docx", "ofd")
"""Formats whose bytes are guarded by checksums."""
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
SLOW = 10.0
LARGE = 512
TOKENS = (
    b"<table>", b"</td>", b"<td colspan=9999>", b"\t", b"\n", b"0", b"\xff\xfe", b"PK\x03\x04",
    b"<w:p>", b"</w:tc>", b"<style>", b"%PDF-", b"endobj", b"<<", b"[", b"BT", b"Q", b"9999999999",
    "（".encode(), b"\x00", b"</html>", b"<w:vMerge/>", b"-1", b"1e309",
    b"<ofd:PageBlock>", b"</ofd:TextCode>", b' CTM="0 0 0 0 0 0"', b"g 999999999 1", b"M 0 0 C",
)  # fmt: skip

_auditors: list[Auditor] = []


def injured(data: bytes, random: Random) -> bytes:
    """Return ``data`` with one to eight small injuries."""
    body = bytearray(data) or bytearray(b" ")
    for _ in range(random.randint(1, 8)):
        at, size = random.randrange(len(body) or 1), random.choice((1, 1, 2, 16, 200))
        match random.randrange(5):
            case 0:
                body[at : at + size] = random.randbytes(size)
            case 1:
                del body[at : at + size]
            case 2:
                body[at:at] = body[at : at + size]
            case 3 if body:
                body[min(at, len(body) - 1)] ^= 1 << random.randrange(8)
            case _:
                body[at:at] = random.choice(TOKENS)
    cut = random.random() < 0.1
    return bytes(body[: random.randint(len(body) // 2, len(body))] if cut else body)


def injured_inside(data: bytes, random: Random) -> bytes:
    """Return ``data`` with one part injured and packed again."""
    if data.startswith(b"%PDF"):
        streams = list(STREAM.finditer(data))
        chosen = random.choice(streams)
        try:
            plain = zlib.decompress(chosen[1].strip(b"\r\n"))
        except zlib.error:
            return injured(data, random)
        packed = zlib.compress(injured(plain, random))
        return data[: chosen.start(1)] + packed + b"\n" + data[chosen.end(1) :]
    try:
        package = ZipFile(BytesIO(data))
    except BadZipFile:
        return injured(data, random)
    chosen_name = random.choice(package.namelist())
    buffer = BytesIO()
    with ZipFile(buffer, "w") as changed:
        for name in package.namelist():
            part = package.read(name)
            changed.writestr(name, injured(part, random) if name == chosen_name else part)
    return buffer.getvalue()


def tried(seed: int) -> tuple[str, float, float, str]:
    """Return what came of one file, its processor seconds, its memory in MB, and what it was."""
    random = Random(seed)  # noqa: S311 - the same injuries every time
    name = random.choice([n for n in RENDERERS if n != "html-gbk"])
    report = make(seed % 200)
    inside = random.random() < 0.4
    data = (injured_inside if inside else injured)(RENDERERS[name](report), random)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    start = process_time()
    try:
        audit = to_public(_auditor().audit_document(read_bytes(data)))
        outcome = "audited"
        if not inside and name.startswith(GUARDED):
            right = truth(report)
            wrong = {c: x.value for c, x in audit.cells.items() if x.value not in (None, right[c])}
            outcome = f"misread {wrong}" if wrong else outcome
    except GoujiError:
        outcome = "refused"
    except Exception:  # noqa: BLE001 - what the benchmark is to find
        outcome = f"traceback\n{traceback.format_exc()}"
    return outcome, process_time() - start, _peak(), f"{seed} {name}"


def _auditor() -> Auditor:
    if not _auditors:
        _auditors.append(Auditor(load_rulebook()))
    return _auditors[0]


def _peak() -> float:
    """Return the greatest resident memory since it was last cleared, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]


def main(files: int, first: int) -> int:
    counts: Counter[str] = Counter()
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")
    with ProcessPoolExecutor(2, get_context("fork")) as pool:
        for outcome, seconds, memory, what in pool.map(
            tried, range(first, first + files), chunksize=20
        ):
            kind = outcome.split()[0]
            counts[kind] += 1
            counts["slow"] += seconds > SLOW
            counts["large"] += memory > LARGE
            slowest, largest = max(slowest, (seconds, what)), max(largest, (memory, what))
            if kind not in ("audited", "refused"):
                print(f"{what}: {outcome}", flush=True)
    print(f"{files} files: {dict(counts)}")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]}), largest {largest[0]:.0f} MB ({largest[1]})")
    return sum(counts[kind] for kind in ("traceback", "misread", "slow", "large"))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [10_000, 0][len(numbers) :])) > 0)
