"""Dates, years and spans of time as Chinese reports write them."""

import re
from dataclasses import dataclass
from datetime import date

from gouji.model.numerals import number

_YEAR = r"(?P<{0}>(?:19|20)\d\d|二[〇零○Ｏ0][〇零○一二三四五六七八九]{{2}})"
_MONTH = r"(?P<{0}>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?P<{0}>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DOT = r"[.\-/]"


def _day(prefix: str, *, year: bool = True) -> str:
    names = [f"{prefix}{part}" for part in ("y", "m", "d")]
    head = _YEAR.format(names[0]) + "年度?"
    head = head if year else f"(?:{head}|同年|当年|本年)?"
    written = f"{head}{_MONTH.format(names[1])}月(?:{_DAY.format(names[2])}[日号])?"
    if not year:
        return written
    dotted = (
        f"(?P<{prefix}Y>20\\d\\d){_DOT}(?P<{prefix}M>1[0-2]|0?[1-9])"
        f"{_DOT}(?P<{prefix}D>3[01]|[12]\\d|0?[1-9])"
    )
    return f"(?:{written}|{dotted})"


_BETWEEN = (
    r"(?:零时|起|开始|0时|00:00)*[，,]?(?:至|到|—+|-+|–+|~|～|－|―+|截至|截止到|截止至|截止)[，,]?"
)
SPAN = re.compile(_day("a") + _BETWEEN + f"(?:{_day('b')}|{_day('c', year=False)})")
YEAR = re.compile(_YEAR.format("year"))

_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time at ``text[start:end]`` of the text searched."""

    start: int
    end: int
    first: date
    last: date


def _value(text: str) -> int:
    """Return the value of a year, month or day; the patterns take nothing else."""
    return int(number(text) or 0)


def spans(text: str) -> list[Span]:
    """Return every span of time in folded ``text`` that names two calendar dates.

    A month without a day means its first day at the beginning and its last at the end; an end
    without a year has the year of the beginning. Impossible dates are passed over.
    """
    return [span for match in SPAN.finditer(text) if (span := _span(match)) is not None]


def _span(match: re.Match[str]) -> Span | None:
    got = match.groupdict()
    first = _date(
        got.get("ay") or got["aY"], got.get("am") or got["aM"], got.get("ad") or got["aD"], 1
    )
    year = got["by"] or got["bY"] or got["cy"] or got.get("ay") or got["aY"]
    month = got["bm"] or got["bM"] or got["cm"]
    last = _date(year, month, got["bd"] or got["bD"] or got["cd"], 0)
    if first is None or last is None:
        return None
    return Span(match.start(), match.end(), first, last)


def _date(year: str, month: str, day: str | None, missing_day: int) -> date | None:
    month_number = _value(month)
    days = _value(day) if day else (missing_day or _LAST_DAYS[month_number - 1])
    try:
        return date(_value(year), month_number, days)
    except ValueError:
        return None


def years(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, year) for every year written in ``text``."""
    return [(m.start(), m.end(), _value(m["year"])) for m in YEAR.finditer(text)]
