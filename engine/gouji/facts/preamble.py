"""The statements that every report owes its reader: period, basis, contact, fee, download."""

import re
from collections.abc import Iterator

from gouji.facts import dates
from gouji.facts.phrases import Words, find, mentions
from gouji.model.prose import Prose, Quote
from gouji.model.report import Contact, Period, Statement
from gouji.model.wording import ContactWording, FeeWording, Phrase, Wording

_PHONE = re.compile(
    r"(?<![\d.])(?:（?0\d{2,3}）?[-—–－―]{0,2}\d{7,8}|1[3-9]\d{9}|400-?\d{3,4}-?\d{3,4}|\d{7,8})(?![\d.])"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_AREA_CODE = re.compile(r"^（?0\d{2,3}")
_BEFORE = 14


def read_period(preamble: Prose, text: Prose, wording: Wording) -> Period:
    """Return the statistical period: dates in the preamble, or in a sentence that says so."""
    words = wording.period
    best: tuple[int, Period] | None = None
    for rank, prose in enumerate((preamble, text)):
        for span in dates.spans(prose.text):
            left, right = prose.sentence(span.start, span.end)
            named = any(word in prose.text[left:right] for word in words.words)
            if not named and rank > 0:
                continue
            order = rank * 2 + (not named)
            if best is None or order < best[0]:
                period = Period(prose.quote(span.start, span.end), span.first, span.last)
                best = (order, period)
        if best:
            break
    return best[1] if best else _year_only(preamble, wording)


def _year_only(preamble: Prose, wording: Wording) -> Period:
    """Return a period given as a year (统计期限为2024年度), where there is one."""
    for start, end in preamble.sentences():
        sentence = preamble.text[start:end]
        pattern = r"统计[^。，]{0,10}((?:19|20)\d\d)年(?:度|全年)"
        match = re.search(pattern, sentence)
        if match and any(word in sentence for word in wording.period.words):
            return Period(preamble.quote(start, end), year_only=int(match[1]))
    return Period(None)


def read_basis(preamble: Prose, text: Prose, names: Words) -> Statement:
    """Return where the regulations are named as the basis: in the preamble, if there is one."""
    where = preamble if preamble.text else text
    return Statement(find(where, [(name,) for name in names]))


def read_download(text: Prose, phrases: tuple[Phrase, ...]) -> Statement:
    """Return where the report says how to get its electronic version."""
    return Statement(find(text, phrases))


def read_fee(text: Prose, wording: FeeWording) -> Statement:
    """Return what is said of 信息处理费; naming only the tariff's title says nothing yet."""
    cited: Quote | None = None
    for start, end in text.sentences():
        sentence = text.text[start:end]
        if mentions(_without(sentence, wording.citations), wording.phrases):
            return Statement(text.quote(start, end))
        if cited is None and any(citation in sentence for citation in wording.citations[:2]):
            cited = text.quote(start, end)
    return Statement(cited, only_cited=cited is not None)


def _without(sentence: str, citations: Words) -> str:
    for citation in citations:
        sentence = sentence.replace(citation, "")
    return sentence


def read_contact(text: Prose, wording: ContactWording) -> Contact:
    """Return the report's own contact; sentences of a site's footer do not count."""
    own = [
        (start, end)
        for start, end in text.sentences()
        if not any(word in text.text[start:end] for word in wording.not_contact)
    ]
    return Contact(
        address=next(_addresses(text, own, wording), None),
        telephone=next(_telephones(text, own, wording), None),
        email=next(_emails(text, own), None),
    )


def _telephones(
    text: Prose, sentences: list[tuple[int, int]], wording: ContactWording
) -> Iterator[Quote]:
    for start, end in sentences:
        sentence = text.text[start:end]
        for match in _PHONE.finditer(sentence):
            before = sentence[max(match.start() - _BEFORE, 0) : match.start()]
            introduced = any(word in before for word in wording.telephone)
            other = re.search(
                r"传真[^，；。]{0,4}$|邮编[^，；。]{0,4}$|邮政编码[^，；。]{0,4}$", before
            )
            if match[0] in wording.not_telephone or (other and not introduced):
                continue
            if introduced or _AREA_CODE.match(match[0]):
                yield text.quote(start + match.start(), start + match.end())


def _emails(text: Prose, sentences: list[tuple[int, int]]) -> Iterator[Quote]:
    for start, end in sentences:
        for match in _EMAIL.finditer(text.text[start:end]):
            yield text.quote(start + match.start(), start + match.end())


def _addresses(
    text: Prose, sentences: list[tuple[int, int]], wording: ContactWording
) -> Iterator[Quote]:
    """Yield addresses: after 地址, or a road and a house number beside a telephone."""
    label = "|".join(sorted(wording.address, key=len, reverse=True))
    roads = "|".join(wording.road_words)
    labelled = re.compile(rf"(?:{label})(?:为|是|在|[:：])?(?![:：])([^，；。:：）\n]{{4,60}})")
    house = re.compile(
        rf"[\u4e00-\u9fff]{{2,30}}(?:{roads})[\u4e00-\u9fff（）]{{0,12}}\d+(?:-\d+)?号"
    )
    for start, end in sentences:
        sentence = text.text[start:end]
        for match in labelled.finditer(sentence):
            if not re.match(r"https?|www|网", match[1]):
                yield text.quote(start + match.start(1), start + match.end(1))
        found = house.search(sentence)
        if found and (_PHONE.search(sentence) or _EMAIL.search(sentence)):
            yield text.quote(start + found.start(), start + found.end())
