"""The rulings of a scanned page, told apart from the strokes of its characters."""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from gouji.reading.pages.content import Ruling
from gouji.reading.pages.lattice import Frame, frames
from gouji.reading.pages.rulings import Rulings, connected, joined
from gouji.reading.scan.pictures import Grey
from gouji.reading.scan.sheet import Sheet, components, darker

_FAINT = 9
"""A ruling may be this little darker than its paper: its length sets it apart from noise."""
_SHORTEST = 11.0
"""No ruling is shorter, in points; strokes of characters are, or they end in the open."""
_BREAK = 0.8
"""A ruling may be broken for this long, in points."""
_STROKE = 45.0
"""What is shorter than this must end on rulings across it, as strokes of characters do not."""
_REACH = 3.5
_THICKEST = 4.0
_SMALLEST = (90.0, 18.0)
"""Width and height of the smallest table, in points."""


class Ruled(NamedTuple):
    """The tables of a page, in points of the upright page, and which pixels are rulings."""

    tables: list[Frame]
    mask: Grey


def ruled(sheet: Sheet) -> Ruled:
    """Find the tables of a page."""
    shade = darker(sheet.grey, sheet.scale, _FAINT)
    across, down = (_Lines(shade, sheet.scale, axis) for axis in (0, 1))
    found = _settled(Rulings(joined(across.rulings), joined(down.rulings)))
    groups = [group for group in connected(found) if _large(group)]
    kept = Rulings(
        [row for group in groups for row in group.horizontal],
        [column for group in groups for column in group.vertical],
    )
    height, width = sheet.grey.shape
    mask = across.painted(kept.horizontal) | down.painted(kept.vertical)
    return Ruled(frames(kept, width * height / sheet.scale**2), _grown(mask, sheet.scale))


class _Lines:
    """The long straight lines of one direction: ``axis`` 0 for horizontal, 1 for vertical."""

    def __init__(self, shade: Grey, scale: float, axis: int) -> None:
        self._labels, stats = components(_stretched(shade, scale, axis))
        self._boxes = stats[:, :4].tolist()
        self._by_label: dict[int, Ruling] = {}
        for label, (x, y, width, height) in enumerate(self._boxes):
            start, length, at, thick = (y, height, x, width) if axis else (x, width, y, height)
            if label and thick <= _THICKEST * scale:
                ends = start / scale, (start + length) / scale
                self._by_label[label] = Ruling((at + thick / 2) / scale, *ends)

    @property
    def rulings(self) -> list[Ruling]:
        """The lines, in points."""
        return list(self._by_label.values())

    def painted(self, rulings: Sequence[Ruling]) -> Grey:
        """Return the pixels of the lines that are parts of ``rulings``."""
        mask = np.zeros(self._labels.shape, dtype=np.uint8)
        for label, line in self._by_label.items():
            if _is_part(line, rulings):
                x, y, width, height = self._boxes[label]
                part = np.s_[y : y + height, x : x + width]
                mask[part][self._labels[part] == label] = 255
        return mask


def _is_part(line: Ruling, rulings: Sequence[Ruling]) -> bool:
    return any(
        abs(line.at - ruling.at) <= _REACH and line.start < ruling.end and ruling.start < line.end
        for ruling in rulings
    )


def _large(group: Rulings) -> bool:
    """Tell whether rulings that hang together are as large as a table."""
    rows, columns = group
    if not rows or not columns:
        return False
    wide = max(row.end for row in rows) - min(row.start for row in rows)
    high = max(column.end for column in columns) - min(column.start for column in columns)
    return wide >= _SMALLEST[0] and high >= _SMALLEST[1]


def _stretched(shade: Grey, scale: float, axis: int) -> Grey:
    """Return the pixels of long straight lines: ``axis`` 0 for horizontal, 1 for vertical."""
    gap, length = max(round(_BREAK * scale), 1), max(round(_SHORTEST * scale), 2)
    whole = cv2.morphologyEx(shade, cv2.MORPH_CLOSE, _bar(gap, axis))
    return np.asarray(cv2.morphologyEx(whole, cv2.MORPH_OPEN, _bar(length, axis)), dtype=np.uint8)


def _bar(length: int, axis: int) -> Grey:
    return np.ones((length, 1) if axis else (1, length), dtype=np.uint8)


def _settled(found: Rulings) -> Rulings:
    """Drop short lines that do not end on lines across them, until all that is left does."""
    rows, columns = found
    while True:
        kept = Rulings(
            [row for row in rows if _ends(row, columns)],
            [column for column in columns if _ends(column, rows)],
        )
        if len(kept.horizontal) == len(rows) and len(kept.vertical) == len(columns):
            return kept
        rows, columns = kept


def _ends(line: Ruling, across: Sequence[Ruling]) -> bool:
    if line.end - line.start >= _STROKE:
        return True
    return all(
        any(
            abs(other.at - end) <= _REACH and other.start - _REACH <= line.at <= other.end + _REACH
            for other in across
        )
        for end in (line.start, line.end)
    )


def _grown(lines: Grey, scale: float) -> Grey:
    size = 2 * max(round(0.3 * scale), 1) + 1
    return np.asarray(cv2.dilate(lines, np.ones((size, size), dtype=np.uint8)), dtype=np.uint8)
