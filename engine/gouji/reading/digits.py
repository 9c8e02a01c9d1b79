"""Tells which of the ten digits a drawn character looks like.

A character is brought to one size, in few black and white points, and compared with the digits of
some hundred typefaces (``digits.txt``, made by ``scripts/make_digits.py``): upright and italic,
hairline and black, old-style, slashed and dotted noughts, seven segments. Two shapes are as far
apart as the points of each that lie more than one point off the other, in shares of all.
"""

from functools import cache, lru_cache
from math import inf
from pathlib import Path
from typing import NamedTuple

SIDE = 64
"""The width and the height of the field that a character is drawn in, in pixels."""

TALL, WIDE = 30, 20
_ROW = 24
"""Bits of a row of points: margins keep neighbours in a row from those of the next."""

_TABLE = Path(__file__).with_name("digits.txt")
"""``importlib.resources`` would find it too, and import zipfile, tempfile and random for it."""

FAR = 0.18
"""No digit of a typeface that was left out of the table, thin or odd as it be, is farther off."""


class Shape(NamedTuple):
    """A drawn character: where its ink lies in its field, in pixels, and its points."""

    left: int
    top: int
    width: int
    height: int
    points: int


@lru_cache(maxsize=1024)
def shape_of(field: bytes) -> Shape | None:
    """Return the shape of the ink in a field, ``None`` where there is none.

    A field has a byte for each pixel, rows from the top: ``1`` is ink, ``0`` is none.
    """
    first, last = field.find(b"1"), field.rfind(b"1")
    if first < 0:
        return None
    top, height = first // SIDE, last // SIDE - first // SIDE + 1
    rows = [field[at : at + SIDE] for at in range(top * SIDE, last + 1, SIDE)]
    left = SIDE - max(len(row.lstrip(b"0")) for row in rows)
    width = max(len(row.rstrip(b"0")) for row in rows) - left
    across = min(WIDE, max(1, round(width * TALL / height)))
    columns = [left + (2 * x + 1) * width // (2 * across) for x in range(across)]
    before = b"0" * ((_ROW - across) // 2)
    behind = b"0" * (_ROW - across - len(before))
    bits = b"".join(
        before + bytes([row[x] for x in columns]) + behind
        for row in [rows[(2 * y + 1) * height // (2 * TALL)] for y in range(TALL)]
    )
    return Shape(left, top, width, height, int(bits, 2))


class Example(NamedTuple):
    """A digit of a typeface; what lies ``outside`` is neither a point nor the neighbour of one."""

    digit: int
    points: int
    outside: int
    size: int


def example(digit: int, points: int) -> Example:
    """Return an example to compare with."""
    thick = points | points << 1 | points >> 1 | points << _ROW | points >> _ROW
    return Example(digit, points, ~thick, points.bit_count())


@lru_cache(maxsize=4096)
def nearest(points: int) -> tuple[int, float]:
    """Return the digit that a shape is nearest to, and how far it is from that."""
    _, _, outside, size = example(-1, points)
    best = (inf, -1)
    # ``apart``, written out: of most examples half of it tells that they are farther.
    for digit, own, beyond, points_of_it in examples():
        whole = size + points_of_it
        off = (points & beyond).bit_count()
        if off / whole <= best[0]:
            best = min(best, ((off + (own & outside).bit_count()) / whole, digit))
    return best[::-1]


def apart(a: Example, b: Example) -> float:
    """Return how far two shapes are apart, 0 to 1."""
    off = (a.points & b.outside).bit_count() + (b.points & a.outside).bit_count()
    return off / (a.size + b.size)


@cache
def examples() -> tuple[Example, ...]:
    """Return the examples that come with gouji."""
    text = _TABLE.read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return tuple(example(int(digit), int(points, 16)) for digit, points in lines)
