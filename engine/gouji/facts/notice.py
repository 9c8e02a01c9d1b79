"""How the report cites the notice that gives the statutory form (国办公开办函〔2021〕30号)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from gouji.facts.fact import SAMPLE, Fact, Scene, quoted
from gouji.facts.phrases import compact
from gouji.model.form import Form, Strict
from gouji.model.names import Loc, Name, Text, Words
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, Value, flag, word

Mark = Literal["right", "wrong", "none"]

_OPEN, _CLOSE = r"[〔\[【〈《（]", r"[〕\]】〉》）]"
_DOCUMENT_NUMBER = re.compile(
    rf"（?([\u4e00-\u9fff]{{2,12}}){_OPEN}(\d{{4}})年?{_CLOSE}第?(\d{{1,4}})号?"
)
_QUOTES = re.compile(r"[《》〈〉“”\"'‘’「」『』]")
_ISSUED = re.compile(r"关于(?:印发|发布|下发)|印发")
_LEADING = re.compile(r"根据|依据|按照|依照|遵照|以及|[和及与](?=《|国务院)|[、，。；\n]")
_TITLE_END = "通知"
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


def read_notice(text: Prose, wording: NoticeWording) -> Citation:
    """Return the first citation that names the notice; else the first that numbers it."""
    citations = [*_named(text, wording), *_numbered(text, wording)]
    return next(iter(citations), Citation(None, number_printed="没有引用"))


def _named(text: Prose, wording: NoticeWording) -> Iterator[Citation]:
    """Yield the citations that give the name of the form."""
    for match in re.finditer("|".join(map(re.escape, wording.marks)), text.text):
        left, right = text.sentence(match.start(), match.end())
        end = _end_of_title(text.text, match.end(), right)
        cited, start = _cited(text.text, left, end)
        number = _DOCUMENT_NUMBER.match(text.text, end)
        if number is None:
            number = _symbol(wording).search(text.text, end, min(right, end + _REACH))
        issuer, title = _issuer_and_title(cited, wording)
        yield Citation(
            quote=text.quote(start, number.end() if number else end),
            issuer=_mark(issuer, wording.issuer),
            issuer_printed=issuer,
            title=_mark(title, wording.title),
            title_printed=title,
            number=_number(number, wording),
            number_printed=number[0].lstrip("（") if number else "未写",
        )


def _numbered(text: Prose, wording: NoticeWording) -> Iterator[Citation]:
    """Yield the citations by number alone, or with a title that names another thing."""
    for match in _symbol(wording).finditer(text.text):
        start, title, issuer = match.start(), "", ""
        mark = _number(match, wording)
        before = text.text[: match.start()].removesuffix("（")
        if mark == "right" and before.endswith(_TITLE_END + "》"):
            cited, start = _cited(text.text, text.sentence(*match.span())[0], len(before))
            issuer, title = _issuer_and_title(cited, wording)
        yield Citation(
            quote=text.quote(start, match.end()),
            issuer=_mark(issuer, wording.issuer),
            issuer_printed=issuer,
            title=_mark(title, wording.title),
            title_printed=title,
            number=mark,
            number_printed=match[0].lstrip("（"),
        )


def _symbol(wording: NoticeWording) -> re.Pattern[str]:
    return re.compile(rf"（?({wording.symbol}){_OPEN}?(\d{{4}})年?{_CLOSE}?第?(\d{{1,4}})号?")


def _end_of_title(text: str, end: int, right: int) -> int:
    """Return where the title ends that names the form: after 「的通知」 and closing marks."""
    notice = text.find(_TITLE_END, end, min(right, end + 12))
    end = notice + len(_TITLE_END) if notice >= 0 else end
    while end < right and text[end] in "》〉”":
        end += 1
    return end


def _cited(text: str, left: int, end: int) -> tuple[str, int]:
    """Return the citation that ends at ``end``, from the issuer on, and its offset."""
    leads = [match.end() for match in _LEADING.finditer(text, left, end)]
    start = max(leads, default=left)
    return text[start:end], start


def _issuer_and_title(cited: str, wording: NoticeWording) -> tuple[str, str]:
    """Split 「发文机关关于印发标题的通知」 (marks aside) into issuer and title."""
    text = _QUOTES.sub("", compact(cited))
    match = _ISSUED.search(text)
    if match is None:
        name = re.sub(r"的?通知$", "", text)
        return "", "" if wording.title.endswith(name) else name
    issuer, title = text[: match.start()], re.sub(r"的?通知$", "", text[match.end() :])
    return (wording.issuer if issuer.endswith(wording.issuer) else issuer), title


def _mark(printed: str, right: str) -> Mark:
    if not printed:
        return "none"
    return "right" if printed == right else "wrong"


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


def _is_wrong(fields: Mapping[str, Value]) -> bool:
    return "wrong" in (fields["issuer"], fields["title"], fields["number"])


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
            "text": notice.quote.text if notice.quote else "",
            "issuer_printed": notice.issuer_printed,
            "title_printed": notice.title_printed,
            "number_printed": notice.number_printed,
            "issuer_right": right.issuer,
            "title_right": right.title,
            "number_right": f"{right.symbol}〔{right.year}〕{right.serial}号",
        },
        evidence=quoted(notice.quote),
    )


def _is_lacking(fields: Mapping[str, Value]) -> bool:
    return not fields["cited"] or "none" in (fields["issuer"], fields["title"], fields["number"])


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
            accuses_by_letter=_is_wrong,
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
