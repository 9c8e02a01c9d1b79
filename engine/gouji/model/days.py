"""A day as people write it in a list, an option or a form."""

import re
from datetime import date

_DAY = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))"
)
_TIME = re.compile(
    r"(?:(?<=\d)(?:T|\s+)|(?<=[日号])\s*)(?:上午|下午)?\s*"
    r"\d{1,2}(?:[:：]\d{2}){1,2}(?:\.\d+)?$"
)
"""The time of the day, behind it."""
_SIGNS = str.maketrans("－／．。—", "-/..-")


def day_of(text: str) -> date:
    """Return the day that ``text`` names: 2026-1-5, 2026/01/05, 2026年1月5日, 20260105, 2026.1.5.

    A time of the day may follow. Raises ``ValueError`` for anything else, and for a day that there
    is not.
    """
    match = _DAY.fullmatch("".join(_TIME.sub("", text.strip()).split()).translate(_SIGNS))
    if match is None:
        raise ValueError(text)
    year, month, day = (int(part) for part in match.groups() if part is not None)
    return date(year, month, day)
