"""How the report cites the notice that gives the statutory form (国办公开办函〔2021〕30号).

A citation names the notice by its issuer, a verb (印发, 发布 …) and its title, or by its number, or
both, in any order and in any marks. Only a body of the State named in place of the issuer is a
wrong one: offices below hand the form on or carry it out, and short names are no mistake yet.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Literal, get_args

from gouji.expressions import compiled
from gouji.facts.fact import SAMPLE, Fact, Scene, quoted, text_of
from gouji.facts.phrases import compact
from gouji.model.form import Form, Strict
from gouji.model.names import Loc, Name, Text, Words
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, Value, flag, word
from gouji.once import once
from gouji.records import dataclass

Mark = Literal["right", "doubtful", "wrong", "none"]

_OPEN, _CLOSE = r"[〔\[【〈《（﹝﹙﹛{｛〖「『]", r"[〕\]】〉》）﹞﹚﹜}｝〗」』]"
_DOCUMENT_NUMBER = compiled(
    rf"[（(]?([\u4e00-\u9fff]{{2,12}}){_OPEN}(\d{{4}})年?{_CLOSE}第?(\d{{1,4}})号?"
)
_QUOTES = compiled(r"[《》〈〉“”\"'‘’「」『』]")
_LEADING = compiled(
    r"根据|依据|按照|依照|遵照|参照|对照|以及|[和及与](?=《|〈|“|国务院|国办|国家)|[、，。；\n]|(?<=》)[和及与]"
)
_TITLE_END = "通知"
_TITLE_TAIL = compiled(r"(?:（[^）]{0,12}）|的?通知|的?函)$")
_DATE = compiled(r"(?:于|在)?(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:新|最新)?$")
_BODY = compiled(r"(?:办公室|办公厅|公开办|国务院|国办|[办部局委司厅署])$")
_OF_MATTERS = "关于"
"""Begins the title of a notice on some matter, which is not the form itself."""
_MOST = 100
"""Citations of the one notice in one report; more are a text that means no good."""
_LONGEST = 160
"""A citation up to its title's end is at most so long."""
_REACH = 60
"""Within how many characters after the form's name 「的通知」 and the number must follow."""


class NoticeWording(Strict):
    """The notice that gives the form: issuer, title and number."""

    issuer: Text
    title: Text
    symbol: Name
    year: int
    serial: int
    marks: Words
    """Words that only stand in a citation of the notice's title."""
    verbs: Words
    """What an issuer does with the form: 印发, 下发 …"""
    national: Words
    """How the names of bodies begin that could have issued it; others carry it out."""
    handing_on: Words = ()
    """What an office below does with a notice that it sends on; what it sends on counts."""
    short: Words = ()
    """Short names by which its issuer is known: neither right nor wrong."""


@dataclass(frozen=True, slots=True)
class Citation:
    """How the notice that gives the form is cited."""

    quote: Quote | None
    issuer: Mark = "none"
    issuer_printed: str = ""
    title: Mark = "none"
    title_printed: str = ""
    number: Mark = "none"
    number_printed: str = ""


_NONE = Citation(None, number_printed="没有引用")


def read_notice(text: Prose, wording: NoticeWording) -> Citation:
    """Return the citation that is wrong, else the most complete one: named, then numbered."""
    named = (c for c in _named(text, wording) if c is not None)
    found = [*islice(named, _MOST), *islice(_numbered(text, wording), _MOST)]
    if not found:
        return _NONE
    numbered = next((c for c in found if c.number == "right"), found[0])
    wrong = next((c for c in found if "wrong" in (c.issuer, c.title)), None)
    if wrong is None:
        return numbered
    return replace(wrong, number=numbered.number, number_printed=numbered.number_printed)


def _named(text: Prose, wording: NoticeWording) -> Iterator[Citation | None]:
    """Yield the citations that give the name of the form; ``None`` for those of another notice."""
    for match in compiled("|".join(map(re.escape, wording.marks))).finditer(text.text):
        left, right = text.sentence(match.start(), match.end())
        end = _end_of_title(text.text, match.end(), right)
        start = _start(text.text, left, end)
        number = _number_near(text.text, start, end, right, wording)
        issuer, title = _issuer_and_title(text.text[start:end], wording)
        if _is_local(issuer, wording):
            yield None
            continue
        until = max(end, number.end()) if number else end
        yield _citation(text.quote(start, until), issuer, title, number, wording)


