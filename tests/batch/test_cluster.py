"""The same job on a cluster: two workers, one of which is killed on the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import province
import pytest

from gouji.batch import executors
from gouji.batch.executors import cluster_workers, local_workers
from gouji.batch.grade import Run
from gouji.batch.jobs import jobs_in
from gouji.batch.readings import Readings
from gouji.batch.spread import Workers
from gouji.batch.tasks import kit
from gouji.errors import UsageError
from gouji.model.grading import Entry
from gouji.rulebook import load_rulebook
from gouji.store import open_history

distributed = pytest.importorskip("distributed", reason="没有装 distributed，略过集群的测试")


class Quiet:
    """Says nothing, and calls ``then`` when a few documents have been read."""

    def __init__(self, then: object = None) -> None:
        self._then = then
        self._steps = 0

    def begin(self, stage: str, total: int) -> None:
        self._steps = 0

    def step(self, *, failed: bool = False) -> None:
        self._steps += 1
        if self._steps == 4 and callable(self._then):
            self._then()
            self._then = None


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """A scheduler and two workers, each a process of its own."""
    python = [sys.executable, "-m"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    address = tmp_path / "scheduler.json"
    started = [
        subprocess.Popen([*python, *command], env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
        for command in (
            ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
             "--no-dashboard", "--scheduler-file", str(address)],
            *[["distributed.cli.dask_worker", "--scheduler-file", str(address), "--nthreads", "1",
               "--no-dashboard", "--no-nanny", "--name", str(n)] for n in range(2)],
        )
    ]  # fmt: skip
    try:
        with distributed.Client(scheduler_file=str(address), timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
            url = client.scheduler.address
        yield url, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def entries(manifest: Path, out: Path, workers: Workers, then: object = None) -> tuple[Entry, ...]:
    rules = kit(load_rulebook(), date(2026, 1, 1))
    with (
        jobs_in(manifest) as jobs,
        open_history(out / "history.db") as history,
        workers as busy,
    ):
        readings = Readings(out / "readings", rules.rules)
        run = Run(
            jobs, rules, workers=busy, history=history, readings=readings, progress=Quiet(then)
        )
        return run.grade().entries


def test_a_worker_killed_on_the_way_changes_nothing(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]], tmp_path: Path
) -> None:
    manifest = province.build(tmp_path / "province")
    url, workers = cluster
    killed = []

    def kill() -> None:
        os.kill(workers[0].pid, signal.SIGKILL)
        killed.append(workers[0].pid)

    theirs = entries(manifest, tmp_path / "cluster", cluster_workers(url), kill)
    ours = entries(manifest, tmp_path / "local", local_workers(1))
    assert killed == [workers[0].pid]
    assert workers[0].wait(10) == -signal.SIGKILL
    assert [(e.name, e.low, e.high) for e in theirs] == [(e.name, e.low, e.high) for e in ours]


def test_no_cluster_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_CONNECT", 1)
    with pytest.raises(UsageError, match=r"连不上集群 tcp://127.0.0.1:9"):
        cluster_workers("tcp://127.0.0.1:9")
