"""Text objects become characters with their origins; lines are made of these, never of objects.

One ``TextCode`` may hold all lines of a cell, and an object one character.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

from lxml.etree import _Element

from gouji.errors import LimitExceeded
from gouji.reading.limits import MAX_GLYPHS
from gouji.reading.ofd.values import name_of, number, steps
from gouji.reading.pages.content import UNKNOWN

_ESCAPE = re.compile(r"\\([0-9A-Fa-f]{4})")
_PRINTED_BREAK = re.compile(r"^[ \t]*\n[ \t\n]*|[ \t]*\n[ \t\n]*$")
_INNER_BREAK = re.compile(r"[ \t]*\n[ \t\n]*")
_NO_CODE = "\u00a4"
"""Stands for a character that has a glyph and no code."""
_LIGATURE = 8
"""One glyph stands for so many characters at most."""
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
    way = _DIRECTIONS.get(0 if text is None else int(number(text, 0.0)) % 360)
    if way is None:
        raise ValueError(text)
    return way


def characters(element: _Element, size: float, squeeze: float) -> Iterator[Written]:
    """Yield the characters of a text object of ``size``; raises ``ValueError``.

    ``squeeze`` is the share of their width that characters have.
    """
    way = direction(element.get("ReadDirection"))
    em = size * squeeze
    x = y = 0.0
    transforms: list[_Element] = []
    for each in element:
        name = name_of(each)
        if name == "CGTransform":
            transforms.append(each)
        elif name == "TextCode":
            x, y = number(each.get("X"), x), number(each.get("Y"), y)
            units = _units(content_of(each), transforms)
            transforms = []
            if len(units) == 1:  # most characters of print drivers
                yield Written(units[0].text, x, y, units[0].width * em, units[0].glyph)
            elif units:
                yield from _placed(units, _origins(each, units, (x, y), way, em), way)
    if transforms:
        raise ValueError("glyphs of no text")


def content_of(element: _Element) -> str:
    """Return what a ``TextCode`` says: breaks of its XML count for nothing, or for one blank."""
    raw = "".join(element.itertext()) if len(element) else element.text or ""
    if len(raw) > MAX_GLYPHS:
        raise LimitExceeded(f"文件超过 {MAX_GLYPHS} 个字符，不像一份年度报告")
    if "\n" in raw:
        raw = _INNER_BREAK.sub(" ", _PRINTED_BREAK.sub("", raw))
    return _ESCAPE.sub(_escaped, raw) if "\\" in raw else raw


def _escaped(match: re.Match[str]) -> str:
    """Return what is written by its code: figures need not be, so that it may be meant as it is."""
    sign = chr(int(match[1], 16))
    return UNKNOWN if sign.isdigit() or category(sign) == "Cs" else sign


class _Unit(NamedTuple):
    text: str
    glyph: int | None = None

    @property
    def width(self) -> float:
        """The room of the unit, in sizes, as far as that can be told without its font."""
        return _width(self.text)


@lru_cache(maxsize=4096)
def _width(text: str) -> float:
    return sum(1.0 if east_asian_width(sign) in _FULL_WIDTH else _HALF for sign in text)


def _units(text: str, transforms: Sequence[_Element]) -> list[_Unit]:
    """Return what is drawn as one glyph each, in order; steps count these.

    Of a text whose glyphs are not one a character, or were made for another, nobody can say what
    is drawn where.
    """
    if not transforms:
        return [_unit(sign) for sign in text]
    units: list[_Unit] = []
    at = 0
    for transform in sorted(transforms, key=lambda t: number(t.get("CodePosition"), 0)):
        first = int(number(transform.get("CodePosition"), 0))
        codes = int(number(transform.get("CodeCount"), 1))
        count = int(number(transform.get("GlyphCount"), 1))
        behind = text[first : first + codes]
        joined = count == 1 and codes <= _LIGATURE and not any(map(str.isdigit, behind))
        if first < at or not 0 < codes == len(behind) or not (count == codes or joined):
            return [_Unit(UNKNOWN)] * len(text)
        units += [_unit(sign) for sign in text[at:first]]
        if count == codes:
            units += map(_unit, behind, _glyphs(transform, codes))
        else:
            units.append(_Unit("".join(_unit(sign).text for sign in behind)))
        at = first + codes
    return units + [_unit(sign) for sign in text[at:]]


def _glyphs(transform: _Element, count: int) -> list[int | None]:
    """Return the numbers of ``count`` glyphs, ``None`` for those that are not listed."""
    listed = next((each.text for each in transform if name_of(each) == "Glyphs"), None) or ""
    found: list[int | None] = [int(part) for part in listed.split(None, count)[:count]]
    return found + [None] * (count - len(found))


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
    found = [(x, y, rooms[0])]
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
