"""The members of a zip package that is one document, unpacked within bounds."""

import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_COMPRESSION, MAX_PART_BYTES

BROKEN = (
    BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
"""What the zip library raises on broken files (RuntimeError: a part needs a password)."""
_ENCRYPTED = 0x1
_SMALL = 1_000_000
"""Members up to here may be compressed to any degree."""


def is_locked(info: ZipInfo) -> bool:
    """Tell whether a password hides what a member holds."""
    return bool(info.flag_bits & _ENCRYPTED)


def unpacked(package: ZipFile, info: ZipInfo, too_large: str) -> bytes | None:
    """Return what a member holds, ``None`` where it cannot be unpacked.

    Raises :class:`LimitExceeded` with the sentence ``too_large``; what is really inflated counts,
    not what the header says.
    """
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return None
    limit = min(MAX_PART_BYTES, max(_SMALL, info.compress_size * MAX_COMPRESSION))
    try:
        with package.open(info) as file:
            data = file.read(limit + 1)
    except BROKEN:
        return None
    if len(data) > limit:
        raise LimitExceeded(too_large)
    return data
