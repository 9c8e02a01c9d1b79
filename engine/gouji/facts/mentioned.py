"""What a section should speak of, as a subject: a topic, or a number that must be stated."""

from collections.abc import Mapping

from gouji.facts.fact import quoted, text_of
from gouji.facts.report import Report
from gouji.model.cells import Presence
from gouji.model.prose import Quote
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Value
from gouji.records import dataclass


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Whether a section speaks of something: ``quote`` says where, ``perhaps`` where it may."""

    id: str
    section: str
    title: str
    quote: Quote | None
    perhaps: Quote | None = None


def mentioned(kind: str, each: Mentioned, report: Report, fields: Mapping[str, Value]) -> Subject:
    """Return the subject of ``kind`` that tells of ``each``; ``fields`` are those of the kind.

    A section of pictures may speak of what was not found in its text, so it is unread.
    """
    section = report.section(each.section)
    unread = section.doubtful or (section.pictures and each.quote is None)
    filled = section.filled or section.pictures
    absent = section.presence is Presence.ABSENT or not filled
    return Subject(
        kind=kind,
        locus=each.id,
        fields={
            kind: each.id,
            "section": each.section,
            "perhaps": each.perhaps is not None,
            **fields,
        },
        shows={
            "title": each.title,
            "heading": next(s.printed for s in report.form.sections if s.id == each.section),
            "seen": text_of(each.perhaps),
        },
        evidence=quoted(each.quote or each.perhaps or section.heading),
        readable=not unread,
        absent=absent and not section.doubtful,
        reason=section.why_unread if unread else None,
    )
