"""The six sections as facts: whether they are there, their headings, their order, their content."""

from collections.abc import Iterator, Sequence

from gouji.facts.fact import Fact, Scene, quoted, text_of
from gouji.facts.phrases import Phrase
from gouji.facts.report import FoundSection
from gouji.model.cells import Presence
from gouji.model.form import Strict
from gouji.model.names import SectionId
from gouji.model.verdict import Subject
from gouji.model.vocabulary import SEEN, Kind, flag, lacking, perhaps, word


class HeadingWording(Strict):
    """Words of a line in the place of ``section`` that may be its heading, whatever it says."""

    section: SectionId
    perhaps: tuple[Phrase, ...]


def _subjects(scene: Scene[Sequence[HeadingWording], None]) -> Iterator[Subject]:
    headings = {section.id: section.printed for section in scene.report.form.sections}
    misplaced, expected = _first_misplaced(scene.report.sections)
    for section in scene.report.sections:
        shows = {"heading": headings[section.id]}
        yield _presence(section, shows)
        yield Subject(
            kind="heading",
            locus=section.id,
            fields={
                "section": section.id,
                "exact": section.exact,
                "misplaced": section.id == misplaced,
                "empty": not section.filled and not section.pictures,
                "picture_only": section.pictures and not section.filled,
            },
            shows=shows
            | {
                "printed": section.heading.text if section.heading else "",
                "expected_here": headings.get(expected or "", ""),
            },
            evidence=quoted(section.heading),
            readable=not section.doubtful,
            absent=section.presence is Presence.ABSENT and not section.doubtful,
            reason=section.why_unread,
        )


def _presence(section: FoundSection, shows: dict[str, str]) -> Subject:
    """Return whether the section is there; pictures in its place may hold it."""
    present = section.presence is not Presence.ABSENT
    seen = None if present else section.perhaps
    pictured = section.doubtful and seen is None
    return Subject(
        kind="section",
        locus=section.id,
        fields={"section": section.id, "present": present, "perhaps": seen is not None},
        shows=shows | {"seen": text_of(seen)},
        evidence=quoted(section.heading or seen),
        readable=not pictured,
        reason="这一部分应在的位置有图片，其中的文字没有读" if pictured else None,
    )


def _first_misplaced(sections: Sequence[FoundSection]) -> tuple[str | None, str | None]:
    """Return the first section out of the form's order, and the one expected in its place."""
    there = [section for section in sections if section.position is not None]
    printed = sorted(there, key=lambda section: section.position or 0)
    pairs = zip(printed, there, strict=True)
    return next(((a.id, b.id) for a, b in pairs if a.id != b.id), (None, None))


HEADINGS: Fact[Sequence[HeadingWording], None] = Fact(
    name="headings",
    loci={"section": "{sections}", "heading": "{sections}"},
    kinds=(
        Kind(
            "section",
            "六个部分，每部分一个：有没有。",
            {
                "section": word("部分的编号", of="sections"),
                "present": flag("有这个部分"),
                "perhaps": perhaps("它的标题"),
            },
            {"heading": "规定的标题", "seen": SEEN},
            accuses_by_lack=lacking("present"),
        ),
        Kind(
            "heading",
            "六个部分，每部分一个：标题、位置和内容。部分不在时为 absent。",
            {
                "section": word("部分的编号", of="sections"),
                "exact": flag("标题与格式规定的一致（不计空白和标点）"),
                "misplaced": flag("第一个不在应在位置上的部分", default=False),
                "empty": flag("标题之下没有任何内容", default=False),
                "picture_only": flag("标题之下只有图片，内容未读", default=False),
            },
            {
                "heading": "规定的标题",
                "printed": "报告上的标题",
                "expected_here": "这个位置上应有的部分",
            },
            accuses_by_lack=lambda fields: bool(fields["empty"] or fields["misplaced"]),
        ),
    ),
    wording=tuple[HeadingWording, ...],
    subjects=_subjects,
)
