"""Hosts are not hurried: one request at a time, seconds after the last, later where they ask."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from time import monotonic
from typing import Protocol

from gouji.collecting.failures import NotCollected
from gouji.records import dataclass

SECONDS_APART = 1.0
LONGEST_WAIT = 120.0
"""Who must wait longer than this goes on with other hosts."""


class Clock(Protocol):
    """Tells the time in seconds and waits."""

    def now(self) -> float:
        """Return the seconds since some moment."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class StoppableClock:
    """The time of the machine; once stopped, nobody waits any more."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def now(self) -> float:
        """Return the seconds since the machine was started."""
        return monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait; raises :class:`NotCollected` once the run has been stopped."""
        if self._stopped.wait(seconds):
            raise NotCollected("中途停下了")

    def stop(self) -> None:
        """Let nobody wait any more."""
        self._stopped.set()


@dataclass(slots=True)
class _Host:
    """When a host may be asked again, and how far apart the requests are."""

    ready: float
    apart: float = SECONDS_APART
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pace:
    """Gives turns to ask a host.

    The first turn comes as long after the start as any other: a run that was killed may have asked
    just before.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._first = clock.now() + SECONDS_APART
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name, _Host(self._first))

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait for the turn to ask the host ``name`` once; nobody else asks it meanwhile.

        Raises :class:`NotCollected` where that would take too long.
        """
        host = self._host(name)
        with host.lock:
            wait = host.ready - self._clock.now()
            if wait > LONGEST_WAIT:
                raise NotCollected(f"{name} 要求过 {round(wait)} 秒再来，请过后再运行一次")
            self._clock.sleep(max(wait, 0.0))
            try:
                yield
            finally:
                # from its end on: who is asked sees no two requests nearer than that
                host.ready = self._clock.now() + host.apart

    def slow(self, name: str, seconds: float) -> None:
        """Ask a host no more often than once in ``seconds``, from its last request on."""
        host = self._host(name)
        with host.lock:
            if seconds > host.apart:
                host.ready += seconds - host.apart
                host.apart = seconds

    def rest(self, name: str, seconds: float) -> None:
        """Ask a host nothing for ``seconds``."""
        host = self._host(name)
        with host.lock:
            host.ready = max(host.ready, self._clock.now() + seconds)
