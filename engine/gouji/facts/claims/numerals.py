"""Numerals as reports write them: Arabic, Chinese, and both mixed with 万 and 千."""

import re
from decimal import Decimal
from typing import NamedTuple

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_TWENTIES = {"廿": 20, "卅": 30}
_ARABIC = r"\d{1,3}(?:，\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
SPELT = "[零〇一二两三四五六七八九十百千万亿廿卅]{1,20}"
FIGURE = rf"(?:{_ARABIC})(?:[百千万亿]+(?:\d{{1,4}}[千百十万])*)?"
"""Digits, 「3.1万」, 「3万5千」."""
_PART = re.compile(rf"({_ARABIC})|([十百千万亿])|([零〇一二两三四五六七八九廿卅])")
_ONE = Decimal(1)


class Numeral(NamedTuple):
    """A value, and the unit of its last digit where that digit stands for more than ones."""

    value: Decimal
    step: Decimal


def numeral(text: str) -> Numeral | None:
    """Return what ``text`` says, ``None`` where it is no numeral.

    ``step`` is 0 for an exact number; 「3.1万」 is 31000 to the thousand, 「一万二」 12000 likewise.
    """
    total = section = Decimal(0)
    digit: Decimal | None = None
    unit = _ONE
    zero = scaled = False
    places = 0
    for match in _PART.finditer(text):
        arabic, scale, spelt = match.groups()
        if arabic:
            digit, scaled = Decimal(arabic.replace("，", "")), False
            places = len(arabic.partition(".")[2])
        elif spelt:
            zero = zero or spelt in "零〇"
            digit, scaled = _spelt(spelt, digit, text), False
            section += _TWENTIES.get(spelt, 0)
        elif scale in _SMALL:
            unit = Decimal(_SMALL[scale])
            section += (_ONE if digit is None else digit) * unit
            digit, zero, scaled = None, False, True
        else:
            unit = Decimal(_LARGE[scale])
            held = section + (digit or 0)
            total, section = (total + held) * unit if unit > total else total + held * unit, _ZERO
            digit, zero, scaled = None, False, True
    if digit is not None:
        loose = unit > _ONE and not zero and not _plain(text)
        last = unit / 10 if loose and unit > 10 else _ONE
        step = last if last > _ONE else _ZERO
        return Numeral(total + section + digit * last, step)
    rough = scaled and unit >= 10_000 or (scaled and text[0].isdigit())
    return Numeral(total + section, unit.scaleb(-places) if rough else _ZERO)


_ZERO = Decimal(0)


def _spelt(char: str, before: Decimal | None, text: str) -> Decimal | None:
    """Return the digit that ``char`` adds; 「二〇」 without scales counts by places."""
    if char in _TWENTIES:
        return None
    value = Decimal(_DIGITS[char])
    return value if before is None or not _plain(text) else before * 10 + value


def _plain(text: str) -> bool:
    return not any(char in _SMALL or char in _LARGE or char in _TWENTIES for char in text)
