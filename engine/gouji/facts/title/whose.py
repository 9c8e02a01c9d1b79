"""Whose report it is and of which year: from the title, else as the text says it."""

import re

from gouji.expressions import compiled
from gouji.facts import dates
from gouji.facts.names import names_agree
from gouji.facts.period_found import Period
from gouji.facts.title.agency import is_bare, named_in_text, whole_name
from gouji.facts.title.found import Title
from gouji.facts.title.report_name import names_in
from gouji.facts.title.run import NUMBERED
from gouji.facts.title.wording import TitleWording
from gouji.facts.title.years import title_years
from gouji.model.prose import Prose

_REACH = 30
_YEAR_BEHIND = compiled(r"[（》]*((?:19|20)\d\d)年?度?[）》]")
_OPENING_YEAR = compiled(
    r"(?:^|[。\n])(?:[一二三四五六]、[^。，；\n]{2,12})?(20\d\d)年(?:度|以?来)?，"
)


def report_year(
    title: Title, preamble: Prose, text: Prose, period: Period, wording: TitleWording
) -> int | None:
    """Return the report's year: from the title, the text around the report's name, the period."""
    if title.year is not None:
        return title.year
    for prose in (preamble, text):
        for match in names_in(prose.text, wording):
            year = _nearest_year(prose.text, *match.span())
            if year is not None:
                return year
    if period.end is not None:
        return period.end.year
    return period.year_only or _only_year(text)


def _nearest_year(text: str, start: int, end: int) -> int | None:
    before = re.split("[。，；\n]", text[max(start - _REACH, 0) : start])[-1]
    years = title_years(NUMBERED.sub("", before)) or dates.years(text[start:end])
    if years:
        return years[-1][2]
    behind = _YEAR_BEHIND.match(text, end)
    return int(behind[1]) if behind else None


def _only_year(text: Prose) -> int | None:
    """Return the year that opens sentences (2024年，…), where it is the same in all of them."""
    years = {int(match[1]) for match in _OPENING_YEAR.finditer(text.text)}
    return years.pop() if len(years) == 1 else None


def report_agency(title: Title, preamble: Prose, text: Prose, wording: TitleWording) -> str | None:
    """Return the agency: from the title, else as the text names it.

    Half a name in the title (市残联) counts for the whole one in the text that it shortens.
    """
    if title.agency is not None and not is_bare(title.agency, wording):
        return title.agency
    named = named_in_text(preamble, text, wording)
    if title.agency is None:
        return named
    lines = (line.text for line in preamble.lines)
    whole = whole_name(title.agency, lines, wording)
    agrees = named is not None and names_agree(title.agency, named) == "right"
    return whole or (named if agrees else None)
