"""Leaves out of pdfminer.six what it imports at its start and uses for few files alone.

What undoes a password brings a library of 6 MB, what guesses encodings one of 2 MB: more than all
else that reading takes. Of filters most files have only the one that zlib undoes. Names stand for
what they import when it is called. What tells the library
its own version, which nobody asks it, takes as long as importing the rest of it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_RARE = (
    "charset_normalizer",
    "cryptography.hazmat.backends",
    "cryptography.hazmat.primitives.ciphers",
    "pdfminer.ascii85",
    "pdfminer.ccitt",
    "pdfminer.lzw",
)
"""The modules that pdfminer.six takes names from and seldom calls them."""
_VERSIONS = "importlib.metadata"


class _Deferred:
    """Stands for one name of a module."""

    def __init__(self, module: str, name: str) -> None:
        self._where = module, name

    def __call__(self, *values: object, **named: object) -> Any:  # noqa: ANN401 - as it is
        return self._itself()(*values, **named)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as it is
        return getattr(self._itself(), name)

    def _itself(self) -> Any:  # noqa: ANN401 - as it is
        module, name = self._where
        return getattr(import_module(module), name)


@contextmanager
def deferred() -> Iterator[None]:
    """Give whoever imports inside names that import only when they are used."""
    standing: dict[str, ModuleType] = {name: _Standing(name) for name in _RARE}
    standing[_VERSIONS] = _Versions(_VERSIONS)
    standing = {name: each for name, each in standing.items() if name not in sys.modules}
    sys.modules.update(standing)
    try:
        yield
    finally:
        for name in standing:
            del sys.modules[name]


class _Standing(ModuleType):
    """Stands for a module, with whatever name is asked of it."""

    def __getattr__(self, name: str) -> _Deferred:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Deferred(self.__name__, name)


class _Versions(ModuleType):
    """Stands for what tells versions."""

    PackageNotFoundError = LookupError

    @staticmethod
    def version(_library: str) -> str:
        return "0.0"
