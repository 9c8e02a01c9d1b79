"""Boxes of fixed size in tables, and whether what stands in them fits.

A box that cuts off what is too large for it, or lets it run over its neighbours, may take digits of
a number away. How wide text is hangs on the reader's fonts: what is surely small enough is certain.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from math import inf

from gouji.expressions import compiled
from gouji.reading.html.cascade import Values
from gouji.reading.html.lengths import pixels
from gouji.reading.html.longhands import GLOBAL, UNSURE, components
from gouji.records import dataclass

_WHOLE = 60.0
"""Pixels; what a box that is a part of its cell is a part of."""
_NEARLY_WHOLE = 90.0
_SPILL, _SPILL_IN_LINE = 16.0, 4.0
"""Pixels by which text may stand out of a box that does not cut it: into a margin, or a space."""
_FIELD = 150.0
"""Pixels; a field of a form that names no width."""
_PARTS_OF_SIZE = {" ": 0.35, "\t": 5.0}
_DIGIT_PART = 0.6
_WIDE = 1.05
"""Of the size of the letters: signs, blanks and the rest."""
_SLACK = 0.35
"""Of the height of a line that is free above and below the digits."""
_PAINTS = compiled(r"\b(?:paint|strict|content|size)\b")
_OUTSIDE = ("border-left-width", "margin-left", "margin-right")
_INSIDE = ("padding-left", "padding-right")
_ABOVE = ("border-top-width", "margin-top", "margin-bottom")
_PADDED = ("padding-top", "padding-bottom")
_SET_OUT = ("grid", "grid-template", "grid-template-columns", "grid-template-rows", "aspect-ratio",
            "grid-auto-columns", "columns", "column-count", "column-width")  # fmt: skip
_BY_LINES = compiled(r"(?:inline-)?(?:flex|grid)|-webkit-(?:inline-)?(?:box|flex)")
_CELLS = frozenset({"td", "th"})
_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "caption"})
"""What grows with its cells, or is a box of the page."""
_DIGIT = compiled(r"\d")
_BLANKS = compiled(r"[ \t\r\n\f]+")
_SOLID = compiled(r"[\x00-\x08\x0a-\x1f!-\x7f\xa0]+")
"""Characters between which a line is not broken."""
_LEAST = 0.75
"""What digits take at least of what they surely have enough of."""
_FIRM = compiled(r"[\d.]+(?:px|pt|em|rem|cm|mm|in|pc)")


@dataclass(frozen=True, slots=True)
class Room:
    """How much a box can hold; ``None`` for what grows with what is in it."""

    width: float | None = None
    height: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What an element adds to the room that its text takes, in pixels."""

    push: float = 0.0
    """Beside its text."""
    drop: float = 0.0
    """Above and below its text."""
    room: Room | None = None
    padding: tuple[float, float] = (0.0, 0.0)
    """What the room itself takes of its size."""
    width: str = "auto"
    fixed: bool = False
    """Whether the columns of a table do not grow with what is in them."""

    # inherited
    indent: float = 0.0
    spacing: float = 0.0
    gap: float = 0.0
    leading: float | None = None
    nowrap: bool = False
    kept: bool = False
    """Whether blanks count."""
    in_row: bool = False
    """Whether the children stand beside each other, whatever they are."""


PLAIN = Measure()
_MEASURED = frozenset((
    *_OUTSIDE, *_INSIDE, *_ABOVE, *_PADDED, *_SET_OUT, "width", "max-width", "min-width", "height",
    "max-height", "min-height", "flex", "flex-basis", "text-indent", "white-space", "text-wrap",
    "table-layout", "letter-spacing", "word-spacing", "line-height", "display", "overflow-x",
    "overflow-y", "contain",
))  # fmt: skip


def measure_of(
    values: Values, around: Measure, tag: str, size: float | None, *, block: bool
) -> Measure:
    """Return the measure of an element that stands in ``around``."""
    if values.keys().isdisjoint(_MEASURED) and tag != "input":
        return inherited(around)
    letter = size or 16.0

    def sum_of(names: tuple[str, ...], whole: float = _WHOLE) -> float:
        return sum(max(_length(values, name, letter, whole) or 0.0, 0.0) for name in names)

    display = values.get("display", "")
    alone = block and not around.in_row
    push = sum_of((*_OUTSIDE, *_INSIDE))
    if not alone:
        push += max(sum_of(("width",)), sum_of(("min-width",)), sum_of(("flex-basis",)))
    indent = _length(values, "text-indent", letter, _WHOLE)
    white = f"{values.get('white-space', '')} {values.get('text-wrap', '')}"
    inline = not block and display in ("", "inline", "contents") and tag != "input"
    return replace(
        around,
        push=push + max(indent or 0.0, 0.0),
        drop=sum_of((*_ABOVE, *_PADDED)) + (sum_of(("height", "min-height")) if alone else 0.0),
        room=None if inline else _room(values, tag, letter, alone=alone),
        padding=(sum_of(_INSIDE), sum_of(_PADDED)) if _is_whole_box(values) else (0.0, 0.0),
        width=values.get("width", "auto"),
        fixed=values.get("table-layout") in ("fixed", UNSURE)
        and values.get("width", "auto") not in ("auto", *GLOBAL),
        indent=around.indent if indent is None else indent,
        spacing=_inherited(values, "letter-spacing", letter, around.spacing),
        gap=_inherited(values, "word-spacing", letter, around.gap),
        leading=_leading(values, letter, around.leading),
        nowrap=around.nowrap if not white.strip() else bool(re.search(r"nowrap|pre(?!-)", white)),
        kept=around.kept if not white.strip() else bool(re.search(r"pre|break-spaces", white)),
        in_row=bool(_BY_LINES.fullmatch(display)),
    )


