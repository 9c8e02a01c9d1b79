"""Zip archives as programs pack them: names in any encoding, archives within archives."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

Files = Mapping[str, "bytes | str | Files"]


def packed(files: Files, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of ``files``; those that are mappings are archives in their turn."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        for name, content in files.items():
            data = packed(content, kind) if isinstance(content, Mapping) else content
            archive.writestr(name, data)
    return made.getvalue()


def named(*names: bytes, flag: bool = False, path: str | None = None) -> bytes:
    """Return an archive of empty files with these bytes for names, flagged as UTF-8 or not.

    ``path`` is the name that is added in UTF-8, as WinRAR does.
    """
    extra = b""
    if path is not None:
        field = struct.pack("<BL", 1, zlib.crc32(names[0])) + path.encode()
        extra = struct.pack("<HH", 0x7075, len(field)) + field
    flags = 0x800 if flag else 0
    body, directory = b"", b""
    for name in names:
        local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, flags, 0, 0, 33, 0, 1, 1, len(name), 0)
        local = local[:14] + struct.pack("<I", zlib.crc32(b"x")) + local[18:]
        head = struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, flags, 0, 0, 33, zlib.crc32(b"x"), 1, 1,
            len(name), len(extra), 0, 0, 0, 0, len(body),
        )  # fmt: skip
        directory += head + name + extra
        body += local + name + b"x"
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, len(names), len(names), len(directory), len(body), 0
    )
    return body + directory + end
