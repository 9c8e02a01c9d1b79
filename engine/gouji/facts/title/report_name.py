"""The names that an annual report bears in its title and in its text, the mandated one first."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gouji.expressions import compiled
from gouji.facts import dates
from gouji.facts.title.wording import TitleWording

_PARTING = (("", "年度"), ("", "年"), ("", ""), ("（", "年度）"), ("（", "年）"), ("（", "）"))
"""What stands before and behind a year that parts the name: …工作（2024年）年度报告."""

_SHARED = len("政府")
"""A year behind 政府 parts no name: …人民政府2024年信息公开工作年度报告."""


class ReportName(NamedTuple):
    """A report's name at ``text[start:end]``; ``year`` stands inside it."""

    text: str
    start: int
    end: int
    year: int | None = None


def find_name(text: str, wording: TitleWording) -> ReportName | None:
    """Return the report's name in ``text``: the mandated one, also parted, else one near to it."""
    match = named(text, wording)
    if match is not None and match[0] == wording.name:
        return ReportName(match[0], *match.span())
    parted = _parted(text, wording.name)
    if parted is not None or match is None:
        return parted
    years = dates.years(match[0])
    return ReportName(match[0], *match.span(), years[0][2] if years else None)


def named(text: str, wording: TitleWording) -> re.Match[str] | None:
    """Return where a name stands whole in ``text``: the mandated one, else one near to it."""
    exact, near = _patterns(wording.name, wording.near, wording.not_name)
    return exact.search(text) or near.search(text)


def names_in(text: str, wording: TitleWording) -> Iterator[re.Match[str]]:
    """Yield every name that stands whole in ``text``."""
    for pattern in _patterns(wording.name, wording.near, wording.not_name):
        yield from pattern.finditer(text)


@lru_cache(maxsize=16)
def _patterns(name: str, near: str, not_name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return compiled(f"{name}(?!{not_name})"), compiled(f"{near}(?!{not_name})")


def _parted(text: str, name: str) -> ReportName | None:
    """Return where ``name`` stands in ``text`` once a year inside it is taken out."""
    for start, end, year in dates.years(text):
        for opening, tail in _PARTING:
            left, right = text[:start], text[end:]
            if not (left.endswith(opening) and right.startswith(tail)):
                continue
            left = left.removesuffix(opening)
            at = (left + right.removeprefix(tail)).find(name)
            if 0 <= at < len(left) - _SHARED < at + len(name) - _SHARED:
                taken = len(opening) + end - start + len(tail)
                return ReportName(name, at, at + len(name) + taken, year)
    return None
