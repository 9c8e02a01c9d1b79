"""Tools for planting faults: what a fault is, and how cells are changed without side effects."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from reportkit.content import Content

Finding = tuple[str, str]
"""A finding's code and locus."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A faulty report and all that an audit of it must find, collateral findings included."""

    content: Content
    findings: frozenset[Finding]


@dataclass(frozen=True, slots=True)
class Fault:
    """A named way to spoil a correct report.

    ``areas`` are the parts it touches: faults whose areas are disjoint can be planted together,
    one after the other, and their findings add up.
    """

    name: str
    areas: frozenset[str]
    plant: Callable[[Content], Planted]


def fault(name: str, areas: str, plant: Callable[[Content], Planted]) -> Fault:
    """Return a fault; ``areas`` is a list of words."""
    return Fault(name, frozenset(areas.split()), plant)


def planted(content: Content, *findings: Finding) -> Planted:
    """Return ``content`` with its findings."""
    return Planted(content, frozenset(findings))


def with_cells(content: Content, texts: Mapping[str, str]) -> Content:
    """Return the report with cells changed.

    Sentences that state a changed figure are removed, so that only the table is at fault.
    """
    quiet = content.rewrite(lambda p: "" if p.about & texts.keys() else p.text)
    return replace(quiet, cells={**content.cells, **texts})


def zeros(content: Content, table: str) -> Iterator[str]:
    """Yield the cells of ``table`` that hold 0, totals aside."""
    for cell, text in content.cells.items():
        if cell.startswith(f"{table}.") and text == "0" and "total" not in cell:
            yield cell
