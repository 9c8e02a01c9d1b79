"""The statistical period of the report's figures."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from gouji.expressions import compiled
from gouji.facts import dates
from gouji.facts.fact import SAMPLE, Fact, Scene, quoted, text_of
from gouji.facts.period_found import Period
from gouji.facts.phrases import Phrase, Sentence, first, mentions, sentences, standing
from gouji.facts.presenting import PRESENTING, Presenting
from gouji.facts.report import Report
from gouji.facts.title import TITLE, Title
from gouji.model.edit import Repair
from gouji.model.form import Strict
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag, lacking, perhaps

_APART = 40
"""Characters between the two dates of a period that are given in clauses of their own."""
_AROUND = 12
"""Characters on both sides of a span that tell what it is of."""
_BEGINS_BEFORE = compiled(r"(?:起始|开始|自|从|起)[^，。；]{0,8}$")
_BEGINS_BEHIND = compiled(r"[^，。；\d]{0,3}(?:起|始|开端)")
_ENDS_BEFORE = compiled(r"(?:截止|截至|终止|终|结束|迄|讫|止|至|到)[^，。；]{0,8}$")
_ENDS_BEHIND = compiled(r"[^，。；\d]{0,3}(?:止|终|结束|迄|讫)")


class PeriodWording(Strict):
    """Words in the sentence that states the statistical period.

    ``words`` say so where the report presents itself, ``anywhere`` in any sentence; ``perhaps``
    and ``perhaps_anywhere`` are the wide net. ``never`` stands around dates of other things.
    ``reorganised`` tells that the body began or ended within the year, unless the sentence says
    one of ``not_reorganised``.
    """

    words: tuple[Phrase, ...]
    anywhere: tuple[Phrase, ...]
    perhaps: tuple[Phrase, ...] = ()
    perhaps_anywhere: tuple[Phrase, ...] = ()
    never: tuple[Phrase, ...] = ()
    reorganised: tuple[Phrase, ...] = ()
    not_reorganised: tuple[Phrase, ...] = ()


def read_period(
    preamble: Prose,
    text: Prose,
    presenting: Presenting,
    words: PeriodWording,
    year: int | None = None,
) -> Period:
    """Return the period, read surely where a sentence says what its dates are.

    ``year`` is that of the title, for dates that are written without one.
    """
    said = next(_stated((preamble, text), presenting, words, year), None)
    if said is not None:
        return said
    return Period(None, perhaps=next(_perhaps(text, presenting, words, year), None))


def _stated(
    proses: tuple[Prose, Prose],
    presenting: Presenting,
    words: PeriodWording,
    year: int | None,
) -> Iterator[Period]:
    own = presenting.surely
    named = [s for s in own if mentions(s.text, words.words)]
    there = standing(proses[1].text, words.anywhere)
    anywhere = [s for s in sentences(proses[1]) if mentions(s.text, there)]
    for sentence, span in _spans([*named, *anywhere], year):
        yield _period(sentence, span, proses[1], words)
    yield from _apart(proses, {(id(s.prose), s.start) for s in (*named, *anywhere)}, words)
    for sentence, span in _spans(own, year):
        if _of_something_else(sentence, span, words):
            continue
        if _is_year(span, year) or sentence in presenting.speaking:
            yield _period(sentence, span, proses[1], words)
    yield from _year_only([*own, *anywhere], words)


def _spans(among: Iterable[Sentence], year: int | None) -> Iterator[tuple[Sentence, dates.Span]]:
    return ((s, span) for s in among for span in dates.spans(s.text, year))


def _is_year(span: dates.Span, year: int | None) -> bool:
    first = span.first
    return span.whole_year and first is not None and year in (None, first.year)


def _of_something_else(sentence: Sentence, span: dates.Span, words: PeriodWording) -> bool:
    """Tell whether the words around a span say what else it is: 公示期, 服务时间."""
    text = sentence.text
    around = text[max(span.start - _AROUND, 0) : span.start] + text[span.end : span.end + _AROUND]
    return mentions(around, words.never)


def _period(sentence: Sentence, span: dates.Span, text: Prose, words: PeriodWording) -> Period:
    quote = sentence.quote(span.start, span.end)
    if span.first is None or span.last is None:
        return Period(quote)
    reorganised = None if span.whole_year else _reorganised(sentence, span, text, words)
    return Period(quote, span.first, span.last, reorganised=reorganised)


def _reorganised(
    sentence: Sentence, span: dates.Span, text: Prose, words: PeriodWording
) -> Quote | None:
    """Return where it is said that the body began or ended within the year, near ``span``."""
    near = first([sentence], words.reorganised, words.not_reorganised)
    if near is not None or span.first is None or span.last is None:
        return near
    months = {(d.year, d.month) for d in (span.first, span.last)}
    return first(
        (s for s in sentences(text) if any(_month(day, span) in months for day in _days(s))),
        words.reorganised,
        words.not_reorganised,
    )


def _days(sentence: Sentence) -> list[dates.Day]:
    return dates.days(sentence.text)


def _month(day: dates.Day, span: dates.Span) -> tuple[int, int]:
    own = span.last.year if span.last else 0
    return day.year or own, day.month


def _apart(
    proses: tuple[Prose, Prose], named: set[tuple[int, int]], words: PeriodWording
) -> Iterator[Period]:
    """Yield the periods whose dates stand in clauses or sentences of their own.

    ``named`` are the sentences (by their prose and offset) that speak of the period.
    """
    for prose in proses:
        text = prose.text
        for one, other in pairwise(dates.days(text)):
            pair = _in_order(text, one, other) if other.start - one.end <= _APART else None
            if pair and (id(prose), prose.sentence(one.start, one.end)[0]) in named:
                span = replace(dates.span_of(*pair, None), start=one.start, end=other.end)
                yield _period(Sentence(prose, 0, len(text)), span, proses[1], words)


def _in_order(text: str, one: dates.Day, other: dates.Day) -> tuple[dates.Day, dates.Day] | None:
    """Return begin and end, where words say which of the two dates is which."""
    if _begins(text, one) and _ends(text, other):
        return one, other
    return (other, one) if _ends(text, one) and _begins(text, other) else None


def _begins(text: str, day: dates.Day) -> bool:
    before = text[max(day.start - 14, 0) : day.start]
    return bool(_BEGINS_BEFORE.search(before) or _BEGINS_BEHIND.match(text, day.end))


def _ends(text: str, day: dates.Day) -> bool:
    before = text[max(day.start - 14, 0) : day.start]
    return bool(_ENDS_BEFORE.search(before) or _ENDS_BEHIND.match(text, day.end))


def _year_only(among: Iterable[Sentence], words: PeriodWording) -> Iterator[Period]:
    """Yield the periods given as a year (统计期限为2024年度, 2024年全年数据)."""
    names = "|".join(re.escape(word) for phrase in words.words for word in phrase)
    whole = r"年(?:度|全年|整年|一整年|一年){1,2}"
    patterns = (
        rf"(?:{names})[^。，；]{{0,12}}?((?:19|20)\d\d)(?:{whole}|年(?=$|[，（]))",
        rf"((?:19|20)\d\d){whole}[^。，；]{{0,8}}(?:{names})",
    )
    for sentence in among:
        for pattern in patterns:
            match = re.search(pattern, sentence.text)
            if match:
                yield Period(sentence.quote(), year_only=int(match[1]))


def _perhaps(
    text: Prose, presenting: Presenting, words: PeriodWording, year: int | None
) -> Iterator[Quote]:
    """Yield what may be the period: dates that present themselves, any whole year, its words."""
    own = ((s, span, True) for s, span in _spans(presenting.surely, year))
    rest = ((s, span, span.whole_year) for s, span in _spans(sentences(text), year))
    for sentence, span, could in (*own, *rest):
        if could and not _of_something_else(sentence, span, words):
            yield sentence.quote(span.start, span.end)
    for among, phrases in (
        (presenting.surely, words.perhaps),
        (sentences(text), words.perhaps_anywhere),
    ):
        quote = first(among, phrases)
        if quote is not None:
            yield quote


def _of_another_year(period: Period, year: int | None) -> bool:
    return None not in (period.year_only, year) and period.year_only != year


def _subjects(scene: Scene[PeriodWording, Period]) -> Iterator[Subject]:
    period, year = scene.value, scene.report.year
    full = False
    if period.start and period.end:
        own = year if year is not None else period.start.year
        full = (period.start, period.end) == _whole(own)
    yield Subject(
        "period",
        "period",
        {
            "stated": period.quote is not None,
            "full_year": full,
            "exact": period.start is not None or _of_another_year(period, year),
            "reorganised": period.reorganised is not None,
            "perhaps": period.perhaps is not None,
        },
        {
            "text": text_of(period.quote),
            "seen": text_of(period.reorganised or period.perhaps),
            "year": str(year or "报告年度"),
        },
        quoted(period.quote or period.perhaps),
        repairs=() if full else _repairs(period, TITLE.of(scene.report)),
    )


def _repairs(period: Period, title: Title) -> tuple[Repair, ...]:
    """Return the other way to bring the period and the title together: the title may be wrong.

    Only where the period is another year's from its first day to its last.
    """
    start, end = period.start, period.end
    if start is None or end is None or (start, end) != _whole(start.year):
        return ()
    return title.with_year(start.year)


def _whole(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _read(report: Report, words: PeriodWording) -> Period:
    presenting = PRESENTING.of(report)
    return read_period(report.preamble, report.text, presenting, words, report.year)


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
                "reorganised": flag("文中说到机关在这一年内成立、合并或者撤销", default=False),
                "perhaps": perhaps("统计期限"),
            },
            {
                "text": "原文",
                "year": "报告年度",
                "seen": "可能是统计期限的原文，或者说到成立、合并、撤销的原文",
            },
            accuses_by_lack=lacking("stated"),
        ),
    ),
    wording=PeriodWording,
    read=_read,
    subjects=_subjects,
    shown=lambda period: [("统计期限", period.quote)],
    sample=lambda _: Period(SAMPLE, date(2024, 1, 1), date(2024, 12, 31)),
)
