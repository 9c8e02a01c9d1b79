"""The title, and from it (or, failing that, from the text) the agency and the report's year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gouji.facts import dates
from gouji.facts.fact import SAMPLE, Fact, Scene, quoted
from gouji.facts.period import Period
from gouji.facts.phrases import compact
from gouji.model.document import Line
from gouji.model.form import Strict
from gouji.model.prose import Prose, Quote, join
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, Value, flag

_NOT_TITLE = re.compile(
    r"[。，；：:>|]|^\d+$|^[\d年月日.\-/\s]+$|来源|作者|浏览|字体|发布时间|发布日期"
)
_YEARS = re.compile(r"(?:19|20)\d\d|二[〇零○0][〇零○一二三四五六七八九]{2}")
_TRIM = re.compile(r"^(?:关于)|(?:关于|的|年度|年)+$|^[年度]+|（[^）]*）|[《》〈〉（）\s]")
_YEAR_OF_REPORT = re.compile(r"((?:19|20)\d\d)年度?[^。，；\n]{0,12}政府信息公开(?:工作)?年度?报")
_AGENCY_OF_REPORT = re.compile(
    r"(?:公布|发布|编制了?|现将|制作)《?([^。，；\n《》]{2,40}?)"
    r"(?:(?:19|20)\d\d年度?)?政府信息公开(?:工作)?年"
)
_LONGEST_TITLE_LINE = 60
_MOST_TITLE_LINES = 4


class TitleWording(Strict):
    """The report's title: ``name`` is mandated, ``near`` are names that fall short of it."""

    name: str
    near: tuple[str, ...]
    agency_endings: tuple[str, ...]
    not_agency: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The title's parts; ``quote`` is ``None`` where no title was found."""

    quote: Quote | None
    agency: str | None
    year: int | None
    named: bool


def read_title(lines: Sequence[Line], wording: TitleWording) -> Title:
    """Return the most complete title among the lines before the first section."""
    titles = [_title(candidate, wording) for candidate in _candidates(lines, wording)]
    nothing = Title(None, None, None, named=False)
    return max(titles, key=_completeness, default=nothing)


def _title(run: Sequence[Line], wording: TitleWording) -> Title:
    prose = join(run)
    name = _name(prose.text, wording)
    around = prose.text.replace(name, "", 1)
    years = dates.years(around)
    return Title(
        quote=Quote(prose.text.replace("\n", ""), run[0].place),
        agency=agency_in(around, wording),
        year=years[0][2] if years else None,
        named=name == wording.name,
    )


def _completeness(title: Title) -> int:
    """Count the parts that a title has; a running head repeats only some of them."""
    return (title.agency is not None) + (title.year is not None) + title.named


def _candidates(lines: Sequence[Line], wording: TitleWording) -> Iterator[list[Line]]:
    """Yield the runs of short lines that end with a report's name, the first one first."""
    for start in range(len(lines)):
        run = [lines[start]]
        while not _complete(run, wording) and len(run) < _MOST_TITLE_LINES:
            if start + len(run) >= len(lines) or not _titlelike(run[-1]):
                break
            run.append(lines[start + len(run)])
        if all(_titlelike(part) for part in run) and _complete(run, wording):
            yield run


def _titlelike(line: Line) -> bool:
    text = compact(line.text)
    return 0 < len(text) <= _LONGEST_TITLE_LINE and not _NOT_TITLE.search(text)


def _complete(run: Sequence[Line], wording: TitleWording) -> bool:
    text = "".join(compact(line.text) for line in run)
    return bool(_name(text, wording))


def _name(text: str, wording: TitleWording) -> str:
    """Return the report's name in ``text``: the mandated one, one near to it, or nothing."""
    return next((name for name in (wording.name, *wording.near) if name in text), "")


def agency_in(text: str, wording: TitleWording) -> str | None:
    """Return the agency left in a title once its name is taken out, or ``None``."""
    rest = _TRIM.sub("", _YEARS.sub("", text).replace("\n", ""))
    rest = _TRIM.sub("", rest)
    for word in wording.not_agency:
        rest = rest.removeprefix(word).removesuffix(word)
    if len(rest) >= 2 and rest.endswith(wording.agency_endings):
        return rest
    return None


def report_year(title: Title, preamble: Prose, text: Prose, period: Period) -> int | None:
    """Return the report's year: from the title, else from the text around the report's name."""
    if title.year is not None:
        return title.year
    for prose in (preamble, text):
        match = re.search(
            r"((?:19|20)\d\d)年度?[^。，；\n]{0,12}政府信息公开(?:工作)?年度?报", prose.text
        )
        if match:
            return int(match[1])
    if period.end is not None:
        return period.end.year
    return period.year_only


def report_agency(title: Title, preamble: Prose, text: Prose, wording: TitleWording) -> str | None:
    """Return the agency: from the title, else from 「现发布《某局…年度报告》」, else the seal."""
    if title.agency is not None:
        return title.agency
    for prose in (preamble, text):
        for match in _AGENCY_OF_REPORT.finditer(prose.text):
            agency = agency_in(match[1], wording)
            if agency:
                return agency
    return _signed(text, wording)


def _signed(text: Prose, wording: TitleWording) -> str | None:
    match = re.search(r"([^。；：，\n]{3,30})((?:19|20)\d\d)年\d{1,2}月\d{1,2}日$", text.text)
    return agency_in(match[1], wording) if match else None


def _lacks(fields: Mapping[str, Value]) -> bool:
    return not (fields["has_agency"] and fields["has_year"] and fields["has_name"])


def _subjects(scene: Scene[TitleWording, Title]) -> Iterator[Subject]:
    title = scene.value
    flags: dict[str, Value] = {
        "has_agency": title.agency is not None,
        "has_year": title.year is not None,
        "has_name": title.named,
    }
    names = ("机关名称", "年度", f"「{scene.words.name}」")
    missing = [name for name, given in zip(names, flags.values(), strict=True) if not given]
    shows = {
        "title": title.quote.text if title.quote else "（没有标题）",
        "missing": "、".join(missing),
    }
    yield Subject("title", "title", flags, shows, quoted(title.quote))


TITLE: Fact[TitleWording, Title] = Fact(
    name="title",
    loci={"title": "`title`"},
    kinds=(
        Kind(
            "title",
            "标题。每份报告一个。",
            {
                "has_agency": flag("标题里有机关名称"),
                "has_year": flag("标题里有年度"),
                "has_name": flag("标题里有「政府信息公开工作年度报告」"),
            },
            {"title": "标题原文", "missing": "所缺的内容"},
            accuses_by_letter=_lacks,
            accuses_by_lack=_lacks,
        ),
    ),
    wording=TitleWording,
    read=lambda report, words: read_title(report.lead, words),
    subjects=_subjects,
    shown=lambda title: [("标题", title.quote)],
    sample=lambda _: Title(SAMPLE, "某局", 2024, named=True),
)
