"""What isolation asks of the operating system; Linux. Nothing else in gouji forks or sets limits.

A child is forked by hand, for the workers of a cluster are daemons, and those may have no children
by way of :mod:`multiprocessing`.
"""

import ctypes
import gc
import os
import resource
import signal
import socket
from collections.abc import Callable
from time import process_time

NO_MEMORY = 86
"""The exit status of a child that had no memory left."""

_PR_SET_PDEATHSIG = 1


class Process:
    """A forked child that serves one end of a pair of sockets; ``end`` is the parent's.

    It knows all that its parent had loaded, and ``memory`` bounds its address space in bytes.
    """

    def __init__(self, serve: Callable[[socket.socket], object], memory: int) -> None:
        self.end, theirs = socket.socketpair()
        self._parent = os.getpid()
        self._pid = os.fork()
        if self._pid == 0:
            self.end.close()
            _be_child(serve, theirs, memory)
        theirs.close()

    def end_it(self) -> int:
        """Kill it; return its exit status, or minus the signal that it had died of before."""
        self.end.close()
        if os.getpid() != self._parent:
            return 0  # a child of the parent's knows of it, and it is not its own
        os.kill(self._pid, signal.SIGKILL)  # changes nothing for one that is dying already
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


def _be_child(serve: Callable[[socket.socket], object], end: socket.socket, memory: int) -> None:
    """Work until the parent is gone; never return into the code that forked."""
    status = 1
    try:
        die_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core holds the document
        gc.freeze()  # what the parent had loaded stays: the collector need not go through it
        serve(end)
        status = 0
    except MemoryError:  # where not even an answer could be made
        status = NO_MEMORY
    finally:
        os._exit(status)  # whatever went wrong, the parent sees the end of the socket


def die_with_parent() -> None:
    """Let this process be killed when the thread that started it ends, however that ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def bound_processor(seconds: float) -> None:
    """Let this process be ended once it has worked for ``seconds`` more."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(process_time() + seconds) + 1, hard))
