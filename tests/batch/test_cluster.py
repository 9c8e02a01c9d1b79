"""The same job on a cluster: two workers, one of which is killed on the way."""

import json
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
from waiting import PATIENCE, until

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
        with distributed.Client(scheduler_file=str(address), timeout=PATIENCE) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
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
        readings = Readings(out / "readings", rules.reading)
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
    assert workers[0].wait(PATIENCE) == -signal.SIGKILL
    assert [(e.name, e.low, e.high) for e in theirs] == [(e.name, e.low, e.high) for e in ours]


def test_no_cluster_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_CONNECT", 1)
    with pytest.raises(UsageError, match=r"连不上集群 tcp://127.0.0.1:9"):
        cluster_workers("tcp://127.0.0.1:9")


@pytest.fixture
def certificate(tmp_path: Path) -> dict[str, str]:
    """The settings of dask for a certificate that all parts of a cluster share."""
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=gouji", "-keyout", str(key), "-out", str(cert)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("没有 openssl，略过加密的集群的测试")
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    parts = ("SCHEDULER", "WORKER", "CLIENT")
    return {f"{tls}CA_FILE": str(cert)} | {
        f"{tls}{part}__{what}": str(path)
        for part in parts
        for what, path in (("CERT", cert), ("KEY", key))
    }


_CONNECTED = """
import sys
import time
from gouji.batch.executors import cluster_workers
from gouji.batch.spread import Call
from gouji.errors import UsageError
try:
    with cluster_workers(sys.argv[1]) as workers:
        print(list(workers.spread(abs, [Call("a", (-7,))], str)))
except UsageError as error:
    print(error)
"""


def test_a_cluster_is_reached_by_tls_with_the_settings_of_dask(
    certificate: dict[str, str], tmp_path: Path
) -> None:
    plain = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    trusted = plain | certificate
    address = tmp_path / "scheduler.json"
    python = [sys.executable, "-m"]
    commands = (
        ["distributed.cli.dask_scheduler", "--host", "tls://127.0.0.1", "--port", "0",
         "--no-dashboard", "--scheduler-file", str(address)],
        ["distributed.cli.dask_worker", "--scheduler-file", str(address), "--nthreads", "1",
         "--no-dashboard", "--no-nanny"],
    )  # fmt: skip
    started = [
        subprocess.Popen([*python, *command], env=trusted, cwd=tmp_path, stderr=subprocess.DEVNULL)
        for command in commands
    ]

    def told(environment: dict[str, str]) -> str:
        url = json.loads(address.read_text())["address"]
        command = [sys.executable, "-c", _CONNECTED, url]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        ).stdout.strip()

    try:
        until(lambda: address.exists() and address.read_text().rstrip().endswith("}"))
        until(lambda: told(trusted) == "[('a', 7)]")  # before, it has no workers or is too busy
        assert told(plain).startswith("用 tls:// 连集群要有证书，请在环境变量")
    finally:
        for process in started:
            process.kill()
            process.wait()
