"""Mends opening marks that a recogniser takes for others of the same shape: （…》 is 《…》."""

from collections.abc import Iterable
from dataclasses import replace

from gouji.model.document import Line

_PAIRS = {"》": "《", "〉": "〈", "）": "（", ")": "(", "〕": "〔", "]": "["}
_ALIKE = frozenset("《〈（(<")
"""Opening marks that are read for one another; a closing mark is read more surely."""


def mended(lines: Iterable[Line]) -> list[Line]:
    """Return ``lines`` with 《 where 》 closes what another mark opens, over ends of lines too."""
    found = list(lines)
    texts = [list(line.text) for line in found]
    opened: list[tuple[int, int]] = []
    for row, text in enumerate(texts):
        for column, mark in enumerate(text):
            if mark in _ALIKE or mark in _PAIRS.values():
                opened.append((row, column))
            elif mark in _PAIRS and opened:
                at_row, at_column = opened[-1]
                start = texts[at_row][at_column]
                if mark == "》" and start in _ALIKE:
                    texts[at_row][at_column] = _PAIRS[mark]
                    opened.pop()
                elif start == _PAIRS[mark]:
                    opened.pop()
    return [replace(line, text="".join(text)) for line, text in zip(found, texts, strict=True)]
