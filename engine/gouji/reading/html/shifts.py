"""How far declarations move an element from its place, and how far it may reach from there.

Nothing here hangs on what an element holds or on where it stands: see
:mod:`gouji.reading.html.reaches`.
"""

import re
from math import inf
from typing import NamedTuple

from gouji.expressions import compiled
from gouji.reading.html.cascade import Values
from gouji.reading.html.lengths import pixels
from gouji.reading.html.longhands import GLOBAL

_ASIDE, _UP = 0.2, 0.35
"""Of the size of the letters; text that is moved by less stays where it is read. Two digits that
change places are moved by half a size against each other."""
_LETTER = 16.0
_CELL = 300.0
"""Pixels; how wide or high a cell is at most."""
_STUCK = 200.0
"""Pixels; a head that sticks to the edge of the screen stands further from it at first."""
_CALL = compiled(r"([a-z0-9-]+)\(([^()]*)\)")
_TRANSFORMS = ("transform", "-webkit-transform")
_ONE_STILL = compiled(r"[-+]?[0-6](?:\.\d+)?deg|[-+]?0?\.0\d*rad|0|none")
_ONE_SCALE = compiled(r"0?\.[89]\d*|1(?:\.[01]\d*|\.2)?|(?:8|9|10|11)\d%|100%")
_NUMBER = compiled(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(%|[a-z]*)")
_AROUND = r"outline.*|box-shadow|text-shadow|-webkit-text-stroke.*"
_MOVES = r"(?:-webkit-)?transform|translate"
_REACHING = (
    (compiled(rf"{_AROUND}|vertical-align|margin-(?:top|bottom)"),
     compiled(rf"{_MOVES}|top|bottom|padding-(?:top|bottom)|(?:m..-)?height|border-top.*")),
    (compiled(rf"{_AROUND}|margin-(?:left|right)|text-indent"),
     compiled(rf"{_MOVES}|left|right|padding-(?:left|right)|(?:m..-)?width|border-left.*")),
)  # fmt: skip
"""What makes an element reach up or down, and to the sides: always, or where it is moved."""
_UNBOUNDED = compiled(r"scale|offset(?:-path)?|border-image.*|all|-webkit-box-reflect")
_UNKNOWN = compiled(r"(?:matrix|scale|perspective|calc|min|max|clamp|skew)[\w-]*\(|\?")


def shift_of(values: Values, size: float | None) -> float | None:
    """Return how far an element is moved, as a part of what would matter; ``None`` if not told."""
    moved = [_offset(values, size), _translated(values.get("translate", "none").split(), size)]
    moved += [_transformed(values[name], size) for name in _TRANSFORMS if name in values]
    moved.append(0.0 if _ONE_STILL.fullmatch(values.get("rotate", "none")) else None)
    scales = values.get("scale", "none").split()
    moved.append(0.0 if scales == ["none"] or all(map(_ONE_SCALE.fullmatch, scales)) else None)
    return sum(filter(None, moved)) if None not in moved else None


def _offset(values: Values, size: float | None) -> float | None:
    position = values.get("position", "static")
    if position in ("static", *GLOBAL):
        return 0.0
    if position not in ("relative", "sticky", "-webkit-sticky"):
        return None
    sticks = position != "relative"
    parts = []
    for names, part in ((("left", "right"), _ASIDE), (("top", "bottom"), _UP)):
        set_here = [values[n] for n in names if values.get(n, "auto") not in ("auto", *GLOBAL)]
        lengths = [pixels(text, size, 100.0) for text in set_here]
        if None in lengths:
            return None
        far = max((abs(length or 0.0) for length in lengths), default=0.0)
        parts.append(0.0 if sticks and far <= _STUCK else far / (part * (size or 16.0)))
    return max(parts)


def _translated(lengths: list[str], size: float | None) -> float | None:
    if lengths in (["none"], *([name] for name in GLOBAL)):
        return 0.0
    moved = [pixels(text, size, 100.0) for text in lengths]
    if None in moved:
        return None
    parts = zip(moved, (_ASIDE, _UP), strict=False)
    return max((abs(far or 0.0) / (part * (size or 16.0)) for far, part in parts), default=0.0)


def _transformed(transform: str, size: float | None) -> float | None:
    if transform in ("none", *GLOBAL):
        return 0.0
    moved: list[float | None] = []
    for name, inside in _CALL.findall(transform):
        words = [word.strip() for word in inside.split(",")]
        if name in ("translate", "translate3d", "translatex"):
            moved.append(_translated(words, size))
        elif name == "translatey":
            moved.append(_translated(["0", *words], size))
        elif name in ("rotate", "rotatez", "skew", "skewx", "skewy"):
            moved.append(0.0 if all(map(_ONE_STILL.fullmatch, words)) else None)
        elif name in ("scale", "scalex", "scaley", "scale3d"):
            moved.append(0.0 if all(map(_ONE_SCALE.fullmatch, words)) else None)
        elif name == "matrix" and words[:4] == ["1", "0", "0", "1"]:
            moved.append(_translated([f"{word}px" for word in words[4:]], size))
        elif name not in ("translatez", "perspective", "scalez"):
            moved.append(None)
    if "(" in _CALL.sub("", transform):
        return None
    return sum(filter(None, moved)) if None not in moved else None


class Reach(NamedTuple):
    """Over how many rows and columns around its cell an element may stand or shift others."""

    rows: float
    columns: float

    def further(self, reach: "Reach") -> "Reach":
        """Return how far reaches what is moved by both."""
        return Reach(self.rows + reach.rows, self.columns + reach.columns)


STILL, ANYWHERE = Reach(0.0, 0.0), Reach(inf, inf)


def unit_of(size: float | None) -> float:
    """Return of how many pixels rows and columns are at least: no table has smaller letters."""
    return min(size or _LETTER, _LETTER)


def is_turned(values: Values) -> bool:
    """Tell whether an element is turned, so that its width may stand upright."""
    return "rotate" in values or any("rotate" in values.get(name, "") for name in _TRANSFORMS)


def reach_of(
    values: Values, size: float | None, *, sized: bool = False, whole: float = _CELL
) -> Reach:
    """Return how far declarations may make an element reach.

    How large they make it counts where they move it, or it is to be ``sized``. ``whole`` is of
    how many pixels percentages are parts.
    """
    if values.get("position") == "fixed" or any(
        _is_set(values, name, _UNBOUNDED) for name in values
    ):
        return ANYWHERE
    sized = sized or is_turned(values) or shift_of(values, size) != 0.0
    rows, columns = (
        sum(
            _lengths(value, size, whole)
            for name, value in values.items()
            if _is_set(values, name, always) or (sized and _is_set(values, name, perhaps))
        )
        / unit_of(size)
        for always, perhaps in _REACHING
    )
    return Reach(rows, columns)


def _lengths(value: str, size: float | None, whole: float) -> float:
    """Return the sum of the lengths in a value."""
    if _UNKNOWN.search(value):
        return inf
    found = ((pixels(m[0], size, whole), m[1]) for m in _NUMBER.finditer(value))
    return sum(abs(length) for length, unit in found if length is not None and unit)


def _is_set(values: Values, name: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.fullmatch(name)) and values[name] not in ("none", "auto", "0", *GLOBAL)
