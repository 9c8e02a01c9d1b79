"""The subjects that the narrative gives: its figures held against the tables, lists, years."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from itertools import groupby

from gouji.judgement.table_subjects import plain, tie_value
from gouji.model.claims import Claim, ListSum, OtherYear, Percent
from gouji.model.facts import Cell, Presence
from gouji.model.report import Report
from gouji.model.verdict import Evidence, Subject

_ZERO = Decimal(0)
_ONE = Decimal(1)
_WORST = ("wrong", "doubtful", "alternative", "unread", "right")
_SHARE_BASES = (
    ("t3.new.total",),
    ("t3.total.total",),
    ("t3.new.total", "t3.carried_over.total"),
)
_PLACEHOLDERS = {
    "s1": (("claim", "t2"), ("claim", "t3"), ("claim", "t4"), ("list_sum", ""), ("year", "")),
    "s5": (("year", ""),),
    "s6": (("claim", "t2"), ("year", "")),
}
"""What each section may hold, so that leaving it out costs what its statements could cost."""


@dataclass(frozen=True, slots=True)
class _Sum:
    """A reading worked out: its total with the arithmetic, ``None`` where a cell has no value."""

    title: str
    usual: bool
    total: Decimal | None
    written: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Checked:
    """A claim with what its readings come to."""

    claim: Claim
    fits: str
    sums: tuple[_Sum, ...]

    @property
    def usual(self) -> _Sum:
        """The first of the usual readings."""
        return next(s for s in self.sums if s.usual)

    @property
    def other(self) -> _Sum | None:
        """The unusual reading that the stated number agrees with."""
        return next((s for s in self.sums if not s.usual and _agrees(self.claim, s)), None)


def claim_subjects(report: Report) -> Iterator[Subject]:
    """Yield one subject for each statement: for the same code and locus the worst stands."""
    yield from _lost(report)
    cells = report.cells()
    found = report.claims
    checked = [c for claim in found.claims if (c := _check(claim, cells)) is not None]
    current = [c for c in checked if report.year is None or c.claim.year in (None, report.year)]
    for _, same in _grouped(current, lambda c: c.claim.locus):
        yield _claim(same, report, cells)
    for _, lists in _grouped(found.lists, lambda x: plain(x.whole)):
        yield _list_sum(lists)
    for _, percents in _grouped(found.percents, lambda p: p.figure):
        yield _percent(percents, cells)
    for _, years in _grouped(found.years, lambda y: str(y.year)):
        yield _year(years, report, cells)


def _grouped[T](items, key):  # type: ignore[no-untyped-def]
    ...
