"""The date of publication beside that of the regulations, article 49 (D001)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from gouji.facts.fact import Fact, Scene
from gouji.model.bodies import UNKNOWN_BODY, BodyKind
from gouji.model.document import Place
from gouji.model.form import Strict
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Kind, flag
from gouji.model.written import limits


class Day(Strict):
    """A day of the year after the report's."""

    month: Annotated[int, limits(ge=1, le=12)]
    day: Annotated[int, limits(ge=1, le=31)]

    def after(self, year: int) -> date:
        """Return it for a report of ``year``."""
        return date(year + 1, self.month, self.day)


class DeadlineWording(Strict):
    """The last days; ``department_bodies`` are the kinds of body that report as departments."""

    departments: Day
    governments: Day
    department_bodies: tuple[BodyKind, ...]


def _subjects(scene: Scene[DeadlineWording, None]) -> Iterator[Subject]:
    published = scene.context.published or scene.report.document.published
    if published is not None and scene.report.year is not None:
        body = scene.context.body or UNKNOWN_BODY
        yield _deadline(scene.report.year, published, body, scene.words)


def _deadline(year: int, published: date, body: str, words: DeadlineWording) -> Subject:
    """Hold the date against the deadline of the kind of body.

    A body of an unknown kind is late after the later date, and doubtful after the earlier one.
    """
    department = body in words.department_bodies
    early, last = words.departments.after(year), words.governments.after(year)
    if department:
        last = early
    return Subject(
        kind="deadline",
        locus="published",
        fields={
            "late": published > last,
            "unsure": body == UNKNOWN_BODY and early < published <= last,
        },
        shows={
            "published": f"{published.year}年{published.month}月{published.day}日",
            "last": f"{last.year}年{last.month}月{last.day}日",
            "body": "部门" if department else "政府",
        },
        evidence=(Evidence(published.isoformat(), Place()),),
    )


DEADLINE: Fact[DeadlineWording, None] = Fact(
    name="deadline",
    loci={"deadline": "`published`"},
    kinds=(
        Kind(
            "deadline",
            "公布日期（知道公布日期时才有）。",
            {
                "late": flag("晚于规定的日期", default=False),
                "unsure": flag("看不出是政府还是部门，而日期在两个期限之间", default=False),
            },
            {"published": "公布日期", "last": "规定的日期", "body": "按政府还是按部门计"},
            by_number=True,
        ),
    ),
    wording=DeadlineWording,
    file="laws.yaml",
    subjects=_subjects,
)
