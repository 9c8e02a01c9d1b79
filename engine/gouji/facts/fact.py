"""What a room holds: everything about one kind of thing that a report states, in one value.

A module of ``gouji.facts`` that exports a :class:`Fact` is the home of that kind of fact. What
the rest of gouji does with facts (recognising them, checking their wording, telling rule authors
what they may judge, giving subjects, showing what was read) are sums over the list of
``gouji.facts.registry``; nothing else knows any single fact by name.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from typing import Any, Generic, TypeVar, cast

from gouji.facts.report import Report
from gouji.model.cells import Cell
from gouji.model.context import Context
from gouji.model.document import Place
from gouji.model.form import Form
from gouji.model.names import Loc
from gouji.model.prose import Quote
from gouji.model.verdict import Evidence, Subject
from gouji.model.vocabulary import Kind, Value
from gouji.records import dataclass

W = TypeVar("W")
T = TypeVar("T")

Wording = Mapping[str, Any]
"""The wording of all facts by their names, as loaded from the rule files and checked."""

SAMPLE = Quote("（略）", Place(line=1, column=1))
"""What samples quote."""


@dataclass(frozen=True, slots=True)
class Scene(Generic[W, T]):
    """One fact of one report: what its subjects are made from.

    ``words`` is the fact's own part of ``wording``.
    """

    value: T
    report: Report
    words: W
    wording: Wording
    context: Context


@dataclass(frozen=True, slots=True)
class Lost:
    """What an absent section might have stated: a subject of ``kind`` with ``fields``.

    Leaving the section out then costs what its statements could have cost.
    """

    section: str
    kind: str
    fields: Mapping[str, Value]
    locus: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something of the text that was seen and not used, and why, in Chinese."""

    quote: Quote
    reason: str


def _nothing(*_: object) -> tuple[()]:
    return ()


def _unchecked(_: object, __: object) -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True)
class Fact(Generic[W, T]):
    """One kind of fact, whole; ``W`` is the type of its wording, ``T`` of its value.

    ``kinds`` are what rules may judge by it, ``loci`` tells in words where subjects of each kind
    are placed (``{sections}`` and the like stand for what forms and wording list). ``wording`` is
    the type of its part of the rule file ``file``: of the key that is its name, or of the whole
    file where ``whole_file`` is set. ``listed`` names what its wording lists, for fields whose
    choices are ``of`` it. ``check`` yields what is wrong with its wording beside the editions of
    the form, as paths into its part and Chinese sentences; names that are marked
    (``gouji.model.names``) are resolved without it. ``read`` finds its value; it may ask the facts
    before it in the list. ``subjects`` makes subjects of it, ``lost`` says what an absent section
    loses of it. ``left`` gives what it saw and could not use. ``shown`` gives titles and quotes for
    a person who checks what was read. ``sample`` is its value in a report that has all it owes.
    """

    name: str
    kinds: tuple[Kind, ...] = ()
    loci: Mapping[str, str] = field(default_factory=dict)
    wording: Any = None
    file: str = "wording.yaml"
    whole_file: bool = False
    listed: Callable[[W], tuple[str, ...]] = _nothing
    check: Callable[[W, Mapping[str, Form]], Iterable[tuple[Loc, str]]] = _unchecked
    read: Callable[[Report, W], T] | None = None
    subjects: Callable[[Scene[W, T]], Iterable[Subject]] = _nothing
    lost: Callable[[W], Iterable[Lost]] = _nothing
    left: Callable[[Report, T], Iterable[Left]] = _nothing
    shown: Callable[[T], Iterable[tuple[str, Quote | None]]] = _nothing
    sample: Callable[[W], T] | None = None

    def of(self, report: Report) -> T:
        """Return what ``report`` states of it."""
        return cast("T", report.stated.get(self.name))

    def put(self, report: Report, value: T) -> Report:
        """Return ``report`` with ``value`` for what it states of it."""
        return replace(report, stated={**report.stated, self.name: value})

    def words(self, wording: Wording) -> W:
        """Return its part of ``wording``."""
        return cast("W", wording.get(self.name))

    def recognised(self, report: Report, wording: Wording) -> Report:
        """Return ``report`` with what it states of it, read from its text."""
        if self.read is None:
            return report
        return self.put(report, self.read(report, self.words(wording)))

    def scene(self, report: Report, wording: Wording, context: Context) -> Scene[W, T]:
        """Return what its subjects are made from."""
        return Scene(self.of(report), report, self.words(wording), wording, context)


def quoted(*quotes: Quote | None) -> tuple[Evidence, ...]:
    """Return the evidence of ``quotes``, those that there are."""
    return tuple(Evidence(quote.text, quote.place) for quote in quotes if quote)


def text_of(quote: Quote | None) -> str:
    """Return what is quoted, for a message."""
    return quote.text if quote else ""


def in_cells(*cells: Cell) -> tuple[Evidence, ...]:
    """Return the evidence of what stands in ``cells``."""
    return tuple(Evidence((cell.raw or "").strip(), cell.place, cell.id) for cell in cells)
