"""Mends marks that a recogniser takes for others of their shape: （…》 is 《…》, 一丶 is 一、."""

import re
from collections.abc import Iterable
from dataclasses import replace

from gouji.model.document import Line

_ALONE = str.maketrans({"丶": "、", "﹑": "、"})
"""What stands for a mark in no text: a stroke by itself is no character."""
_NUMBERED = re.compile(r"^(\s*[一二三四五六七八九十]{1,3})[~～,，.'’｀`](?=\s*[\u4e00-\u9fff])")
"""The numeral that begins a heading is followed by 、."""
_PAIRS = {"》": "《", ">": "《", "〉": "〈", "）": "（", ")": "(", "〕": "〔", "]": "["}
_CLOSING = {">": "》"}
"""A closing mark that is another where it closes 《."""
_ALIKE = frozenset("《〈（(<")
"""Opening marks that are read for one another; a closing mark is read more surely."""


def mended(lines: Iterable[Line]) -> list[Line]:
    """Return ``lines`` with 《 where 》 closes what another mark opens, over ends of lines too."""
    found = list(lines)
    texts = [list(_NUMBERED.sub(r"\1、", mended_text(line.text))) for line in found]
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
                    text[column] = _CLOSING.get(mark, mark)
                    opened.pop()
    return [replace(line, text="".join(text)) for line, text in zip(found, texts, strict=True)]


def mended_text(text: str) -> str:
    """Return ``text`` with the marks that are certain wherever they stand."""
    return text.translate(_ALONE)
