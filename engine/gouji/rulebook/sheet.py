"""A scoring sheet: what findings cost, caps, items that people enter, days, grades."""

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

from gouji.model.bodies import UNKNOWN_BODY
from gouji.model.form import Strict
from gouji.model.names import CHECKED, KEY, Name, Text
from gouji.model.written import after, before, limits, written_as
from gouji.rulebook.rule import Points, Rule, as_decimal


def _day(text: str) -> str:
    try:
        if re.fullmatch(r"\d\d-\d\d", text):
            date.fromisoformat(f"2023-{text}")
            return text
    except ValueError:
        pass
    raise ValueError(f"截止日写成 月-日，如 01-20；这里是「{text}」")


Day = Annotated[str, after(_day), CHECKED]
"""A day of the year after the report's, as month and day."""
Share = Annotated[Decimal, before(as_decimal), limits(gt=0, le=100)]
"""A share in percent."""
Weight = Annotated[Decimal, before(as_decimal), limits(ge=0, le=10)]
ItemId = Annotated[str, limits(pattern=r"^[a-z][a-z0-9_]*$"), KEY]


class Group(Strict):
    """A group of rules: the letter that their codes begin with, and the most it may cost.

    ``weight`` multiplies the points of its rules.
    """

    title: Text
    cap: Points
    weight: Weight = Decimal(1)


class Grade(Strict):
    """A grade and the lowest score that earns it.

    ``quota`` is the share of the league that may have this grade or a better one at most: who
    would exceed it, equals included, has the next. ``top`` is the share of the league that it is
    for: equals of the last within it have it too.
    """

    title: Text
    lowest: Annotated[Decimal, limits(ge=0)] = written_as("from", default=Decimal(0))
    quota: Share | None = None
    top: Share | None = None

    @property
    def relative(self) -> bool:
        """Whether it hangs on the other reports of the league."""
        return self.quota is not None or self.top is not None


class Item(Strict):
    """Something that a person scores, from 0 to ``most``.

    ``scored`` is a part of the full marks, ``plus`` comes on top of them, ``minus`` is taken off.
    """

    id: ItemId
    title: Text
    kind: Literal["scored", "plus", "minus"]
    most: Points
    evidence: bool = True
    """An entry must say what it rests on."""


class Step(Strict):
    """From so many ``days`` late on, so many points."""

    days: Annotated[int, limits(ge=1, le=366)]
    points: Points


class Late(Strict):
    """What it costs to be late, by days after ``due``."""

    due: Day
    steps: Annotated[tuple[Step, ...], limits(min_length=1)]

    def last_day(self, year: int) -> date:
        """Return the day that a report of ``year`` is due on."""
        return date.fromisoformat(f"{year + 1}-{self.due}")

    def points(self, days: int) -> Decimal:
        """Return what it costs to be so many days late."""
        return max((s.points for s in self.steps if days >= s.days), default=Decimal(0))

    @property
    def most(self) -> Decimal:
        """The most that lateness may cost."""
        return max(step.points for step in self.steps)


class Lateness(Strict):
    """Filing with the office, and publishing."""

    filed: Late | None = None
    published: Late | None = None


class Unmended(Strict):
    """Points for each round in which a report was returned and not mended, ``most`` in all."""

    points: Points
    most: Points


ByRule = dict[Name, Points]
FullMarks = Annotated[Decimal, limits(gt=0, le=1000)]
Grades = Annotated[tuple[Grade, ...], limits(min_length=1)]
"""From the best down."""


class Sheet(Strict):
    """A way of scoring. ``points`` overrides single rules' own points, ``by_body`` overrides it.

    ``report`` is the most that all rules may cost together, ``caps`` the most that a single rule
    may. ``plus`` is the most that all plus items may add. ``unfiled`` is what it costs to file no
    report: everything where it is not written.
    """

    out_of: FullMarks = Decimal(100)
    report: Points | None = None
    groups: dict[Name, Group]
    grades: Grades
    points: ByRule = field(default_factory=dict)
    caps: ByRule = field(default_factory=dict)
    by_body: dict[Name, ByRule] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    plus: Points = Decimal(0)
    late: Lateness = Lateness()
    unfiled: Points | None = None
    unpublished: Points = Decimal(0)
    unmended: Unmended | None = None

    def cost(self, rule: Rule, body: str = UNKNOWN_BODY) -> Decimal:
        """Return what a finding of ``rule`` costs in the report of such a body."""
        own = self.points.get(rule.code, rule.points)
        points = self.by_body.get(body, {}).get(rule.code, own)
        return points * self.groups[rule.group].weight

    def grade(self, score: Decimal) -> str:
        """Return the best grade that ``score`` may have; grades stand from the best down."""
        return next((g.title for g in self.grades if score >= g.lowest), self.grades[-1].title)

    def sure_grade(self, score: Decimal) -> str:
        """Return the grade that ``score`` has whatever the rest of the league has."""
        sure = (g.title for g in self.grades if score >= g.lowest and not g.relative)
        return next(sure, self.grades[-1].title)

    @property
    def most(self) -> Decimal:
        """What can be reached with everything that may be added."""
        return self.out_of + self.plus


class Unwritten(Enum):
    """What is left out, where nothing at all may be written, too."""

    UNWRITTEN = None


_UNWRITTEN: Any = Unwritten.UNWRITTEN


class SheetChange(Strict):
    """What a class has otherwise than the rest; what is left out stays.

    What is written by rule, group or body is added to what the rest has.
    """

    out_of: FullMarks = _UNWRITTEN
    report: Points | None = _UNWRITTEN
    groups: dict[Name, Group] = _UNWRITTEN
    grades: Grades = _UNWRITTEN
    points: ByRule = _UNWRITTEN
    caps: ByRule = _UNWRITTEN
    by_body: dict[Name, ByRule] = _UNWRITTEN
    items: tuple[Item, ...] = _UNWRITTEN
    plus: Points = _UNWRITTEN
    late: Lateness = _UNWRITTEN
    unfiled: Points | None = _UNWRITTEN
    unpublished: Points = _UNWRITTEN
    unmended: Unmended | None = _UNWRITTEN

    def model_parts(self, *, by_alias: bool = False) -> dict[str, Any]:
        """Return what is written, as it is."""
        parts = super().model_parts(by_alias=by_alias)
        return {name: value for name, value in parts.items() if value is not _UNWRITTEN}

    def over(self, sheet: Sheet) -> Sheet:
        """Return ``sheet`` so changed."""
        return sheet.model_copy(
            update={
                name: _laid(getattr(sheet, name), value)
                for name, value in vars(self).items()
                if value is not _UNWRITTEN
            }
        )


def _laid(below: Any, above: Any) -> Any:  # noqa: ANN401 - any field's value
    if isinstance(above, Mapping) and isinstance(below, Mapping):
        return {**below, **above}
    return above
