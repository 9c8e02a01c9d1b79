"""Ink becomes strips: one line of text each, as the recogniser wants them."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from gouji.reading.scan.pictures import Grey
from gouji.reading.scan.sheet import Box, components
from gouji.records import dataclass

_DUST = 1.3
"""A piece of ink smaller than this, in points, is dust unless it stands beside a larger one."""
_BESIDE = 3.0
"""How far beside, in points: a decimal point is nearer."""
_FLAT = 0.45
"""A strip less high than this share of a character is a part of one: 二, a dash, a dot."""
_NEAR = 0.5
"""Such a part stands this near to the rest, in heights of a character."""
_WIDE_FIGURE, _WIDE_ONE = 0.9, 0.6
"""No figure, and no figure 1, is wider than this share of its height; two are."""
_TWO = (1.0, 1.65)
"""How many times as wide as high two figures are that touch."""
_APART = 4.0
"""A gap this wide, in heights of a character, parts a line in two."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of text: its box, and the boxes of its separate pieces of ink."""

    box: Box
    pieces: tuple[Box, ...]


def without_dust(ink: Grey, scale: float) -> tuple[Grey, list[Box]]:
    """Return ``ink`` without pieces too small for a character or a part of one, and the others."""
    labels, stats = components(ink)
    at = np.flatnonzero(ink)  # a page is paper for the most part
    label = labels.ravel()[at]
    large = stats[:, 2:4].max(axis=1) >= _DUST * scale
    beside = np.ones((3, 2 * round(_BESIDE * scale) + 1), dtype=np.uint8)
    near = cv2.dilate(_painted(at[large[label]], ink.shape), beside).ravel()[at] > 0
    kept = np.zeros(len(stats), dtype=bool)
    kept[label[near]] = True
    boxes = [(x, y, x + wide, y + high) for x, y, wide, high, _ in stats[kept].tolist()]
    return _painted(at[kept[label]], ink.shape), boxes


def _painted(pixels: NDArray[np.intp], shape: tuple[int, ...]) -> Grey:
    found = np.zeros(shape, dtype=np.uint8)
    found.ravel()[pixels] = 255
    return found


def pieces_of(ink: Grey, box: Box) -> list[Box]:
    """Return the boxes of the pieces of ink inside ``box``."""
    x0, top, x1, bottom = box
    if x1 <= x0 or bottom <= top:
        return []
    part = np.ascontiguousarray(ink[top:bottom, x0:x1])
    _, stats = components(part)
    return [
        (x0 + x, top + y, x0 + x + width, top + y + height)
        for x, y, width, height, _ in stats[1:].tolist()
    ]


def strips_of(pieces: Sequence[Box], character: float) -> list[Strip]:
    """Return the lines that ``pieces`` make, from top to bottom and left to right.

    ``character`` is the height of a character in pixels.
    """
    rows: list[list[Box]] = []
    reach = 0
    for piece in sorted(pieces, key=lambda p: (p[1], p[0])):
        if rows and piece[1] < reach:
            rows[-1].append(piece)
            reach = max(reach, piece[3])
        else:
            rows.append([piece])
            reach = piece[3]
    return [
        Strip(_around(part), tuple(part))
        for row in _whole(rows, character)
        for part in _parted(row, character)
    ]


def _whole(rows: Sequence[list[Box]], character: float) -> list[list[Box]]:
    """Join rows that are only parts of characters to the row they belong to."""
    found: list[list[Box]] = []
    for row in rows:
        if found and _belongs(_around(found[-1]), _around(row), character):
            found[-1].extend(row)
        else:
            found.append(list(row))
    return found


def _belongs(above: Box, below: Box, character: float) -> bool:
    flat = min(above[3] - above[1], below[3] - below[1]) < _FLAT * character
    near = below[1] - above[3] <= _NEAR * character
    return flat and near and below[3] - above[1] <= 1.3 * character


def _parted(row: Sequence[Box], character: float) -> list[list[Box]]:
    ordered = sorted(row)
    found = [ordered[:1]]
    reach = ordered[0][2]
    for piece in ordered[1:]:
        if piece[0] - reach > _APART * character:
            found.append([])
        found[-1].append(piece)
        reach = max(reach, piece[2])
    return found


def character_height(pieces: Sequence[Box], scale: float) -> float:
    """Return the usual height of a character in pixels; 10 points where nothing tells."""
    heights = [h for _, top, _, bottom in pieces if 5 * scale <= (h := bottom - top) <= 30 * scale]
    return float(np.percentile(heights, 80)) if heights else 10 * scale


def widest_gap(strip: Strip) -> int:
    """Return the widest gap between neighbouring pieces of a strip, in pixels."""
    gap = 0
    reach = strip.box[0]
    for piece in sorted(strip.pieces):
        gap = max(gap, piece[0] - reach)
        reach = max(reach, piece[2])
    return gap


def columns_of(strip: Strip) -> list[int]:
    """Return the widths, in pixels, of the parts of a strip that no vertical line would cut."""
    found: list[tuple[int, int]] = []
    for piece in sorted(strip.pieces):
        if found and piece[0] < found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], piece[2])
        else:
            found.append((piece[0], piece[2]))
    return [end - start for start, end in found]


def may_hold(strip: Strip, figures: str) -> bool:
    """Tell whether a strip has ink for so many figures, no more and no fewer.

    Each stands by itself, or two touch and are as wide as two; one whose thin strokes have faded
    may fall in two parts that are no wider than one.
    """
    widths = columns_of(strip)
    height = strip.box[3] - strip.box[1]
    if len(widths) > len(figures) == 1:
        widest = _WIDE_ONE if figures == "1" else _WIDE_FIGURE
        return strip.box[2] - strip.box[0] <= widest * height
    if len(widths) < len(figures):
        return sum(_figures_in(width / height) for width in widths) == len(figures)
    return len(widths) == len(figures)


def _figures_in(share: float) -> int:
    """Return how many figures touch in a part so many times as wide as high; 0 if unclear."""
    if share <= _WIDE_FIGURE:
        return 1
    return 2 if _TWO[0] <= share <= _TWO[1] else 0


def _around(pieces: Sequence[Box]) -> Box:
    return (
        min(piece[0] for piece in pieces),
        min(piece[1] for piece in pieces),
        max(piece[2] for piece in pieces),
        max(piece[3] for piece in pieces),
    )
