"""Two graders on one history and one output at once, and one that is killed: nothing is otherwise."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from gouji.store import open_history
from gradingkit import Made
from waiting import PATIENCE

NAMES = ("水利局", "民政局", "财政局", "公安局", "司法局")
REPORTS = (
    *(Made(f"{n}.txt", f"清梧市{name}", seed=n) for n, name in enumerate(NAMES, 1)),
    Made("水利局（初稿）.txt", "清梧市水利局", seed=1, faults=("contact_missing",)),
    Made("2023.txt", "清梧市水利局", year=2023, seed=11),
)
RUNS = "from gouji.cli import main; main()"
KILLED = """
import os, signal
from gouji.batch.papers import Papers
from gouji.cli import main

put = Papers._put

def put_one(*given):
    put(*given)
    os.killpg(os.getpid(), signal.SIGKILL)

Papers._put = put_one
main()
"""
"""The same, killed with its workers as soon as the papers of one report are written."""


def files(out: Path) -> dict[str, str]:
    """What was written, by name; the workbook and all else has the same bytes each time."""
    found = (path for path in out.rglob("*") if path.is_file())
    names = ((str(path.relative_to(out)), path) for path in found)
    kept = ((n, p) for n, p in names if not n.startswith((".", "gouji.db")))
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in kept}


def standing(out: Path) -> list[tuple[object, ...]]:
    with open_history(out / "gouji.db") as history:
        return [
            (
                e.agency,
                e.year,
                e.name,
                e.low,
                e.high,
                e.grade,
                len(history.versions(e.agency, year)),
            )
            for year in history.years()
            for e in history.grading(year).entries
        ]


def grader(source: Path, out: Path, program: str = RUNS) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", program, "grade", str(source), "--output", str(out)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    return subprocess.Popen(
        [*command, "--workers", "1", "--today", "2025-03-25"],
        env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def ended(graders: Sequence[subprocess.Popen[bytes]]) -> list[tuple[int, bytes]]:
    told = [each.communicate(timeout=PATIENCE)[1] for each in graders]
    return [(each.returncode, text) for each, text in zip(graders, told, strict=True)]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for made in REPORTS:
        (folder / made.name).write_bytes(made.data())
    return folder


@pytest.fixture(scope="module")
def alone(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one grader that nothing happens to."""
    out = tmp_path_factory.mktemp("alone") / "out"
    assert ended([grader(source, out)]) == [(1, b"")]
    return out


def test_two_at_once(source: Path, alone: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert ended([grader(source, out), grader(source, out)]) == [(1, b"")] * 2
    assert (files(out), standing(out)) == (files(alone), standing(alone))


def test_one_is_killed_at_the_outputs(source: Path, alone: Path, tmp_path: Path) -> None:
    """Killed while it reads: see :mod:`test_grade_command`."""
    out = tmp_path / "out"
    assert ended([grader(source, out, KILLED)]) == [(-signal.SIGKILL, b"")]
    assert len(list(out.glob("pages/*"))) == 1
    assert ended([grader(source, out)]) == [(1, b"")]
    assert (files(out), standing(out)) == (files(alone), standing(alone))
