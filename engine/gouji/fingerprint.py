"""What the gouji that runs is made of, as hashes: its sources, and the versions of libraries.

Reading all sources takes as long as all else that is done before a report is read. So what they
hash to is kept by what the system tells of the files (size, times, number), as it is with Python's
own compiled files; files that have just been written are read each time, for their times cannot
tell two writes apart.
"""

import os
import sys
from collections.abc import Callable, Iterator
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
"""The path of a file or folder, its size, when it was written and changed, its number."""


@cache
def code_hash(*parts: str) -> str:
    """Return one hash of the sources of ``parts`` of gouji: packages and modules, by path.

    It is the same for the same sources wherever they are installed, a wheel or a checkout.
    """
    stamps = [stamp for part in parts for stamp in _stamps(part)]
    return _once(("code", str(_ROOT), parts), stamps, lambda: _code_hash(stamps))


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
    found = [Path(each) for each in sys.path]
    places = [_stamp(str(each), each.stat()) for each in found if each.is_dir()]
    return _once(("versions", libraries, sys.path), places, lambda: " ".join(_told(libraries)))


def _told(libraries: tuple[str, ...]) -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for name in libraries:
        try:
            yield f"{name}={version(name)}"
        except PackageNotFoundError:
            yield f"{name}=none"


def _once(what: object, stamps: list[_Stamp], make: Callable[[], str]) -> str:
    """Return what ``make`` returns, or what it did when all stamps were the same."""
    key = hashed(what, stamps)
    found = kept(_KIND, key)
    if found is not None:
        return found.decode()
    made = make()
    if all(time_ns() - max(stamp[2], stamp[3]) > _JUST for stamp in stamps):
        keep(_KIND, key, made.encode())
    return made


def hashed(*parts: object) -> str:
    """Return one hash of ``parts``, which are told apart by how Python writes them."""
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