def _numbered(text: Prose, wording: NoticeWording) -> Iterator[Citation]:
    """Yield the citations by number alone, or with a title that names another thing."""
    for match in _symbol(wording).finditer(text.text):
        start, title, issuer = match.start(), "", ""
        back = max(match.start() - _LONGEST, 0)
        before = text.text[back : match.start()].removesuffix("（")
        if _number(match, wording) == "right" and before.endswith(_TITLE_END + "》"):
            end = back + len(before)
            start = _start(text.text, text.sentence(*match.span())[0], end)
            cited = text.text[start:end]
            issuer, title = _issuer_and_title(cited, wording)
            if _is_local(issuer, wording) and any(verb in cited for verb in wording.handing_on):
                issuer = ""
        yield _citation(text.quote(start, match.end()), issuer, title, match, wording)


def _citation(
    quote: Quote,
    issuer: str,
    title: str,
    number: re.Match[str] | None,
    wording: NoticeWording,
) -> Citation:
    mark = _number(number, wording)
    return Citation(
        quote=quote,
        issuer=_issuer_mark(issuer, wording, numbered=mark == "right"),
        issuer_printed=issuer,
        title=_title_mark(title, wording, numbered=mark == "right"),
        title_printed=title,
        number=mark,
        number_printed=number[0].lstrip("（(") if number else "未写",
    )


@once
def _symbol(wording: NoticeWording) -> re.Pattern[str]:
    return compiled(rf"[（(]?({wording.symbol}){_OPEN}?(\d{{4}})年?{_CLOSE}?第?(\d{{1,4}})号?")


def _number_near(
    text: str, start: int, end: int, right: int, wording: NoticeWording
) -> re.Match[str] | None:
    """Return the number behind a title, or the one before it within the same citation."""
    symbol = _symbol(wording)
    return (
        _DOCUMENT_NUMBER.match(text, end)
        or symbol.search(text, end, min(right, end + _REACH))
        or symbol.search(text, max(start - _REACH, 0), end)
    )


def _end_of_title(text: str, end: int, right: int) -> int:
    """Return where the title ends that names the form: after 「的通知」 and closing marks."""
    notice = text.find(_TITLE_END, end, min(right, end + 12))
    end = notice + len(_TITLE_END) if notice >= 0 else end
    while end < right and text[end] in "》〉”’":
        end += 1
    return end


def _start(text: str, left: int, end: int) -> int:
    """Return where the citation begins that ends at ``end``: at its issuer."""
    left = max(left, end - _LONGEST)
    start = max((match.end() for match in _LEADING.finditer(text, left, end)), default=left)
    beside = text.rfind("》《", start, end) + 1
    whole = beside and text.count("《", start, beside) == text.count("》", start, beside)
    return beside if whole else start


def _issuer_and_title(cited: str, wording: NoticeWording) -> tuple[str, str]:
    """Split 「发文机关关于印发标题的通知」 (marks and number aside) into issuer and title."""
    text = _QUOTES.sub("", _DOCUMENT_NUMBER.sub("", compact(cited)))
    text = _handed_on(text.removeprefix("（").removesuffix("（"), wording)
    verb = _verb(wording).search(text)
    if verb is not None:
        issuer, title = _DATE.sub("", text[: verb.start()]), text[verb.end() :]
    else:
        issuer, title = _without_verb(cited, text, wording)
    title = _TITLE_TAIL.sub("", _TITLE_TAIL.sub("", title))
    return (wording.issuer if issuer.endswith(wording.issuer) else issuer), title


def _handed_on(text: str, wording: NoticeWording) -> str:
    """Return the notice that an office below sends on, without that office and its own words."""
    for verb in wording.handing_on:
        rest = text.rpartition(verb)[2].removeprefix("了")
        text = rest if _verb(wording).search(rest) else text
    return text


def _without_verb(cited: str, text: str, wording: NoticeWording) -> tuple[str, str]:
    """Split what names no verb: an issuer may stand before the opening mark, or other words."""
    issuer, of, title = text.partition(_OF_MATTERS)
    if of and _BODY.search(issuer):
        return issuer, of + title
    before = _QUOTES.sub("", cited[: cited.find("《")]) if "《" in cited else ""
    if _BODY.search(before):
        return before, text[len(before) :]
    if not _QUOTES.search(cited):
        return "", ""
    name = _TITLE_TAIL.sub("", text.removeprefix(before))
    return "", "" if wording.title.endswith(name) else name


