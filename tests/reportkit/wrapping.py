"""Breaks Chinese text into lines: numbers stay whole, no line begins with a closing mark."""

import re
from collections.abc import Callable

TOKEN = re.compile(r"[0-9A-Za-z.,:/@%-]+|\s|.", re.DOTALL)
NO_START = frozenset("，。、；：）》〉”？！)>,;")

Measure = Callable[[str], float]
"""The width of a text."""


def wrap(text: str, width: float, measure: Measure, indent: float = 0) -> list[str]:
    """Return the lines of ``text``; the first is shorter by ``indent``.

    A token wider than a line is cut where the line ends, as word processors do in narrow cells.
    """
    lines = [""]
    for token in _tokens(text, width, measure):
        room = width - (indent if len(lines) == 1 else 0)
        if measure(lines[-1] + token) <= room + 1e-6 or not lines[-1]:
            lines[-1] += token
        elif token in NO_START and len(lines[-1]) > 1:
            lines[-1:] = [lines[-1][:-1], lines[-1][-1] + token]
        elif token.isspace():
            lines.append("")
        else:
            lines.append(token)
    return lines


def _tokens(text: str, width: float, measure: Measure) -> list[str]:
    tokens: list[str] = []
    for token in TOKEN.findall(text):
        tokens += [token] if measure(token) <= width else list(token)
    return tokens


def columns(text: str) -> float:
    """Measure in ideographs: an ASCII character counts half."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)
