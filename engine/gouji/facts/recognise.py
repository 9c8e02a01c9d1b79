"""A document becomes a report: title, sections, statements and tables, each with its place."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gouji.facts.edition import printed_form
from gouji.facts.fact import Wording
from gouji.facts.headed_grids import headings_set_free
from gouji.facts.headings import HEADINGS
from gouji.facts.period import PERIOD
from gouji.facts.presenting import PRESENTING
from gouji.facts.recognised import doubt_tables
from gouji.facts.registry import FACTS, AnyFact
from gouji.facts.report import FoundSection, Report
from gouji.facts.scope import insist_on_report
from gouji.facts.script import SCRIPT, in_simplified
from gouji.facts.sections import (
    Division,
    FoundBlocks,
    divide,
    has_pictures,
    is_filled,
    prose_of,
    table_texts,
)
from gouji.facts.tables import read_tables
from gouji.facts.tables.by_grid import known_by_grid
from gouji.facts.title import TITLE, report_agency, report_year
from gouji.model.cells import Presence
from gouji.model.document import Document
from gouji.model.form import Form
from gouji.model.prose import join

_DATING: tuple[AnyFact, ...] = (TITLE, PRESENTING, PERIOD)
"""What must be read first, for it tells the year and so the form."""


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
    newest = form_for(None)
    document = headings_set_free(in_simplified(document, SCRIPT.words(wording)), newest)
    nets = {each.section: each.perhaps for each in HEADINGS.words(wording)}
    known = known_by_grid(document, forms.values())
    division = divide(known.document, newest, nets)
    report = _opened(known.document, division, newest)
    for fact in _DATING:
        report = fact.recognised(report, wording)
        report = replace(report, year=TITLE.of(report).year)
    report = _placed(report, division, wording, forms, form_for)
    insist_on_report(report, TITLE.words(wording))
    report = replace(report, document=document, tables=known.noted(report.tables))
    report = replace(report, tables=doubt_tables(report))
    for fact in FACTS:
        if fact not in _DATING:
            report = fact.recognised(report, wording)
    return report


def _opened(document: Document, division: Division, form: Form) -> Report:
    """Return the report as far as it is known before its year is."""
    headed = any(found.presence is Presence.PRESENT for found in division.sections)
    return Report(
        document=document,
        form=form,
        due=form,
        agency=None,
        year=None,
        lead=division.before if headed else tuple(document.lines()),
        preamble=join(division.before),
        text=prose_of(division.text, division.openings)[0],
        unread=document.unread,
    )


def _placed(
    report: Report,
    division: Division,
    wording: Wording,
    forms: Mapping[str, Form],
    form_for: Callable[[int | None], Form],
) -> Report:
    """Return ``report`` with its agency and year, and the sections and tables of its form."""
    title, words = TITLE.of(report), TITLE.words(wording)
    year = report_year(title, report.preamble, report.text, PERIOD.of(report), words)
    due = form_for(year)
    form = printed_form(report.document, forms, due)
    labels = table_texts(form)
    inside = {f.section.id: f.blocks for f in division.sections if f.presence is Presence.PRESENT}
    return replace(
        report,
        agency=report_agency(title, report.preamble, report.text, words),
        year=year,
        due=due,
        form=form,
        sections=tuple(_section(found, labels) for found in division.sections),
        tables=read_tables(report.document, form, inside),
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
        pictures=found.pictures or has_pictures(found.blocks),
        prose=prose,
        subheadings=subheadings,
        perhaps=found.perhaps,
    )
