"""One rule as written in a rule file."""

from dataclasses import field
from decimal import Decimal
from typing import Annotated, Final, Literal

from gouji.model.form import Strict
from gouji.model.names import CHECKED, INSTRUMENT, Defines, Name, Names, Refers, Template, Text
from gouji.model.vocabulary import Value
from gouji.model.written import before, limits, written_as
from gouji.rulebook.condition import Condition

FORM = "格式"

RULE: Final = Names("rule", "这条规则")

Severity = Literal["error", "warning", "advice"]


def as_decimal(value: object) -> object:
    """Refuse what is no exact number; for fields with points or shares."""
    if isinstance(value, bool | float):
        raise ValueError("分值要写成整数或小数，如 4 或 0.5")  # noqa: TRY004 - pydantic wants it
    return value


Points = Annotated[Decimal, before(as_decimal), limits(ge=0, le=100)]
"""Exact points; rule files may write 4 or 0.5."""


FieldValue = Annotated[Value, CHECKED]
Fields = dict[Name, FieldValue]
"""Fields of a fact by name, with the values that they have or should have."""


class Clause(Strict):
    """The legal ground of a rule: instrument and place; a quote only where it is certain.

    The instrument 「格式」 stands for whichever form is in force for the report's year.
    """

    instrument: Annotated[str, Refers(INSTRUMENT, open=True)]
    place: Text = ""
    quote: Text = ""

    def text(self, form: str) -> str:
        """Return the clause as one line of Chinese; ``form`` is the instrument of the form."""
        instrument = f"{form} 格式" if self.instrument == FORM else self.instrument
        text = f"{instrument}{' ' if self.place else ''}{self.place}"
        return f"{text}：「{self.quote}」" if self.quote else text


class Years(Strict):
    """The report years that a rule applies to, both ends included."""

    first: int = written_as("from", default=0)
    last: int = written_as("to", default=9999)


class Examples(Strict):
    """Facts (only the fields that differ from the kind's defaults) and the verdict they get.

    Every rule carries at least one that passes and one that fails; the test-suite runs them all.
    """

    passes: Annotated[tuple[Fields, ...], limits(min_length=1)] = written_as("pass")
    fails: Annotated[tuple[Fields, ...], limits(min_length=1)] = written_as("fail")
    review: tuple[Fields, ...] = ()
    not_applicable: tuple[Fields, ...] = ()

    def by_verdict(self) -> tuple[tuple[str, tuple[dict[str, Value], ...]], ...]:
        """Return the examples by the name of their verdict, failures first."""
        return (
            ("fail", self.fails),
            ("review", self.review),
            ("pass", self.passes),
            ("not_applicable", self.not_applicable),
        )


class Mend(Strict):
    """An edit that mends what the rule finds wrong, where the rule can know what is right.

    ``put`` takes the place of ``find`` within what the finding quotes; of all that stands in a
    cell, where the finding is about one. With ``add_to_opening`` it is added to what stands before
    the first section, with ``add_behind`` behind what the finding quotes. ``where`` names the
    subjects that it is for. ``unsure`` marks a repair that a person must confirm.
    """

    put: Annotated[Template, limits(min_length=1)]
    find: Template | None = None
    add_to_opening: bool = False
    add_behind: bool = False
    where: Fields = field(default_factory=dict)
    unsure: bool = False


class Rule(Strict):
    """A rule: whom it judges, when it fails, what it says.

    ``where`` selects the subjects by equality. ``unless`` makes the verdict not_applicable,
    ``unread_when`` not_assessable, ``review_when`` review; ``fails_when`` is asked before
    ``review_when``. Templates use the kind's variables in braces. The edits of ``mend`` together
    put it right.
    """

    code: Annotated[str, limits(pattern=r"^[A-Z]\d{3}$"), Defines(RULE)]
    title: Annotated[Text, limits(min_length=1)]
    clause: Clause
    severity: Severity
    points: Points
    optional: bool = False
    """Only asked where a profile requires it."""
    editions: tuple[Name, ...] = ()
    years: Years = Years()
    judges: Name
    where: Fields = field(default_factory=dict)
    unless: Condition | None = None
    unread_when: Condition | None = None
    fails_when: Condition
    review_when: Condition | None = None
    message: Annotated[Template, limits(min_length=1)]
    review_message: Template | None = None
    expected: Template | None = None
    actual: Template | None = None
    remedy: Annotated[Template, limits(min_length=1)]
    mend: tuple[Mend, ...] = ()
    examples: Examples

    @property
    def group(self) -> str:
        """The letter of the rule's group."""
        return self.code[0]
