"""Abbreviated paths become operators as the page collects them, counted while they are read."""

import re
from collections.abc import Iterator
from typing import Any

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_PATH_CHARACTERS, Budget
from gouji.reading.ofd.values import finite

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_TAKES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers each operator takes."""


def operators(text: str, budget: Budget) -> list[tuple[Any, ...]]:
    """Return the operators of a path: ``("m", x, y)``, ``("l", …)``, ``("c", …)``, ``("h",)``.

    Raises ``ValueError`` for what is no path, and :class:`gouji.errors.LimitExceeded`.
    """
    if len(text) > MAX_PATH_CHARACTERS:
        raise LimitExceeded(f"OFD 里有一条路径超过 {MAX_PATH_CHARACTERS} 个字符")
    return [_operator(name, found) for name, found in _parts(text, budget)]


def _parts(text: str, budget: Budget) -> Iterator[tuple[str, list[float]]]:
    tokens = (match[0] for match in _TOKEN.finditer(text))
    for name in tokens:
        if name not in _TAKES:
            raise ValueError(name)
        budget.step()
        yield name, [finite(next(tokens, "")) for _ in range(_TAKES[name])]


def _operator(name: str, found: list[float]) -> tuple[Any, ...]:
    """Return one operator; curves by points that enclose them."""
    match name:
        case "S" | "M":  # some files open a path with its start, in place of a move
            return ("m", *found)
        case "L":
            return ("l", *found)
        case "C":
            return ("h",)
        case "A":
            rx, ry, _, _, _, x, y = found
            far = 2 * max(abs(rx), abs(ry))
            return ("c", x - far, y - far, x + far, y + far, x, y)
        case "B":
            return ("c", *found)
        case _:
            return ("c", *found[:2], *found)
