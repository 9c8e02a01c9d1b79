"""A document becomes a report: title, sections, statements and tables, each with its place."""

from collections.abc import Callable, Mapping, Sequence

from gouji.errors import NotAReport
from gouji.facts.claims import read_claims
from gouji.facts.edition import printed_form
from gouji.facts.leftovers import read_leftovers
from gouji.facts.notice import read_notice
from gouji.facts.preamble import (
    read_basis,
    read_contact,
    read_download,
    read_fee,
    read_period,
)
from gouji.facts.sections import FoundBlocks, divide, has_pictures, is_filled, prose_of, table_texts
from gouji.facts.tables import read_tables
from gouji.facts.title import read_title, report_agency, report_year
from gouji.facts.topics import read_topics
from gouji.model.cells import Presence
from gouji.model.document import Document
from gouji.model.form import Form
from gouji.model.prose import join
from gouji.model.report import NO_CLAIMS, FoundSection, FoundTable, Report, Title
from gouji.model.wording import Wording

_ENOUGH_SECTIONS = 2


def recognise(
    document: Document,
    forms: Mapping[str, Form],
    form_for: Callable[[int | None], Form],
    wording: Wording,
) -> Report:
    """Return what ``document`` says; raises :class:`NotAReport` for some other document.

    ``forms`` are all editions, ``form_for`` gives the one in force for a report year (``None``
    where the year is unknown). The report is read by the form that it is printed on.
    """
    division = divide(document, form_for(None))
    lead = division.before or tuple(document.lines())
    title = read_title(lead, wording.title)
    text, _ = prose_of(division.text, division.openings)
    preamble = join(division.before)
    period = read_period(preamble, text, wording)
    year = report_year(title, preamble, text, period)
    due = form_for(year)
    form = printed_form(document, forms, due)
    labels = table_texts(form)
    sections = tuple(_section(found, labels) for found in division.sections)
    inside = {f.section.id: f.blocks for f in division.sections if f.presence is Presence.PRESENT}
    tables = read_tables(document, form, inside)
    _insist_on_report(title, sections, tables)
    agency = report_agency(title, preamble, text, wording.title)
    return Report(
        document=document,
        form=form,
        due=due,
        agency=agency,
        year=year,
        title=title,
        preamble=preamble,
        text=text,
        sections=sections,
        topics=read_topics(sections, wording.topics),
        period=period,
        basis=read_basis(preamble, text, wording.basis),
        notice=read_notice(text, wording.notice),
        contact=read_contact(text, wording.contact),
        fee_disclosure=read_fee(text, wording.fee_disclosure),
        download=read_download(text, wording.download),
        leftovers=read_leftovers(document, text, wording.placeholders),
        tables=tables,
        unread=document.unread,
        claims=read_claims(sections, year, agency, wording.claims) if wording.claims else NO_CLAIMS,
    )


def _section(found: FoundBlocks, labels: Sequence[str]) -> FoundSection:
    prose, subheadings = prose_of(found.running_text(labels))
    return FoundSection(
        id=found.section.id,
        presence=found.presence,
        heading=found.heading,
        exact=found.exact,
        position=found.position,
        filled=is_filled(found.blocks),
        pictures=has_pictures(found.blocks),
        prose=prose,
        subheadings=subheadings,
    )


def _insist_on_report(
    title: Title, sections: Sequence[FoundSection], tables: Sequence[FoundTable]
) -> None:
    """Refuse a document that has neither two of the sections, nor a table, nor the title."""
    headed = sum(section.presence is Presence.PRESENT for section in sections)
    tabled = any(table.presence is not Presence.ABSENT for table in tables)
    if headed < _ENOUGH_SECTIONS and not tabled and not (title.named and title.agency):
        raise NotAReport(
            "这份文件不像政府信息公开工作年度报告：没有规定的标题、六个部分和三张表，请确认是否选错了文件"
        )
