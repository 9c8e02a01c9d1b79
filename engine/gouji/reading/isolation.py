"""Reads a document in a process of its own, which can be killed without losing the rest.

The child is forked, reads under limits of memory and time, and sends the document back. Linux
only; what a hostile file does to the child is one sentence in the parent.
"""

from pathlib import Path

from gouji import errors
from gouji.child import in_child
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
    try:
        outcome = in_child(lambda: _outcome(path), seconds=allowed, memory=MAX_MEMORY_BYTES)
    except TimeoutError:
        raise LimitExceeded(f"读了 {allowed:.0f} 秒还没有读完，文件可能已损坏") from None
    except ChildProcessError:
        raise LimitExceeded("读这份文件用的内存超过上限，或者读的程序中途停止了") from None
    if isinstance(outcome, Document):
        return outcome
    kind, sentence = outcome
    raise getattr(errors, kind)(sentence)


def _outcome(path: Path) -> Document | tuple[str, str]:
    """Return the document, or the name and the sentence of the error that refuses it."""
    try:
        return read(path)
    except DocumentError as error:
        return type(error).__name__, str(error)
    except MemoryError:
        return LimitExceeded.__name__, "读这份文件用的内存超过上限"
