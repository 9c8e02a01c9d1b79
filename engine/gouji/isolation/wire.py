"""Whole messages over a socket: a kind (one byte) and what it carries, by a deadline."""

import socket
import struct
from time import monotonic

ANSWER, ERROR, STAGE, CALL = b"=", b"!", b".", b"?"
_HEAD = struct.Struct(">cQ")
_MOST = 1_000_000_000


def send(end: socket.socket, kind: bytes, content: bytes, ends: float | None = None) -> None:
    """Send a message; raises ``TimeoutError`` at the time ``ends`` (:func:`time.monotonic`)."""
    _allow(end, ends)
    end.sendall(_HEAD.pack(kind, len(content)) + content)


def receive(end: socket.socket, ends: float | None = None) -> tuple[bytes, bytes]:
    """Return the next message, kind and content; raises ``EOFError`` and as :func:`send`."""
    kind, size = _HEAD.unpack(_exactly(end, _HEAD.size, ends))
    if size > _MOST:
        raise EOFError("no message is so long")
    return kind, _exactly(end, size, ends)


def _exactly(end: socket.socket, size: int, ends: float | None) -> bytes:
    parts = []
    while size:
        _allow(end, ends)
        part = end.recv(min(size, 1 << 20))
        if not part:
            raise EOFError("the other side is gone")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _allow(end: socket.socket, ends: float | None) -> None:
    left = None if ends is None else ends - monotonic()
    if left is not None and left <= 0:
        raise TimeoutError
    end.settimeout(left)
