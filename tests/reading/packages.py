"""Packages of files by hand: ZIP and compound (OLE) ones, with members of given names."""

import io
import struct
import zipfile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"


def packed(*names: str, **contents: bytes) -> bytes:
    """Return a package with members of these names, stored as they are."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as package:
        for name in names:
            package.writestr(name, b"<x/>")
        for name, content in contents.items():
            package.writestr(name, content)
    return buffer.getvalue()


def compound(*names: str, below: str = "", damaged: bool = False) -> bytes:
    """Return a compound file with streams of these names, and one ``below`` a storage.

    Sector 0 is the table, the directory follows, four entries a sector.
    """
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    below_at = len(names) + 2
    entries = [("Root Entry", 5, free, free, 1)]
    for number, name in enumerate(names, 1):
        entries.append((name, 2, free, number + 1, free))
    entries.append(("ObjectPool", 1, free, free, below_at if below else free))
    entries.append((below or "Rest", 2, free, free, free))
    directory = b"".join(
        struct.pack(
            "<64sHBBIII16sIQQIQ",
            name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1, left, right, child,
            b"", 0, 0, 0, end, 0,
        )
        for name, kind, left, right, child in entries
    )  # fmt: skip
    directory += bytes(-len(directory) % 512)
    sectors = len(directory) // 512
    chain = [*range(2, sectors + 1), 99_999 if damaged else end]
    table = struct.pack("<128I", *[fat, *chain, *[free] * (127 - sectors)])
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIIII",
        OLE, b"", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, 1, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    return header + struct.pack("<108I", *[free] * 108) + table + directory
