"""Does work in a child process that can be killed, under limits of memory and time.

The child is forked and sends its results back; Linux only. Whatever hostile input does to it, the
parent goes on. It is forked by hand, for the workers of a cluster are daemons, and those may have
no children by way of :mod:`multiprocessing`.
"""

import ctypes
import gc
import os
import resource
import signal
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Generic, Self, TypeVar

from gouji.errors import GoujiError

T = TypeVar("T")
A = TypeVar("A")

_PR_SET_PDEATHSIG = 1
USES = 100
"""Pieces of work after which a child is replaced, so that no leak or fragment adds up."""


class Child(Generic[A, T]):
    """A child process that does one piece of work after another, and is replaced when it fails.

    ``work`` turns its own errors into results; ``memory`` is the address space in bytes. The child
    is forked when first needed and knows all that its parent had loaded by then.
    """

    def __init__(self, work: Callable[[A], T], *, memory: int, uses: int = USES) -> None:
        self._work = work
        self._memory = memory
        self._uses = uses
        self._left = 0
        self._pid = 0
        self._pipe: Connection | None = None

    def __call__(self, argument: A, seconds: float) -> T:
        """Return what ``work(argument)`` returns.

        Raises ``TimeoutError`` where ``seconds`` did not do, and ``ChildProcessError`` where the
        child died; the next call has a new child.
        """
        if not self._left:
            self.close()
        pipe = self._pipe or self._fork()
        self._left -= 1
        done = False
        try:
            pipe.send(argument)
            if not pipe.poll(seconds):
                raise TimeoutError
            result: T = pipe.recv()
            done = True
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise ChildProcessError from None
        finally:
            if not done:
                self.close()
        return result

    def close(self) -> None:
        """Kill the child, if there is one."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _fork(self) -> Connection:
        ours, theirs = Pipe()
        self._left = self._uses
        self._pid = os.fork()
        if self._pid == 0:
            ours.close()
            _serve(theirs, self._work, self._memory)
        theirs.close()
        self._pipe = ours
        return ours


def _serve(pipe: Connection, work: Callable[[A], T], memory: int) -> None:
    """Work until the parent is gone; never return into the code that forked."""
    status = 1
    try:
        die_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        gc.freeze()  # what the parent had loaded stays: the collector need not go through it
        while True:
            pipe.send(work(pipe.recv()))
    except EOFError:
        status = 0
    finally:
        os._exit(status)  # whatever went wrong, the parent sees the end of the pipe


def die_with_parent() -> None:
    """Let this process be killed when the thread that started it ends, however that ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def in_child(work: Callable[[], T], *, seconds: float, memory: int) -> T:
    """Return what ``work`` returns, done in a child of its own.

    Raises as :class:`Child` does, and every :class:`gouji.errors.GoujiError` that ``work`` raises.
    """
    with Child[None, T | GoujiError](lambda _: _outcome(work), memory=memory) as child:
        outcome = child(None, seconds)
    if isinstance(outcome, GoujiError):
        raise outcome
    return outcome


def _outcome(work: Callable[[], T]) -> T | GoujiError:
    try:
        return work()
    except GoujiError as error:
        return error
