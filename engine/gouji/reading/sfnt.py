"""The tables that a TrueType or OpenType file is made of."""

import struct
from collections.abc import Iterator

UNICODE = frozenset({(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6), (3, 1), (3, 10)})
"""Kinds of tables of characters, by platform and encoding, that go by Unicode."""
_VERSIONS = frozenset({b"\0\1\0\0", b"true", b"OTTO"})
_COLLECTION = b"ttcf"
UNTOLD = (struct.error, IndexError, KeyError, ValueError, ZeroDivisionError)
"""What reading the tables of a font raises where they are not as they should be."""


def tables_of(font: bytes) -> dict[bytes, bytes]:
    """Return the tables of a font by their tags; one that comes twice is an error.

    Of a collection the first font is taken, as programs do that are told of none.
    """
    head = struct.unpack_from(">I", font, 12)[0] if font[:4] == _COLLECTION else 0
    version, count = struct.unpack_from(">4sH", font, head)
    entries = [struct.unpack_from(">4s4xII", font, head + 12 + 16 * n) for n in range(count)]
    tables = {tag: font[start : start + size] for tag, start, size in entries}
    if version not in _VERSIONS or len(tables) < count:
        raise ValueError(version)
    return tables


def kinds_of(table: bytes) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the kind of each table of characters, and where it begins."""
    (count,) = struct.unpack_from(">2xH", table)
    for n in range(count):
        platform, encoding, start = struct.unpack_from(">HHI", table, 4 + 8 * n)
        yield (platform, encoding), start


def has_unicode_table(font: bytes) -> bool:
    """Tell whether a font says which glyphs it has for the characters of Unicode."""
    try:
        return any(kind in UNICODE for kind, _ in kinds_of(tables_of(font)[b"cmap"]))
    except UNTOLD:
        return False
