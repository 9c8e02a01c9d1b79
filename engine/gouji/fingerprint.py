"""What the gouji that runs is made of, as hashes: its sources, and the versions of libraries."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

_COMPILED = ("__pycache__", ".pyc")


@cache
def code_hash(*parts: str) -> str:
    """Return one hash of the sources of ``parts`` of gouji: packages and modules, by path.

    It is the same for the same sources wherever they are installed, a wheel or a checkout.
    """
    digest = sha256()
    for part in parts:
        for path, data in _sources(files("gouji").joinpath(part), part):
            digest.update(f"{path} {sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()


def _sources(at: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    if at.is_file():
        yield path, at.read_bytes().replace(b"\r\n", b"\n")
        return
    for each in sorted(at.iterdir(), key=lambda entry: entry.name):
        if not each.name.endswith(_COMPILED):
            yield from _sources(each, f"{path}/{each.name}")


@cache
def versions(*libraries: str) -> str:
    """Return ``libraries`` with their versions, on one line."""
    return " ".join(f"{name}={_version(name)}" for name in libraries)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def hashed(*parts: object) -> str:
    """Return one hash of ``parts``, which are told apart by how Python writes them."""
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
