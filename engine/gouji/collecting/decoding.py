"""What servers compress is unpacked in small steps, so that nothing grows before it is counted.

httpx unpacks a piece as a whole: a few kilobytes can become gigabytes before they are seen. It
also drops what follows the first member of a gzip stream.
"""

import zlib
from collections.abc import Iterable, Iterator

import brotli

from gouji.collecting.failures import NotCollected

_STEP = 65_536
_MOST_LAYERS = 2
_GZIP = b"\x1f\x8b"
_BROKEN = "网站压缩过的内容解不开"


def unpacked(chunks: Iterable[bytes], codings: str) -> Iterator[bytes]:
    """Yield what ``chunks`` hold, undoing the ``Content-Encoding`` that a server names.

    Raises :class:`NotCollected` for what is broken, cut off or compressed in some other way.
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    names = [name for name in names if name != "identity"]
    if len(names) > _MOST_LAYERS or any(name not in _WAYS for name in names):
        raise NotCollected(f"网站用了不认识的压缩方式（{codings[:40]}）")
    stream: Iterator[bytes] = iter(chunks)
    for name in reversed(names):
        stream = _WAYS[name](stream)
    return stream


def _gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack every member; what does not begin as gzip was never packed, whatever is said."""
    first = _start(chunks, len(_GZIP))
    if not first.startswith(_GZIP):
        yield first
        yield from chunks
    else:
        yield from _inflated(first, chunks, zlib.MAX_WBITS | 16)


def _inflate(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack ``deflate``, which servers send with the frame of zlib and without."""
    first = _start(chunks, 2)
    framed = len(first) > 1 and first[0] & 15 == 8 and int.from_bytes(first[:2]) % 31 == 0
    yield from _inflated(first, chunks, zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)


def _start(chunks: Iterator[bytes], size: int) -> bytes:
    first = b""
    while len(first) < size and (chunk := next(chunks, None)) is not None:
        first += chunk
    return first


def _inflated(first: bytes, chunks: Iterator[bytes], window: int) -> Iterator[bytes]:
    engine = zlib.decompressobj(window)
    chunk: bytes | None = first
    try:
        while chunk is not None:
            while chunk:
                yield engine.decompress(chunk, _STEP)
                chunk = engine.unconsumed_tail
                if engine.eof:
                    chunk = engine.unused_data
                    if not chunk.startswith(_GZIP):
                        return  # padding
                    engine = zlib.decompressobj(window)
            chunk = next(chunks, None)
        yield engine.flush()
    except zlib.error:
        raise NotCollected(_BROKEN) from None
    if first and not engine.eof:
        raise NotCollected(f"{_BROKEN}：传到一半就断了")


def _brotli(chunks: Iterator[bytes]) -> Iterator[bytes]:
    engine = brotli.Decompressor()
    seen = False
    try:
        for chunk in chunks:
            seen = True
            yield engine.process(chunk, output_buffer_limit=_STEP)
            while not engine.can_accept_more_data():
                yield engine.process(b"", output_buffer_limit=_STEP)
    except brotli.error:
        raise NotCollected(_BROKEN) from None
    if seen and not engine.is_finished():
        raise NotCollected(f"{_BROKEN}：传到一半就断了")


_WAYS = {"gzip": _gunzip, "x-gzip": _gunzip, "deflate": _inflate, "br": _brotli}
ACCEPTED = "gzip, deflate, br"
