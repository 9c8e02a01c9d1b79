"""The scoring profile: what a finding costs, the cap of each group, which grade follows."""

from decimal import Decimal

from pydantic import Field

from gouji.model.form import Strict
from gouji.model.names import Name, Text
from gouji.rulebook.rule import Points, Rule


class Group(Strict):
    """A group of rules: the letter that their codes begin with, and the most it may cost."""

    title: Text
    cap: Points


class Grade(Strict):
    """A grade and the lowest score that earns it."""

    title: Text
    lowest: Decimal = Field(alias="from", ge=0)


class Profile(Strict):
    """A way of scoring. ``points`` overrides single rules' own points."""

    name: Name
    title: Text
    out_of: Decimal = Field(default=Decimal(100), gt=0, le=1000)
    groups: dict[Name, Group]
    grades: tuple[Grade, ...] = Field(min_length=1)
    points: dict[Name, Points] = Field(default_factory=dict)

    def cost(self, rule: Rule) -> Decimal:
        """Return what a finding of ``rule`` costs under this profile."""
        return self.points.get(rule.code, rule.points)

    def grade(self, score: Decimal) -> str:
        """Return the grade of ``score``; grades are listed from the best to the worst."""
        return next((g.title for g in self.grades if score >= g.lowest), self.grades[-1].title)
