"""Numerals in running text: what they say, and to which digit."""

from decimal import Decimal
from typing import NamedTuple

from gouji.model.numerals import number

_ARABIC = r"\d{1,3}(?:，\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
FIGURE = rf"(?:{_ARABIC})(?:[百千万亿]+(?:\d{{1,4}}[千百十万])*)?"
"""Digits, 「3.1万」, 「3万5千」."""
SPELT = "[零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟]{1,20}"
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_ROUND = ("万", "亿")
_ZERO = Decimal(0)


class Numeral(NamedTuple):
    """A value, and the unit of its last digit where that digit stands for more than ones."""

    value: Decimal
    step: Decimal


def numeral(text: str) -> Numeral | None:
    """Return what ``text`` says, ``None`` where it says no number.

    ``step`` is 0 for an exact number; 「3.1万」 is 31000 to the thousand, and so is 「一万二」.
    """
    value = number(text)
    return None if value is None else Numeral(value, _step(text))


def _step(text: str) -> Decimal:
    last = text[-1]
    if last in _SCALES and (last in _ROUND or text[0].isdecimal()):
        head = text.rstrip("百千万亿")
        places = len(head.rpartition(".")[2]) if "." in head else 0
        return Decimal(_SCALES[last]).scaleb(-places)
    if len(text) > 1 and text[-2] in _ROUND and not last.isdecimal():
        return Decimal(_SCALES[text[-2]]) / 10
    return _ZERO
