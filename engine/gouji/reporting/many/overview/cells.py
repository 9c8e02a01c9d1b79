"""What may stand in a cell of a workbook, and how Excel is made to show it as it is."""

import re
from decimal import Decimal
from typing import Literal

from gouji.records import dataclass
from gouji.reporting.media.shown import in_order

LONGEST_TEXT = 32_767
"""Characters that a cell of Excel holds."""

_CUT = "……（过长，未全部列出）"
_SURE_DIGITS = 15
"""Significant digits that a number in Excel keeps exactly."""

_UNPRINTABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_BEGINS_A_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")

Look = Literal["plain", "head", "faint", "alarm", "error", "warning", "advice", "review"]
"""How a cell is drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text with a look of its own."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Percent:
    """A fraction shown in per cent, with one decimal."""

    fraction: Decimal


Content = str | int | Decimal | Drawn | Percent | None
"""A cell's content; ``None`` leaves it empty."""


def number_format(value: Decimal) -> str | None:
    """Return the format that shows ``value`` digit for digit; ``None`` where Excel cannot.

    Excel keeps numbers as binary floats of 15 digits. A longer number has to stay text.
    """
    _, digits, exponent = value.as_tuple()
    if exponent == 0 and len(digits) <= _SURE_DIGITS:
        return "0"
    if not isinstance(exponent, int):
        return None
    places = max(0, -exponent)
    if max(len(digits) + max(0, exponent), places) > _SURE_DIGITS:
        return None
    return f"0.{'0' * places}" if places else "0"


def printable(text: str) -> str:
    """Return ``text`` as any file can hold it, and in the order in which it is written.

    Controls are left out; for what is no character a mark stands.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(in_order(lines)))


def clean(text: str) -> str:
    """Return ``text`` as a cell can hold it: printable, and cut where it is too long."""
    shown = printable(text)
    if _units(shown) <= LONGEST_TEXT:
        return shown
    kept = shown.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(_CUT))]
    return kept.decode("utf-16-le", errors="ignore") + _CUT


def begins_a_formula(text: str) -> bool:
    """Say whether Excel would take ``text`` for a formula if somebody typed it."""
    return _BEGINS_A_FORMULA.match(text) is not None


def _units(text: str) -> int:
    """Return the length as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2
