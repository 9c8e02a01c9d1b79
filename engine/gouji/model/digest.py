"""What sums over thousands of reports need of an audit: its figures and counts, without its words.

An audit takes a millisecond to read and a digest a twentieth of that: nearly all reports have the
same cells and most cells have a number, so that a digest is a text of names and a list of numbers.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from gouji.model.audit import AuditJson
from gouji.records import dataclass

NO_DOUBTS: Mapping[str, tuple[Decimal, ...]] = MappingProxyType({})

Shown = tuple[str, str | None]
"""The state of a cell (see :class:`gouji.model.audit.CellInfo`), and its number, or the word in
its place."""

Verdicts = tuple[int, int, int, int, int, int]
"""How often a rule passed, failed, was for review, not applicable, not assessable, waived."""


@dataclass(frozen=True, slots=True)
class Digest:
    """An audit without its words.

    ``edition`` is the form that the report is printed on, ``form`` the one that its cells are of.
    ``doubts`` has the cells that its own ties contradict, with the numbers that they may have: as
    printed first, as mended last; none where nobody can say.
    """

    edition: str
    form: str
    cells: Mapping[str, Shown]
    rules: Mapping[str, Verdicts]
    doubts: Mapping[str, tuple[Decimal, ...]]

    def packed(self) -> str:
        """Return the digest as text."""
        doubts = {cell: list(map(str, values)) for cell, values in self.doubts.items()}
        shown = [
            text if state == "number" else [state, text] for state, text in self.cells.values()
        ]
        parts = [self.edition, self.form, [" ".join(self.cells), shown], self.rules, doubts]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, text: str) -> "Digest":
        """Return the digest that :meth:`packed` made a text of."""
        edition, form, cells, rules, doubts = json.loads(text)
        if isinstance(cells, list):  # else an older version packed it
            names, shown = cells
            cells = dict(zip(_names(names), map(_shown, shown), strict=True))
        admissible = {cell: tuple(map(Decimal, values)) for cell, values in doubts.items()}
        return cls(edition, form, cells, rules, admissible)


@lru_cache(maxsize=16)
def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split())


def _shown(packed: str | list[str]) -> Shown:
    if isinstance(packed, str):
        return _number(packed)
    state, text = packed
    return state, text


@lru_cache(maxsize=4096)
def _number(text: str) -> Shown:
    return "number", text


def digest(audit: AuditJson, doubts: Mapping[str, tuple[Decimal, ...]] = NO_DOUBTS) -> Digest:
    """Return the digest of ``audit``; ``doubts`` is what :func:`gouji.diagnosis.doubts` finds."""
    return Digest(
        edition=audit.report.edition,
        form=audit.rules.edition,
        cells={
            name: (cell.state, cell.raw if cell.state == "word" else cell.value)
            for name, cell in audit.cells.items()
        },
        rules={
            code: (v.passed, v.fail, v.review, v.not_applicable, v.not_assessable, v.waived)
            for code, v in audit.by_rule.items()
        },
        doubts=doubts,
    )
