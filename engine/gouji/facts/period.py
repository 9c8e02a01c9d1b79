"""The statistical period of the report's figures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gouji.facts import dates
from gouji.facts.fact import SAMPLE, Fact, Scene, quoted
from gouji.model.form import Strict
from gouji.model.names import Words
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, Value, flag, lacking


class PeriodWording(Strict):
    """Words in the sentence that states the statistical period."""

    words: Words


@dataclass(frozen=True, slots=True)
class Period:
    """The statistical period; without dates it was given as a year only."""

    quote: Quote | None
    start: date | None = None
    end: date | None = None
    year_only: int | None = None


def read_period(preamble: Prose, text: Prose, wording: PeriodWording) -> Period:
    """Return the statistical period: dates in the preamble, or in a sentence that says so."""
    best: tuple[int, Period] | None = None
    for rank, prose in enumerate((preamble, text)):
        for span in dates.spans(prose.text):
            left, right = prose.sentence(span.start, span.end)
            named = any(word in prose.text[left:right] for word in wording.words)
            if not named and rank > 0:
                continue
            order = rank * 2 + (not named)
            if best is None or order < best[0]:
                period = Period(prose.quote(span.start, span.end), span.first, span.last)
                best = (order, period)
        if best:
            break
    return best[1] if best else _year_only(preamble, wording)


def _year_only(preamble: Prose, wording: PeriodWording) -> Period:
    """Return a period given as a year (统计期限为2024年度), where there is one."""
    for start, end in preamble.sentences():
        sentence = preamble.text[start:end]
        pattern = r"统计[^。，]{0,10}((?:19|20)\d\d)年(?:度|全年)"
        match = re.search(pattern, sentence)
        if match and any(word in sentence for word in wording.words):
            return Period(preamble.quote(start, end), year_only=int(match[1]))
    return Period(None)


def _is_other(fields: Mapping[str, Value]) -> bool:
    return bool(fields["stated"]) and not fields["full_year"]


def _subjects(scene: Scene[PeriodWording, Period]) -> Iterator[Subject]:
    period, year = scene.value, scene.report.year
    full = False
    if period.start and period.end:
        own = year if year is not None else period.start.year
        full = (period.start, period.end) == (date(own, 1, 1), date(own, 12, 31))
    yield Subject(
        "period",
        "period",
        {"stated": period.quote is not None, "full_year": full, "exact": period.start is not None},
        {"text": period.quote.text if period.quote else "", "year": str(year or "报告年度")},
        quoted(period.quote),
    )


PERIOD: Fact[PeriodWording, Period] = Fact(
    name="period",
    loci={"period": "`period`"},
    kinds=(
        Kind(
            "period",
            "统计期限。每份报告一个。",
            {
                "stated": flag("写了统计期限"),
                "full_year": flag("是报告年度的1月1日至12月31日"),
                "exact": flag("写明了起止日期（而不是只写「某年度」）"),
            },
            {"text": "原文", "year": "报告年度"},
            accuses_by_letter=_is_other,
            accuses_by_lack=lacking("stated"),
        ),
    ),
    wording=PeriodWording,
    read=lambda report, words: read_period(report.preamble, report.text, words),
    subjects=_subjects,
    shown=lambda period: [("统计期限", period.quote)],
    sample=lambda _: Period(SAMPLE, date(2024, 1, 1), date(2024, 12, 31)),
)
