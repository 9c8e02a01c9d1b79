"""The names of files in a zip archive, whatever program packed it.

Half of the programs in use neither write names in UTF-8 nor say that they do not: those of Chinese
Windows write GBK, some of macOS and of servers UTF-8 without its flag.
"""

import struct
import unicodedata
import zipfile
import zlib

from gouji.expressions import compiled

_UTF8_NAME = 0x800
_UNICODE_PATH = 0x7075
_WRITTEN = compiled(
    r"[ -~\u00b7\u00d7\u2010-\u206f\u2460-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]*"
)
"""What names of Chinese files consist of; GBK that happens to be UTF-8 as well gives others."""


def entry_name(entry: zipfile.ZipInfo) -> str:
    """Return the path of an entry within its archive, parted by 「/」."""
    parts = unicodedata.normalize("NFC", _decoded(entry)).replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", "."))


def _decoded(entry: zipfile.ZipInfo) -> str:
    name = entry.orig_filename.partition("\x00")[0]
    if entry.flag_bits & _UTF8_NAME:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    return _unicode_path(entry.extra, raw) or _guessed(raw) or name


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name in UTF-8 that some programs add, where it is of this very name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and field[:5] == struct.pack("<BL", 1, zlib.crc32(raw)):
            return _as(field[5:], "utf-8")
    return None


def _guessed(raw: bytes) -> str | None:
    plain, chinese = _as(raw, "utf-8"), _as(raw, "gb18030")
    if plain is not None and (chinese is None or _WRITTEN.fullmatch(plain)):
        return plain
    return chinese


def _as(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
