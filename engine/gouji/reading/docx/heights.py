"""How high the text of a cell is at least, to tell whether a row of a fixed height cuts it."""

import math
from collections.abc import Sequence

from lxml.etree import _Element

from gouji.reading.docx.names import W, first, points
from gouji.reading.docx.paragraphs import Piece
from gouji.reading.docx.properties import Properties
from gouji.reading.docx.room import line_height

_IDEOGRAPHS = 0x2E80
_MARK = 5.0
"""Points: the least size of a paragraph mark that is worth counting."""


def depth_of(pieces: Sequence[Piece], paragraph: Properties, width: float | None) -> float:
    """Return how high a paragraph is at least, in points."""
    lines = line_count(pieces, width)
    size = max((piece.look.size for piece in pieces if piece.text), default=_MARK)
    above = points(paragraph.get(W + "spacing"), "before") or 0.0
    return above + lines * line_height(paragraph, size)


def margin_above(cell: _Element) -> float:
    """Return the margin of its own above the text of a cell, in points."""
    return points(first(cell, "tcPr", "tcMar", "top"), "w") or 0.0


def line_count(pieces: Sequence[Piece], width: float | None) -> int:
    """Return how many lines the text takes at least."""
    if width is None or width <= 0:
        return 1 + sum(piece.text.count("\n") for piece in pieces)
    lines, used = 1, 0.0
    for piece in pieces:
        for character in piece.text:
            if character == "\n":
                lines, used = lines + max(math.ceil(used / width), 1), 0.0
            else:
                used += piece.look.size * (0.45 if ord(character) < _IDEOGRAPHS else 0.9)
    return lines + max(math.ceil(used / width) - 1, 0)
