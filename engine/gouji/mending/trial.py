"""Tries repairs: the changed facts are audited again, and what is said then is compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from gouji.facts.report import FoundTable, Report
from gouji.mending.editing import edited
from gouji.model.cells import Cell, CellState
from gouji.model.document import Document
from gouji.model.edit import Edit
from gouji.model.instruction import Pair
from gouji.model.verdict import Judgement, Verdict
from gouji.records import dataclass

Rejudge = Callable[[Report], Sequence[Judgement]]
Recognise = Callable[[Document], Report]

_SPEAKING = (Verdict.FAIL, Verdict.REVIEW)
_STATED = frozenset({"claim", "carry", "stock", "member"})
"""Kinds of subjects that hold cells against something outside the tables."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a repair does: what it breaks, what it mends, and what it agrees with.

    ``broken`` are judgements that passed before and fail or ask now, ``still`` those that failed or
    asked and do so yet, ``agrees`` statements about the changed cells that hold.
    """

    broken: tuple[Judgement, ...]
    mended: frozenset[Pair]
    agrees: tuple[Judgement, ...]
    still: tuple[Judgement, ...] = ()


class Trial:
    """Tries edits on one report; ``judgements`` is what was judged of it as it stands."""

    def __init__(
        self,
        report: Report,
        judgements: Sequence[Judgement],
        rejudge: Rejudge,
        recognise: Recognise,
        texts: int,
    ) -> None:
        self._report = report
        self._before = judgements
        self._rejudge = rejudge
        self._recognise = recognise
        self._texts = texts

    @cached_property
    def _spoken(self) -> frozenset[Pair]:
        return frozenset(_pair(j) for j in self._before if j.verdict in _SPEAKING)

    def of(self, edits: Sequence[Edit]) -> Outcome | None:
        """Return what ``edits`` do; ``None`` where they cannot be tried.

        Changes of words take a whole new recognition: no more than ``texts`` of them are tried.
        """
        if all(edit.cell is not None for edit in edits):
            changed = with_cells(self._report, {e.cell or "": e.after for e in edits})
        elif self._texts > 0:
            self._texts -= 1
            document = edited(self._report, edits)
            if document is None:
                return None
            changed = self._recognise(document)
        else:
            return None
        return self._compared(self._rejudge(changed), {e.cell for e in edits if e.cell})

    def _compared(self, after: Sequence[Judgement], cells: set[str]) -> Outcome:
        now = {_pair(j): j for j in after if j.verdict in _SPEAKING}
        broken = tuple(j for pair, j in now.items() if pair not in self._spoken)
        agrees = tuple(
            j
            for j in after
            if j.verdict is Verdict.PASS
            and j.subject.kind in _STATED
            and cells.intersection(e.cell for e in j.subject.evidence if e.cell)
        )
        still = tuple(j for pair, j in now.items() if pair in self._spoken)
        return Outcome(broken, self._spoken - now.keys(), agrees, still)


def with_cells(report: Report, values: Mapping[str, str]) -> Report:
    """Return ``report`` as if its cells held the numbers ``values``."""
    tables = tuple(_with_cells(table, values) for table in report.tables)
    return replace(report, tables=tables)


def _with_cells(table: FoundTable, values: Mapping[str, str]) -> FoundTable:
    return replace(
        table, cells=_changed(table.cells, values), wholes=_changed(table.wholes, values)
    )


def _changed(cells: Iterable[Cell], values: Mapping[str, str]) -> tuple[Cell, ...]:
    return tuple(
        cell if cell.id not in values else _number(cell, values[cell.id]) for cell in cells
    )


def _number(cell: Cell, text: str) -> Cell:
    return replace(
        cell, state=CellState.NUMBER, raw=text, value=Decimal(text), decorated=False, reason=None
    )


def _pair(judgement: Judgement) -> Pair:
    return judgement.code, judgement.locus
