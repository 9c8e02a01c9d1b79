"""How long the general part of a report is."""

from collections.abc import Iterator

from gouji.expressions import compiled
from gouji.facts.fact import Fact, Scene, quoted
from gouji.model.cells import Presence
from gouji.model.verdict import Subject
from gouji.model.vocabulary import Kind, whole_number, word

SECTION = "s1"
_RUN = compiled(r"[A-Za-z0-9.,:/@%_+-]+")
"""What word processors count as one: a number, a word of Latin letters."""


def _subjects(scene: Scene[None, None]) -> Iterator[Subject]:
    report = scene.report
    section = report.section(SECTION)
    text = section.prose.text.replace("\n", "")
    unread = section.doubtful or section.pictures
    yield Subject(
        kind="length",
        locus=SECTION,
        fields={
            "section": SECTION,
            "words": len(_RUN.sub("字", text)),
            "characters": len(text),
        },
        shows={"heading": next(s.printed for s in report.form.sections if s.id == SECTION)},
        evidence=quoted(section.heading),
        readable=not unread,
        absent=section.presence is Presence.ABSENT and not section.doubtful,
        reason=section.why_unread if unread else None,
    )


LENGTH: Fact[None, None] = Fact(
    name="length",
    loci={"length": "`s1`"},
    kinds=(
        Kind(
            "length",
            "总体情况有多长（不算标题、表格和空白）。每份报告一个。",
            {
                "section": word("所在部分", SECTION),
                "words": whole_number(
                    "字数，同文字处理软件：一个汉字、一个标点、连着的一串数字或字母各算一个"
                ),
                "characters": whole_number("字符数：每个汉字、标点、数字、字母各算一个"),
            },
            {"heading": "这一部分的标题"},
        ),
    ),
    subjects=_subjects,
)
