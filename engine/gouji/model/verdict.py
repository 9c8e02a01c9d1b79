"""Verdicts: one for each rule and subject, with the evidence it rests on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import Literal, NamedTuple, TypeVarTuple

from gouji.model.document import Place
from gouji.model.edit import Repair
from gouji.model.settlement import Settlement
from gouji.model.vocabulary import Value
from gouji.records import dataclass

Severity = Literal["error", "warning", "advice"]


class Verdict(StrEnum):
    """What a rule says of one subject. There is no seventh."""

    PASS = "pass"  # noqa: S105 - not a password
    FAIL = "fail"
    REVIEW = "review"
    """A person must look: the rule cannot decide."""
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSABLE = "not_assessable"
    """What the rule would judge could not be read."""
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read, where: a quote and its place, and the cell it stands in, if any."""

    quote: str
    place: Place | None
    cell: str | None = None


T = TypeVarTuple("T")


class LazyTexts(Mapping[str, str]):
    """What ``make`` returns, called when a text is asked for: of most subjects none ever is."""

    __slots__ = ("_given", "_make", "_texts")

    def __init__(self, make: Callable[[*T], Mapping[str, str]], *given: *T) -> None:
        self._make: Callable[..., Mapping[str, str]] = make
        self._given = given
        self._texts: Mapping[str, str] | None = None

    @property
    def _made(self) -> Mapping[str, str]:
        if self._texts is None:
            self._texts = self._make(*self._given)
        return self._texts

    def __getitem__(self, name: str) -> str:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True, slots=True)
class Subject:
    """One fact that rules may judge.

    ``fields`` are tested by conditions, ``shows`` only fill messages. ``readable`` is false where
    the fact could not be read, ``reason`` then says why in Chinese. ``absent`` is true where the
    part of the report that the fact belongs to is not there.
    """

    kind: str
    locus: str
    fields: Mapping[str, Value]
    shows: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    readable: bool = True
    absent: bool = False
    reason: str | None = None
    elsewhere: bool = False
    """What could not be read belongs to another's report: it costs this one nothing."""
    repairs: tuple[Repair, ...] = ()
    """Ways to put it right that the fact itself knows of, the likeliest first."""

    def texts(self) -> dict[str, str]:
        """Return what fills messages: all fields and shows, by name."""
        return {name: str(value) for name, value in self.fields.items()} | {**self.shows}


class Judgement(NamedTuple):
    """A rule's verdict on a subject, with its texts where there is something to say.

    There are several hundred for each report, hence a tuple.

    ``lost`` marks a rule that has nothing to judge because a part of the report is absent,
    ``settled`` one whose verdict is a person's.
    """

    code: str
    severity: Severity
    verdict: Verdict
    subject: Subject
    message: str = ""
    expected: str | None = None
    actual: str | None = None
    basis: str = ""
    remedy: str = ""
    lost: bool = False
    settled: Settlement | None = None

    @property
    def locus(self) -> str:
        """Where the judgement applies; with ``code`` it identifies a finding."""
        return self.subject.locus
