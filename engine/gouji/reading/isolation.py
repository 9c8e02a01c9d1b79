"""Reads a document in a process of its own, which can be killed without losing the rest.

The child is forked, reads under limits of memory and time, and sends the document back. Linux
only; what a hostile file does to the child is one sentence in the parent.
"""

import multiprocessing
import resource
from multiprocessing.connection import Connection
from pathlib import Path

from gouji import errors
from gouji.errors import DocumentError, LimitExceeded
from gouji.model.document import Document
from gouji.reading import read
from gouji.reading.limits import MAX_CONVERSION_SECONDS, MAX_MEMORY_BYTES, MAX_SECONDS

_GRACE = 5.0
"""Seconds on top of the limits before the child is killed."""


def read_isolated(path: Path, seconds: float | None = None) -> Document:
    """Read the file at ``path`` in a child process; raises :class:`DocumentError` as ``read``.

    ``seconds`` bounds the whole reading; by default what a reader and a conversion may take.
    """
    allowed = seconds or MAX_SECONDS + MAX_CONVERSION_SECONDS + _GRACE
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(path, sending), daemon=True)
    child.start()
    sending.close()
    try:
        if not receiving.poll(allowed):
            raise LimitExceeded(f"读了 {allowed:.0f} 秒还没有读完，文件可能已损坏")
        outcome = receiving.recv()
    except EOFError:
        raise LimitExceeded("读这份文件用的内存超过上限，或者读的程序中途停止了") from None
    finally:
        child.kill()
        child.join()
        receiving.close()
    if isinstance(outcome, Document):
        return outcome
    kind, sentence = outcome
    raise getattr(errors, kind)(sentence)


def _child(path: Path, sending: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    try:
        sending.send(read(path))
    except DocumentError as error:
        sending.send((type(error).__name__, str(error)))
    except MemoryError:
        sending.send((LimitExceeded.__name__, "读这份文件用的内存超过上限"))
