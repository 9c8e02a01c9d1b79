"""Tables on scanned pages are known by their grid; nothing is guessed where labels speak against it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest
from misread import misread

from gouji.auditor import Auditor
from gouji.facts.tables.by_grid import known_by_grid
from gouji.model.cells import CellState
from gouji.model.document import Document, Grid, GridCell
from gouji.model.verdict import Verdict
from gouji.reading import read_bytes
from gouji.rulebook import load_rulebook
from reportkit import make, truth
from reportkit.renderers import RENDERERS

BOOK = load_rulebook()
AUDITOR = Auditor(BOOK)
TABLE = BOOK.form_for(2024).table("t3")
ROWS = [row.id for row in TABLE.rows]
LAYOUTS = (
    "pdf-lines",
    "pdf-landscape",
    "pdf-split-row",
    "pdf-narrow-heads",
    "pdf-two-apart",
    "pdf-split-row-repeated-head",
)
SEED = 4
PAGES = (1, 2, 3, 4, 5, 6)


@cache
def printed(layout: str) -> Document:
    return read_bytes(RENDERERS[layout](make(SEED)))


def wrong(document: Document, meant: Callable[[str], str | None] = str) -> tuple[list[str], int]:
    """Return the cells that say something else than they should, and how many are unread.

    ``meant`` gives the cell of the report whose value stands under a cell's printed labels.
    """
    cells = AUDITOR.recognise(document).cells()
    right = truth(make(SEED))
    read = {i: c for i, c in cells.items() if c.state not in (CellState.UNREAD, CellState.ABSENT)}
    values = {i: None if c.value is None else str(c.value) for i, c in read.items()}
    expected = {i: right[source] if (source := meant(i)) else "nothing" for i in read}
    return [i for i in read if values[i] != expected[i]], len(cells) - len(read)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("rate", "unread"), [(0.03, 0), (0.12, 0), (0.3, 200), (0.6, 200)])
def test_misread_labels_lose_no_cell_and_move_none(layout: str, rate: float, unread: int) -> None:
    document = misread(printed(layout), rate, seed=1)
    moved, lost = wrong(document)
    assert moved == []
    assert lost <= unread
    assert AUDITOR.audit_document(document).with_verdict(Verdict.FAIL) == ()


class Other(NamedTuple):
    """A table printed otherwise than the form: labels changed, and which cell then means which."""

    labels: Mapping[str, str]
    meant: Callable[[str], str | None]


def exchanged(place: int, one: str, other: str, names: Mapping[str, str]) -> Other:
    """Two rows or columns stand in each other's place."""

    def meant(cell: str) -> str:
        parts = cell.split(".")
        if parts[0] == TABLE.id:
            parts[place] = {one: other, other: one}.get(parts[place], parts[place])
        return ".".join(parts)

    return Other({names[one]: names[other], names[other]: names[one]}, meant)


def moved_up(first: int, last: int) -> Other:
    """A row is left out, those below move up, and a strange one follows."""
    labels = {TABLE.rows[i].label: TABLE.rows[i + 1].label for i in range(first, last)}

    def meant(cell: str) -> str | None:
        table, row, column = cell.split(".")
        at = ROWS.index(row) if table == TABLE.id else -1
        if at == first:
            return None
        return f"{table}.{ROWS[at - 1]}.{column}" if first < at <= last else cell

    return Other({**labels, TABLE.rows[last].label: "9.其中：网上申请"}, meant)


ROW_LABELS = {row.id: row.label for row in TABLE.rows}
HEADS = {column.id: column.label for column in TABLE.columns}
OTHERS = {
    "rows": exchanged(1, "granted", "partly_granted", ROW_LABELS),
    "rows of two groups": exchanged(1, "denied_law", "refused_repeat", ROW_LABELS),
    "heads": exchanged(2, "business", "research", HEADS),
    "last heads": exchanged(2, "legal", "total", HEADS),
    "a row left out": moved_up(4, 8),
    "one row left out": moved_up(12, 13),
}


def relabelled(document: Document, labels: Mapping[str, str]) -> Document:
    def change(cell: GridCell) -> GridCell:
        return replace(cell, text=labels.get(cell.text, cell.text))

    blocks = tuple(
        replace(block, cells=tuple(map(change, block.cells))) if isinstance(block, Grid) else block
        for block in document.blocks
    )
    assert blocks != document.blocks
    return replace(document, blocks=blocks)


@pytest.mark.parametrize("other", OTHERS)
@pytest.mark.parametrize("rate", [0, 0.1, 0.25])
def test_labels_that_speak_against_the_order_are_heard(other: str, rate: float) -> None:
    labels, meant = OTHERS[other]
    document = relabelled(printed("pdf-lines"), labels)
    for seed in range(3):
        assert wrong(misread(document, rate, seed), meant)[0] == []


def test_printed_pages_are_left_as_they_are() -> None:
    document = printed("pdf-lines")
    assert known_by_grid(document, BOOK.forms.values()) == (document, {})


def test_what_was_assumed_is_told() -> None:
    scan = replace(printed("pdf-lines"), recognised=PAGES)
    document = relabelled(scan, {"行政许可": "行攻许司"})
    notes = [(t.id, note) for t in AUDITOR.recognise(document).tables for note in t.notes]
    told = "有1个行名、列名在扫描件上辨认不清，按表格的形状和行列的次序认定，请核对"
    assert notes == [("t2", BOOK.form_for(2024).table("t2").title + told)]


@pytest.mark.parametrize("extra", [1, -1])
def test_nothing_is_assumed_where_the_counts_do_not_fit(extra: int) -> None:
    document = replace(printed("pdf-lines"), recognised=PAGES)
    table = max(document.grids(), key=lambda grid: grid.rows)
    last = [cell for cell in table.cells if cell.row == table.rows - 1]
    again = tuple(replace(cell, row=table.rows) for cell in last)
    cells = (*table.cells, *again) if extra > 0 else table.cells[: -len(last)]
    other = replace(table, cells=cells, rows=table.rows + extra)
    blocks = tuple(other if block is table else block for block in document.blocks)
    known = known_by_grid(replace(document, blocks=blocks), BOOK.forms.values())
    assert other in known.document.blocks
