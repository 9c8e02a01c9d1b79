"""Work for a child process: what it is ordered, and every way to fail. Imported there, so light."""

import ctypes
import faulthandler
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable

from gouji import errors
from gouji.isolation import system
from gouji.isolation.child import Child
from gouji.isolation.here import seconds_left, tell
from gouji.model.packing import Packing
from waiting import PATIENCE

MEMORY = 2_000_000_000
PLAIN = Packing(())
LONG = 3600
"""Seconds for what does not end by itself while anybody waits."""


def spin() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.RLIM_INFINITY))
    while True:
        pass


def die_of(number: int) -> None:
    faulthandler.disable()
    os.kill(os.getpid(), number)


def crash() -> None:
    faulthandler.disable()
    ctypes.string_at(0)


def fail() -> None:
    raise RuntimeError("fail")


def refuse(name: str) -> None:
    raise errors.ERRORS[name]("这份文件不行")


ORDERS: dict[str, Callable[..., object]] = {
    "echo": str,
    "pid": os.getpid,
    "sleep": time.sleep,
    "spin": spin,
    "die of": die_of,
    "crash": crash,
    "leave": os._exit,
    "grow": lambda: len(bytearray(MEMORY * 2)),
    "fill": lambda: len(bytearray(b"x") * 1_000_000_000) and time.sleep(LONG),
    "fail": fail,
    "refuse": refuse,
    "strange": object,
    "in time": lambda: 0 < seconds_left() <= PATIENCE,
    "tell": lambda *stages: [tell(stage) for stage in stages],
}

Order = tuple[object, ...]


def work(order: Order) -> object:
    name, *arguments = order
    return ORDERS[str(name)](*arguments)


def child(uses: int = 100) -> Child[Order, object]:
    return Child(work, packing=PLAIN, memory=MEMORY, uses=uses)


def alone() -> Child[Order, object]:
    """A child that the system does not end with its parent."""
    return Child(work, packing=PLAIN, memory=MEMORY, prepare=outlive)


def watch(pids: "multiprocessing.SimpleQueue[int]") -> None:
    """End with the parent, by the way of systems that do not see to it."""
    threading.Thread(target=system._wait_for_parent, daemon=True).start()
    pids.put(os.getpid())
    time.sleep(LONG)


def outlive() -> None:
    ctypes.CDLL(None).prctl(1, 0)  # takes back what die_with_parent asked for


def interrupts(_order: str) -> None:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(LONG)


def never(_order: str) -> None:
    """Is never done."""


def breaks() -> None:
    raise RuntimeError("breaks")
