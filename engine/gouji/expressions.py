"""Regular expressions as Python compiled them once, kept for all processes that follow.

Compiling those that reading a report needs takes longer than reading it. What Python makes of one
hangs on its text, its flags and this very Python, and is checked by Python's matcher before it is
used; where nothing is kept of it, it is compiled.
"""

import re
import sys
from array import array
from functools import cache, lru_cache
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, AnyStr

import msgpack

from gouji.caching import keep, kept
from gouji.fingerprint import hashed

_KIND = "expressions"
_KEY = hashed(sys.version, _compiler.MAGIC)
_CODE = "I"
"""The type of the codes, as an array has it."""
_MOST = 2000
"""Expressions that are remembered, and kept."""
_DAMAGED = (ValueError, TypeError, LookupError, RuntimeError, OverflowError, AttributeError)
"""What is raised for programs that are none, or by a Python that makes them otherwise."""

_Program = tuple[int, bytes, int, dict[str, int]]
"""Flags, codes, how many groups there are, and their numbers by name."""

_asked: dict[tuple[str | bytes, int], None] = {}


@lru_cache(maxsize=_MOST)
def compiled(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` returns."""
    return _compiled(text, flags)


@lru_cache(maxsize=_MOST)
def compiled_bytes(text: bytes, flags: int = 0) -> re.Pattern[bytes]:
    """Return what ``re.compile`` returns for an expression of bytes."""
    return _compiled(text, flags)


def _compiled(text: AnyStr, flags: int) -> re.Pattern[AnyStr]:
    flags = int(flags)
    if len(_asked) < _MOST:
        _asked[text, flags] = None
    try:
        return _made(text, _programs()[_name(text, flags)])
    except _DAMAGED:
        return re.compile(text, flags)


def keep_compiled() -> None:
    """Keep all expressions that this process has asked for, beside those that were kept."""
    programs = {_name(text, flags): _program(text, flags) for text, flags in _asked}
    _programs.cache_clear()  # another process may have kept some since
    both = {**_programs(), **programs}
    keep(_KIND, _KEY, _packed(both if len(both) <= _MOST else programs))
    _programs.cache_clear()


@cache
def _programs() -> dict[str, Any]:
    packed = kept(_KIND, _KEY)
    try:
        found = msgpack.unpackb(packed or b"", unicode_errors="surrogatepass")
    except (*_DAMAGED, msgpack.UnpackException):
        return {}
    return found if isinstance(found, dict) else {}


def _packed(programs: dict[str, Any]) -> bytes:
    packed: bytes = msgpack.packb(programs, unicode_errors="surrogatepass")
    return packed


def _name(text: str | bytes, flags: int) -> str:
    return f"{flags} {text}" if isinstance(text, str) else f"{flags}b {text.decode('latin-1')}"


def _program(text: str | bytes, flags: int) -> _Program:
    tree = _parser.parse(text, flags)
    codes = array(_CODE, _compiler._code(tree, flags))  # noqa: SLF001 - there is no other way
    state = tree.state
    return flags | state.flags, codes.tobytes(), state.groups - 1, dict(state.groupdict)


def _made(text: AnyStr, program: _Program) -> re.Pattern[AnyStr]:
    flags, codes, groups, numbers = program
    names: list[str | None] = [None] * (groups + 1)
    for name, number in numbers.items():
        names[number] = name
    pattern: re.Pattern[AnyStr] = _compiler._sre.compile(  # noqa: SLF001
        text, flags, array(_CODE, codes).tolist(), groups, numbers, tuple(names)
    )
    return pattern
