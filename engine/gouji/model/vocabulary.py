"""The kinds of fact that a rule may judge, and the fields that each kind has.

This is the whole language between the facts and the rule files: a rule names a kind, tests its
fields and fills its messages from fields and ``shows``. The loader rejects anything else. The
kinds themselves stand with the facts that give them (``gouji.facts``).
"""

from collections.abc import Callable, Mapping
from typing import Literal

from gouji.model.bodies import BODIES, UNKNOWN_BODY
from gouji.records import dataclass

Value = int | str | bool
FieldType = Literal["int", "str", "bool"]

_MANY = 12
"""More choices than this are not listed beside a field."""
Accuses = Callable[[Mapping[str, Value]], bool]
"""Tells whether a subject with such fields would be accused."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that conditions test. ``choices`` closes the set of a string field's values.

    Where ``of`` names a list that is written in the rules (``tables`` of the forms, or what some
    fact lists in its wording), the choices are filled in from there when the rules are loaded.
    """

    type: FieldType
    doc: str
    default: Value
    choices: tuple[str, ...] = ()
    of: str = ""

    def told(self, between: str) -> str:
        """Return the choices for a page: all of them, or where they are listed if they are many."""
        many = len(self.choices) > _MANY
        return "编号见 docs/cells.md" if many else between.join(self.choices)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: what one subject is, its fields, and texts for messages only.

    ``accuses_by_lack`` tells, for a kind that hangs on something not being there, whether a subject
    with such fields would be accused. ``by_number`` is true of a kind that is judged by numbers of
    the tables or by what comes from elsewhere; any other hangs on letters, which accuse nobody
    where they were recognised in a picture.
    """

    name: str
    doc: str
    fields: dict[str, Field]
    shows: dict[str, str]
    accuses_by_lack: Accuses | None = None
    by_number: bool = False

    def variables(self) -> frozenset[str]:
        """Return every name that a message template of this kind may use."""
        return frozenset(self.fields) | frozenset(self.shows)


def flag(doc: str, *, default: bool = True) -> Field:
    """Return a field that is true or false."""
    return Field("bool", doc, default)


def perhaps(what: str) -> Field:
    """Return a field that is true where ``what`` was not told, yet something may be it."""
    return flag(f"没有认准，但是有一处可能是{what}", default=False)


SEEN = "可能算数的原文"
"""What the text of that place is called, which messages show as ``seen``."""


def word(doc: str, default: str = "", choices: tuple[str, ...] = (), *, of: str = "") -> Field:
    """Return a field that is a text."""
    return Field("str", doc, default, choices, of)


def whole_number(doc: str) -> Field:
    """Return a field that is an integer."""
    return Field("int", doc, 0)


def lacking(*names: str) -> Accuses:
    """Return the test whether any of these flags is not set."""
    return lambda fields: not all(fields[name] for name in names)


COMMON = {
    "readable": flag("the fact was read with certainty; otherwise every verdict is not_assessable"),
    "absent": flag(
        "the part of the report that the fact belongs to is not there; the verdict is then"
        " not_applicable and the absence is charged by its own rule",
        default=False,
    ),
    "edition": word("the edition of the form in force for the report's year"),
    "year": Field("int", "the report's year; missing where it is unknown", 0),
    "body": word("机关的种类", UNKNOWN_BODY, tuple(BODIES)),
}
"""Fields of every kind."""
