"""A zip package with some of its parts changed or added.

Every other part stays as it was packed, byte for byte and in its order: however it was compressed
and whatever its name is written in.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from gouji.reading.ofd.package import part_name

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_MADE = 3 << 8 | _VERSION
_RIGHTS = 0o644 << 16
"""What is added says that anybody may read it: programs of Unix ask for that."""
_UTF8 = 0x800
_FIRST_DAY = (1 << 5) | 1
"""The earliest day that a package can state, for what is added."""


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return the package ``data`` with ``parts`` in place of those of the same names, or added.

    The same arguments give the same bytes. Raises what :mod:`zipfile` and :mod:`struct` raise.
    """
    with ZipFile(BytesIO(data)) as package:
        infos, begin, comment = package.infolist(), package.start_dir, package.comment
    records = list(_records(data[begin:], len(infos)))
    new = dict(parts)
    contents = [None if info.is_dir() else new.pop(part_name(info), None) for info in infos]
    starts = sorted({begin, *(info.header_offset for info in infos)})
    ends = dict(pairwise(starts))
    out = bytearray(data[: starts[0]])
    for index in sorted(range(len(infos)), key=lambda n: infos[n].header_offset):
        start, content = infos[index].header_offset, contents[index]
        packed = data[start : ends[start]]
        if content is not None:
            records[index], packed = _packed(records[index], content)
        records[index] = _at(records[index], len(out))
        out += packed
    for name, content in new.items():
        record, packed = _packed(_record(name), content)
        records.append(_at(record, len(out)))
        out += packed
    directory = b"".join(records)
    count = len(records)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), len(out), len(comment))
    return bytes(out) + directory + end + comment


def _records(directory: bytes, count: int) -> Iterator[bytes]:
    """Yield the records of a directory one by one."""
    at = 0
    for _ in range(count):
        end = at + _CENTRAL.size + sum(_CENTRAL.unpack_from(directory, at)[10:13])
        yield directory[at:end]
        at = end


def _record(name: str) -> bytes:
    """Return the record of a part that is new."""
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8
    head = (b"PK\1\2", _MADE, _VERSION, flags, ZIP_DEFLATED, 0, _FIRST_DAY, 0, 0, 0)
    return _CENTRAL.pack(*head, len(raw), 0, 0, 0, 0, _RIGHTS, 0) + raw


def _packed(record: bytes, content: bytes) -> tuple[bytes, bytes]:
    """Return the record of a part that now holds ``content``, and the part with its own head."""
    fields = _CENTRAL.unpack_from(record)
    made, method, time, day, length = fields[1], fields[4], fields[5], fields[6], fields[10]
    name = record[_CENTRAL.size : _CENTRAL.size + length]
    flags = fields[3] & _UTF8
    body = content if method == ZIP_STORED else _deflated(content)
    told = (_VERSION, flags, method, time, day, zlib.crc32(content), len(body), len(content))
    central = _CENTRAL.pack(b"PK\1\2", made, *told, length, 0, 0, 0, *fields[14:])
    return central + name, _LOCAL.pack(b"PK\3\4", *told, length, 0) + name + body


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _at(record: bytes, offset: int) -> bytes:
    """Return the record of a part that begins at ``offset``."""
    *fields, _ = _CENTRAL.unpack_from(record)
    return _CENTRAL.pack(*fields, offset) + record[_CENTRAL.size :]
