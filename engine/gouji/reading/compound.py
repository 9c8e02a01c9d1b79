"""The directory of a compound file (OLE2, [MS-CFB]): the container of DOC, XLS, PPT and WPS.

Only the names at the root are wanted: an embedded workbook has its own below them.
"""

import struct
from collections.abc import Iterator
from itertools import islice

MAGIC = b"\xd0\xcf\x11\xe0"

_ENTRY = 128
_NONE = 0xFFFFFFFF
_LAST = 0xFFFFFFFA
"""Numbers of sectors are below this."""
_HEADER_SECTORS = 109
"""So many sectors of the table of sectors are listed in the header itself."""
_MOST_ENTRIES = 20_000


class _BrokenError(ValueError):
    """A link of the directory leads nowhere, or in a circle."""


def stream_names(data: bytes) -> frozenset[str] | None:
    """Return the names of the streams and storages at the root, ``None`` where it is broken."""
    try:
        return frozenset(_at_root(_Sectors(data).directory()))
    except (_BrokenError, struct.error, UnicodeDecodeError):
        return None


class _Sectors:
    """The sectors of a compound file, and the chains that they form."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise _BrokenError
        self._size = 1 << shift
        most = len(data) // self._size // (self._size // 4) + 1
        listed = islice(self._table_sectors(), most)
        self._table = b"".join(self._sector(number) for number in listed)

    def directory(self) -> bytes:
        """Return the entries of the directory, one after another."""
        (first,) = struct.unpack_from("<I", self._data, 48)
        return b"".join(self._sector(number) for number in self._chain(first))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        found = self._data[start : start + self._size]
        if number >= _LAST or not found:
            raise _BrokenError
        return found

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors that hold the table: those of the header, then those of its lists."""
        yield from self._listed(self._data[76 : 76 + 4 * _HEADER_SECTORS])
        (further,) = struct.unpack_from("<I", self._data, 68)
        for _ in range(len(self._data) // self._size):
            if further >= _LAST:
                return
            numbers = self._sector(further)
            yield from self._listed(numbers[:-4])
            (further,) = struct.unpack_from("<I", numbers, self._size - 4)

    @staticmethod
    def _listed(numbers: bytes) -> Iterator[int]:
        whole = numbers[: len(numbers) // 4 * 4]
        return (number for (number,) in struct.iter_unpack("<I", whole) if number < _LAST)

    def _chain(self, number: int) -> Iterator[int]:
        for _ in range(_MOST_ENTRIES * _ENTRY // self._size):
            if number >= _LAST:
                return
            yield number
            (number,) = struct.unpack_from("<I", self._table, 4 * number)
        raise _BrokenError


def _at_root(directory: bytes) -> Iterator[str]:
    """Yield the names of the root's children, which form a binary tree."""
    (root,) = struct.unpack_from("<I", directory, 76)
    waiting, seen = [root], set()
    while waiting:
        number = waiting.pop()
        if number == _NONE:
            continue
        if number in seen:
            raise _BrokenError
        seen.add(number)
        size, _, _, left, right = struct.unpack_from("<HBBII", directory, number * _ENTRY + 64)
        name = directory[number * _ENTRY :][: max(min(size, 64) - 2, 0)]
        yield name.decode("utf-16-le")
        waiting += left, right
