"""Dates, years and spans of time as Chinese reports write them."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gouji.expressions import compiled
from gouji.model.numerals import number
from gouji.records import dataclass

_YEAR = r"(?P<{0}>(?:19|20)\d\d|二[〇零○ＯO0][〇零○ＯO一二三四五六七八九]{{2}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[元一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DOT = r"[.\-/]"
_DASH = r"[—\-–~～－―─]{1,4}"
_DATE = compiled(
    rf"(?<!\d)(?:{_YEAR.format('y')}年度?的?（?|(?:同|当|本|今|该)年度?的?)?"
    rf"(?P<m>{_MONTH})月(?P<d>{_DAY})(?:[日号]|(?=$|[，。；）\n]|起|止|至|到|截))"
    rf"|(?<![\d.]){_YEAR.format('Y')}(?:{_DOT}|年)(?P<M>1[0-2]|0?[1-9])(?:{_DOT}|月)"
    rf"(?P<D>3[01]|[12]\d|0?[1-9])(?![\d])日?"
    rf"|(?<![\d.])(?P<whole>20\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9]))(?!\d)"
    rf"|(?<!\d){_YEAR.format('my')}年度?(?P<mm>{_MONTH})月(?:份|底|末|初)?(?!\d)"
    rf"|(?<!\d)(?P<em>{_MONTH})月(?:份|底|末)?(?!\d)"
)
"""A date: with its year or without, dotted, in eight digits, or a month (of a year) alone.

日 may be forgotten where nothing but the end of a clause or of a span follows.
"""

_AFTER = (
    r"(?:（?含(?:当日|本日)?）?|\d{1,2}[时:：点]\d{0,2}分?|[零0]时|[零0]点|零时零分"
    r"|正式|统计|计算|起算|起计|起始|开始|起|始|以来|止|[，,、]){0,4}"
)
_TO = rf"(?:截至到|截止到|截止至|截至|截止|直至|延至|至|到|{_DASH})于?[，,：:]?(?:（含）)?"
_JOINT = compiled(_AFTER + _TO)
"""What stands between the two dates of a span."""
_MONTHS = compiled(
    rf"(?<!\d){_YEAR.format('year')}年度?(?P<from>{_MONTH})月?份?(?:{_TO})(?P<to>{_MONTH})月份?"
)
"""「2024年1—12月份」"""
_SHORT_END = compiled(
    rf"{_AFTER}{_TO}(?P<m>1[0-2]|0?[1-9])[./](?P<d>3[01]|[12]\d|0?[1-9])(?![\d.])"
)
"""The end of 「2024.1.1-12.31」"""
_LONGEST_JOINT = 24
YEAR = compiled(_YEAR.format("year"))

_LAST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Day:
    """A date at ``text[start:end]``; ``year`` and ``day`` are ``None`` where they are not given."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time at ``text[start:end]`` of the text searched.

    ``first`` and ``last`` are ``None`` where the dates do not exist (30 February) or the year
    is not given.
    """

    start: int
    end: int
    first: date | None
    last: date | None

    @property
    def whole_year(self) -> bool:
        """Tell whether it is a calendar year, from its first day to its last."""
        if self.first is None or self.last is None:
            return False
        year = self.first.year
        return (self.first, self.last) == (date(year, 1, 1), date(year, 12, 31))


def _value(text: str) -> int:
    """Return the value of a year, month or day; the patterns take nothing else."""
    return 1 if text == "元" else int(number(text.replace("O", "0")) or 0)


def days(text: str) -> list[Day]:
    """Return every date in folded ``text``, months of a year among them."""
    return [_day(match) for match in _DATE.finditer(text)]


def _day(match: re.Match[str]) -> Day:
    got = match.groupdict()
    if got["whole"]:
        year, month, day = got["whole"][:4], got["whole"][4:6], got["whole"][6:]
    else:
        year = got["y"] or got["Y"] or got["my"]
        month = got["m"] or got["M"] or got["mm"] or got["em"]
        day = got["d"] or got["D"]
    return Day(
        match.start(),
        match.end(),
        _value(year) if year else None,
        _value(month),
        _value(day) if day else None,
    )


def spans(text: str, year: int | None = None) -> list[Span]:
    """Return every span of time in folded ``text``, in order.

    A month without a day means its first day at the beginning and its last at the end; an end
    without a year has the year of the beginning, and a beginning without one is of ``year``.
    """
    return sorted(_spans(text, year), key=lambda span: span.start)


def _spans(text: str, year: int | None) -> Iterator[Span]:
    found = days(text)
    for first, last in pairwise(found):
        between = text[first.end : last.start]
        if len(between) <= _LONGEST_JOINT and _JOINT.fullmatch(between):
            yield span_of(first, last, year)
    for first in found:
        match = _SHORT_END.match(text, first.end)
        if match:
            end = Day(match.start("m"), match.end(), None, int(match["m"]), int(match["d"]))
            yield span_of(first, end, year)
    for match in _MONTHS.finditer(text):
        own = _value(match["year"])
        first = Day(match.start(), match.end("from"), own, _value(match["from"]), None)
        last = Day(match.start("to"), match.end(), own, _value(match["to"]), None)
        yield span_of(first, last, year)


def span_of(first: Day, last: Day, year: int | None) -> Span:
    """Return the span between two dates, which need not stand side by side."""
    begins = first.year if first.year is not None else (last.year or year)
    ends = last.year if last.year is not None else begins
    return Span(
        first.start,
        last.end,
        _date(begins, first.month, first.day or 1),
        _date(ends, last.month, last.day or _last_day(ends, last.month)),
    )


def _last_day(year: int | None, month: int) -> int:
    if month == 2 and year is not None and (year % 4 or (year % 100 == 0 and year % 400)):
        return 28
    return _LAST_DAYS[month - 1]


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year is not None else None
    except ValueError:
        return None


def years(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, year) for every year written in ``text``."""
    return [(m.start(), m.end(), _value(m["year"])) for m in YEAR.finditer(text)]
