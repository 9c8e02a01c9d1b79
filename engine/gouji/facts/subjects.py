"""A report becomes the subjects that rules judge: all is computed here, nothing decided."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gouji.facts.fact import Lost, Wording
from gouji.facts.registry import FACTS, AnyFact
from gouji.facts.report import Report
from gouji.facts.vocabulary import KINDS
from gouji.model.cells import Presence
from gouji.model.context import NO_CONTEXT, Context
from gouji.model.document import Document
from gouji.model.places import page_text
from gouji.model.verdict import Subject


def subjects_of(
    report: Report, wording: Wording, context: Context = NO_CONTEXT
) -> tuple[Subject, ...]:
    """Return every subject of ``report`` beside ``context`` in a fixed order."""
    subjects = tuple(s for fact in FACTS for s in _subjects(fact, report, wording, context))
    elsewhere = _elsewhere(report.document)
    return tuple(_missing(s, elsewhere) for s in subjects) if elsewhere else subjects


def _subjects(
    fact: AnyFact, report: Report, wording: Wording, context: Context
) -> Iterator[Subject]:
    scene = fact.scene(report, wording, context)
    yield from _lost(fact.lost(scene.words), report)
    yield from fact.subjects(scene)


def _lost(what: Iterable[Lost], report: Report) -> Iterator[Subject]:
    """Yield what absent sections, and sections of pictures only, might have stated."""
    states = {section.id: section for section in report.sections}
    for lost in what:
        section = states.get(lost.section)
        if section is None:
            continue
        absent = section.presence is Presence.ABSENT and not section.doubtful
        if absent or section.doubtful or (section.pictures and not section.filled):
            yield Subject(
                kind=lost.kind,
                locus=lost.locus,
                fields=dict(lost.fields),
                readable=absent,
                absent=absent,
                reason=None if absent else section.why_unread,
            )


_ELSEWHERE = "{where}没有读，不能确定是不是在那里"


def _elsewhere(document: Document) -> str | None:
    """Say what of a document was not read; ``None`` where all of it was."""
    pages = "、".join(map(page_text, document.lost))
    where = "、".join(filter(None, (pages, document.withheld)))
    return _ELSEWHERE.format(where=where) if where else None


def _missing(subject: Subject, elsewhere: str) -> Subject:
    """Return ``subject``, unread where it would accuse of a lack and something was not read.

    What is not found may stand there; a sentence may go on there, so that what it adds up to is
    not certain either.
    """
    accuses = KINDS[subject.kind].accuses_by_lack
    if not subject.readable or accuses is None:
        return subject
    if not subject.absent and not accuses(subject.fields):
        return subject
    return replace(subject, readable=False, absent=False, reason=elsewhere)
