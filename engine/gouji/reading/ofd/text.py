"""Text objects become characters with their origins; lines are made of these, never of objects.

One ``TextCode`` may hold all lines of a cell, and an object one character.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width

from lxml.etree import _Element

from gouji.reading.limits import MAX_GLYPHS
from gouji.reading.ofd.values import name_of, number, steps
from gouji.reading.pages.content import UNKNOWN

_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{4})")
_PRINTED_BREAK = re.compile(r"^[ \t]*[\r\n]\s*|[ \t]*[\r\n]\s*$")
_INNER_BREAK = re.compile(r"[ \t]*[\r\n]\s*")
_NO_CODE = "\u00a4"
"""Stands for a character that has a glyph and no code."""
_FULL_WIDTH = frozenset("WFA")
_HALF = 0.5
_DIRECTIONS = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}


class Written(NamedTuple):
    """A character; ``x`` and ``y`` are its origin on the baseline, ``advance`` its room.

    All in the coordinates of its object. ``glyph`` is its number in the font, where that is given.
    """

    text: str
    x: float
    y: float
    advance: float
    glyph: int | None = None


def direction(text: str | None) -> tuple[float, float]:
    """Return the way of a direction in degrees clockwise; raises ``ValueError``."""
    way = _DIRECTIONS.get(int(number(text, 0.0)) % 360)
    if way is None:
        raise ValueError(text)
    return way


def characters(element: _Element, size: float, squeeze: float) -> Iterator[Written]:
    """Yield the characters of a text object of ``size``; raises ``ValueError``.

    ``squeeze`` is the share of their width that characters have.
    """
    way = direction(element.get("ReadDirection"))
    x = y = 0.0
    transforms: list[_Element] = []
    for each in element:
        if name_of(each) == "CGTransform":
            transforms.append(each)
        elif name_of(each) == "TextCode":
            x, y = number(each.get("X"), x), number(each.get("Y"), y)
            units = _units(content_of(each), transforms)
            transforms = []
            yield from _placed(units, _origins(each, units, (x, y), way, size * squeeze), way)


def content_of(element: _Element) -> str:
    """Return what a ``TextCode`` says: breaks of its XML count for nothing, or for one blank."""
    raw = _PRINTED_BREAK.sub("", "".join(element.itertext()))
    if len(raw) > MAX_GLYPHS:
        raise ValueError("a text this long is no line")
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), _INNER_BREAK.sub(" ", raw))


class _Unit(NamedTuple):
    text: str
    glyph: int | None = None

    @property
    def width(self) -> float:
        """The room of the unit, in sizes, as far as that can be told without its font."""
        return sum(1.0 if east_asian_width(sign) in _FULL_WIDTH else _HALF for sign in self.text)


def _units(text: str, transforms: Sequence[_Element]) -> list[_Unit]:
    """Return what is drawn as one glyph each, in order; steps count these."""
    units: list[_Unit] = []
    at = 0
    for transform in sorted(transforms, key=lambda t: number(t.get("CodePosition"), 0)):
        first = int(number(transform.get("CodePosition"), 0))
        codes = int(number(transform.get("CodeCount"), 1))
        count = int(number(transform.get("GlyphCount"), 1))
        if first < at or codes < 1 or count < 1 or first + codes > len(text):
            continue  # of no character of this text: left from another
        units += [_unit(sign) for sign in text[at:first]]
        units += _transformed(text[first : first + codes], count, _glyphs(transform))
        at = first + codes
    return units + [_unit(sign) for sign in text[at:]]


def _glyphs(transform: _Element) -> list[int]:
    listed = next((each.text for each in transform if name_of(each) == "Glyphs"), None)
    return [int(part) for part in (listed or "").split()[:MAX_GLYPHS]]


def _transformed(text: str, count: int, glyphs: Sequence[int]) -> Iterator[_Unit]:
    """Yield the units of ``text`` that is drawn with so many glyphs."""
    numbers: list[int | None] = [*glyphs, *[None] * len(text)]
    if count == len(text):
        yield from (_unit(sign, glyph) for sign, glyph in zip(text, numbers, strict=False))
    elif count == 1:
        yield _Unit("".join(_unit(sign).text for sign in text))
    else:  # which glyph draws what nobody says
        yield from (_Unit(UNKNOWN) for _ in range(min(count, len(text))))


def _unit(sign: str, glyph: int | None = None) -> _Unit:
    return _Unit(UNKNOWN if sign == _NO_CODE else sign, glyph)


def _origins(
    code: _Element,
    units: Sequence[_Unit],
    start: tuple[float, float],
    way: tuple[float, float],
    em: float,
) -> list[tuple[float, float, float]]:
    """Return the origin of each unit, and its room by its width."""
    rooms = [unit.width * em for unit in units]
    across = steps(code.get("DeltaX"), len(units) - 1)
    down = steps(code.get("DeltaY"), len(units) - 1)
    if not across and not down:  # nobody draws all of a text in one place
        across = [room * way[0] for room in rooms[:-1]]
        down = [room * way[1] for room in rooms[:-1]]
    across = across or [0.0] * (len(units) - 1)
    down = down or [0.0] * (len(units) - 1)
    x, y = start
    found = [(x, y, rooms[0])] if units else []
    for step_x, step_y, room in zip(across, down, rooms[1:], strict=True):
        x, y = x + step_x, y + step_y
        found.append((x, y, room))
    return found


def _placed(
    units: Sequence[_Unit], origins: Sequence[tuple[float, float, float]], way: tuple[float, float]
) -> Iterator[Written]:
    """Yield the characters; where the next one is nearer than a width, that is the room."""
    following = [b for _, b in pairwise(origins)]
    for unit, (x, y, room), behind in zip(units, origins, [*following, None], strict=True):
        if behind is not None:
            step = (behind[0] - x) * way[0] + (behind[1] - y) * way[1]
            room = step if 0 < step < room else room  # noqa: PLW2901
        yield Written(unit.text, x, y, room, unit.glyph)