@once
def _verb(wording: NoticeWording) -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, wording.verbs))
    return compiled(rf"(?:关于|联合|统一|重新|最新|新|所|已)?(?:{verbs})(?:的|了|实施|试行)?")


def _is_local(issuer: str, wording: NoticeWording) -> bool:
    """Tell whether a body below the State handed the form on, or carries it out."""
    return bool(
        _BODY.search(issuer)
        and issuer != wording.issuer
        and not any(name in issuer for name in wording.national)
        and not wording.issuer.endswith(issuer)
    )


def _issuer_mark(printed: str, wording: NoticeWording, *, numbered: bool) -> Mark:
    """Judge an issuer; with the right number beside it a short name leaves no doubt."""
    if not printed:
        return "none"
    if printed == wording.issuer:
        return "right"
    short = printed in wording.short or wording.issuer.endswith(printed)
    if short or not _BODY.search(printed):
        return "none" if numbered else "doubtful"
    return "wrong"


def _title_mark(printed: str, wording: NoticeWording, *, numbered: bool) -> Mark:
    """Judge a title; with the right number beside it a short one leaves no doubt."""
    if not printed:
        return "none"
    if printed == wording.title:
        return "right"
    if wording.title in printed or wording.title.endswith(printed):
        return "none" if numbered else "doubtful"
    return "doubtful" if printed.startswith(_OF_MATTERS) else "wrong"


def _number(match: re.Match[str] | None, wording: NoticeWording) -> Mark:
    if match is None:
        return "none"
    right = match[1].endswith(wording.symbol) and (int(match[2]), int(match[3])) == (
        wording.year,
        wording.serial,
    )
    return "right" if right else "wrong"


def _check(wording: NoticeWording, forms: Mapping[str, Form]) -> Iterator[tuple[Loc, str]]:
    """Yield a fault where the notice is that of no edition."""
    instruments = [form.instrument for form in forms.values()]
    symbol, year = f"{wording.symbol}〔", f"{wording.symbol}〔{wording.year}〕"
    number = f"{year}{wording.serial}号"
    for key, start in (("symbol", symbol), ("year", year), ("serial", number)):
        if not any(instrument.startswith(start) for instrument in instruments):
            known = "、".join(instruments)
            yield (key,), f"没有哪一版格式出自「{number}」（各版的 instrument 是 {known}）"
            return


def _is_lacking(fields: Mapping[str, Value]) -> bool:
    return not fields["cited"] or "none" in (fields["issuer"], fields["title"], fields["number"])


def _subjects(scene: Scene[NoticeWording, Citation]) -> Iterator[Subject]:
    notice, right = scene.value, scene.words
    yield Subject(
        kind="notice",
        locus="notice",
        fields={
            "cited": notice.quote is not None,
            "issuer": notice.issuer,
            "title": notice.title,
            "number": notice.number,
        },
        shows={
            "text": text_of(notice.quote),
            "issuer_printed": notice.issuer_printed,
            "title_printed": notice.title_printed,
            "number_printed": notice.number_printed,
            "issuer_right": right.issuer,
            "title_right": right.title,
            "number_right": f"{right.symbol}〔{right.year}〕{right.serial}号",
        },
        evidence=quoted(notice.quote),
    )


NOTICE: Fact[NoticeWording, Citation] = Fact(
    name="notice",
    loci={"notice": "`notice`"},
    kinds=(
        Kind(
            "notice",
            "对年度报告格式通知的引用。",
            {
                "cited": flag("引用了通知"),
                "issuer": word("发文机关", "right", get_args(Mark)),
                "title": word("通知名称", "right", get_args(Mark)),
                "number": word("发文字号", "right", get_args(Mark)),
            },
            {
                "text": "原文",
                "issuer_printed": "报告上的发文机关",
                "title_printed": "报告上的通知名称",
                "number_printed": "报告上的发文字号",
                "issuer_right": "正确的发文机关",
                "title_right": "正确的通知名称",
                "number_right": "正确的发文字号",
            },
            accuses_by_lack=_is_lacking,
        ),
    ),
    wording=NoticeWording,
    check=_check,
    read=lambda report, words: read_notice(report.text, words),
    subjects=_subjects,
    shown=lambda notice: [("格式通知", notice.quote)],
    sample=lambda _: Citation(SAMPLE, "right", "", "right", "", "right", ""),
)