def inherited(around: Measure) -> Measure:
    """Return the measure of an element for which nothing is declared."""
    if not (around.push or around.drop or around.room or around.fixed or around.in_row) and (
        around.width == "auto"
    ):
        return around
    return replace(
        around, push=0.0, drop=0.0, room=None, padding=(0.0, 0.0), width="auto", fixed=False,
        in_row=False,
    )  # fmt: skip


def _is_whole_box(values: Values) -> bool:
    return values.get("box-sizing") in ("border-box", UNSURE)


def _length(values: Values, name: str, letter: float, whole: float) -> float | None:
    return pixels(values[name], letter, whole) if name in values else None


def _inherited(values: Values, name: str, letter: float, around: float) -> float:
    value = values.get(name, "inherit")
    if value in ("inherit", "unset"):
        return around
    return max(pixels(value, letter, letter) or 0.0, 0.0)


def _leading(values: Values, letter: float, around: float | None) -> float | None:
    value = values.get("line-height", "inherit")
    if value in ("inherit", "unset"):
        return around
    if re.fullmatch(r"[\d.]+", value):
        return float(value) * letter
    return pixels(value, letter, letter)


def cuts(values: Values) -> bool:
    """Tell whether an element cuts off what does not fit into it."""
    shown = ("visible", *GLOBAL)
    return any(values.get(f"overflow-{axis}", "visible") not in shown for axis in "xy") or bool(
        _PAINTS.search(values.get("contain", ""))
    )


def _room(values: Values, tag: str, letter: float, *, alone: bool) -> Room | None:
    if tag in _PARTS:
        return None
    if tag == "input":
        return Room(_bound(values, ("width", "max-width"), letter) or _FIELD, None)
    if tag in _CELLS:
        width = _bound(values, ("max-width",), letter)
        return None if width is None else Room(width)
    names = ("width", "max-width") if alone else ("width", "max-width", "flex-basis")
    width, height = _bound(values, names, letter), _bound(values, ("height", "max-height"), letter)
    if cuts(values):
        if any(values.get(name, "auto") not in ("auto", "none", *GLOBAL) for name in _SET_OUT):
            return Room(0.0, 0.0)
        if values.get("writing-mode", "horizontal-tb") not in ("horizontal-tb", "lr-tb", *GLOBAL):
            width = height = 0.0 if width is not None or height is not None else None
        basis = [pixels(part, letter, _WHOLE) for part in components(values.get("flex", ""))[2:]]
        width = min((one for one in (width, *basis) if one is not None), default=None)
    else:
        spill = _SPILL if alone else _SPILL_IN_LINE
        width = None if width is None else width + spill
        height = None if height is None else height + spill
    return None if width is None and height is None else Room(width, height)


def _bound(values: Values, names: tuple[str, ...], letter: float) -> float | None:
    """Return the smallest of lengths that bound a box."""
    found = []
    for name in names:
        value = values.get(name, "auto")
        if value.endswith("%") and (pixels(value, None, 100.0) or 0.0) >= _NEARLY_WHOLE:
            continue
        length = pixels(value, letter, _WHOLE)
        if length is not None:
            found.append(length)
        elif "(" in value or value == UNSURE:
            found.append(0.0)
    return min(found, default=None)


_Said = tuple[str, Measure, float, bool]
"""Text, its measure and size, and whether its blanks count."""


