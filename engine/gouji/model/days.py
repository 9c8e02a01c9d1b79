"""A day as people write it in a list, an option or a form."""

from datetime import date

from gouji.expressions import compiled
from gouji.model.numerals import number

_DAY = compiled(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
)
_TIME = compiled(
    r"(?:(?<=\d)(?:T|\s+)|(?<=[日号])\s*)(?:上午|下午)?\s*"
    r"\d{1,2}(?:[:：]\d{2}){1,2}(?:\.\d+)?(?:\+08:?00)?$"
)
"""The time of the day, behind it; that of another zone may be of another day."""
_NUMERAL = "[零〇○Ｏ一二三四五六七八九十廿卅]"
_SPELT = compiled(f"({_NUMERAL}{{4}})年({_NUMERAL}{{1,2}})月({_NUMERAL}{{1,3}})[日号]")
_SIGNS = str.maketrans("－／．。—", "-/..-")


def day_of(text: str) -> date:
    """Return the day that ``text`` names: 2026-1-5, 2026/01/05, 2026年1月5日, 20260105.

    It may be in words (二〇二六年一月五日), and a time of the day may follow. Raises ``ValueError``
    for anything else, and for a day that there is not.
    """
    bare = "".join(_TIME.sub("", text.strip()).split())
    match = _DAY.fullmatch(bare.translate(_SIGNS)) or _SPELT.fullmatch(bare)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(number(part) or 0) for part in match.groups() if part is not None)
    return date(year, month, day)
