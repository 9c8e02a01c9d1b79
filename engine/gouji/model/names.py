"""What each text of a rule file is: a name that it gives, one that it uses, a pattern, free text.

Every text of every model of rule files carries one of these marks, so that a loader can resolve
all names of all files with one walk (:func:`mentions`), a test can spoil every one of them, and
nothing is a name by accident. A new wording marks its fields and is checked::

    class TopicWording(Strict):
        id: Annotated[str, Defines(TOPIC)]
        section: Annotated[str, Refers(SECTION)]
        title: Text
"""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from gouji.model.patterns import bounded_pattern, linear_pattern
from gouji.model.written import Written, after, limits, members
from gouji.records import dataclass

Loc = tuple[str | int, ...]
"""A path into a file: keys and list positions."""


@dataclass(frozen=True, slots=True)
class Names:
    """A kind of names; ``noun`` is what a person calls one, with its measure word (这个部分).

    One of ``cells`` may have a sign in front and 「*」 for any letters.
    """

    key: str
    noun: str
    cells: bool = False


@dataclass(frozen=True, slots=True)
class Defines:
    """The text is a new name."""

    names: Names


@dataclass(frozen=True, slots=True)
class Refers:
    """The text is a name given elsewhere.

    Where the list is ``open`` others may be written, but not one that looks like a slip.
    """

    names: Names
    open: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """The text is something else, as ``what`` says."""

    what: str


FREE: Final = Other("free")
"""Any text is right: words of the language, titles, quotations."""
PATTERN: Final = Other("pattern")
"""A regular expression."""
TEMPLATE: Final = Other("template")
"""A text with variables in braces, which are checked; the rest is free."""
CHECKED: Final = Other("checked")
"""A name that is checked beside its model, because what is right hangs on its neighbours."""
KEY: Final = Other("key")
"""What tells the things of a list apart, where it is not a name of its own."""

SECTION: Final = Names("section", "这个部分")
TABLE: Final = Names("table", "这张表")
ROW: Final = Names("row", "这一行")
COLUMN: Final = Names("column", "这一列")
CELL: Final = Names("cell", "这一格", cells=True)
TIE: Final = Names("tie", "这条勾稽关系")
EDITION: Final = Names("edition", "这一版格式")
LOCUS: Final = Names("locus", "这个位置")
INSTRUMENT: Final = Names("instrument", "这个文件")

Text = Annotated[str, FREE]
Words = tuple[Annotated[str, FREE, limits(min_length=1)], ...]
Name = Annotated[str, CHECKED]
Template = Annotated[str, TEMPLATE]
Pattern = Annotated[str, after(linear_pattern), PATTERN]
ShortPattern = Annotated[str, after(bounded_pattern), PATTERN]
"""A pattern that is only tried on single lines and names, never on a whole text."""
SectionId = Annotated[str, Refers(SECTION)]
TableId = Annotated[str, Refers(TABLE)]


class Mention(NamedTuple):
    """A text of a rule file, where it stands, and what it is (``None`` where nothing says so)."""

    loc: Loc
    text: str
    mark: Defines | Refers | Other | None


def mentions(annotation: object, value: object, loc: Loc = ()) -> Iterator[Mention]:
    """Yield every text in ``value``, checked data of the type ``annotation``, keys included."""
    yield from _mentions(annotation, value, loc, None)


def _mentions(
    annotation: Any,  # noqa: ANN401 - a type as written
    value: object,
    loc: Loc,
    mark: Defines | Refers | Other | None,
) -> Iterator[Mention]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _mentions(arguments[0], value, loc, mark_of(arguments[1:]) or mark)
    elif origin in (Union, UnionType):
        inner = next((each for each in arguments if each is not type(None)), str)
        yield from _mentions(inner, value, loc, mark)
    elif isinstance(value, Written):
        for key, member in members(type(value)).items():
            yield from _mentions(member.annotation, getattr(value, member.name), (*loc, key), None)
    elif isinstance(value, Mapping):
        of_key, of_value = arguments or (object, object)
        for key, each in value.items():
            yield from _mentions(of_key, key, (*loc, key), None)
            yield from _mentions(of_value, each, (*loc, key), mark)
    elif isinstance(value, tuple):
        inner = arguments[0] if arguments else object
        for index, each in enumerate(value):
            yield from _mentions(inner, each, (*loc, index), mark)
    elif isinstance(value, str) and origin is None:
        yield Mention(loc, value, mark)


def mark_of(metadata: tuple[object, ...]) -> Defines | Refers | Other | None:
    """Return the mark among what annotates a type."""
    return next((m for m in metadata if isinstance(m, Defines | Refers | Other)), None)


def key_of(kind: type[Written]) -> str | None:
    """Return the field that tells things of ``kind`` apart in a list, if there is one."""
    for name, annotation in members(kind).values():
        mark = mark_of(get_args(annotation)[1:])
        if isinstance(mark, Defines) or mark is KEY:
            return name
    return None
