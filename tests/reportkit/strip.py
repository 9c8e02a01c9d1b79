"""Lays a table out as one long strip and cuts pieces from it, one for each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportkit.marks import Frame, Text
from reportkit.sheets import Box, Sheet
from reportkit.wrapping import Measure, wrap

PAD = 3.0
"""Space between the text of a cell and its edges."""

Cut = tuple[float, float]
"""A piece of the strip, from and to."""


@dataclass(slots=True)
class Strip:
    """A table laid out: ``lefts`` and ``tops`` have one entry more than columns and rows."""

    sheet: Sheet
    lefts: list[float]
    tops: list[float]
    lines: dict[Box, list[str]]
    leading: float
    size: float
    measure: Measure

    @property
    def head(self) -> float:
        """Return where the head ends."""
        return self.tops[self.sheet.head_rows]

    @property
    def height(self) -> float:
        """Return the length of the strip."""
        return self.tops[-1]

    def span(self, box: Box) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box on the strip."""
        right = self.lefts[box.column + box.column_span]
        bottom = self.tops[box.row + box.row_span]
        return self.lefts[box.column], self.tops[box.row], right, bottom

    def depth(self, row: int) -> int:
        """Return how many lines the fullest single cell of a row has."""
        return max(
            (len(self.lines[b]) for b in self.sheet.boxes if b.row == row and b.row_span == 1),
            default=1,
        )

    def stretch(self, row: int, by: float) -> None:
        """Make a row taller, so that both halves of it keep their padding."""
        self.tops[row + 1 :] = [top + by for top in self.tops[row + 1 :]]


def lay(sheet: Sheet, widths: Sequence[float], size: float, measure: Measure) -> Strip:
    """Wrap the cells of a sheet and find the heights of its rows."""
    lefts = [0.0, *accumulate(widths)]
    leading = size * 1.25
    lines = {}
    for box in sheet.boxes:
        room = lefts[box.column + box.column_span] - lefts[box.column] - 2 * PAD
        lines[box] = wrap(box.text, max(room, size), measure)
    heights = [leading + 2 * PAD + 2] * sheet.rows
    for box in sorted(sheet.boxes, key=lambda b: b.row_span):
        rows = range(box.row, box.row + box.row_span)
        lacking = len(lines[box]) * leading + 2 * PAD - sum(heights[row] for row in rows)
        heights[rows[-1]] += max(lacking, 0)
    return Strip(sheet, lefts, [0.0, *accumulate(heights)], lines, leading, size, measure)


def pieces(strip: Strip, cuts: Sequence[Cut]) -> list[tuple[list[Frame], list[Text]]]:
    """Return frames and texts of each cut, measured from its own top.

    The text of a cell that runs over a cut flows on: what does not fit stands on the next page.
    """
    out: list[tuple[list[Frame], list[Text]]] = [([], []) for _ in cuts]
    for box in strip.sheet.boxes:
        left, top, right, bottom = strip.span(box)
        rest = strip.lines[box]
        parts = [
            (at, max(top, start), min(bottom, end))
            for at, (start, end) in enumerate(cuts)
            if top < end - 0.01 and bottom > start + 0.01
        ]
        for at, upper, lower in parts:
            room = int((lower - upper - 2 * PAD + 0.01) // strip.leading)
            taken = rest if at == parts[-1][0] else rest[: max(room, 0)]
            if len(taken) > max(room, 1):
                message = f"label does not fit beside the page break: {box.text}"
                raise ValueError(message)
            rest = rest[len(taken) :]
            start = cuts[at][0]
            frame = Frame(left, upper - start, right, lower - start)
            out[at][0].append(frame)
            out[at][1].extend(_centred(strip, frame, taken, box))
    return out


def _centred(strip: Strip, frame: Frame, lines: Sequence[str], box: Box) -> Iterator[Text]:
    """Yield the lines in the middle of a frame; long labels begin at its left."""
    middle = (frame.top + frame.bottom) / 2
    first = middle - len(lines) * strip.leading / 2 + strip.leading / 2 + strip.size * 0.36
    leftish = box.kind == "label" and box.row_span == 1
    for number, line in enumerate(lines):
        slack = frame.x1 - frame.x0 - strip.measure(line)
        x = frame.x0 + (PAD if leftish else slack / 2)
        if line:
            yield Text(x, first + number * strip.leading, line, "body", strip.size)