class Load:
    """What stands in a room, as it is read."""

    def __init__(self, measure: Measure) -> None:
        self._room = measure.room or Room()
        # what hangs out of its box to the left is cut off
        self._pushed = measure.indent + measure.padding[0] if measure.indent > -1.0 else inf
        self._tall = measure.padding[1]
        self._line = self._widest = self._word = self._longest = 0.0
        self._lines = 0
        self._leading = 0.0
        self._counted = self._nowrap = False
        self._said: list[_Said | None] = []

    def enter(self, measure: Measure) -> None:
        """Add what an element takes beside its text."""
        self._pushed += measure.push if measure.indent > -1.0 else inf
        self._tall += measure.drop

    def take(self, width: float, height: float) -> None:
        """Add a picture or what else is no text."""
        self._pushed += width
        self._leading = max(self._leading, height)

    def say(self, text: str, measure: Measure, size: float, *, kept: bool) -> None:
        """Add text; ``kept`` tells that its blanks count."""
        self._counted |= bool(_DIGIT.search(text))
        self._said.append((text, measure, size, kept or measure.kept))

    def end_line(self) -> None:
        """Begin a new line."""
        if self._said and self._said[-1]:
            self._said.append(None)

    @cached_property
    def need(self) -> float:
        """The width that the digits in the room surely have enough of; 0 where there are none."""
        if not self._counted:
            return 0.0
        said = [one for one in self._said if one]
        if self._room.height is None and not any(measure.nowrap for _, measure, _, _ in said):
            return self._pushed + _longest_word(self._said)
        for one in (*self._said, None):
            if one is None:
                self._lines += bool(self._line)
                self._widest = max(self._widest, self._line)
                self._line = self._word = 0.0
            else:
                self._set(*one)
        return self._pushed + (self._widest if self._nowrap else self._longest)

    def _set(self, text: str, measure: Measure, size: float, kept: bool) -> None:  # noqa: FBT001
        """Set text on a line."""
        self._nowrap |= measure.nowrap
        if not kept:
            text = _BLANKS.sub(" ", text)
        if text.isdecimal() and text.isascii():
            self._advance(len(text) * (_DIGIT_PART * size + measure.spacing), ends=False)
        else:
            for char in text:
                ends = not (char.isascii() or char == "\xa0") or char in " \t"
                width = _width_of(char, measure, size)
                self._advance(width, ends=ends and not measure.nowrap)
        if text.strip(" \t"):
            self._leading = max(self._leading, measure.leading or 1.2 * size, size)

    def _advance(self, width: float, *, ends: bool) -> None:
        """Go on by a width; the line may be broken where a word ``ends``."""
        self._line += width
        self._word = 0.0 if ends else self._word + width
        self._longest = max(self._longest, self._word)

    @property
    def fits(self) -> bool:
        """Tell whether no digit can be cut off."""
        width, height = self._room.width, self._room.height
        need, lines = self.need, self._lines
        if not need:
            return True
        if width is not None and need > width:
            return False
        if height is None:
            return True
        if width is not None:
            lines += int((self._widest + self._pushed) // max(width, 1.0))
        return max(lines, 1) * self._leading + self._tall <= height + _SLACK * self._leading


def _longest_word(said: Iterable[_Said | None]) -> float:
    """Return the width of what cannot be broken: digits, signs and Latin letters side by side.

    It does without the widths of all others, which count where lines may not be broken or the
    room is not high.
    """
    longest = word = 0.0
    for one in said:
        if one is None:
            word = 0.0
            continue
        text, measure, size, kept = one
        if not kept:
            text = _BLANKS.sub(" ", text)
        if text.isdecimal() and text.isascii():
            word += len(text) * (_DIGIT_PART * size + measure.spacing)
            longest = max(longest, word)
            continue
        end = 0
        for solid in _SOLID.finditer(text):
            if solid.start() > end:
                word = 0.0
            for char in solid[0]:
                word += _width_of(char, measure, size)
            longest = max(longest, word)
            end = solid.end()
        if end < len(text):
            word = 0.0
    return longest


def _width_of(char: str, measure: Measure, size: float) -> float:
    part = _PARTS_OF_SIZE.get(char, _DIGIT_PART if char.isascii() else _WIDE)
    return part * size + measure.spacing + (measure.gap if char.isspace() else 0.0)


class Stack:
    """The rows of tables in a box of the page that cuts off what does not fit."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._pushed = self._row = self._widest = self._height = 0.0

    def enter(self, measure: Measure) -> None:
        """Add what a box or a table takes beside its rows."""
        self._pushed += measure.push
        self._height += measure.drop

    def row(self, size: float) -> None:
        """Begin a row."""
        self._height += size
        self._row = 0.0

    def add(self, need: float) -> None:
        """Add a cell to the row; ``need`` is that of its digits."""
        self._row += _LEAST * need
        self._widest = max(self._widest, self._row)

    @property
    def fits(self) -> bool:
        """Tell whether the rows may all be seen."""
        width, height = self._room.width, self._room.height
        wide = width is not None and self._pushed + self._widest > width
        return not wide and (height is None or self._height <= height)


def page_room(values: Values, size: float | None) -> Room | None:
    """Return the room in a box around whole tables that cuts them off; scrolling cuts nothing."""
    bounds = []
    for axis, names in (("x", ("width", "max-width")), ("y", ("height", "max-height"))):
        given = [values[name] for name in names if _FIRM.fullmatch(values.get(name, ""))]
        hides = values.get(f"overflow-{axis}", "visible") in ("hidden", "clip")
        lengths = [length for text in given if (length := pixels(text, size)) is not None]
        bounds.append(min(lengths, default=None) if hides else None)
    return None if bounds == [None, None] else Room(*bounds)


def columns_of(declared: Mapping[int, str], count: int, width: str) -> list[float]:
    """Return the widths of the columns of a table that do not grow, as far as they are known."""
    whole = pixels(width, 16.0, 1000.0)
    whole = 1000.0 if whole is None else whole
    given = {at: pixels(text, 16.0, whole) for at, text in declared.items() if at < count}
    known = {at: length for at, length in given.items() if length is not None}
    rest = max(whole - sum(known.values()), 0.0)
    share = rest / (count - len(known)) if count > len(known) else 0.0
    return [known.get(at, share) for at in range(count)]
