"""Resolves the names that files use to the names that files give, wherever both stand."""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Generic, TypeVar

from gouji.model.form import Form
from gouji.model.names import (
    CELL,
    EDITION,
    LOCUS,
    SECTION,
    TABLE,
    TIE,
    Defines,
    Mention,
    Names,
    Refers,
    mentions,
)
from gouji.model.nearest import nearest
from gouji.model.ties import expand
from gouji.model.written import Written
from gouji.records import dataclass
from gouji.rulebook.faults import slip
from gouji.rulebook.source import Fault, Source

M_co = TypeVar("M_co", bound=Written, covariant=True)

Known = Mapping[Names, frozenset[str]]
"""All names that are given, by kind."""


@dataclass(frozen=True, slots=True)
class Checked(Generic[M_co]):
    """A file whose data has the right shape: ``data``, of the type ``annotation``."""

    source: Source
    annotation: type[M_co]
    data: M_co

    def mentions(self) -> Iterator[Mention]:
        """Yield every text in it."""
        return mentions(self.annotation, self.data)


def names_of_forms(forms: Iterable[Form]) -> dict[Names, frozenset[str]]:
    """Return the names that editions of the form give to rules and wording."""
    forms = tuple(forms)
    cells = frozenset(c for form in forms for table in form.tables for c in table.cell_ids())
    return {
        EDITION: frozenset(form.edition for form in forms),
        SECTION: frozenset(section.id for form in forms for section in form.sections),
        TABLE: frozenset(table.id for form in forms for table in form.tables),
        CELL: cells,
        TIE: frozenset(tie.id for form in forms for tie in form.ties),
        LOCUS: frozenset((*_loci(cells), *(t.locus for form in forms for t in expand(form)))),
    }


def _loci(cells: Iterable[str]) -> Iterator[str]:
    """Yield the places that findings name: cells, and cells of rows that share a part of a name.

    ``t3.denied.total`` is the place of what is said of all rows ``denied_…`` together.
    """
    for cell in cells:
        table, row, column = cell.split(".")
        parts = row.split("_")
        for start in range(len(parts)):
            for end in range(start + 1, len(parts) + 1):
                yield f"{table}.{'_'.join(parts[start:end])}.{column}"


def names_given(files: Iterable[Checked[Written]]) -> dict[Names, frozenset[str]]:
    """Return the names that ``files`` give."""
    given: dict[Names, set[str]] = {}
    for file in files:
        for mention in file.mentions():
            if isinstance(mention.mark, Defines):
                given.setdefault(mention.mark.names, set()).add(mention.text)
    return {names: frozenset(found) for names, found in given.items()}


def unresolved(file: Checked[Written], known: Known) -> Iterator[Fault]:
    """Yield a fault for every name in ``file`` that nothing gives, and every one given twice."""
    seen: set[tuple[Names, str]] = set()
    for mention in file.mentions():
        mark = mention.mark
        if isinstance(mark, Refers):
            fault = _resolve(mention, mark, known.get(mark.names, frozenset()))
            if fault is not None:
                yield fault
        elif isinstance(mark, Defines):
            if (mark.names, mention.text) in seen:
                yield Fault(mention.loc, f"「{mention.text}」写了两次（请各用各的名称）")
            seen.add((mark.names, mention.text))


def _resolve(mention: Mention, mark: Refers, known: frozenset[str]) -> Fault | None:
    name = mention.text
    if name in known or (mark.names.cells and _stands_for_cells(name, known)):
        return None
    if not mark.open:
        hint = nearest(name.removeprefix("-"), known)
        return Fault(mention.loc, f"没有「{name}」{mark.names.noun}{hint}")
    meant = slip(name, known)
    if meant is None:
        return None
    return Fault(mention.loc, f"没有「{name}」{mark.names.noun}（是不是「{meant}」？）")


def _stands_for_cells(pattern: str, cells: frozenset[str]) -> bool:
    plain = pattern.removeprefix("-")
    return plain in cells or any(fnmatchcase(cell, plain) for cell in cells)
