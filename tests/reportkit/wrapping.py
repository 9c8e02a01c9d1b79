"""Breaks Chinese text into lines: numbers stay whole, no line begins with a closing mark."""

import re
from collections.abc import Callable

TOKEN = re.compile(r"[0-9A-Za-z.,:/@%-]+|\s|.", re.DOTALL)
NO_START = frozenset("，。、；：）》〉”？！〕)>,;")
NO_END = frozenset("（《〈“〔(<")

Measure = Callable[[str], float]
"""The width of a text."""


def wrap(text: str, width: float, measure: Measure, indent: float = 0) -> list[str]:
    """Return the lines of ``text``; the first is shorter by ``indent``.

    A token wider than a line is cut where the line ends, as word processors do in narrow cells.
    """
    lines: list[list[str]] = [[]]
    for token in _tokens(text, width, measure):
        room = width - (indent if len(lines) == 1 else 0)
        if not lines[-1] or measure("".join(lines[-1]) + token) <= room + 1e-6:
            lines[-1].append(token)
        elif token.isspace():
            lines.append([])
        else:
            lines.append([*_carried(lines[-1], token), token])
    return ["".join(line) for line in lines]


def _carried(line: list[str], token: str) -> list[str]:
    """Take from the end of ``line`` what has to stand on the next one before ``token``."""
    carried: list[str] = []
    while len(line) > 1 and (line[-1] in NO_END or (carried or [token])[0] in NO_START):
        carried.insert(0, line.pop())
    return carried


def _tokens(text: str, width: float, measure: Measure) -> list[str]:
    tokens: list[str] = []
    for token in TOKEN.findall(text):
        tokens += [token] if measure(token) <= width else list(token)
    return tokens


def columns(text: str) -> float:
    """Measure in ideographs: an ASCII character counts half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
