"""Whom a reader may ask about the report: address, telephone and e-mail.

Numbers and addresses of other things are none: complaint hotlines, a site's footer, e-mail and web
addresses. What stands in a sentence that tells of something set up or published may be meant.
"""

import re
from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from gouji.expressions import compiled
from gouji.facts.fact import SAMPLE, Fact, Scene, quoted, text_of
from gouji.facts.phrases import Phrase, Sentence, mentions, sentences, standing
from gouji.model.form import Strict
from gouji.model.names import Words
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import SEEN, Kind, flag, lacking, perhaps, word
from gouji.once import once
from gouji.records import dataclass

_PHONE = compiled(
    r"(?<![\d.])(?:(?P<area>(?:\+?86-?)?（?0\d{2,3}）?(?:[-—–－―/]{0,2}\d{7,8}|[-—]{1,2}\d{5,6}))"
    r"|1[3-9]\d{9}|400-?\d{3,4}-?\d{3,4}|\d{7,8}|(?P<service>[19]\d{4}))(?![\d.]|-\d|[人次件个起条万元])"
)
_EMAIL = compiled(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}"
    r"(?:\.[A-Za-z0-9-]{1,63}){0,5}\.[A-Za-z]{2,24}"
)
_OTHER_NUMBER = compiled(r"(?:传真|邮编|邮政编码)[^，；。]{0,4}$")
_NOT_PLACE = compiled(r"(?:https?|www|[A-Za-z0-9._%+-]{1,64}@|网)", re.IGNORECASE)
_BEFORE = 14
_TOLD = 20
"""Characters before a number in which it is said to be of something set up or published."""


class ContactWording(Strict):
    """How address and telephone are introduced, and what is nobody's contact."""

    asks: tuple[Phrase, ...]
    """Words that ask the reader to write or call."""
    tells: tuple[Phrase, ...]
    """Words that tell of a telephone or an address set up or published."""
    others: tuple[Phrase, ...]
    """Words of telephones for other things: complaints, emergencies."""
    address: Words
    sent_to: Words = ()
    """Words before the place to which a letter goes."""
    not_address: Words
    """What stands before 地址 in addresses that are no place."""
    road_words: Words
    telephone: Words
    footer: Words
    """Words that open the footer of a site."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Address, telephone and e-mail of the report's own contact; ``perhaps`` holds what may be."""

    address: Quote | None
    telephone: Quote | None
    email: Quote | None
    perhaps: dict[str, Quote] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    """A part of a contact, and whether it is surely one of the report."""

    part: str
    quote: Quote
    sure: bool


def read_contact(text: Prose, wording: ContactWording) -> Contact:
    """Return the report's own contact, and what may be a part of it."""
    sure: dict[str, Quote] = {}
    perhaps: dict[str, Quote] = {}
    there = _there(text.text, wording)
    for sentence in sentences(text):
        for found in _contacts(sentence, wording, there):
            (sure if found.sure else perhaps).setdefault(found.part, found.quote)
    return Contact(
        address=sure.get("address"),
        telephone=sure.get("telephone"),
        email=sure.get("email"),
        perhaps={part: quote for part, quote in perhaps.items() if part not in sure},
    )


class _There(NamedTuple):
    """Words of the wording that stand anywhere in the text."""

    asks: tuple[Words, ...]
    others: tuple[Words, ...]
    footer: tuple[str, ...]


def _there(text: str, wording: ContactWording) -> _There:
    return _There(
        standing(text, wording.asks),
        standing(text, wording.others),
        tuple(word for word in wording.footer if word in text),
    )


def _contacts(sentence: Sentence, wording: ContactWording, there: _There) -> Iterator[_Found]:
    """Yield the parts of a contact in one sentence."""
    own = _own(sentence, there)
    if own is None:
        return
    text = own.text
    asked = mentions(text, there.asks)
    if not asked and (not _sign(wording).search(text) or mentions(text, there.others)):
        return
    for part, start, end, certain in (
        *_telephones(text, wording, asked=asked),
        *_emails(text),
        *_addresses(text, wording, asked=asked),
    ):
        told = not asked and mentions(text[max(start - _TOLD, 0) : start], wording.tells)
        yield _Found(part, own.quote(start, end), certain and not told)


def _own(sentence: Sentence, there: _There) -> Sentence | None:
    """Return the sentence up to the footer of a site that runs into it, or ``None``.

    Before a footer only what surely asks the reader to write or call is the report's.
    """
    text = sentence.text
    cuts = [at for word in there.footer if (at := text.find(word)) >= 0]
    if not cuts:
        return sentence
    before = Sentence(sentence.prose, sentence.start, sentence.start + min(cuts))
    return before if mentions(before.text, there.asks) else None


_Part = tuple[str, int, int, bool]
"""What it is, from where to where, and whether it surely is."""


def _telephones(text: str, wording: ContactWording, *, asked: bool) -> Iterator[_Part]:
    for match in _PHONE.finditer(text):
        before = text[max(match.start() - _BEFORE, 0) : match.start()]
        introduced = any(word in before for word in wording.telephone)
        other = _OTHER_NUMBER.search(before) and not introduced
        if other or mentions(before, wording.others):
            continue
        if match["service"] and not (asked and introduced):
            continue
        certain = introduced or (asked and match["area"] is not None)
        if certain or asked or match["area"]:
            yield "telephone", match.start(), match.end(), certain


