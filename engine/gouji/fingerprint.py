"""What the gouji that runs is made of, as hashes: its sources, and the versions of libraries.

Reading all sources takes as long as all else that is done before a report is read. So what they
hash to is kept by what the system tells of the files (size, times, number), as it is with Python's
own compiled files; files that have just been written are read each time, for their times cannot
tell two writes apart.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import time_ns

from gouji.caching import keep, kept

_KIND = "made-of"
_ROOT = Path(__file__).parent
_COMPILED = ("__pycache__", ".pyc")
_JUST = 5_000_000_000
"""Nanoseconds within which a file may be written twice and look the same."""

_Stamp = tuple[str, int, int, int, int]
"""The path of a file, its size, when it was written and changed, its number."""
_RECORD = re.compile(r"(?P<name>[^-]+)(?:-(?P<version>[^-]+)(?:-[^-]+)?)?\.(?:dist|egg)-info")
"""The name of the folder that installing a library makes."""


@cache
def code_hash(*parts: str) -> str:
    """Return one hash of the sources of ``parts`` of gouji: packages and modules, by path.

    It is the same for the same sources wherever they are installed, a wheel or a checkout.
    """
    stamps = [stamp for part in parts for stamp in _stamps(part)]
    key = hashed(str(_ROOT), parts, stamps)
    found = kept(_KIND, key)
    if found is not None:
        return found.decode()
    made = _code_hash(stamps)
    if all(time_ns() - max(stamp[2], stamp[3]) > _JUST for stamp in stamps):
        keep(_KIND, key, made.encode())
    return made


def _code_hash(stamps: list[_Stamp]) -> str:
    digest = sha256()
    for path, *_ in stamps:
        data = (_ROOT / path).read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path} {sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()


@cache
def _stamps(part: str) -> tuple[_Stamp, ...]:
    return tuple(_files(_ROOT / part, part))


def _files(at: Path, path: str) -> Iterator[_Stamp]:
    """Yield the sources of a package or module in order of their names, as they are now."""
    if not at.is_dir():
        yield _stamp(path, at.stat())
        return
    with os.scandir(at) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for each in listed:
        if each.name.endswith(_COMPILED):
            continue
        below = f"{path}/{each.name}"
        if each.is_dir():
            yield from _files(at / each.name, below)
        else:
            yield _stamp(below, each.stat())


def _stamp(path: str, found: os.stat_result) -> _Stamp:
    return path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


@cache
def versions(*libraries: str) -> str:
    """Return ``libraries`` with their versions, on one line."""
    installed = _installed()
    return " ".join(f"{name}={installed.get(_plain(name), 'none')}" for name in libraries)


@cache
def _installed() -> dict[str, str]:
    """Return the versions of all that is installed, by name; what is found first counts.

    They stand in the names of the folders that installing makes. Reading what these hold takes
    longer than all else here.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError), os.scandir(place or ".") as entries:
            for match in filter(None, (_RECORD.fullmatch(entry.name) for entry in entries)):
                found.setdefault(_plain(match["name"]), match["version"] or "unknown")
    return found


def _plain(name: str) -> str:
    """Return the name of a distribution, however it is written."""
    return re.sub(r"[-_.]+", "-", name).lower()


def hashed(*parts: object) -> str:
    """Return one hash of ``parts``, which are told apart by how Python writes them."""
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
