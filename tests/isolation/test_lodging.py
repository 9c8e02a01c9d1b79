"""A program in a folder of its own: however the reader ends, both are gone soon after."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from gouji.errors import OutOfTime
from gouji.isolation.child import in_child
from gouji.isolation.lodging import lodging
from gouji.reading import office, read_bytes
from processes import lives
from waiting import PATIENCE, until

ROOT = Path(__file__).parents[2]
MEMORY = 3_000_000_000
RTF = b"{\\rtf1 abc}"
COMMAND = "from gouji.cli import main; main()"

STAND_IN = """#!/bin/sh
echo $$ >> "$MARKS/pids"
( sleep 3600 ) &
echo $! >> "$MARKS/pids"
sleep 3600
"""
"""Stands in for LibreOffice: starts another process and does not come to an end."""


@pytest.fixture(params=["fork", "spawn"])
def marks(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a stand-in leaves its process ids; folders of lodgings are made in ``temporary``."""
    monkeypatch.setenv("GOUJI_CHILD", request.param)
    program = tmp_path / "bin/soffice"
    program.parent.mkdir()
    program.write_text(STAND_IN, encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setenv("MARKS", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "engine"))
    (tmp_path / "a.rtf").write_bytes(RTF)
    return tmp_path


def pids(marks: Path) -> list[int]:
    path = marks / "pids"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def all_gone(marks: Path) -> None:
    until(lambda: not any(map(lives, pids(marks))))
    until(lambda: not list((marks / "temporary").iterdir()))


def started(marks: Path, *, group: bool = False) -> subprocess.Popen[bytes]:
    """Start ``gouji audit`` on a document for LibreOffice, and wait until that runs."""
    process = subprocess.Popen(
        [sys.executable, "-c", COMMAND, "audit", str(marks / "a.rtf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=group,
    )
    until(lambda: len(pids(marks)) == 2)
    assert all(map(lives, pids(marks)))
    assert len(list((marks / "temporary").iterdir())) >= 1
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_dies_with_gouji(marks: Path, number: int) -> None:
    process = started(marks, group=True)
    os.killpg(process.pid, number)
    process.wait(PATIENCE)
    all_gone(marks)


def child_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def test_it_dies_with_the_child(marks: Path) -> None:
    process = started(marks)
    os.kill(child_of(process.pid), signal.SIGKILL)
    assert process.wait(PATIENCE) == 3
    all_gone(marks)


def test_it_dies_when_the_time_of_the_child_is_up(marks: Path) -> None:
    with pytest.raises(OutOfTime):
        in_child(partial(read_bytes, RTF), seconds=1.5, memory=MEMORY)
    all_gone(marks)


def test_it_dies_when_its_own_time_is_up(marks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MAX_CONVERSION_SECONDS", 0.5)
    with pytest.raises(office.LimitExceeded, match="LibreOffice 用了 0 秒还没有转换完"):
        read_bytes(RTF)
    all_gone(marks)


LIMITS = {
    "memory": "bytearray(3_000_000_000)",
    "file": "f = open('large', 'wb'); f.seek(500_000_000); f.write(b'x'); f.flush()",
    "status": "raise SystemExit(3)",
}


@pytest.mark.parametrize("name", LIMITS)
def test_what_runs_there_has_limits(name: str) -> None:
    with lodging() as place:
        code = f"import os; os.chdir({str(place.folder)!r}); {LIMITS[name]}"
        assert not place.run([sys.executable, "-c", code], seconds=PATIENCE, memory=1_000_000_000)
    assert not place.folder.exists()


def test_what_ends_well_leaves_what_it_made_until_that_is_taken() -> None:
    with lodging() as place:
        assert place.folder.stat().st_mode & 0o777 == 0o700
        touch = shutil.which("touch") or "touch"
        assert place.run([touch, str(place.folder / "made")], seconds=PATIENCE, memory=MEMORY)
        assert (place.folder / "made").exists()
    assert not place.folder.exists()


def test_a_child_that_was_forked_meanwhile_holds_nothing_open() -> None:
    """A folder goes as soon as it is left, whoever was forked meanwhile and lives on."""
    with lodging() as home:
        child = os.fork()
        if child == 0:
            time.sleep(3600)
            os._exit(0)
    done = os.waitpid(child, os.WNOHANG)
    os.kill(child, signal.SIGKILL)
    assert done == (0, 0)
    assert not home.folder.exists()
    os.waitpid(child, 0)
