"""Numbers in Chinese writing: what one says, and how one is written.

Reading is strict. What people write when they do not know exactly (三五件, 几十, 百余) and what may
mean two things (3万5) says no number: ``None``, never a guess.
"""

import re
from decimal import Decimal

from gouji.expressions import compiled

_FORMS = ("零〇○Ｏ", "一壹", "二贰两兩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {form: value for value, forms in enumerate(_FORMS) for form in forms}
_ZEROS = _FORMS[0]
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_GREAT = (("亿", 10**8), ("万", 10**4))
_TWENTIES = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十", "億": "亿", "萬": "万"})
_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)} | {ord("．"): ".", ord("，"): ","}
_LONGEST = 40
_ARABIC = compiled(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_SPELT = "".join(_DIGITS)
_COUNTED = _SPELT.lstrip(_ZEROS)
_FIGURES = compiled(rf"[0-9{_SPELT}]+")
_STEP = compiled(rf"([{_ZEROS}]?)(?:([1-9]|[{_COUNTED}]?)([{''.join(_UNITS)}])|([{_COUNTED}])$)")


def number(text: str) -> Decimal | None:
    """Return the number that ``text``, all of it, says exactly; ``None`` where it says none.

    Arabic (1,200), Chinese (一千二百, 两千零三, 一万二, 廿三, 二〇二四, 壹佰) and both together
    (3万5千, 1.2亿) are read; 一万二 is 12,000, as it is spoken.
    """
    text = text.translate(_WIDE).translate(_TWENTIES)
    return _great(text) if 0 < len(text) <= _LONGEST else None


def _great(text: str) -> Decimal | None:
    """Read a number of any size."""
    for sign, unit in _GREAT:
        head, found, tail = text.rpartition(sign)
        if found:
            return _sum(_great(head), tail, unit)
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    spelt = _figures(text) if _FIGURES.fullmatch(text) else _small(text)
    return None if spelt is None else Decimal(spelt)


def _sum(head: Decimal | None, tail: str, unit: int) -> Decimal | None:
    """Return ``head`` times ``unit``, and what the rest says: 二 after 一万 is two thousands."""
    if head is None or not head:
        return None
    if not tail:
        return head * unit
    rest: Decimal | None
    if len(tail) == 1 and tail in _DIGITS and tail not in _ZEROS:
        rest = Decimal(_DIGITS[tail] * unit // 10)
    elif tail.isdecimal():
        rest = Decimal(tail) if len(tail) == len(str(unit)) - 1 else None
    else:
        skips = tail[0] in _ZEROS
        rest = _great(tail[skips:])
        unit_below = unit // 10 if skips else unit
        rest = rest if rest is not None and rest < unit_below else None
    whole = head == head.to_integral_value()
    return head * unit + rest if rest is not None and whole else None


def _figures(text: str) -> int | None:
    """Read figures one by one: a single one, a year; 二三 or 三五 is an estimate."""
    values = [_value(char) for char in text]
    if len(values) in (2, 3) and 0 not in values:
        return None
    return int("".join(map(str, values)))


def _small(text: str) -> int | None:
    """Read a number below ten thousand that is written with units."""
    total, above, at = 0, 10**4, 0
    for step in _STEP.finditer(text):
        zero, digit, sign, last = step.groups()
        # a last figure without a unit: 一百二 is 120, 一百零二 is 102
        unit = _UNITS[sign] if sign else 1 if zero else above // 10
        fits = unit < above // 10 and total if zero else unit < above
        if step.start() != at or not fits or (sign and not digit and unit != 10):
            return None
        total += _value(digit or last or "一") * unit
        above, at = unit, step.end()
    return total if at == len(text) else None


def _value(digit: str) -> int:
    return _DIGITS[digit] if digit in _DIGITS else int(digit)


def counting(value: int) -> str:
    """Return 十二 for 12, 一百零五 for 105; figures for what is larger than 9999."""
    text = _written(value, "零一二三四五六七八九", ("", "十", "百", "千"))
    return text.removeprefix("一") if 10 <= value < 20 else text


def legal(value: int) -> str:
    """Return 壹拾贰 for 12, as on cheques."""
    return _written(value, "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"))


def digital(value: int) -> str:
    """Return 一〇 for 10."""
    return "".join("〇一二三四五六七八九"[int(figure)] for figure in str(value))


def _written(value: int, digits: str, units: tuple[str, ...]) -> str:
    if not 0 < value < 10_000:
        return str(value)
    figures = str(value)
    text = ""
    for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        if figure != "0":
            text += digits[int(figure)] + units[place]
        elif not text.endswith(digits[0]):
            text += digits[0]
    return text.rstrip(digits[0])
