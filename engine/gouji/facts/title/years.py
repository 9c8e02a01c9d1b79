"""The years of a title: a number within a name (1953广场管理处) is none."""

from gouji.expressions import compiled
from gouji.facts import dates

_SHORT_YEAR = compiled(r"(?<!\d)[12]\d年度?")
_BESIDE = compiled(r"[^\w]*$")
_EMPTY = compiled("[（【〔][）】〕]")
_FIRST = 2000
_WORDS = compiled("年?度?")


def title_years(text: str) -> list[tuple[int, int, int]]:
    """Return (start, end, year) for every year in a piece of a title.

    年 behind a number makes it a year, and brackets around it do; a bare number is one where it
    ends the piece, for the report's name follows there, or begins it while no other year is given
    (reports are of this century: 1956农场 begins with a name).
    """
    found = [(s, e, year) for s, e, year in dates.years(text) if not _in_number(text, s, e)]
    said = [each for each in found if _is_said(text, *each[:2])]
    return said or [e for e in found if e[2] >= _FIRST and not text[: e[0]].strip("《〈“（ ")]


def _in_number(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal()


def _is_said(text: str, start: int, end: int) -> bool:
    return (
        text.startswith("年", end)
        or _BESIDE.match(text, end) is not None
        or (text[start - 1 : start] in tuple("（【〔[") and text[end : end + 1] in tuple("）】〕]"))
    )


def without_years(text: str) -> str:
    """Return ``text`` without its years, and without the brackets that held only a year."""
    for start, end, _ in reversed(title_years(text)):
        tail = _WORDS.match(text, end)
        text = text[:start] + text[tail.end() if tail else end :]
    return _EMPTY.sub("", _SHORT_YEAR.sub("", text))
