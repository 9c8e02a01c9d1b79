"""Reads a document in a process of its own, which can be killed without losing the rest.

The child is forked, reads under limits of memory and time, and sends the document back. Linux
only; what a hostile file does to the child is one sentence in the parent.
"""

from pathlib import Path

from gouji.child import in_child
from gouji.errors import LimitExceeded
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
    try:
        return in_child(lambda: _read(path), seconds=allowed, memory=MAX_MEMORY_BYTES)
    except TimeoutError:
        raise LimitExceeded(f"读了 {allowed:.0f} 秒还没有读完，文件可能已损坏") from None
    except ChildProcessError:
        raise LimitExceeded("读这份文件用的内存超过上限，或者读的程序中途停止了") from None


def _read(path: Path) -> Document:
    try:
        return read(path)
    except MemoryError:
        raise LimitExceeded("读这份文件用的内存超过上限") from None
