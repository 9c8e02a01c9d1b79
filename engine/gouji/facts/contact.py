"""The report's own contact: address, telephone, e-mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gouji.facts.fact import SAMPLE, Fact, Scene, quoted
from gouji.model.form import Strict
from gouji.model.names import Words
from gouji.model.prose import Prose, Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, flag, lacking, word

_PHONE = re.compile(
    r"(?<![\d.])(?:（?0\d{2,3}）?[-—–－―]{0,2}\d{7,8}|1[3-9]\d{9}|400-?\d{3,4}-?\d{3,4}|\d{7,8})(?![\d.])"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_AREA_CODE = re.compile(r"^（?0\d{2,3}")
_BEFORE = 14


class ContactWording(Strict):
    """How address and telephone are introduced, and numbers that are nobody's telephone."""

    address: Words
    road_words: Words
    telephone: Words
    not_telephone: Words
    not_contact: Words


@dataclass(frozen=True, slots=True)
class Contact:
    """Address, telephone and e-mail of the report's own contact."""

    address: Quote | None
    telephone: Quote | None
    email: Quote | None


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


def _subjects(scene: Scene[ContactWording, Contact]) -> Iterator[Subject]:
    contact = scene.value
    evidence = quoted(contact.address, contact.telephone, contact.email)
    yield Subject("contact", "contact", {"given": bool(evidence)}, {}, evidence)
    for part, title, quote in (
        ("address", "地址", contact.address),
        ("telephone", "电话", contact.telephone),
    ):
        yield Subject(
            "contact_part",
            f"contact.{part}",
            {"part": part, "given": quote is not None, "contact_given": bool(evidence)},
            {"title": title, "text": quote.text if quote else ""},
            quoted(quote) or evidence,
        )


CONTACT: Fact[ContactWording, Contact] = Fact(
    name="contact",
    loci={"contact": "`contact`", "contact_part": "`contact.address` · `contact.telephone`"},
    kinds=(
        Kind(
            "contact",
            "联系方式，作为整体。",
            {"given": flag("有地址、电话、电子邮箱中的任何一项")},
            {},
            accuses_by_lack=lacking("given"),
        ),
        Kind(
            "contact_part",
            "联系方式中的一项。",
            {
                "part": word("哪一项", "address", ("address", "telephone")),
                "given": flag("有这一项"),
                "contact_given": flag("有联系方式"),
            },
            {"title": "这一项的名称", "text": "原文"},
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
