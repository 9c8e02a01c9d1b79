"""Faults of one kind in one file are told a few times, then how many more there are and where.

A file that was copied whole has the same fault at every word: nobody reads two thousand lines.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

MOST: Final = 5
"""Faults of one kind that are told in full."""

_FAULT = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<told>.*)")
_NAMES = re.compile(r"「[^」]*」|“[^”]*”|（.*）|\d+")
"""What tells one fault from another of its kind: names, numbers, the hint."""


class _Fault(NamedTuple):
    text: str
    kind: tuple[str, str]
    line: int = 0
    column: int = 0


def abridged(faults: str) -> str:
    """Return the lines of a :class:`RuleFileError`, :data:`MOST` of a kind and the rest counted."""
    kinds: dict[tuple[str, str], list[_Fault]] = {}
    lines = [_fault(text) for text in faults.split("\n")]
    for line in lines:
        kinds.setdefault(line.kind, []).append(line)
    left = {line for alike in kinds.values() for line in _left(alike)}
    told = [line.text for line in lines if line not in left]
    return "\n".join([*told, *(_counted(alike) for alike in kinds.values() if _left(alike))])


def _fault(text: str) -> _Fault:
    found = _FAULT.fullmatch(text)
    if found is None:
        return _Fault(text, ("", text))
    kind = (found["file"], _NAMES.sub("", found["told"]))
    return _Fault(text, kind, int(found["line"]), int(found["column"]))


def _left(alike: Sequence[_Fault]) -> Sequence[_Fault]:
    """Return those that are only counted; a single one is told, its line costs no more."""
    rest = alike[MOST:]
    return rest if len(rest) > 1 else ()


def _counted(alike: Sequence[_Fault]) -> str:
    first, rest = alike[0], _left(alike)
    lines = sorted({fault.line for fault in rest})
    where = f"第 {lines[0]} 行" + (f"到第 {lines[-1]} 行" if len(lines) > 1 else "")
    return (
        f"{first.kind[0]}：与 {first.line}:{first.column} 一样的错误还有 {len(rest)} 处，在{where}"
    )
