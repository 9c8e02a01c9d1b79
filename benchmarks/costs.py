"""What processes cost: processor time with all their children, and memory. Linux only."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_KIB = 1_024 / 1_000_000
"""MB in the unit that Linux counts memory in."""
_EVERY = 0.2
_STARTING, _IDLE = 60.0, 4.0
"""Seconds that a server may take to answer, and that it is then left alone."""


class Cost(NamedTuple):
    """Seconds of the processor and of the clock; ``memory`` is the most of one process, in MB."""

    processor: float
    seconds: float
    memory: float


def cost_of(command: Sequence[str], environment: dict[str, str] | None = None) -> Cost:
    """Run a command to its end, its output thrown away; findings (status 1) are no failure.

    It is started by a small process: a new one counts its parent's memory as its own at first.
    """
    launcher = [sys.executable, "-S", __file__, *command]
    done = subprocess.run(  # noqa: S603
        launcher, env=environment, check=True, capture_output=True, text=True
    )
    return Cost(*json.loads(done.stdout))


def _launch(command: Sequence[str]) -> Cost:
    start = time.perf_counter()
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss * _KIB)


def largest_workers(
    command: Sequence[str], environment: dict[str, str] | None = None
) -> tuple[float, float]:
    """Run a command; return the most memory that it and any process below it held, in MB."""
    own = worker = 0.0
    with subprocess.Popen(  # noqa: S603
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            own = max(own, _kilobytes(process.pid, "status", "VmHWM:"))
            for child in below(process.pid):
                worker = max(worker, _kilobytes(child, "status", "VmHWM:"))
            time.sleep(_EVERY)
    return own * _KIB, worker * _KIB


def resident_when_idle(command: Sequence[str], environment: dict[str, str] | None = None) -> float:
    """Start a server and return what it and its workers hold when idle, in MB.

    Pages that several processes share count once (``Pss``).
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(  # noqa: S603
        [*command, "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _answered(port)
            time.sleep(_IDLE)
            family = [process.pid, *below(process.pid)]
            return sum(_kilobytes(pid, "smaps_rollup", "Pss:") for pid in family) * _KIB
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _answered(port: int) -> None:
    end = time.monotonic() + _STARTING
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(_EVERY)
    raise RuntimeError("the server did not start")


def below(pid: int) -> Iterator[int]:
    """Yield all processes that stand below one."""
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield int(child)
                yield from below(int(child))


def _kilobytes(pid: int, file: str, name: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines():
            if line.startswith(name):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    print(json.dumps(_launch(sys.argv[1:])))
