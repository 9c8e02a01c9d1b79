"""A report becomes the subjects that rules judge: everything is computed here, nothing decided."""

from collections.abc import Iterator
from datetime import date

from gouji.facts.claims.subjects import claim_subjects
from gouji.facts.consistency import consistency_subjects
from gouji.facts.lawfulness import lawfulness_subjects
from gouji.facts.tables.subjects import table_subjects
from gouji.model.cells import Presence
from gouji.model.prose import Quote
from gouji.model.report import FoundSection, Report, Statement
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Value
from gouji.model.wording import Wording

_MOST_QUOTES = 5


def subjects_of(report: Report, wording: Wording) -> tuple[Subject, ...]:
    """Return every subject of ``report`` in a fixed order."""
    return (
        *_title(report),
        *_edition(report),
        *_sections(report),
        *_topics(report),
        *_period(report),
        *_basis(report, wording),
        *_notice(report, wording),
        *_contact(report),
        *_statements(report),
        *_leftovers(report),
        *table_subjects(report),
        *claim_subjects(report),
        *consistency_subjects(report, wording),
        *lawfulness_subjects(report, wording),
    )


def _evidence(quote: Quote | None, cell: str | None = None) -> tuple[Evidence, ...]:
    return (Evidence(quote.text, quote.place, cell),) if quote else ()


def _title(report: Report) -> Iterator[Subject]:
    title = report.title
    flags: dict[str, Value] = {
        "has_agency": title.agency is not None,
        "has_year": title.year is not None,
        "has_name": title.named,
    }
    names = ("机关名称", "年度", "「政府信息公开工作年度报告」")
    missing = [name for name, given in zip(names, flags.values(), strict=True) if not given]
    shows = {
        "title": title.quote.text if title.quote else "（没有标题）",
        "missing": "、".join(missing),
    }
    yield Subject("title", "title", flags, shows, _evidence(title.quote))


def _edition(report: Report) -> Iterator[Subject]:
    printed, due = report.form, report.due
    shows = {
        "printed": printed.instrument,
        "due": due.instrument,
        "year": str(report.year or "报告年度"),
    }
    place = next((table.place for table in report.tables if table.place), None)
    evidence = (Evidence(report.form.table("t2").title, place),) if place else ()
    yield Subject("edition", "edition", {"right": printed == due}, shows, evidence)


def _sections(report: Report) -> Iterator[Subject]:
    headings = {s.id: f"{s.ordinal}、{s.heading}" for s in report.form.sections}
    found = sorted((s for s in report.sections if s.position is not None), key=_position)
    expected = [s.id for s in report.sections if s.position is not None]
    here = next(
        ((f.id, e) for f, e in zip(found, expected, strict=True) if f.id != e), (None, None)
    )
    for section in report.sections:
        present = section.presence is not Presence.ABSENT
        shows = {"heading": headings[section.id]}
        evidence = _evidence(section.heading)
        yield Subject(
            "section", section.id, {"section": section.id, "present": present}, shows, evidence
        )
        yield Subject(
            kind="heading",
            locus=section.id,
            fields={
                "section": section.id,
                "exact": section.exact,
                "misplaced": section.id == here[0],
                "empty": not section.filled and not section.pictures,
                "picture_only": section.pictures and not section.filled,
            },
            shows=shows
            | {
                "printed": section.heading.text if section.heading else "",
                "expected_here": headings.get(here[1] or "", ""),
            },
            evidence=evidence,
            absent=not present,
            reason="这一部分只有图片，其中的文字没有读" if section.pictures else None,
        )


def _position(section: FoundSection) -> int:
    return -1 if section.position is None else section.position


def _topics(report: Report) -> Iterator[Subject]:
    headings = {s.id: f"{s.ordinal}、{s.heading}" for s in report.form.sections}
    for topic in report.topics:
        section = report.section(topic.section)
        unread = section.pictures and topic.quote is None
        yield Subject(
            kind="topic",
            locus=topic.id,
            fields={
                "topic": topic.id,
                "section": topic.section,
                "mentioned": topic.quote is not None,
            },
            shows={"title": topic.title, "heading": headings[topic.section]},
            evidence=_evidence(topic.quote or section.heading),
            readable=not unread,
            absent=section.presence is Presence.ABSENT or not (section.filled or section.pictures),
            reason="这一部分有图片，其中的文字没有读" if unread else None,
        )


def _period(report: Report) -> Iterator[Subject]:
    period = report.period
    year = report.year
    full = False
    if period.start and period.end:
        own = year if year is not None else period.start.year
        full = (period.start, period.end) == (date(own, 1, 1), date(own, 12, 31))
    yield Subject(
        "period",
        "period",
        {"stated": period.quote is not None, "full_year": full, "exact": period.start is not None},
        {"text": period.quote.text if period.quote else "", "year": str(year or "报告年度")},
        _evidence(period.quote),
    )


def _basis(report: Report, wording: Wording) -> Iterator[Subject]:
    quote = report.basis.quote
    yield Subject(
        "basis",
        "basis",
        {"stated": quote is not None},
        {"name": wording.basis[0]},
        _evidence(quote),
    )


def _notice(report: Report, wording: Wording) -> Iterator[Subject]:
    notice, right = report.notice, wording.notice
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
        evidence=_evidence(notice.quote),
    )


def _contact(report: Report) -> Iterator[Subject]:
    contact = report.contact
    quotes = [q for q in (contact.address, contact.telephone, contact.email) if q]
    evidence = tuple(e for quote in quotes for e in _evidence(quote))
    yield Subject("contact", "contact", {"given": bool(quotes)}, {}, evidence)
    for part, title, quote in (
        ("address", "地址", contact.address),
        ("telephone", "电话", contact.telephone),
    ):
        yield Subject(
            "contact_part",
            f"contact.{part}",
            {"part": part, "given": quote is not None, "contact_given": bool(quotes)},
            {"title": title, "text": quote.text if quote else ""},
            _evidence(quote) or evidence,
        )


def _statements(report: Report) -> Iterator[Subject]:
    for name, statement in (
        ("fee_disclosure", report.fee_disclosure),
        ("download", report.download),
    ):
        yield _statement(name, statement)


def _statement(name: str, statement: Statement) -> Subject:
    quote = statement.quote
    return Subject(
        "statement",
        name,
        {"statement": name, "stated": quote is not None, "only_cited": statement.only_cited},
        {"text": quote.text if quote else ""},
        _evidence(quote),
    )


def _leftovers(report: Report) -> Iterator[Subject]:
    found = report.leftovers
    quotes = "、".join(f"「{left.quote.text}」" for left in found[:_MOST_QUOTES])
    yield Subject(
        "placeholder",
        "placeholder",
        {"count": len(found)},
        {"quotes": quotes, "title": "、".join(dict.fromkeys(left.title for left in found))},
        tuple(e for left in found for e in _evidence(left.quote)),
    )
