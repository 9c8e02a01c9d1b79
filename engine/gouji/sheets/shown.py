"""What Excel shows of a number: the number itself, a percentage, or the day that it stands for.

Days are given as they can be read again (2025-01-20), with no more of them than is shown: where a
format leaves the day out, 1 January is not what was written.
"""

import re
from datetime import date, timedelta
from decimal import Context, Decimal, DecimalException

from gouji.sheets.cells import Cell, Fault

_EAST_ASIAN = {
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月"),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm"),
    30: "m-d-yy",
    31: "yyyy年m月d日",
}
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"),
    22: "yyyy/m/d h:mm",
    **_EAST_ASIAN,
}
"""Formats that files name by number alone (ECMA-376 Part 1, 18.8.30, with those of zh-CN)."""

_NOT_CODES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].|General|G/通用格式', re.IGNORECASE)
_DIGITS = Context(prec=15)
"""Excel keeps and shows so many digits; what stands behind them comes of binary fractions."""
_LONGEST = 30
_LAST_DAY = 2_958_465
"""31 December 9999."""
_LEAP = 60
"""Excel's 29 February 1900, which never was: days before it are counted from one day later."""
_MINUTE, _DAY = 60, 86_400


def format_code(number: int, own: dict[int, str]) -> str:
    """Return the code of the format with ``number``, bare of texts; ``own`` has the file's own."""
    code = own.get(number, _BUILT_IN.get(number, ""))
    return _NOT_CODES.sub("", code).partition(";")[0].lower()


def shown_number(text: str, code: str, *, since_1904: bool) -> Cell:
    """Return what a number reads as under the format ``code``."""
    try:
        number = _DIGITS.create_decimal(text)
    except DecimalException:
        return Fault("不是数")
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
        return Fault("不是数")
    if any(letter in code for letter in "ymdhs"):
        return _moment(number, code, since_1904=since_1904)
    return f"{_plain(number * 100)}%" if "%" in code else _plain(number)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"


def _moment(number: Decimal, code: str, *, since_1904: bool) -> Cell:
    seconds = round(number * _DAY)
    days, rest = divmod(seconds, _DAY)
    if not 0 <= days <= _LAST_DAY:
        return Fault("不是日期")
    if not any(letter in code for letter in "yd"):
        return _time(rest)
    if since_1904:
        start = date(1904, 1, 1)
    else:
        start = date(1899, 12, 31) if days < _LEAP else date(1899, 12, 30)
    return _day(start + timedelta(days), code) + (f" {_time(rest)}" if rest else "")


def _day(day: date, code: str) -> str:
    if "d" in code:
        return day.isoformat()
    return f"{day.year}年{day.month}月" if "m" in code.partition("h")[0] else f"{day.year}年"


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // _MINUTE % _MINUTE:02}:{seconds % _MINUTE:02}"