def _emails(text: str) -> Iterator[_Part]:
    found = _EMAIL.finditer(text) if "@" in text else ()
    return (("email", match.start(), match.end(), True) for match in found)


def _addresses(text: str, wording: ContactWording, *, asked: bool) -> Iterator[_Part]:
    """Yield addresses: after 地址, or a road and a house number beside a telephone."""
    labelled, house, floor = _patterns(wording)
    for match in labelled.finditer(text):
        before, place = text[max(match.start() - 4, 0) : match.start()], match["place"]
        if before.endswith(wording.not_address) or _NOT_PLACE.match(place):
            continue
        certain = bool(match["colon"] or house.search(place) or floor.search(place))
        if certain or match["verb"] or (match["sent"] and _PHONE.search(text)):
            yield "address", match.start("place"), match.end("place"), certain
    if not (asked or _PHONE.search(text) or ("@" in text and _EMAIL.search(text))):
        return
    for pattern in (house, floor):
        if found := pattern.search(text):
            yield "address", found.start(), found.end(), pattern is house


@once
def _sign(wording: ContactWording) -> re.Pattern[str]:
    """Return a pattern for what stands in every sentence that has a contact and does not ask."""
    return compiled("|".join((r"[\d@]", *wording.address, *wording.sent_to)))


@once
def _patterns(wording: ContactWording) -> tuple[re.Pattern[str], ...]:
    """Return patterns for a labelled address, for a road with a number, and for a room."""
    labels = "|".join(sorted(wording.address, key=len, reverse=True))
    sent = "|".join(sorted(wording.sent_to, key=len, reverse=True)) or "(?!)"
    roads = "|".join(wording.road_words)
    return (
        compiled(
            rf"(?:(?:{labels})(?P<verb>为|是|在|位于)?|(?P<sent>{sent}))(?P<colon>[:：])?(?![:：])"
            r"(?P<place>[^，；。、:：）\n]{3,60})"
        ),
        compiled(
            rf"[\u4e00-\u9fff]{{2,30}}(?:{roads})[\u4e00-\u9fff（）]{{0,12}}\d{{1,5}}(?:-\d{{1,5}})?号"
        ),
        compiled(
            r"[\u4e00-\u9fff]{2,20}(?:中心|广场|大厦|大楼|大院|大厅|楼|院|街|路)[\u4e00-\u9fff]{0,6}"
            r"(?:(?:[A-Za-z]座?-?)?\d{1,5}|[一二三四五六七八九十]{1,3}|[A-Za-z](?=[座栋幢楼]))"
            r"(?:号|楼|层|室|座|栋|幢)"
            r"|[\u4e00-\u9fff]{2,20}(?:中心|大厦|大楼|大院|大厅)(?:内|办公室)"
        ),
    )


def _subjects(scene: Scene[ContactWording, Contact]) -> Iterator[Subject]:
    contact = scene.value
    given = quoted(contact.address, contact.telephone, contact.email)
    seen = tuple(contact.perhaps.values())
    evidence = given or quoted(*seen)
    yield Subject(
        "contact",
        "contact",
        {"given": bool(given), "perhaps": bool(seen)},
        {"seen": "、".join(quote.text for quote in seen)},
        evidence,
    )
    for part, title, quote in (
        ("address", "地址", contact.address),
        ("telephone", "电话", contact.telephone),
    ):
        maybe = contact.perhaps.get(part)
        yield Subject(
            "contact_part",
            f"contact.{part}",
            {
                "part": part,
                "given": quote is not None,
                "contact_given": bool(given),
                "perhaps": maybe is not None,
            },
            {"title": title, "text": text_of(quote), "seen": text_of(maybe)},
            quoted(quote or maybe) or evidence,
        )


CONTACT: Fact[ContactWording, Contact] = Fact(
    name="contact",
    loci={"contact": "`contact`", "contact_part": "`contact.address` · `contact.telephone`"},
    kinds=(
        Kind(
            "contact",
            "联系方式，作为整体。",
            {
                "given": flag("有地址、电话、电子邮箱中的任何一项"),
                "perhaps": perhaps("联系方式"),
            },
            {"seen": SEEN},
            accuses_by_lack=lacking("given"),
        ),
        Kind(
            "contact_part",
            "联系方式中的一项。",
            {
                "part": word("哪一项", "address", ("address", "telephone")),
                "given": flag("有这一项"),
                "contact_given": flag("有联系方式"),
                "perhaps": perhaps("这一项"),
            },
            {"title": "这一项的名称", "text": "原文", "seen": SEEN},
            accuses_by_lack=lacking("given"),
        ),
    ),
    wording=ContactWording,
    read=lambda report, words: read_contact(report.text, words),
    subjects=_subjects,
    shown=lambda contact: [
        ("地址", contact.address),
        ("电话", contact.telephone),
        ("电子邮箱", contact.email),
    ],
    sample=lambda _: Contact(SAMPLE, SAMPLE, None),
)
