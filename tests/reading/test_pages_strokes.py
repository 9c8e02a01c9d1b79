"""Paths: rulings, and shapes as small as characters, which are text that nobody has read."""

import pytest

from gouji.reading.pages.content import PageContent, Ruling
from gouji.reading.pages.strokes import StrokeCollector

SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
ONE = [("m", 0, 0), ("l", 3, 0), ("l", 3, 9), ("l", 1, 9), ("l", 0, 7), ("l", 2, 7), ("l", 2, 0),
       ("h",)]  # fmt: skip
"""A figure 1 of straight lines, as thin as a ruling."""
BOX = [("m", 0, 0), ("l", 2, 0), ("l", 2, 9), ("l", 0, 9), ("h",)]
SLASH = [("m", 0, 0), ("l", 5, 9)]
ARC = [("m", 0, 0), ("c", 1, 4, 4, 6, 5, 9)]
RING = [("m", 0, 5), ("c", 0, 10, 5, 10, 5, 5), ("c", 5, 0, 0, 0, 0, 5), ("h",)]
"""A nought of two curves, whose ends lie on one level."""
LONG_SLANT = [("m", 0, 0), ("l", 200, 90)]
LEVEL = [("m", 0, 5), ("l", 50, 5)]


@pytest.mark.parametrize(
    ("manner", "path", "outlines", "vertical", "horizontal"),
    [
        ("fill", ONE, [(0, 0, 3, 9)], [], []),
        ("fill", BOX, [], [Ruling(1, 0, 9)], []),
        ("stroke", SLASH, [(0, 0, 5, 9)], [], []),
        ("stroke", ARC, [(0, 0, 5, 9)], [], []),
        ("stroke", RING, [(0, 0, 5, 10)], [], []),
        ("fill", RING, [(0, 0, 5, 10)], [], []),
        ("stroke", LONG_SLANT, [], [], []),
        ("stroke", LEVEL, [], [], [Ruling(5, 0, 50)]),
    ],
    ids=[
        "a figure",
        "a thin box",
        "a slash",
        "an arc",
        "a ring",
        "a filled ring",
        "a long diagonal",
        "a ruling",
    ],
)
def test_paths(
    manner: str,
    path: list[tuple[object, ...]],
    outlines: list[tuple[int, ...]],
    vertical: list[Ruling],
    horizontal: list[Ruling],
) -> None:
    page = PageContent(1, 595, 842)
    getattr(StrokeCollector(page), manner)(path, SAME)
    assert (page.outlines, page.vertical, page.horizontal) == (outlines, vertical, horizontal)
