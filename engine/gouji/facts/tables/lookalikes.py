"""What stands beside the digits of a cell and may be one of them: such a cell has no sure number.

「1941O」 is 19410 to one reader and 1941 with a slip of the pen to another. A letter, a sign or a
digit of another script that touches digits, a number that begins with a nought, a character that
nobody can read: none of these makes a value, and none is held against the report.
"""

from functools import lru_cache
from unicodedata import category

from gouji.expressions import compiled
from gouji.model.invisible import visible
from gouji.model.prose import fold

MIXED = "格内的数字夹有字母或者形似数字的符号，不能确定是什么数"
NOUGHT = "格内的数以 0 开头，不能确定是不是写错或者漏了数字"
GARBLED = "格内有无法辨认的字符，或者改变书写方向的符号，不能确定是什么数"

_BLANKS = compiled(r"\s+")
_BESIDE = compiled(r"(?<=[0-9])[.,]*([^0-9.,])|([^0-9.,])[.,]*(?=[0-9])")
_ALIKE = compiled(r"[-−]?[OoQDlIiSsBZz|!丨〇○◯ОоΟοІіΙЅ]{1,6}")
_NO_VALUE = compiled(r"[〇○]+")
_LEADING_NOUGHT = compiled(r"(?<![0-9.,])0[0-9]")
_SIGNS = frozenset("|丨○◯●〇零一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾")
"""Strokes and rings that pass for 1 and 0, and numerals in Chinese writing."""
_HAN = compiled(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNCLEAR = frozenset({"Mn", "Me", "Mc", "Co", "Cn", "Cf", "Cc", "Sk"})


@lru_cache(maxsize=10_000)
def doubt_of(text: str) -> str | None:
    """Return in Chinese why the digits that ``text`` shows are no sure number, or ``None``."""
    shown = _BLANKS.sub("", fold(visible(text))).replace("，", ",")
    if shown.isascii() and shown.isdecimal():
        return NOUGHT if len(shown) > 1 and shown[0] == "0" else None
    if "\ufffd" in shown:
        return GARBLED
    if any(map(_is_odd_digit, shown)) or any(map(_may_be_digit, _beside(shown))):
        return MIXED
    if _ALIKE.fullmatch(shown) and not _NO_VALUE.fullmatch(shown):
        return MIXED
    return NOUGHT if _LEADING_NOUGHT.search(shown) else None


def _beside(shown: str) -> list[str]:
    """Return the characters that touch digits."""
    return [before or after for before, after in _BESIDE.findall(shown)]


def _is_odd_digit(char: str) -> bool:
    """Tell whether a character is a digit or a number of its own: ①, ², ٣, Ⅳ, ½."""
    return not char.isascii() and char.isnumeric() and not _HAN.match(char)


def _may_be_digit(char: str) -> bool:
    kind = category(char)
    return char in _SIGNS or kind in _UNCLEAR or (kind[0] == "L" and not _HAN.match(char))
