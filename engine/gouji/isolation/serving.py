"""What a child process does: it answers one call after another, whatever becomes of each."""

import gc
import os
import signal
import struct
from collections.abc import Callable
from contextlib import suppress
from socket import socket
from typing import Generic, NoReturn, TypeVar

from gouji.errors import GoujiError, InternalFault, OutOfMemory
from gouji.isolation import here, system
from gouji.isolation.wire import ANSWER, ERROR, STAGE, receive, send
from gouji.libraries import unforeseen
from gouji.model.packing import Packing
from gouji.records import dataclass

T = TypeVar("T")
A = TypeVar("A")

NO_MEMORY = 86
"""The exit status of a child that had no memory left, not even for an answer."""

START_SECONDS = 60.0
"""How long a child may take to be there; its work has a time of its own."""

SECONDS = struct.Struct(">d")
"""What a call begins with: how long it may take."""

TEXTS = Packing(())
"""Packs the stages and errors that a child tells of."""

_YOUNG = 100_000
"""Objects that are made before the collector looks for cycles: a usual document has fewer.

Documents are trees, and go without it; looking again and again took a quarter of the work.
"""
_GRACE = 30
"""Seconds of processor time beyond what is allowed, after which a child ends by itself."""


@dataclass(frozen=True, slots=True)
class Serving(Generic[A, T]):
    """Work, what packs its arguments and answers, and what its maker does before."""

    work: Callable[[A], T]
    packing: Packing
    prepare: Callable[[], object]

    def __call__(self, end: socket) -> None:
        """Answer calls that arrive at ``end`` until the parent is gone; first say: ready."""
        with suppress(EOFError, ConnectionError):
            send(end, ANSWER, b"")
            while True:
                _, content = receive(end)
                (seconds,) = SECONDS.unpack_from(content)
                system.limit(seconds=here.MOST_AT_ONCE * seconds + _GRACE)
                here.begin(seconds, lambda stage: send(end, STAGE, TEXTS.pack(stage)))
                send(end, *self._answer(content[SECONDS.size :]))

    def _answer(self, packed: bytes) -> tuple[bytes, bytes]:
        try:
            return ANSWER, self.packing.pack(self.work(self.packing.unpack(packed)))
        except Exception as error:  # noqa: BLE001 - the parent hears of it
            return told(error)


def told(error: Exception) -> tuple[bytes, bytes]:
    """Return the message that tells of an error by its name."""
    if isinstance(error, MemoryError):
        return ERROR, TEXTS.pack((OutOfMemory.__name__, "", ""))
    if isinstance(error, GoujiError):
        return ERROR, TEXTS.pack((type(error).__name__, str(error), ""))
    fault = unforeseen(error)
    trace = _trace(error) if isinstance(fault, InternalFault) else ""
    return ERROR, TEXTS.pack((type(fault).__name__, str(fault), trace))


def _trace(error: Exception) -> str:
    import traceback

    return "".join(traceback.format_exception(error))


def be_child(serve: Callable[[socket], object], end: socket, memory: int) -> NoReturn:
    """Serve until the parent is gone, then end without looking back.

    ``memory`` is what it may take beyond what it has: a parent may be large itself.
    """
    status = 1
    try:
        system.die_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
        system.limit(memory=system.address_space() + memory)
        gc.freeze()  # what was loaded by now stays: the collector need not go through it
        gc.set_threshold(_YOUNG)
        serve(end)
        status = 0
    except MemoryError:
        status = NO_MEMORY
    finally:
        os._exit(status)  # whatever went wrong, the parent sees the end of the socket
