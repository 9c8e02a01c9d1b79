"""One rule as written in a rule file."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gouji.model.form import Strict
from gouji.model.vocabulary import Value
from gouji.rulebook.condition import Condition

FORM = "格式"

Severity = Literal["error", "warning", "advice"]


def _as_decimal(value: object) -> object:
    if isinstance(value, bool | float):
        raise ValueError("分值要写成整数或小数，如 4 或 0.5")  # noqa: TRY004 - pydantic wants it
    return value


Points = Annotated[Decimal, BeforeValidator(_as_decimal), Field(ge=0, le=100)]
"""Exact points; rule files may write 4 or 0.5."""


class Clause(Strict):
    """The legal ground of a rule: instrument and place; a quote only where it is certain.

    The instrument 「格式」 stands for whichever form is in force for the report's year.
    """

    instrument: str
    place: str = ""
    quote: str = ""

    def text(self, form: str) -> str:
        """Return the clause as one line of Chinese; ``form`` is the instrument of the form."""
        instrument = f"{form} 格式" if self.instrument == FORM else self.instrument
        text = f"{instrument}{' ' if self.place else ''}{self.place}"
        return f"{text}：「{self.quote}」" if self.quote else text


class Years(Strict):
    """The report years that a rule applies to, both ends included."""

    first: int = Field(default=0, alias="from")
    last: int = Field(default=9999, alias="to")


class Examples(Strict):
    """Facts (only the fields that differ from the kind's defaults) and the verdict they get.

    Every rule carries at least one that passes and one that fails; the test-suite runs them all.
    """

    passes: tuple[dict[str, Value], ...] = Field(alias="pass", min_length=1)
    fails: tuple[dict[str, Value], ...] = Field(alias="fail", min_length=1)
    review: tuple[dict[str, Value], ...] = ()
    not_applicable: tuple[dict[str, Value], ...] = ()

    def by_verdict(self) -> tuple[tuple[str, tuple[dict[str, Value], ...]], ...]:
        """Return the examples by the name of their verdict."""
        return (
            ("pass", self.passes),
            ("fail", self.fails),
            ("review", self.review),
            ("not_applicable", self.not_applicable),
        )


class Rule(Strict):
    """A rule: whom it judges, when it fails, what it says.

    ``where`` selects the subjects by equality. ``unless`` makes the verdict not_applicable,
    ``unread_when`` not_assessable, ``review_when`` review; ``fails_when`` is asked before
    ``review_when``. Templates use the kind's variables in braces.
    """

    code: str = Field(pattern=r"^[A-Z]\d{3}$")
    title: str = Field(min_length=1)
    clause: Clause
    severity: Severity
    points: Points
    editions: tuple[str, ...] = ()
    years: Years = Years()
    judges: str
    where: dict[str, Value] = Field(default_factory=dict)
    unless: Condition | None = None
    unread_when: Condition | None = None
    fails_when: Condition
    review_when: Condition | None = None
    message: str = Field(min_length=1)
    review_message: str | None = None
    expected: str | None = None
    actual: str | None = None
    remedy: str = Field(min_length=1)
    examples: Examples

    @property
    def group(self) -> str:
        """The letter of the rule's group."""
        return self.code[0]
