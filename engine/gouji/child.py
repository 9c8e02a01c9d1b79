"""Does work in a child process that can be killed, under limits of memory and time.

The child is forked and sends its result back; Linux only. Whatever hostile input does to it, the
parent goes on.
"""

import multiprocessing
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def in_child(work: Callable[[], T], *, seconds: float, memory: int) -> T:
    """Return what ``work`` returns, done in a child with ``memory`` bytes of address space.

    ``work`` turns its own errors into results. Raises ``TimeoutError`` where ``seconds`` did not
    do, and ``ChildProcessError`` where the child died.
    """
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(work, memory, sending), daemon=True)
    child.start()
    sending.close()
    try:
        if not receiving.poll(seconds):
            raise TimeoutError
        result: T = receiving.recv()
    except EOFError:
        raise ChildProcessError from None
    finally:
        child.kill()
        child.join()
        receiving.close()
    return result


def _child(work: Callable[[], object], memory: int, sending: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        sending.send(work())
    except (MemoryError, RecursionError):
        raise SystemExit(1) from None  # the parent sees the end of the pipe; no traceback
