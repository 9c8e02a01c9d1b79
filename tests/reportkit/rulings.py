"""Turns the frames of a table's cells into rulings, in the ways that programs draw them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from reportkit.marks import Frame, Mark, Stroke

Rulings = Literal["lines", "rects", "boxes", "three", "none"]
"""Long stroked lines (WPS), thin filled bars (browsers), a stroked box a cell, three rules, none."""

THICK = 1.2
"""The outer rules of a three-line table."""


def rule(frames: Sequence[Frame], style: Rulings, under_head: float | None) -> Iterator[Mark]:
    """Yield the rulings of one piece of a table; ``under_head`` is where its head ends."""
    if style == "boxes":
        yield from frames
    elif style == "lines":
        yield from _edges(frames)
    elif style == "rects":
        yield from (_bar(edge) for edge in _edges(frames))
    elif style == "three":
        yield from _three(frames, under_head)


def _edges(frames: Iterable[Frame]) -> Iterator[Stroke]:
    """Yield the edges of all frames, collinear ones joined."""
    across: dict[float, list[tuple[float, float]]] = defaultdict(list)
    down: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for frame in frames:
        for y in (frame.top, frame.bottom):
            across[round(y, 3)].append((frame.x0, frame.x1))
        for x in (frame.x0, frame.x1):
            down[round(x, 3)].append((frame.top, frame.bottom))
    for y, spans in sorted(across.items()):
        yield from (Stroke(x0, y, x1, y) for x0, x1 in _joined(spans))
    for x, spans in sorted(down.items()):
        yield from (Stroke(x, top, x, bottom) for top, bottom in _joined(spans))


def _joined(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 0.01:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _bar(edge: Stroke) -> Frame:
    half = edge.width / 2
    box = (edge.x0 - half, edge.top - half, edge.x1 + half, edge.bottom + half)
    return Frame(*box, filled=True)


def _three(frames: Sequence[Frame], under_head: float | None) -> Iterator[Stroke]:
    left, right = min(f.x0 for f in frames), max(f.x1 for f in frames)
    top, bottom = min(f.top for f in frames), max(f.bottom for f in frames)
    yield Stroke(left, top, right, top, THICK)
    yield Stroke(left, bottom, right, bottom, THICK)
    if under_head is not None:
        yield Stroke(left, under_head, right, under_head)
