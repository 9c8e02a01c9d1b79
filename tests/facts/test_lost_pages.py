"""Where a page was not read, nothing that may stand on it is said to be missing."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from gouji.auditor import Audit, Auditor
from gouji.model.cells import Presence
from gouji.model.document import Document, Figure, Grid, GridCell, Place
from gouji.model.verdict import Verdict
from gouji.reading import read
from gouji.rulesets import chosen_rulebook

CLEAN = Path(__file__).parents[2] / "fixtures/clean-2024.pdf"
PAGES = range(1, read(CLEAN).pages + 1)


@cache
def auditor() -> Auditor:
    return Auditor(chosen_rulebook((), None))


@cache
def clean() -> Document:
    return read(CLEAN)


def without(page: int, lost: tuple[int, ...]) -> Document:
    """Return the clean report without what stands on ``page``."""
    whole = Figure(Place(page, (0.0, 0.0, 595.0, 842.0)))
    blocks = [
        cut
        for block in clean().blocks
        if (cut := _cut(block, page) if isinstance(block, Grid) else block) is not None
        and cut.place.page != page
    ]
    at = sum((block.place.page or 0) < page for block in blocks)
    blocks.insert(at, whole)
    return replace(clean(), blocks=tuple(blocks), lost=lost)


def _cut(grid: Grid, page: int) -> Grid | None:
    """Return what of a grid stands on other pages."""
    kept = tuple(cell for cell in grid.cells if cell.place.page != page)
    if not kept or len(kept) == len(grid.cells):
        return grid if kept else None
    first = min(cell.row for cell in kept)
    moved = tuple(replace(cell, row=cell.row - first) for cell in kept)
    rows = max(cell.row + cell.row_span for cell in moved)
    return replace(grid, cells=moved, rows=rows, place=kept[0].place, page_starts=())


def fails(audit: Audit) -> list[str]:
    return [f"{j.code} {j.locus}" for j in audit.with_verdict(Verdict.FAIL)]


@pytest.mark.parametrize("page", PAGES)
def test_a_lost_page_accuses_nobody(page: int) -> None:
    audit = auditor().audit_document(without(page, lost=(page,)))
    assert fails(audit) == []
    assert audit.score.low < audit.score.high
    unread = [j for j in audit.with_verdict(Verdict.NOT_ASSESSABLE) if j.subject.reason]
    assert any(f"第{page}页没有读" in str(j.subject.reason) for j in unread)


def test_the_same_report_with_nothing_lost_is_accused() -> None:
    found = [fails(auditor().audit_document(without(page, lost=()))) for page in PAGES]
    assert all(found)


def test_a_table_that_cannot_be_costs_itself() -> None:
    def broken(grid: Grid) -> Grid:
        cell = grid.cells[-1]
        far = GridCell(cell.row, -99, "0", cell.place)
        return replace(grid, cells=(*grid.cells, far))

    grids = list(clean().grids())
    strange = max(grids, key=lambda grid: grid.rows * grid.columns)
    blocks = tuple(broken(b) if b is strange else b for b in clean().blocks)
    report = auditor().recognise(replace(clean(), blocks=blocks))
    states = {table.id: (table.presence, table.reason) for table in report.tables}
    assert states == {
        "t2": (Presence.PRESENT, None),
        "t3": (Presence.UNREAD, "这张表的格子排得异常，没有读出来"),
        "t4": (Presence.PRESENT, None),
    }
